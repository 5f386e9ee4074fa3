#include "scoring/scheme/vector_check.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/text_field.h"
#include "scoring/scheme/vector_dossier.h"

namespace jifen::scoring::scheme {
namespace {

// The ids that an expectation may name.
struct KnownIds {
  std::set<std::string> indicators;
  std::set<std::string> conditions;
  std::set<std::string> stages;
  std::set<std::string> grades;
};

KnownIds CollectIds(const v1::Scheme& scheme) {
  KnownIds ids;
  for (const v1::Category& category : scheme.categories()) {
    for (const v1::Indicator& indicator : category.indicators()) {
      ids.indicators.insert(indicator.id());
    }
  }
  for (const v1::Gate& gate : scheme.gates()) ids.conditions.insert(gate.id());
  for (const v1::DirectPass& pass : scheme.direct_passes()) ids.conditions.insert(pass.id());
  for (const v1::Stage& stage : scheme.stages()) ids.stages.insert(stage.id());
  for (const v1::Grade& grade : scheme.grades()) ids.grades.insert(grade.id());
  return ids;
}

void CheckKnown(const std::string& id, const std::set<std::string>& ids, std::string want,
                const FaultPlace& place) {
  if (ids.contains(id)) return;
  place.Report({.reason = v1::REASON_SCHEME_ID,
                .message = "there is no such thing in the scheme",
                .got = id,
                .want = std::move(want)});
}

void CheckRecords(const v1::Dossier& dossier, const FaultPlace& place) {
  CheckCount(dossier.records_size(), kBaseRecordsMax, place.At("records"));
  std::set<std::pair<int, std::string>> seen;
  for (int i = 0; i < dossier.records_size(); ++i) {
    const v1::Record& record = dossier.records(i).record();
    const FaultPlace record_place = place.At("records", i).At("record");
    if (record.record_id().empty() || record.payload_case() == v1::Record::PAYLOAD_NOT_SET) {
      record_place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                           .message = "a record has a record id and a payload",
                           .got = record.record_id(),
                           .want = "record_id and payload"});
    } else if (!seen.emplace(record.payload_case(), record.record_id()).second) {
      record_place.At("record_id")
          .Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                   .message = "the base has this record already",
                   .got = record.record_id(),
                   .want = "an id of its own within the kind"});
    }
  }
}

void CheckBases(const v1::Scheme& scheme, const FaultPlace& place) {
  CheckCount(scheme.base_dossiers_size(), kBaseDossiersMax, place.At("base_dossiers"));
  IdSet ids;
  for (int i = 0; i < scheme.base_dossiers_size(); ++i) {
    const v1::BaseDossier& base = scheme.base_dossiers(i);
    const FaultPlace base_place = place.At("base_dossiers", i);
    ids.Add(base.id(), base_place.At("id"));
    const FaultPlace dossier_place = base_place.At("dossier");
    if (const absl::Status status = model::CheckDate(base.dossier().valid_at()); !status.ok()) {
      dossier_place.At("valid_at").Report(status);
    }
    CheckRecords(base.dossier(), dossier_place);
  }
}

// Map entries are visited by key, so that faults come in one order.
template <typename Map>
std::set<std::string> KeysOf(const Map& map) {
  std::set<std::string> keys;
  for (const auto& entry : map) keys.insert(entry.first);
  return keys;
}

void CheckExpectation(const v1::Expectation& expect, const KnownIds& ids, const FaultPlace& place) {
  if (expect.ByteSizeLong() == 0) {
    place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                  .message = "a vector expects something",
                  .got = "nothing",
                  .want = "a total, an outcome, points, gates, a stage or a grade"});
  }
  if (expect.has_total()) ReadPoints(expect.total(), place.At("total"));
  for (const std::string& id : KeysOf(expect.points())) {
    CheckKnown(id, ids.indicators, "the id of an indicator", place.At("points"));
    ReadPoints(expect.points().at(id), place.At("points").At(id));
  }
  for (const std::string& id : KeysOf(expect.gates())) {
    CheckKnown(id, ids.conditions, "the id of a gate or direct pass", place.At("gates"));
    const v1::GateState state = expect.gates().at(id);
    if (v1::GateState_IsValid(state) && state != v1::GATE_STATE_UNSPECIFIED) continue;
    place.At("gates").At(id).Report({.reason = v1::REASON_UNKNOWN_ENUM,
                                     .message = "what is expected of a gate must be said",
                                     .got = absl::StrCat(static_cast<int>(state)),
                                     .want = "a value of GateState"});
  }
  if (!expect.stage().empty()) {
    CheckKnown(expect.stage(), ids.stages, "the id of a stage", place.At("stage"));
  }
  if (!expect.grade().empty()) {
    CheckKnown(expect.grade(), ids.grades, "the id of a grade", place.At("grade"));
  }
}

void CheckName(const std::string& name, std::set<std::string>* names, const FaultPlace& place) {
  CheckRequired(name, place);
  if (name.empty() || names->insert(name).second) return;
  place.Report({.reason = v1::REASON_SCHEME_ID,
                .message = "another vector has this name",
                .got = name,
                .want = "a name of its own"});
}

}  // namespace

void CheckVectors(const v1::Scheme& scheme, const FaultPlace& place) {
  CheckBases(scheme, place);
  CheckCount(scheme.vectors_size(), kVectorsMax, place.At("vectors"));
  if (scheme.figures() == v1::FIGURES_STATUS_OFFICIAL && scheme.vectors_size() == 0) {
    place.At("vectors").Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                                .message = "official figures are shown by vectors",
                                .got = "0",
                                .want = "1 or more"});
  }
  const KnownIds ids = CollectIds(scheme);
  std::set<std::string> names;
  for (int i = 0; i < scheme.vectors_size(); ++i) {
    const v1::Vector& vector = scheme.vectors(i);
    const FaultPlace vector_place = place.At("vectors", i);
    CheckName(vector.name(), &names, vector_place.At("name"));
    if (const auto dossier = MakeVectorDossier(scheme, vector); !dossier.ok()) {
      vector_place.Report(dossier.status());
    }
    CheckExpectation(vector.expect(), ids, vector_place.At("expect"));
  }
}

}  // namespace jifen::scoring::scheme
