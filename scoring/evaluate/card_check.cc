#include "scoring/evaluate/card_check.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/total.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Arithmetic;
using decimal::Decimal;

absl::Status NotExact(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_CARD_NOT_EXACT,
                          .message = "the points do not add up",
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

// Reads figures and keeps the first fault, so that sums can be written as sums.
class Reader {
 public:
  Decimal Read(const std::string& text, const std::string& path) {
    const absl::StatusOr<Decimal> number = Decimal::Parse(text);
    if (number.ok() && !number->IsNegative()) return *number;
    Fail(NotExact(path, text, "0 or more"));
    return {};
  }

  Decimal Add(Decimal a, Decimal b, const std::string& path) {
    Decimal sum;
    if (decimal::Add(a, b, &sum) != Arithmetic::kOk) {
      Fail(NotExact(path, "a sum out of range", "points"));
    }
    return sum;
  }

  void Want(bool holds, const std::string& path, const std::string& got, const std::string& want) {
    if (!holds) Fail(NotExact(path, got, want));
  }

  const absl::Status& status() const { return status_; }

 private:
  void Fail(absl::Status status) {
    if (status_.ok()) status_ = std::move(status);
  }

  absl::Status status_;
};

struct Range {
  Decimal lowest;
  Decimal highest;
};

// Of an indicator, a category or the total.
template <typename Part>
Range ReadRange(const Part& part, const std::string& path, Reader* reader) {
  const Decimal lowest = reader->Read(part.points(), path + ".points");
  if (!part.has_points_highest()) return {lowest, lowest};
  const Decimal highest = reader->Read(part.points_highest(), path + ".points_highest");
  reader->Want(lowest < highest, path + ".points_highest", part.points_highest(),
               absl::StrCat("more than ", part.points(), ", or unset"));
  return {lowest, highest};
}

Range ReadIndicator(const v1::IndicatorResult& indicator, const std::string& path, Reader* reader) {
  const Range range = ReadRange(indicator, path, reader);
  const Decimal maximum = reader->Read(indicator.maximum(), path + ".maximum");
  reader->Want(range.highest <= maximum, path + ".points", range.highest.Format(),
               absl::StrCat("at most ", indicator.maximum()));
  return range;
}

// The points of a category, which its indicators must give.
Range CheckCategory(const v1::CategoryResult& category, const std::string& path, Reader* reader) {
  Range sum;
  for (int i = 0; i < category.indicators_size(); ++i) {
    const Range range =
        ReadIndicator(category.indicators(i), absl::StrCat(path, ".indicators[", i, "]"), reader);
    sum.lowest = reader->Add(sum.lowest, range.lowest, path);
    sum.highest = reader->Add(sum.highest, range.highest, path);
  }
  const Range points = ReadRange(category, path, reader);
  const Decimal cut = category.has_cut() ? reader->Read(category.cut(), path + ".cut") : Decimal();
  sum.lowest = reader->Add(sum.lowest, -cut, path);
  reader->Want(points.lowest == sum.lowest, path + ".points", category.points(),
               sum.lowest.Format());
  const Decimal maximum = reader->Read(category.maximum(), path + ".maximum");
  reader->Want(points.highest <= maximum, path + ".points", points.highest.Format(),
               absl::StrCat("at most ", category.maximum()));
  reader->Want(cut.IsZero() || points.lowest == maximum, path + ".cut", category.cut(),
               "unset below the maximum");
  reader->Want(points.highest == std::min(sum.highest, maximum), path + ".points_highest",
               points.highest.Format(), std::min(sum.highest, maximum).Format());
  return points;
}

// The least cap of the gates that do not hold, or of those that are unknown too.
Decimal CapOf(const v1::ScoreCard& card, Decimal maximum, bool unknown_too, Reader* reader) {
  Decimal cap = maximum;
  for (int i = 0; i < card.gates_size(); ++i) {
    const v1::GateResult& gate = card.gates(i);
    if (!gate.has_caps_at()) continue;
    const Decimal at = reader->Read(gate.caps_at(), absl::StrCat("gates[", i, "].caps_at"));
    const bool caps = gate.state() == v1::GATE_STATE_FAIL ||
                      (unknown_too && gate.state() == v1::GATE_STATE_UNKNOWN);
    if (caps) cap = std::min(cap, at);
  }
  return cap;
}

void CheckCut(bool set, const std::string& text, Decimal want, const std::string& path,
              Reader* reader) {
  const Decimal cut = set ? reader->Read(text, path) : Decimal();
  reader->Want(cut == want, path, cut.Format(), want.Format());
}

// Core and bonus less deductions, less bonus_cut, plus deduction_cut, less total_cut; as the rule has
// the cuts.
void CheckTotal(const v1::ScoreCard& card, const scheme::TotalRule& rule, const Sums& sums,
                Reader* reader) {
  const Settlement want = Settle(rule, sums, CapOf(card, rule.maximum, true, reader));
  CheckCut(card.has_bonus_cut(), card.bonus_cut(), want.bonus_cut, "bonus_cut", reader);
  CheckCut(card.has_deduction_cut(), card.deduction_cut(), want.deduction_cut, "deduction_cut",
           reader);
  CheckCut(card.has_total_cut(), card.total_cut(), want.total_cut, "total_cut", reader);
  Decimal sum = reader->Add(sums.core, sums.bonus, "total");
  for (const Decimal part :
       {-sums.deduction, -want.bonus_cut, want.deduction_cut, -want.total_cut}) {
    sum = reader->Add(sum, part, "total");
  }
  reader->Want(sum == want.exact, "total", sum.Format(), want.exact.Format());
  if (!card.has_total()) return;
  reader->Want(card.total() == ScaleTotal(rule, sum).Format(), "total", card.total(),
               ScaleTotal(rule, sum).Format());
}

void CheckTotalHighest(const v1::ScoreCard& card, const scheme::TotalRule& rule, const Sums& sums,
                       Reader* reader) {
  const Decimal exact = ExactTotal(rule, sums, CapOf(card, rule.maximum, false, reader));
  if (!card.has_total()) {
    reader->Want(!card.has_total_highest(), "total_highest", card.total_highest(), "unset");
    return;
  }
  const std::string want = ScaleTotal(rule, exact).Format();
  const std::string& got = card.has_total_highest() ? card.total_highest() : card.total();
  reader->Want(got == want, "total_highest", got, want);
}

}  // namespace

absl::Status CheckCard(const v1::ScoreCard& card, const scheme::TotalRule& rule) {
  Reader reader;
  Sums lowest;
  Sums highest;
  for (int c = 0; c < card.categories_size(); ++c) {
    const v1::CategoryResult& category = card.categories(c);
    const Range points = CheckCategory(category, absl::StrCat("categories[", c, "]"), &reader);
    if (!reader.status().ok()) return reader.status();
    AddTo(category.kind(), points.lowest, &lowest);
    AddTo(category.kind(), points.highest, &highest);
  }
  reader.Want(reader.Read(card.total_maximum(), "total_maximum") == rule.scale_to, "total_maximum",
              card.total_maximum(), rule.scale_to.Format());
  CheckTotal(card, rule, lowest, &reader);
  CheckTotalHighest(card, rule, highest, &reader);
  return reader.status();
}

}  // namespace jifen::scoring::evaluate
