// services/score/simulated_dossier.h: a dossier with the changes that a simulation asks for.
//
//   Shape    drops, then records, then clears, as vectors do it (scoring/scheme/dossier_change.h). A record
//            that was changed reads as if the next commit had written it: its revision is known_at + 1.
//            What a hypothetical record does not say of its source is said for it: the department
//            "simulation", the reference its place in the request. A clear names a field of the payload,
//            valid_to, or a field of the provenance.
//   Range    at most kChangesMax of each.
//   Errors   CheckChanges: OUT_OF_RANGE (records, drops, clears), then of each drop UNKNOWN_ENUM (kind),
//            FIELD_REQUIRED (record_id). MakeSimulatedDossier: of each drop RECORD_UNKNOWN; of each record
//            FIELD_REQUIRED (record_id, payload), CREDIT_CODE_INVALID (another enterprise's); of each
//            clear TEXT_INVALID (its form, or a field that is not there or not set), RECORD_UNKNOWN; then
//            of each changed record, by kind and id, what services/registry/validation.h says of it, its
//            path under the first record or clear that changed it.
//   Threads  free functions without state.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/score_service.pb.h"

namespace jifen::services::score {

inline constexpr int kChangesMax = 1000;

// What can be said without the dossier.
absl::Status CheckChanges(const v1::SimulateRequest& request);

// The changes must have been checked.
absl::StatusOr<v1::Dossier> MakeSimulatedDossier(const v1::Dossier& dossier,
                                                 const v1::SimulateRequest& request);

}  // namespace jifen::services::score
