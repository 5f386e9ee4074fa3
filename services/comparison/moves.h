// services/comparison/moves.h: how many enterprises moved, which ones most, and what did it.
//
//   Shape    the same moves give the same answers, in whatever order they were added.
//   Units    points of the total.
//   Rounding none.
//   Errors   ReadTotal: DATA_CORRUPT.
//   Threads  one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "jifen/v1/comparison_service.pb.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/change_ledger.h"
#include "services/comparison/line_reader.h"

namespace jifen::services::comparison {

inline constexpr int kMoversMax = 100;

// OUT_OF_RANGE at `movers` unless 0..kMoversMax.
absl::Status CheckMovers(int movers);

// TOO_LARGE at `movers`: an answer with fewer of them may be small enough.
absl::Status CheckAnswerSize(size_t bytes);

using Total = std::optional<scoring::decimal::Decimal>;
// Of a line; none also without a line.
absl::StatusOr<Total> ReadTotal(const std::optional<storage::v1::StoredScore>& line);

// An enterprise, with the totals of its lines.
struct Move {
  LinePair pair;
  Total from;
  Total to;

  bool IsInBoth() const { return pair.from.has_value() && pair.to.has_value(); }
  // After less before; none unless there are two totals.
  Total Difference() const;
};

void Count(const Move& move, v1::MoveCounts* counts);

// Those that moved most in one direction.
class TopMovers {
 public:
  enum class Direction : uint8_t { kGain, kLoss };
  TopMovers(Direction direction, size_t most) : direction_(direction), most_(most) {}

  void Add(const Move& move);
  // Most first; equal ones by rising enterprise id.
  std::vector<Move> Take() &&;

 private:
  struct Before {
    bool operator()(const Move& a, const Move& b) const;
  };

  const Direction direction_;
  const size_t most_;
  std::set<Move, Before> movers_;
};

// What a cause did to an enterprise's total.
struct CauseOfMove {
  v1::ChangeCause cause = v1::CHANGE_CAUSE_UNSPECIFIED;
  scoring::decimal::Decimal amount;
};

class CauseSums {
 public:
  void Add(std::span<const CauseOfMove> causes);
  // Every cause that moved somebody, in the order of the enum.
  void Fill(google::protobuf::RepeatedPtrField<v1::CauseSum>* sums) const;

 private:
  struct Sum {
    scoring::decimal::Decimal amount;
    uint64_t enterprises = 0;
  };
  std::array<Sum, v1::ChangeCause_ARRAYSIZE> sums_;
};

// What a ledger does not explain of a difference: this version of the program makes other points of the same data than
// the one that stored a card or a line. CHANGE_CAUSE_UNSPECIFIED, and of 0 if it explains all.
CauseOfMove Unexplained(const scoring::evaluate::ChangeLedger& ledger,
                        scoring::decimal::Decimal difference);

// The causes whose amount is not 0; they add up to the difference.
void FillCauses(const scoring::evaluate::ChangeLedger& ledger, scoring::decimal::Decimal difference,
                google::protobuf::RepeatedPtrField<v1::CauseAmount>* causes);

}  // namespace jifen::services::comparison
