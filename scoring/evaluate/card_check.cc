#include "scoring/evaluate/card_check.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/evaluation.h"
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

// A figure of a card: written out only if it is wrong.
struct Place {
  std::string_view field;
  int category = kNone;
  int indicator = kNone;  // of the category
  int gate = kNone;

  Place At(std::string_view name) const {
    Place place = *this;
    place.field = name;
    return place;
  }

  std::string Path() const {
    if (gate != kNone) return absl::StrCat("gates[", gate, "].", std::string(field));
    if (category == kNone) return std::string(field);
    std::string path = absl::StrCat("categories[", category, "]");
    if (indicator != kNone) absl::StrAppend(&path, ".indicators[", indicator, "]");
    if (!field.empty()) absl::StrAppend(&path, ".", std::string(field));
    return path;
  }
};

// Reads figures and keeps the first fault, so that sums can be written as sums.
class Reader {
 public:
  Decimal Read(const std::string& text, const Place& place) {
    const absl::StatusOr<Decimal> number = Decimal::Parse(text);
    if (number.ok() && !number->IsNegative()) return *number;
    Fail(place, text, "0 or more");
    return {};
  }

  Decimal Add(Decimal a, Decimal b, const Place& place) {
    Decimal sum;
    if (decimal::Add(a, b, &sum) != Arithmetic::kOk) Fail(place, "a sum out of range", "points");
    return sum;
  }

  void WantSame(Decimal got, Decimal want, const Place& place) {
    if (got != want) Fail(place, got.Format(), want.Format());
  }

  void Fail(const Place& place, std::string got, std::string want) {
    if (status_.ok()) status_ = NotExact(place.Path(), std::move(got), std::move(want));
  }

  const absl::Status& status() const { return status_; }

 private:
  absl::Status status_;
};

struct Range {
  Decimal lowest;
  Decimal highest;
};

// Of an indicator, a category or the total.
template <typename Part>
Range ReadRange(const Part& part, const Place& place, Reader* reader) {
  const Decimal lowest = reader->Read(part.points(), place.At("points"));
  if (!part.has_points_highest()) return {lowest, lowest};
  const Place at = place.At("points_highest");
  const Decimal highest = reader->Read(part.points_highest(), at);
  if (lowest >= highest) {
    reader->Fail(at, part.points_highest(),
                 absl::StrCat("more than ", part.points(), ", or unset"));
  }
  return {lowest, highest};
}

Range ReadIndicator(const v1::IndicatorResult& indicator, const Place& place, Reader* reader) {
  const Range range = ReadRange(indicator, place, reader);
  if (range.highest > reader->Read(indicator.maximum(), place.At("maximum"))) {
    reader->Fail(place.At("points"), range.highest.Format(),
                 absl::StrCat("at most ", indicator.maximum()));
  }
  return range;
}

// The points of a category, which its indicators must give.
Range CheckCategory(const v1::CategoryResult& category, int number, Reader* reader) {
  const Place place{.field = "", .category = number};
  Range sum;
  for (int i = 0; i < category.indicators_size(); ++i) {
    const Range range = ReadIndicator(category.indicators(i),
                                      {.field = "", .category = number, .indicator = i}, reader);
    sum.lowest = reader->Add(sum.lowest, range.lowest, place);
    sum.highest = reader->Add(sum.highest, range.highest, place);
  }
  const Range points = ReadRange(category, place, reader);
  const Decimal cut =
      category.has_cut() ? reader->Read(category.cut(), place.At("cut")) : Decimal();
  sum.lowest = reader->Add(sum.lowest, -cut, place);
  if (points.lowest != sum.lowest) {
    reader->Fail(place.At("points"), category.points(), sum.lowest.Format());
  }
  const Decimal maximum = reader->Read(category.maximum(), place.At("maximum"));
  if (points.highest > maximum) {
    reader->Fail(place.At("points"), points.highest.Format(),
                 absl::StrCat("at most ", category.maximum()));
  }
  if (!cut.IsZero() && points.lowest != maximum) {
    reader->Fail(place.At("cut"), category.cut(), "unset below the maximum");
  }
  reader->WantSame(points.highest, std::min(sum.highest, maximum), place.At("points_highest"));
  return points;
}

// The least cap of the gates that do not hold, or of those that are unknown too.
Decimal CapOf(const v1::ScoreCard& card, Decimal maximum, bool unknown_too, Reader* reader) {
  Decimal cap = maximum;
  for (int i = 0; i < card.gates_size(); ++i) {
    const v1::GateResult& gate = card.gates(i);
    if (!gate.has_caps_at()) continue;
    const Decimal at = reader->Read(gate.caps_at(), {.field = "caps_at", .gate = i});
    const bool caps = gate.state() == v1::GATE_STATE_FAIL ||
                      (unknown_too && gate.state() == v1::GATE_STATE_UNKNOWN);
    if (caps) cap = std::min(cap, at);
  }
  return cap;
}

void CheckCut(bool set, const std::string& text, Decimal want, const Place& place, Reader* reader) {
  reader->WantSame(set ? reader->Read(text, place) : Decimal(), want, place);
}

// Core and bonus less deductions, less bonus_cut, plus deduction_cut, less total_cut; as the rule has
// the cuts.
void CheckTotal(const v1::ScoreCard& card, const scheme::TotalRule& rule, const Sums& sums,
                Reader* reader) {
  const Settlement want = Settle(rule, sums, CapOf(card, rule.maximum, true, reader));
  CheckCut(card.has_bonus_cut(), card.bonus_cut(), want.bonus_cut, {.field = "bonus_cut"}, reader);
  CheckCut(card.has_deduction_cut(), card.deduction_cut(), want.deduction_cut,
           {.field = "deduction_cut"}, reader);
  CheckCut(card.has_total_cut(), card.total_cut(), want.total_cut, {.field = "total_cut"}, reader);
  const Place total{.field = "total"};
  Decimal sum = reader->Add(sums.core, sums.bonus, total);
  for (const Decimal part :
       {-sums.deduction, -want.bonus_cut, want.deduction_cut, -want.total_cut}) {
    sum = reader->Add(sum, part, total);
  }
  reader->WantSame(sum, want.exact, total);
  if (!card.has_total()) return;
  const std::string scaled = ScaleTotal(rule, sum).Format();
  if (card.total() != scaled) reader->Fail(total, card.total(), scaled);
}

void CheckTotalHighest(const v1::ScoreCard& card, const scheme::TotalRule& rule, const Sums& sums,
                       Reader* reader) {
  const Decimal exact = ExactTotal(rule, sums, CapOf(card, rule.maximum, false, reader));
  const Place highest{.field = "total_highest"};
  if (!card.has_total()) {
    if (card.has_total_highest()) reader->Fail(highest, card.total_highest(), "unset");
    return;
  }
  const std::string want = ScaleTotal(rule, exact).Format();
  const std::string& got = card.has_total_highest() ? card.total_highest() : card.total();
  if (got != want) reader->Fail(highest, got, want);
}

}  // namespace

absl::Status CheckCard(const v1::ScoreCard& card, const scheme::TotalRule& rule) {
  Reader reader;
  Sums lowest;
  Sums highest;
  for (int c = 0; c < card.categories_size(); ++c) {
    const v1::CategoryResult& category = card.categories(c);
    const Range points = CheckCategory(category, c, &reader);
    if (!reader.status().ok()) return reader.status();
    AddTo(category.kind(), points.lowest, &lowest);
    AddTo(category.kind(), points.highest, &highest);
  }
  const Place maximum{.field = "total_maximum"};
  if (reader.Read(card.total_maximum(), maximum) != rule.scale_to) {
    reader.Fail(maximum, card.total_maximum(), rule.scale_to.Format());
  }
  CheckTotal(card, rule, lowest, &reader);
  CheckTotalHighest(card, rule, highest, &reader);
  return reader.status();
}

}  // namespace jifen::scoring::evaluate
