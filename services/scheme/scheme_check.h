// services/scheme/scheme_check.h: a scheme that somebody sent, checked and compiled.
//
//   Errors   the first fault as the error's detail, and the first ten, one a line, as its text; paths
//            begin at the scheme.
//   Threads  free functions without state.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/scheme.pb.h"
#include "proto/model/error.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::services::scheme {

// Everything but the vectors.
absl::StatusOr<std::shared_ptr<const scoring::scheme::CompiledScheme>> CheckDraft(
    const v1::Scheme& scheme);

// The vectors too.
absl::StatusOr<std::shared_ptr<const scoring::scheme::CompiledScheme>> CheckWhole(
    const v1::Scheme& scheme);

}  // namespace jifen::services::scheme
