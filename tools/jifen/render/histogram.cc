#include "tools/jifen/render/histogram.h"

#include <algorithm>

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 50;
constexpr int kBesideBar = 25;  // columns of a bin's line without its bar and its two bounds
constexpr int kIndent = 2;
constexpr int kGap = 3;
constexpr v1::Outcome kOutcomes[] = {v1::OUTCOME_PASSED, v1::OUTCOME_FAILED,
                                     v1::OUTCOME_UNDETERMINED, v1::OUTCOME_SCORED,
                                     v1::OUTCOME_NOT_SCORED};

// part / whole as a percentage with one digit after the point, from integers alone.
std::string Percent(int64_t part, int64_t whole) {
  if (whole == 0) return "0 %";
  const int64_t tenths = (part * 2000 + whole) / (2 * whole);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

}  // namespace

void Distribution::Add(const v1::ScoreCard& card) {
  ++cards_;
  ++outcomes_[card.outcome()];
  maximum_ = card.total_maximum();
  if (card.has_pass_mark()) pass_mark_ = card.pass_mark();
  if (!card.has_total()) return;
  if (card.has_total_highest()) ++ranges_;
  const int bin = std::min(PartsOf(card.total(), card.total_maximum(), kBins), kBins - 1);
  ++bins_[static_cast<size_t>(bin)];
}

std::string Distribution::BoundOf(int bin) const {
  return ShiftPoint(TimesSmall(maximum_, bin), -1);  // kBins is ten: a bin is a tenth
}

Line Distribution::BinLine(const Terminal& terminal, int bin) const {
  static_assert(kBins == 10);
  const Glyphs& glyphs = GlyphsOf(terminal.unicode);
  const int64_t most = *std::max_element(bins_.begin(), bins_.end());
  const int64_t count = bins_[static_cast<size_t>(bin)];
  const bool passes = !pass_mark_.empty() && CompareDecimals(BoundOf(bin), pass_mark_) >= 0;
  const int bound_width = DisplayWidth(maximum_);
  const int bar_width = std::min(kBarWidth, terminal.width - kBesideBar - 2 * bound_width);
  Line line("  ");
  line.Add(PadLeft(BoundOf(bin), bound_width) + " " + std::string(glyphs.dash) + " " +
           PadLeft(BoundOf(bin + 1), bound_width) + "  ");
  line.Add(MakeBar(
      {.value = std::to_string(count), .maximum = std::to_string(most), .mark = std::nullopt},
      bar_width, glyphs, passes ? Style::kGood : Style::kAccent));
  line.Add(" " + PadLeft(GroupThousands(std::to_string(count)), 8));
  return line.Add("  " + PadLeft(Percent(count, cards_), 7), Style::kDim);
}

Page Distribution::Render(const Terminal& terminal) const {
  Page page;
  for (int bin = 0; bin < kBins; ++bin) page.Add(BinLine(terminal, bin));
  page.AddBlank();
  Line outcomes("  ");  // broken between two of them only
  for (const v1::Outcome outcome : kOutcomes) {
    const auto found = outcomes_.find(outcome);
    if (found == outcomes_.end()) continue;
    Line part = OutcomeLine(terminal, outcome);
    part.Add(" " + GroupThousands(std::to_string(found->second)));
    part.Add(" (" + Percent(found->second, cards_) + ")", Style::kDim);
    const bool first = outcomes.width() == kIndent;
    if (!first && outcomes.width() + kGap + part.width() > terminal.width) {
      page.Add(std::move(outcomes));
      outcomes = Line("  ");
    } else if (!first) {
      outcomes.Add("   ");
    }
    outcomes.Add(part);
  }
  if (outcomes.width() > kIndent) page.Add(std::move(outcomes));
  if (ranges_ > 0) {
    const std::string count = GroupThousands(std::to_string(ranges_));
    page.AddWrapped(Line("  "),
                    Line(Say(terminal.language, Phrase::kTotalRanges, {count}), Style::kWarn),
                    terminal.width);
  }
  if (!pass_mark_.empty()) {
    page.Add(Line("  ").Add(Say(terminal.language, Phrase::kPassMark, {pass_mark_}), Style::kDim));
  }
  return page;
}

}  // namespace jifen::tools::cli
