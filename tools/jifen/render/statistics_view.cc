#include "tools/jifen/render/statistics_view.h"

#include <algorithm>

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/run_view.h"
#include "tools/jifen/render/table.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 40;
constexpr int kShareBarWidth = 20;
// Places in ScoreSummary.quantiles.
constexpr int kLowerQuartile = 1;
constexpr int kMedian = 2;
constexpr int kUpperQuartile = 3;

std::string QuantileOf(const v1::ScoreSummary& summary, int place) {
  return summary.quantiles_size() > place ? PointsText(summary.quantiles(place)) : "";
}

using Summaries = google::protobuf::RepeatedPtrField<v1::ScoreSummary>;

struct PartTable {
  Phrase heading;
  Phrase part;
  bool sections = false;  // keys are industry sections
};

std::string PartOf(const Terminal& terminal, const PartTable& what, const v1::ScoreSummary& part) {
  return what.sections ? SectionText(terminal, part.key())
                       : PartText(terminal, part.title(), part.key());
}

void AddParts(const Terminal& terminal, const PartTable& what, const Summaries& parts, Page& page) {
  if (!IsDivided(parts)) return;
  AddHeading(terminal, what.heading, page);
  const auto heading = [&](Phrase phrase) { return Say(terminal.language, phrase); };
  Table table{.columns = {{.heading = heading(what.part), .flexible = true},
                          {.heading = heading(Phrase::kEnterprises), .right = true},
                          {.heading = heading(Phrase::kScored), .right = true},
                          {.heading = heading(Phrase::kPassed), .right = true},
                          {.heading = heading(Phrase::kMean), .right = true},
                          {.heading = heading(Phrase::kLowerQuartile), .right = true},
                          {.heading = heading(Phrase::kMedian), .right = true},
                          {.heading = heading(Phrase::kUpperQuartile), .right = true},
                          {.heading = heading(Phrase::kGreatest), .right = true}},
              .rows = {}};
  for (const v1::ScoreSummary& part : parts) {
    table.rows.push_back(
        {Line(PartOf(terminal, what, part)), Line(CountText(part.enterprises())),
         Line(CountText(part.scored())), Line(ShareText(part.passed(), part.enterprises())),
         Line(PointsText(part.mean()), Style::kBold), Line(QuantileOf(part, kLowerQuartile)),
         Line(QuantileOf(part, kMedian)), Line(QuantileOf(part, kUpperQuartile)),
         Line(PointsText(part.greatest()))});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

void AddGrades(const Terminal& terminal, const v1::GenerationStatistics& statistics, Page& page) {
  if (!IsDivided(statistics.grades())) return;
  AddHeading(terminal, Phrase::kGradeShares, page);
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kGrade), .flexible = true},
                          {.heading = Say(terminal.language, Phrase::kEnterprises), .right = true},
                          {.heading = Say(terminal.language, Phrase::kShare), .right = true},
                          {.heading = ""}},
              .rows = {}};
  const std::string all = std::to_string(statistics.all().enterprises());
  for (const v1::ScoreSummary& grade : statistics.grades()) {
    table.rows.push_back(
        {Line(PartText(terminal, grade.title(), grade.key())), Line(CountText(grade.enterprises())),
         Line(ShareText(grade.enterprises(), statistics.all().enterprises())),
         MakeBar(
             {.value = std::to_string(grade.enterprises()), .maximum = all, .mark = std::nullopt},
             kShareBarWidth, GlyphsOf(terminal.unicode), Style::kAccent)});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

void AddIndicators(const Terminal& terminal, const v1::GenerationStatistics& statistics,
                   Page& page) {
  if (statistics.indicators().empty()) return;
  AddHeading(terminal, Phrase::kIndicators, page);
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kIndicator), .flexible = true},
                          {.heading = Say(terminal.language, Phrase::kWithValue), .right = true},
                          {.heading = Say(terminal.language, Phrase::kMeanPoints), .right = true},
                          {.heading = Say(terminal.language, Phrase::kMaximum), .right = true},
                          {.heading = ""}},
              .rows = {}};
  for (const v1::IndicatorSummary& indicator : statistics.indicators()) {
    table.rows.push_back(
        {Line(PartText(terminal, indicator.title(), indicator.indicator_id())),
         Line(ShareText(indicator.present(), statistics.all().enterprises())),
         Line(PointsText(indicator.points_mean()), Style::kBold), Line(indicator.maximum()),
         MakeBar({.value = indicator.has_points_mean() ? indicator.points_mean() : "0",
                  .maximum = indicator.maximum(),
                  .mark = std::nullopt},
                 kShareBarWidth, GlyphsOf(terminal.unicode), Style::kAccent)});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

Titles TitlesOf(const Terminal& terminal, const v1::GenerationStatistics& statistics) {
  Titles titles;
  for (const v1::IndicatorSummary& indicator : statistics.indicators()) {
    titles[indicator.indicator_id()] =
        PartText(terminal, indicator.title(), indicator.indicator_id());
  }
  return titles;
}

void AddWhole(const Terminal& terminal, const v1::GenerationStatistics& statistics, Page& page) {
  const v1::ScoreSummary& all = statistics.all();
  Facts facts(terminal);
  facts.Add(Phrase::kEnterprises, CountText(all.enterprises()));
  AddScored(all.scored(), all.enterprises(), facts);
  Line outcomes;
  for (const v1::OutcomeCount& count : statistics.outcomes()) {
    if (!outcomes.empty()) outcomes.Add("   ");
    outcomes.Add(OutcomeLine(terminal, count.outcome())).Add(" " + CountText(count.cards()));
    outcomes.Add(" " + ShareText(count.cards(), all.enterprises()), Style::kDim);
  }
  facts.Add(Phrase::kOutcome, outcomes);
  if (all.has_mean()) {
    const std::string dot = "  " + std::string(GlyphsOf(terminal.unicode).dot) + "  ";
    facts.Add(Phrase::kMean, PointsText(all.mean()) + " / " + statistics.total_maximum());
    facts.Add(Phrase::kQuartiles, QuantileOf(all, kLowerQuartile) + dot + QuantileOf(all, kMedian) +
                                      dot + QuantileOf(all, kUpperQuartile));
    facts.Add(Phrase::kRange, PointsText(all.least()) + " " +
                                  std::string(GlyphsOf(terminal.unicode).dash) + " " +
                                  PointsText(all.greatest()));
  }
  facts.AppendTo(page);
}

}  // namespace

bool IsDivided(const Summaries& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [](const v1::ScoreSummary& part) { return !part.key().empty(); });
}

void AddHistogram(const Terminal& terminal, const v1::GenerationStatistics& statistics,
                  const v1::GenerationStatistics* before, Page& page) {
  const Glyphs& glyphs = GlyphsOf(terminal.unicode);
  uint64_t most = 0;
  int bound_width = 0;
  for (const v1::HistogramBin& bin : statistics.histogram()) {
    most = std::max(most, bin.cards());
    bound_width = std::max(bound_width, DisplayWidth(PointsText(bin.to())));
  }
  const int beside = before == nullptr ? 30 : 42;
  const int bar_width = std::min(kBarWidth, terminal.width - beside - 2 * bound_width);
  for (int i = 0; i < statistics.histogram_size(); ++i) {
    const v1::HistogramBin& bin = statistics.histogram(i);
    const bool passes =
        statistics.has_pass_mark() && CompareDecimals(bin.from(), statistics.pass_mark()) >= 0;
    Line line("  ");
    line.Add(PadLeft(PointsText(bin.from()), bound_width) + " " + std::string(glyphs.dash) + " " +
             PadLeft(PointsText(bin.to()), bound_width) + "  ");
    line.Add(MakeBar({.value = std::to_string(bin.cards()),
                      .maximum = std::to_string(most),
                      .mark = std::nullopt},
                     bar_width, glyphs, passes ? Style::kGood : Style::kAccent));
    line.Add(" " + PadLeft(CountText(bin.cards()), 9));
    line.Add(" " + PadLeft(ShareText(bin.cards(), statistics.all().scored()), 7), Style::kDim);
    if (before != nullptr && before->histogram_size() == statistics.histogram_size()) {
      const std::string was = CountText(before->histogram(i).cards());
      line.Add("  " + PadLeft("(" + was + ")", 11), Style::kDim);
    }
    page.Add(std::move(line));
  }
  if (statistics.has_pass_mark()) {
    AddNote(terminal, Say(terminal.language, Phrase::kPassMark, {statistics.pass_mark()}),
            Style::kDim, page);
  }
}

void AddStatistics(const Terminal& terminal, const v1::GenerationStatistics& statistics,
                   Page& page) {
  AddWhole(terminal, statistics, page);
  AddHeading(terminal, Phrase::kTotals, page);
  AddHistogram(terminal, statistics, nullptr, page);
  AddGrades(terminal, statistics, page);
  AddParts(terminal, {.heading = Phrase::kByStage, .part = Phrase::kStage}, statistics.stages(),
           page);
  AddParts(terminal,
           {.heading = Phrase::kByIndustry, .part = Phrase::kIndustrySection, .sections = true},
           statistics.industries(), page);
  AddParts(terminal, {.heading = Phrase::kByCounty, .part = Phrase::kCounty}, statistics.counties(),
           page);
  AddNotScored(terminal, statistics.not_scored(), statistics.all().enterprises(),
               TitlesOf(terminal, statistics), page);
  AddIndicators(terminal, statistics, page);
}

}  // namespace jifen::tools::cli
