#include "services/generation/statistics.h"

#include <algorithm>
#include <utility>

#include "storage/tables/generation_scores.h"
#include "storage/tables/store_error.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
using scoring::decimal::Decimal;

constexpr int kBins = 20;
constexpr int kMeanPlaces = 4;
constexpr uint64_t kPercents[] = {10, 25, 50, 75, 90};

Decimal Sum(const std::vector<Decimal>& numbers) {
  Decimal sum;
  for (const Decimal number : numbers) sum = AddInRange(sum, number);
  return sum;
}

std::string Mean(Decimal sum, uint64_t count) {
  Decimal mean;
  static_cast<void>(RoundProportion({.base = {},
                                     .a = sum,
                                     .b = Decimal::FromInt(1),
                                     .divisor = Decimal::FromInt(static_cast<int64_t>(count))},
                                    kMeanPlaces, scoring::decimal::Rounding::kHalfEven, &mean));
  return mean.Format();
}

// The least that at least so many percent do not exceed.
Decimal Quantile(const std::vector<Decimal>& rising, uint64_t percent) {
  const uint64_t rank = (rising.size() * percent + 99) / 100;
  return rising[std::max<uint64_t>(rank, 1) - 1];
}

// maximum * numerator / kBins, exact for whatever maximum a scheme can have.
Decimal BinBound(Decimal maximum, int numerator) {
  Decimal bound;
  static_cast<void>(RoundProportion({.base = {},
                                     .a = maximum,
                                     .b = Decimal::FromInt(numerator),
                                     .divisor = Decimal::FromInt(kBins)},
                                    scoring::decimal::kPlaces,
                                    scoring::decimal::Rounding::kHalfEven, &bound));
  return bound;
}

}  // namespace

std::string CountyOf(const std::string& area_code) { return area_code.substr(0, 6); }
std::string SectionOf(const std::string& industry_code) { return industry_code.substr(0, 1); }

StatisticsBuilder::StatisticsBuilder(const scoring::scheme::CompiledScheme& scheme)
    : scheme_(scheme),
      stages_(static_cast<size_t>(scheme.message().stages_size()) + 1),
      grades_(static_cast<size_t>(scheme.message().grades_size()) + 1) {
  size_t indicators = 0;
  for (const auto& category : scheme.parts().categories) indicators += category.indicators.size();
  indicators_.resize(indicators);
}

void StatisticsBuilder::AddTo(Part* part, const storage::v1::StoredScore& score,
                              const Decimal* total) {
  ++part->enterprises;
  if (score.outcome() == v1::OUTCOME_PASSED) ++part->passed;
  if (total != nullptr) part->totals.push_back(*total);
}

absl::Status StatisticsBuilder::Add(const storage::v1::StoredScore& score) {
  const bool scored = !score.total().empty();
  const absl::StatusOr<Decimal> total = scored ? Decimal::Parse(score.total()) : Decimal();
  const bool fits =
      total.ok() && score.stage() < stages_.size() && score.grade() < grades_.size() &&
      (score.points().empty() || static_cast<size_t>(score.points_size()) == indicators_.size());
  if (!fits) return tables::Corrupt("the line of a score");
  const Decimal* number = scored ? &*total : nullptr;
  AddTo(&all_, score, number);
  AddTo(&counties_[CountyOf(score.area_code())], score, number);
  AddTo(&industries_[SectionOf(score.industry_code())], score, number);
  AddTo(&stages_[score.stage()], score, number);
  AddTo(&grades_[score.grade()], score, number);
  for (int i = 0; i < score.points_size(); ++i) {
    if (score.points(i).empty()) continue;
    const absl::StatusOr<Decimal> points = Decimal::Parse(score.points(i));
    if (!points.ok()) return tables::Corrupt("the points of a score");
    IndicatorSum& sum = indicators_[static_cast<size_t>(i)];
    ++sum.present;
    sum.points = AddInRange(sum.points, *points);
  }
  return tally_.Add(scheme_.message(), score, score.card_sha256().size());
}

v1::ScoreSummary StatisticsBuilder::Summarize(std::string key, Part* part) {
  std::vector<Decimal>& totals = part->totals;
  std::sort(totals.begin(), totals.end());
  v1::ScoreSummary summary;
  summary.set_key(std::move(key));
  summary.set_enterprises(part->enterprises);
  summary.set_scored(totals.size());
  summary.set_passed(part->passed);
  const Decimal sum = Sum(totals);
  summary.set_sum(sum.Format());
  if (totals.empty()) return summary;
  summary.set_mean(Mean(sum, totals.size()));
  summary.set_least(totals.front().Format());
  for (const uint64_t percent : kPercents) {
    summary.add_quantiles(Quantile(totals, percent).Format());
  }
  summary.set_greatest(totals.back().Format());
  return summary;
}

// The totals of all are in order by then.
void StatisticsBuilder::AddHistogram(v1::GenerationStatistics* statistics) {
  const Decimal maximum = scheme_.parts().total.scale_to;
  auto at = all_.totals.begin();
  for (int bin = 0; bin < kBins; ++bin) {
    const Decimal to = BinBound(maximum, bin + 1);
    const auto end =
        bin + 1 == kBins ? all_.totals.end() : std::lower_bound(at, all_.totals.end(), to);
    v1::HistogramBin* message = statistics->add_histogram();
    message->set_from(BinBound(maximum, bin).Format());
    message->set_to(to.Format());
    message->set_cards(static_cast<uint64_t>(end - at));
    at = end;
  }
}

void StatisticsBuilder::AddIndicators(v1::GenerationStatistics* statistics) const {
  size_t position = 0;
  for (const v1::Category& category : scheme_.message().categories()) {
    for (const v1::Indicator& indicator : category.indicators()) {
      const IndicatorSum& sum = indicators_[position++];
      v1::IndicatorSummary* message = statistics->add_indicators();
      message->set_indicator_id(indicator.id());
      *message->mutable_title() = indicator.title();
      message->set_present(sum.present);
      message->set_points_sum(sum.points.Format());
      if (sum.present > 0) message->set_points_mean(Mean(sum.points, sum.present));
      message->set_maximum(indicator.maximum());
    }
  }
}

v1::GenerationStatistics StatisticsBuilder::Build() && {
  v1::GenerationStatistics statistics;
  const v1::Scheme& scheme = scheme_.message();
  const scoring::scheme::TotalRule& rule = scheme_.parts().total;
  *statistics.mutable_all() = Summarize("", &all_);
  statistics.set_total_maximum(rule.scale_to.Format());
  if (rule.pass.has_value()) statistics.set_pass_mark(rule.pass->Format());
  v1::RunTally tally = tally_.ToMessage();
  statistics.mutable_outcomes()->Swap(tally.mutable_outcomes());
  statistics.mutable_not_scored()->Swap(tally.mutable_not_scored());
  AddHistogram(&statistics);
  for (auto& [key, part] : counties_) *statistics.add_counties() = Summarize(key, &part);
  for (auto& [key, part] : industries_) *statistics.add_industries() = Summarize(key, &part);
  for (int i = 0; i < scheme.stages_size(); ++i) {
    v1::ScoreSummary* stage = statistics.add_stages();
    *stage = Summarize(scheme.stages(i).id(), &stages_[static_cast<size_t>(i) + 1]);
    *stage->mutable_title() = scheme.stages(i).title();
  }
  if (stages_[0].enterprises > 0) *statistics.add_stages() = Summarize("", stages_.data());
  for (int i = 0; i < scheme.grades_size(); ++i) {
    v1::ScoreSummary* grade = statistics.add_grades();
    *grade = Summarize(scheme.grades(i).id(), &grades_[static_cast<size_t>(i) + 1]);
    *grade->mutable_title() = scheme.grades(i).title();
  }
  if (grades_[0].enterprises > 0) *statistics.add_grades() = Summarize("", grades_.data());
  AddIndicators(&statistics);
  return statistics;
}

absl::StatusOr<v1::GenerationStatistics> StatisticsOf(const PinnedGeneration& pinned,
                                                      const scoring::scheme::CompiledScheme& scheme,
                                                      const std::function<bool()>& stopped) {
  StatisticsBuilder builder(scheme);
  uint64_t lines = 0;
  const absl::Status status = tables::ForEachGenerationScore(
      *pinned.snapshot, {.generation_id = pinned.id(), .at = pinned.at},
      [&](std::string_view, const storage::v1::StoredScore& score) -> absl::StatusOr<bool> {
        if (lines++ % kLinesPerQuestion == 0 && stopped()) {
          return absl::CancelledError("nobody waits for the statistics");
        }
        if (absl::Status added = builder.Add(score); !added.ok()) return added;
        return true;
      });
  if (!status.ok()) return status;
  v1::GenerationStatistics statistics = std::move(builder).Build();
  statistics.set_generation_id(pinned.id());
  statistics.set_revision(pinned.at);
  return statistics;
}

}  // namespace jifen::services::generation
