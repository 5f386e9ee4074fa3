#include "services/comparison/moves.h"

#include <string>
#include <utility>

#include "proto/model/error.h"
#include "services/rpc/message_limits.h"
#include "storage/tables/store_error.h"

namespace jifen::services::comparison {

using scoring::decimal::Decimal;

absl::Status CheckMovers(int movers) {
  if (movers >= 0 && movers <= kMoversMax) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .path = "movers",
                          .got = std::to_string(movers),
                          .want = "0.." + std::to_string(kMoversMax)});
}

absl::Status CheckAnswerSize(size_t bytes) {
  if (bytes <= rpc::kMessageBytesMax) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                          .message = "ask for fewer movers",
                          .path = "movers",
                          .got = "an answer of " + std::to_string(bytes) + " bytes",
                          .want = "at most " + std::to_string(rpc::kMessageBytesMax)});
}

absl::StatusOr<Total> ReadTotal(const std::optional<storage::v1::StoredScore>& line) {
  if (!line.has_value() || line->total().empty()) return Total();
  const absl::StatusOr<Decimal> total = Decimal::Parse(line->total());
  if (!total.ok()) return storage::tables::Corrupt("the total of a score");
  return Total(*total);
}

Total Move::Difference() const {
  if (!from.has_value() || !to.has_value()) return std::nullopt;
  return SubtractInRange(*to, *from);
}

void Count(const Move& move, v1::MoveCounts* counts) {
  if (!move.pair.from.has_value()) return counts->set_entered(counts->entered() + 1);
  if (!move.pair.to.has_value()) return counts->set_left(counts->left() + 1);
  if (!move.from.has_value() && !move.to.has_value()) {
    return counts->set_never_scored(counts->never_scored() + 1);
  }
  if (!move.from.has_value()) return counts->set_became_scored(counts->became_scored() + 1);
  if (!move.to.has_value()) return counts->set_lost_score(counts->lost_score() + 1);
  if (*move.to > *move.from) return counts->set_rose(counts->rose() + 1);
  if (*move.to < *move.from) return counts->set_fell(counts->fell() + 1);
  counts->set_same(counts->same() + 1);
}

bool TopMovers::Before::operator()(const Move& a, const Move& b) const {
  const Decimal of_a = a.Difference().value_or(Decimal());
  const Decimal of_b = b.Difference().value_or(Decimal());
  const Decimal size_a = of_a.IsNegative() ? -of_a : of_a;
  const Decimal size_b = of_b.IsNegative() ? -of_b : of_b;
  if (size_a != size_b) return size_a > size_b;
  return a.pair.enterprise_id < b.pair.enterprise_id;
}

void TopMovers::Add(const Move& move) {
  const Total difference = move.Difference();
  if (most_ == 0 || !difference.has_value() || difference->IsZero()) return;
  if (difference->IsNegative() != (direction_ == Direction::kLoss)) return;
  if (movers_.size() == most_) {
    const auto last = std::prev(movers_.end());
    if (!Before()(move, *last)) return;
    movers_.erase(last);
  }
  movers_.insert(move);
}

std::vector<Move> TopMovers::Take() && {
  std::vector<Move> movers;
  while (!movers_.empty()) {
    movers.push_back(std::move(movers_.extract(movers_.begin()).value()));
  }
  return movers;
}

void CauseSums::Add(std::span<const CauseOfMove> causes) {
  for (const CauseOfMove& one : causes) {
    if (one.amount.IsZero()) continue;
    Sum& sum = sums_[static_cast<size_t>(one.cause)];
    sum.amount = AddInRange(sum.amount, one.amount);
    ++sum.enterprises;
  }
}

void CauseSums::Fill(google::protobuf::RepeatedPtrField<v1::CauseSum>* sums) const {
  for (size_t i = 0; i < sums_.size(); ++i) {
    if (sums_[i].enterprises == 0) continue;
    v1::CauseSum* sum = sums->Add();
    sum->set_cause(static_cast<v1::ChangeCause>(i));
    sum->set_amount(sums_[i].amount.Format());
    sum->set_enterprises(sums_[i].enterprises);
  }
}

CauseOfMove Unexplained(const scoring::evaluate::ChangeLedger& ledger, Decimal difference) {
  return {.cause = v1::CHANGE_CAUSE_UNSPECIFIED,
          .amount = SubtractInRange(difference, SubtractInRange(ledger.to, ledger.from))};
}

void FillCauses(const scoring::evaluate::ChangeLedger& ledger, Decimal difference,
                google::protobuf::RepeatedPtrField<v1::CauseAmount>* causes) {
  for (const scoring::evaluate::CauseChange& change : ledger.causes) {
    if (change.amount.IsZero()) continue;
    v1::CauseAmount* cause = causes->Add();
    cause->set_cause(change.cause);
    cause->set_amount(change.amount.Format());
    for (const scoring::evaluate::IndicatorChange& part : change.indicators) {
      v1::IndicatorAmount* indicator = cause->add_indicators();
      indicator->set_indicator_id(part.indicator->id());
      *indicator->mutable_title() = part.indicator->title();
      indicator->set_amount(part.amount.Format());
    }
    cause->set_rest(change.rest.Format());
  }
  const Decimal unexplained = Unexplained(ledger, difference).amount;
  if (unexplained.IsZero()) return;
  v1::CauseAmount* cause = causes->Add();
  cause->set_cause(v1::CHANGE_CAUSE_UNSPECIFIED);
  cause->set_amount(unexplained.Format());
  cause->set_rest(unexplained.Format());
}

}  // namespace jifen::services::comparison
