#include "scoring/evaluate/vectors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/cohort_samples.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/vector_dossier.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using scheme::FaultPlace;

// Compares what a vector expects with its card.
class Comparison {
 public:
  Comparison(const v1::Vector& vector, FaultPlace place)
      : name_(vector.name()), place_(std::move(place)) {}

  void Compare(const std::string& field, const std::string& got, const std::string& want) const {
    if (got == want) return;
    place_.At(field).Report({.reason = v1::REASON_SCHEME_VECTOR,
                             .message = absl::StrCat("vector \"", name_, "\""),
                             .got = got.empty() ? "nothing" : got,
                             .want = want});
  }

  // Decimals are compared as numbers: the lint made sure that `want` is one.
  void ComparePoints(const std::string& field, const std::string& got,
                     const std::string& want) const {
    const auto number = Decimal::Parse(want);
    Compare(field, got, number.ok() ? number->Format() : want);
  }

 private:
  const std::string& name_;
  FaultPlace place_;
};

std::map<std::string, std::string> PointsOf(const v1::ScoreCard& card) {
  std::map<std::string, std::string> points;
  for (const v1::CategoryResult& category : card.categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      points[indicator.indicator_id()] = indicator.points();
    }
  }
  return points;
}

std::map<std::string, v1::GateState> StatesOf(const v1::ScoreCard& card) {
  std::map<std::string, v1::GateState> states;
  for (const v1::GateResult& gate : card.gates()) states[gate.gate_id()] = gate.state();
  for (const v1::GateResult& pass : card.direct_passes()) states[pass.gate_id()] = pass.state();
  return states;
}

// To copy a record, or its name into a card, takes as long as to go through so many elements.
constexpr int64_t kElementsPerRecord = 10;

// The records that a card names, each as often as it does.
int64_t EvidenceOf(const v1::ScoreCard& card) {
  int64_t count = card.stage().evidence_size();
  for (const v1::GateResult& gate : card.gates()) count += gate.evidence_size();
  for (const v1::GateResult& pass : card.direct_passes()) count += pass.evidence_size();
  for (const v1::CategoryResult& category : card.categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      count += indicator.evidence_size();
    }
  }
  return count;
}

void CompareCard(const v1::Expectation& expect, const v1::ScoreCard& card,
                 const Comparison& comparison) {
  if (expect.has_total()) comparison.ComparePoints("total", card.total(), expect.total());
  if (expect.outcome() != v1::OUTCOME_UNSPECIFIED) {
    comparison.Compare("outcome", v1::Outcome_Name(card.outcome()),
                       v1::Outcome_Name(expect.outcome()));
  }
  // Both are walked in the order of ids.
  for (const auto& [id, points] : PointsOf(card)) {
    const auto want = expect.points().find(id);
    if (want == expect.points().end()) continue;
    comparison.ComparePoints(absl::StrCat("points.", id), points, want->second);
  }
  for (const auto& [id, state] : StatesOf(card)) {
    const auto want = expect.gates().find(id);
    if (want == expect.gates().end()) continue;
    comparison.Compare(absl::StrCat("gates.", id), v1::GateState_Name(state),
                       v1::GateState_Name(want->second));
  }
  if (!expect.stage().empty()) {
    comparison.Compare("stage", card.stage().stage_id(), expect.stage());
  }
  if (!expect.grade().empty()) {
    comparison.Compare("grade", card.grade().grade_id(), expect.grade());
  }
}

}  // namespace

std::vector<model::Fault> RunVectors(const scheme::CompiledScheme& scheme) {
  scheme::FaultList faults;
  const FaultPlace place(&faults);
  Evaluator evaluator;
  const std::shared_ptr<const CohortTables> cohorts = SampleTables(scheme);
  int64_t visited = 0;
  for (int i = 0; i < scheme.message().vectors_size(); ++i) {
    const v1::Vector& vector = scheme.message().vectors(i);
    const FaultPlace vector_place = place.At("vectors", i);
    const auto dossier = scheme::MakeVectorDossier(scheme.message(), vector);
    if (!dossier.ok()) {
      vector_place.Report(dossier.status());
      continue;
    }
    const auto card = Score(
        scheme, *dossier,
        CardSetting{.evaluation = {.year = vector.year(), .cohorts = cohorts.get()}}, &evaluator);
    visited += evaluator.elements_visited() + kElementsPerRecord * dossier->records_size();
    if (card.ok()) visited += kElementsPerRecord * EvidenceOf(*card);
    if (visited > kVectorElementsMax) {
      vector_place.Report({.reason = v1::REASON_EXPRESSION_TOO_COMPLEX,
                           .message = "the vectors go through too many elements",
                           .got = absl::StrCat(visited, " up to this one"),
                           .want = absl::StrCat("at most ", kVectorElementsMax, " together")});
      break;
    }
    if (!card.ok()) {
      vector_place.Report(card.status());
      continue;
    }
    CompareCard(vector.expect(), *card, Comparison(vector, vector_place.At("expect")));
  }
  return faults.faults();
}

}  // namespace jifen::scoring::evaluate
