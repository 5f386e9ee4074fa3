#include "scoring/evaluate/card_check.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/decimal/decimal.h"

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

absl::StatusOr<Decimal> Read(const std::string& text, const std::string& path) {
  const absl::StatusOr<Decimal> number = Decimal::Parse(text);
  if (number.ok() && !number->IsNegative()) return *number;
  return NotExact(path, text, "0 or more");
}

absl::StatusOr<Decimal> ReadIndicator(const v1::IndicatorResult& indicator,
                                      const std::string& path) {
  const absl::StatusOr<Decimal> points = Read(indicator.points(), path + ".points");
  if (!points.ok()) return points.status();
  const absl::StatusOr<Decimal> maximum = Read(indicator.maximum(), path + ".maximum");
  if (!maximum.ok()) return maximum.status();
  if (*points <= *maximum) return *points;
  return NotExact(path + ".points", indicator.points(),
                  absl::StrCat("at most ", indicator.maximum()));
}

// The points of a category, which its indicators must give.
absl::StatusOr<Decimal> CheckCategory(const v1::CategoryResult& category, const std::string& path) {
  Decimal sum;
  for (int i = 0; i < category.indicators_size(); ++i) {
    const absl::StatusOr<Decimal> points =
        ReadIndicator(category.indicators(i), absl::StrCat(path, ".indicators[", i, "]"));
    if (!points.ok()) return points.status();
    if (decimal::Add(sum, *points, &sum) != Arithmetic::kOk) {
      return NotExact(path, "a sum out of range", category.points());
    }
  }
  if (category.has_cut()) {
    const absl::StatusOr<Decimal> cut = Read(category.cut(), path + ".cut");
    if (!cut.ok()) return cut.status();
    if (decimal::Subtract(sum, *cut, &sum) != Arithmetic::kOk) {
      return NotExact(path, "a sum out of range", category.points());
    }
  }
  if (sum.Format() != category.points()) {
    return NotExact(path + ".points", category.points(), sum.Format());
  }
  const absl::StatusOr<Decimal> maximum = Read(category.maximum(), path + ".maximum");
  if (!maximum.ok()) return maximum.status();
  if (sum <= *maximum) return sum;
  return NotExact(path + ".points", category.points(),
                  absl::StrCat("at most ", category.maximum()));
}

}  // namespace

absl::Status CheckCard(const v1::ScoreCard& card, const scheme::TotalRule& rule) {
  Decimal sum;
  for (int c = 0; c < card.categories_size(); ++c) {
    const absl::StatusOr<Decimal> points =
        CheckCategory(card.categories(c), absl::StrCat("categories[", c, "]"));
    if (!points.ok()) return points.status();
    if (decimal::Add(sum, *points, &sum) != Arithmetic::kOk) {
      return NotExact("total", "a sum out of range", card.total());
    }
  }
  const absl::StatusOr<Decimal> maximum = Read(card.total_maximum(), "total_maximum");
  if (!maximum.ok()) return maximum.status();
  // Before rounding, which may raise the total above a maximum that has more places.
  if (sum > *maximum) {
    return NotExact("total", sum.Format(), absl::StrCat("at most ", card.total_maximum()));
  }
  if (!card.has_total()) return absl::OkStatus();
  Decimal total;
  if (decimal::Round(sum, rule.places, rule.rounding, &total) == Arithmetic::kOk &&
      total.Format() == card.total()) {
    return absl::OkStatus();
  }
  return NotExact("total", card.total(), sum.Format());
}

}  // namespace jifen::scoring::evaluate
