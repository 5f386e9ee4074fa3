#include "scoring/evaluate/points_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

#include "absl/status/statusor.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using decimal::Rounding;

// Spreading weights leaves noise in the last of the 18 places, which must not decide a tie.
constexpr int kPlacesWithoutNoise = 15;

constexpr size_t kComparedMax = 4;

// Numbers that are shown together.
struct Compared {
  std::array<Decimal, kComparedMax> numbers;
  size_t size = 0;
};

int PlacesOf(const std::string& text) {
  const size_t point = text.find('.');
  return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

// Points are far from the end of the range: rounding them does not fail.
Decimal RoundTo(Decimal number, int places, Rounding rounding) {
  Decimal rounded = number;
  if (places < kPlacesWithoutNoise) {
    static_cast<void>(decimal::Round(number, kPlacesWithoutNoise, rounding, &rounded));
  }
  static_cast<void>(decimal::Round(rounded, places, rounding, &rounded));
  return rounded;
}

bool AllTold(const Compared& exact, int places, Rounding rounding) {
  for (size_t a = 0; a < exact.size; ++a) {
    for (size_t b = a + 1; b < exact.size; ++b) {
      const bool alike = RoundTo(exact.numbers[a], places, rounding) ==
                         RoundTo(exact.numbers[b], places, rounding);
      if (alike && exact.numbers[a] != exact.numbers[b]) return false;
    }
  }
  return true;
}

// Texts of at most `places`, or more where numbers that differ would look alike.
void RoundApart(Rounding rounding, int places, std::initializer_list<std::string*> points) {
  if (std::all_of(points.begin(), points.end(),
                  [places](const std::string* text) { return PlacesOf(*text) <= places; })) {
    return;
  }
  Compared exact;
  for (const std::string* text : points) {
    const absl::StatusOr<Decimal> number = Decimal::Parse(*text);
    if (!number.ok() || exact.size == kComparedMax) return;
    exact.numbers[exact.size++] = *number;
  }
  while (places < decimal::kPlaces && !AllTold(exact, places, rounding)) ++places;
  size_t position = 0;
  for (std::string* text : points) {
    *text = RoundTo(exact.numbers[position++], places, rounding).Format();
  }
}

// A part that differs from the whole by the noise of spreading alone is the whole.
void TakeForWhole(Rounding rounding, const std::string& whole, std::string* part) {
  if (PlacesOf(*part) <= kPointsPlacesShown) return;
  const absl::StatusOr<Decimal> a = Decimal::Parse(whole);
  const absl::StatusOr<Decimal> b = Decimal::Parse(*part);
  if (!a.ok() || !b.ok()) return;
  const bool alike =
      RoundTo(*a, kPlacesWithoutNoise, rounding) == RoundTo(*b, kPlacesWithoutNoise, rounding);
  if (alike) *part = whole;
}

}  // namespace

void RoundForText(Rounding rounding, std::string* points) {
  if (PlacesOf(*points) <= kPointsPlacesShown) return;
  std::string none = "0";
  RoundApart(rounding, kPointsPlacesShown, {&none, points});
}

void RoundPartAndWhole(Rounding rounding, std::string* points, std::string* highest,
                       std::string* whole) {
  TakeForWhole(rounding, *whole, points);
  TakeForWhole(rounding, *whole, highest);
  std::string none = "0";
  if (highest->empty()) {
    RoundApart(rounding, kPointsPlacesShown, {&none, points, whole});
  } else {
    RoundApart(rounding, kPointsPlacesShown, {&none, points, highest, whole});
  }
}

void RoundBeside(Rounding rounding, std::string* lowest, std::string* highest,
                 const std::string& bound) {
  std::string as_written = bound;
  RoundApart(rounding, std::max(kPointsPlacesShown, PlacesOf(bound)),
             {lowest, highest, &as_written});
}

}  // namespace jifen::scoring::evaluate
