#include "services/comparison/generation_sums.h"

#include <limits>
#include <string_view>

#include "scoring/scheme/indicator_list.h"
#include "storage/tables/store_error.h"

namespace jifen::services::comparison {
namespace {

using scoring::decimal::Decimal;
using scoring::scheme::IndicatorsOf;
using storage::v1::StoredScore;

constexpr uint32_t kNoGrade = std::numeric_limits<uint32_t>::max();

uint32_t GradeOf(const StoredScore& score) { return score.grade() == 0 ? kNoGrade : score.grade(); }

const v1::Grade& GradeAt(const v1::Scheme& scheme, uint32_t grade) {
  return scheme.grades(static_cast<int>(grade) - 1);
}

// The points of an indicator, if its value is there.
absl::StatusOr<Total> PointsAt(const StoredScore& score, int position) {
  if (score.points().empty()) return Total();  // the evaluation failed
  if (position >= score.points_size()) return storage::tables::Corrupt("the points of a score");
  if (score.points(position).empty()) return Total();
  const absl::StatusOr<Decimal> points = Decimal::Parse(score.points(position));
  if (!points.ok()) return storage::tables::Corrupt("the points of a score");
  return Total(*points);
}

bool IsOf(const v1::Scheme& scheme, const std::optional<StoredScore>& line) {
  return !line.has_value() || line->grade() <= static_cast<uint32_t>(scheme.grades_size());
}

}  // namespace

GenerationSums::GenerationSums(const Setting& setting)
    : from_(setting.from.message()),
      to_(setting.to.message()),
      gains_(TopMovers::Direction::kGain, setting.movers),
      losses_(TopMovers::Direction::kLoss, setting.movers) {
  std::map<std::string_view, int> before;
  for (const v1::Indicator* indicator : IndicatorsOf(from_)) {
    before.emplace(indicator->id(), static_cast<int>(before.size()));
  }
  int position = 0;
  for (const v1::Indicator* indicator : IndicatorsOf(to_)) {
    const auto was = before.find(indicator->id());
    if (was != before.end()) {
      indicators_.push_back(
          {.from = was->second, .to = position, .message = indicator, .counter = {}});
    }
    ++position;
  }
}

absl::Status GenerationSums::Add(const Move& move, std::span<const CauseOfMove> causes) {
  if (!IsOf(from_, move.pair.from) || !IsOf(to_, move.pair.to)) {
    return storage::tables::Corrupt("the grade of a score");
  }
  Count(move, &moves_);
  causes_.Add(causes);
  difference_ = AddInRange(difference_, move.Difference().value_or(Decimal()));
  gains_.Add(move);
  losses_.Add(move);
  if (move.IsInBoth()) ++grades_[{GradeOf(*move.pair.from), GradeOf(*move.pair.to)}];
  if (move.from.has_value()) totals_.AddBefore(*move.from);
  if (move.to.has_value()) totals_.AddAfter(*move.to);
  return AddPoints(move.pair);
}

absl::Status GenerationSums::AddPoints(const LinePair& pair) {
  for (SharedIndicator& indicator : indicators_) {
    if (pair.from.has_value()) {
      const absl::StatusOr<Total> points = PointsAt(*pair.from, indicator.from);
      if (!points.ok()) return points.status();
      if (points->has_value()) indicator.counter.AddBefore(**points);
    }
    if (pair.to.has_value()) {
      const absl::StatusOr<Total> points = PointsAt(*pair.to, indicator.to);
      if (!points.ok()) return points.status();
      if (points->has_value()) indicator.counter.AddAfter(**points);
    }
  }
  return absl::OkStatus();
}

void GenerationSums::FillMigrations(v1::GenerationDiff* diff) const {
  for (const auto& [grades, enterprises] : grades_) {
    v1::GradeMigration* migration = diff->add_migrations();
    migration->set_enterprises(enterprises);
    if (grades.first != kNoGrade) {
      migration->set_from_grade_id(GradeAt(from_, grades.first).id());
      *migration->mutable_from_title() = GradeAt(from_, grades.first).title();
    }
    if (grades.second != kNoGrade) {
      migration->set_to_grade_id(GradeAt(to_, grades.second).id());
      *migration->mutable_to_title() = GradeAt(to_, grades.second).title();
    }
  }
}

void GenerationSums::Fill(v1::GenerationDiff* diff) const {
  *diff->mutable_moves() = moves_;
  causes_.Fill(diff->mutable_causes());
  diff->set_total_difference(difference_.Format());
  FillMigrations(diff);
  *diff->add_stabilities() = totals_.Build();
  for (const SharedIndicator& indicator : indicators_) {
    v1::Stability* stability = diff->add_stabilities();
    *stability = indicator.counter.Build();
    stability->set_indicator_id(indicator.message->id());
    *stability->mutable_title() = indicator.message->title();
  }
}

}  // namespace jifen::services::comparison
