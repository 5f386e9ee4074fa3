#include "scoring/scheme/monotone.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

// Points that follow each other as the value rises.
struct Move {
  Decimal before;
  Decimal after;
};

void CheckMove(const Move& move, bool rising, const FaultPlace& place) {
  if (rising ? move.before <= move.after : move.before >= move.after) return;
  place.Report({.reason = v1::REASON_SCHEME_MONOTONE,
                .message = rising ? "the scale says that a larger value never gives fewer points"
                                  : "the scale says that a larger value never gives more points",
                .got = move.after.Format(),
                .want = absl::StrCat(rising ? "at least " : "at most ", move.before.Format())});
}

struct Checker {
  bool rising;
  FaultPlace place;

  void operator()(const BandScale& bands) const {
    for (size_t i = 1; i < bands.size(); ++i) {
      const FaultPlace band = place.At("bands").At("bands", static_cast<int>(i));
      CheckMove({bands.points(i - 1), bands.points(i)}, rising, band.At("points"));
      CheckMove({bands.points_lowest(i - 1), bands.points_lowest(i)}, rising,
                band.At("points_lowest"));
    }
  }
  void operator()(const PerUnitScale& units) const {
    if (!rising) CheckMove({Decimal(), units.points_max()}, false, place.At("per_unit"));
  }
  void operator()(const LinearScale& line) const {
    for (size_t i = 1; i < line.size(); ++i) {
      CheckMove({line.points(i - 1), line.points(i)}, rising,
                place.At("linear").At("knots", static_cast<int>(i)).At("points"));
    }
  }
  // A greater value never has a lower place.
  void operator()(const CohortScale& cohort) const {
    std::visit(Checker{rising, place.At(NameOf(cohort.method()))}, cohort.steps());
  }
  void operator()(const LevelScale&) const { ReportUnproved("levels"); }
  void operator()(const ExpressionScale&) const { ReportUnproved("an expression"); }

  void ReportUnproved(std::string got) const {
    place.At("monotone")
        .Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                 .message = "of this scale it cannot be proved",
                 .got = std::move(got),
                 .want = "bands, units, lines or places in a cohort; or nothing is claimed"});
  }
};

}  // namespace

void CheckMonotone(const v1::Scale& scale, const Scale& made, const FaultPlace& place) {
  if (!v1::Monotone_IsValid(scale.monotone())) {
    place.At("monotone")
        .Report({.reason = v1::REASON_UNKNOWN_ENUM,
                 .message = "no such claim",
                 .got = absl::StrCat(static_cast<int>(scale.monotone())),
                 .want = "MONOTONE_RISING, MONOTONE_FALLING or nothing"});
    return;
  }
  if (scale.monotone() == v1::MONOTONE_UNSPECIFIED) return;
  std::visit(Checker{scale.monotone() == v1::MONOTONE_RISING, place}, made);
}

}  // namespace jifen::scoring::scheme
