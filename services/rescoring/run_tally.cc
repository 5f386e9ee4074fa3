#include "services/rescoring/run_tally.h"

#include <algorithm>
#include <vector>

#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {

using scoring::decimal::Decimal;
using storage::tables::Corrupt;

std::string IndicatorIdAt(const v1::Scheme& scheme, uint32_t position) {
  if (position == 0) return "";
  uint32_t rest = position - 1;
  for (const v1::Category& category : scheme.categories()) {
    const auto count = static_cast<uint32_t>(category.indicators_size());
    if (rest < count) return category.indicators(static_cast<int>(rest)).id();
    rest -= count;
  }
  return "";
}

absl::StatusOr<RunTally> RunTally::Read(const v1::RunTally& message) {
  RunTally tally;
  tally.enterprises_ = message.enterprises();
  tally.scored_ = message.scored();
  tally.card_bytes_ = message.card_bytes();
  if (!message.total_sum().empty()) {
    const absl::StatusOr<Decimal> sum = Decimal::Parse(message.total_sum());
    if (!sum.ok()) return Corrupt("the sum of a run");
    tally.total_sum_ = *sum;
  }
  for (const v1::OutcomeCount& count : message.outcomes()) {
    tally.outcomes_[count.outcome()] += count.cards();
  }
  for (const v1::NotScoredCount& count : message.not_scored()) {
    tally.not_scored_[{count.cause(), count.indicator_id()}] += count.enterprises();
  }
  return tally;
}

absl::Status RunTally::Add(const v1::Scheme& scheme, const storage::v1::StoredScore& score,
                           size_t card_bytes) {
  ++enterprises_;
  card_bytes_ += card_bytes;
  if (card_bytes > 0) ++outcomes_[score.outcome()];
  if (score.total().empty()) {
    ++not_scored_[{score.not_scored_cause(), IndicatorIdAt(scheme, score.not_scored_indicator())}];
    return absl::OkStatus();
  }
  ++scored_;
  const absl::StatusOr<Decimal> total = Decimal::Parse(score.total());
  if (!total.ok()) return Corrupt("the total of a score");
  total_sum_ = AddInRange(total_sum_, *total);
  return absl::OkStatus();
}

void RunTally::Add(const RunTally& other) {
  enterprises_ += other.enterprises_;
  scored_ += other.scored_;
  card_bytes_ += other.card_bytes_;
  total_sum_ = AddInRange(total_sum_, other.total_sum_);
  for (const auto& [outcome, cards] : other.outcomes_) outcomes_[outcome] += cards;
  for (const auto& [obstacle, count] : other.not_scored_) not_scored_[obstacle] += count;
}

v1::RunTally RunTally::ToMessage() const {
  v1::RunTally message;
  message.set_enterprises(enterprises_);
  message.set_scored(scored_);
  message.set_card_bytes(card_bytes_);
  message.set_total_sum(total_sum_.Format());
  for (const auto& [outcome, cards] : outcomes_) {
    v1::OutcomeCount* count = message.add_outcomes();
    count->set_outcome(outcome);
    count->set_cards(cards);
  }
  std::vector<std::pair<Obstacle, uint64_t>> obstacles(not_scored_.begin(), not_scored_.end());
  std::stable_sort(obstacles.begin(), obstacles.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [obstacle, enterprises] : obstacles) {
    v1::NotScoredCount* count = message.add_not_scored();
    count->set_cause(obstacle.first);
    count->set_indicator_id(obstacle.second);
    count->set_enterprises(enterprises);
  }
  return message;
}

}  // namespace jifen::services::rescoring
