#include "tools/jifen/render/value_text.h"

#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr int kPlacesShown = 4;  // of a plain number and of a ratio: hundredths of a percent
constexpr int kFenToYuan = -2;
constexpr int kFenToWanYuan = -6;
constexpr int kWanYuanToYuan = 4;

std::string NumberText(const Terminal& terminal, v1::Unit unit, const std::string& number) {
  switch (unit) {
    case v1::UNIT_RATIO:
      return ShiftPoint(number, 2) + " %";
    case v1::UNIT_WAN_YUAN:
      return terminal.language == Language::kChinese
                 ? GroupThousands(number) + " 万元"
                 : GroupThousands(ShiftPoint(number, kWanYuanToYuan)) + " yuan";
    case v1::UNIT_YEARS:
      return Say(terminal.language, Phrase::kYears, {number});
    default:
      return GroupThousands(number);
  }
}

// Values have 18 places: at least 0.000000000000000001 is above 0, and below it is at most 0. The round
// number of such a bound, or the bound itself.
std::string WithoutLeastStep(const std::string& bound) {
  constexpr std::string_view kLeastStep = "0.000000000000000001";
  constexpr int kRound = 9;  // places of a number that a document would name
  std::string round = RoundTo(bound, kRound);
  return Difference(bound, round) == kLeastStep ? round : bound;
}

const v1::Measure* MeasureOf(const v1::Indicator& indicator, const std::string& option_id) {
  if (indicator.has_measure()) return &indicator.measure();
  for (const v1::Option& option : indicator.alternatives().options()) {
    if (option.id() == option_id) return &option.measure();
  }
  return nullptr;
}

const v1::Scale& ScaleOf(const v1::Measure& measure, const std::string& stage_id) {
  for (const v1::StageScale& staged : measure.stage_scales()) {
    if (staged.stage() == stage_id) return staged.scale();
  }
  return measure.scale();
}

}  // namespace

std::string ValueText(const Terminal& terminal, v1::Unit unit, std::string_view value,
                      const std::vector<std::string>& bounds) {
  if (value == "true") return Say(terminal.language, Phrase::kYes);
  if (value == "false") return Say(terminal.language, Phrase::kNo);
  if (!IsDecimal(value)) return ShortNameLabel(terminal.language, value);
  return NumberText(terminal, unit, ShortenHonestly(value, kPlacesShown, bounds));
}

std::string BandText(const Terminal& terminal, v1::Unit unit, const v1::Position& position,
                     std::optional<v1::Closed> closed) {
  if (!position.equals().empty()) return ValueText(terminal, unit, position.equals());
  if (!position.has_from() && !position.has_to()) return "";
  const Glyphs& glyphs = GlyphsOf(terminal.unicode);
  const bool upper = closed == v1::CLOSED_UPPER;
  const auto shown = [&](const std::string& bound, std::string_view sign,
                         std::string_view stepped) {
    if (!closed.has_value()) return NumberText(terminal, unit, WithoutLeastStep(bound));
    const std::string round = upper ? bound : WithoutLeastStep(bound);
    return std::string(round == bound ? sign : stepped) + " " + NumberText(terminal, unit, round);
  };
  std::string band;
  if (position.has_from()) band = shown(position.from(), upper ? ">" : glyphs.at_least, ">");
  const std::string between = terminal.unicode ? "…" : "..";
  if (!position.has_to()) return closed.has_value() ? band : band + " " + between;
  if (!band.empty()) band += " " + between + " ";
  if (band.empty() && !closed.has_value()) band = between + " ";
  return band + shown(position.to(), upper ? glyphs.at_most : "<", glyphs.at_most);
}

std::string NextBoundText(const Terminal& terminal, v1::Unit unit, const v1::NextBand& next) {
  if (!IsDecimal(next.bound())) return ValueText(terminal, unit, next.bound());
  const std::string round = next.beyond() ? next.bound() : WithoutLeastStep(next.bound());
  const std::string text = NumberText(terminal, unit, round);
  const bool beyond = next.beyond() || round != next.bound();
  return beyond ? Say(terminal.language, Phrase::kBeyond, {text}) : text;
}

std::optional<v1::Closed> ClosedOf(const v1::Scheme* scheme, const std::string& stage_id,
                                   const std::string& indicator_id, const std::string& option_id) {
  if (scheme == nullptr) return std::nullopt;
  for (const v1::Category& category : scheme->categories()) {
    for (const v1::Indicator& indicator : category.indicators()) {
      if (indicator.id() != indicator_id) continue;
      const v1::Measure* measure = MeasureOf(indicator, option_id);
      if (measure == nullptr) return std::nullopt;
      const v1::Closed closed = ScaleOf(*measure, stage_id).bands().closed();
      return closed == v1::CLOSED_UNSPECIFIED ? v1::CLOSED_LOWER : closed;
    }
  }
  return std::nullopt;
}

std::string MoneyText(const Terminal& terminal, std::string_view fen) {
  if (terminal.language == Language::kChinese) {
    return GroupThousands(ShiftPoint(fen, kFenToWanYuan)) + " 万元";
  }
  return GroupThousands(ShiftPoint(fen, kFenToYuan)) + " yuan";
}

}  // namespace jifen::tools::cli
