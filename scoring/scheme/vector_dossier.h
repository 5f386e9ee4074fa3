// scoring/scheme/vector_dossier.h: the dossier of a vector, made from its base.
//
//   Shape    drops, then patches, then clears. A patch is merged into the record of its kind and id;
//            otherwise it is a new record. Records end up by kind and id.
//   Errors   SCHEME_ID: the base, a record to drop or one to clear is not there. SCHEME_STRUCTURE: a
//            patch has no id or payload; a clear is no "record id:path" of a field that is set. The
//            first fault is returned, its path within the vector.
//   Threads  free functions without state.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring::scheme {

// The base of an id, or null.
const v1::Dossier* FindBase(const v1::Scheme& scheme, const std::string& id);

absl::StatusOr<v1::Dossier> MakeVectorDossier(const v1::Scheme& scheme, const v1::Vector& vector);

}  // namespace jifen::scoring::scheme
