// services/generation/export.h: a generation, line by line.
//
//   Shape    heading, lines by rising enterprise id, end. Who goes on after an enterprise gets the lines that follow, and
//            the same end as if all had been sent; before them an empty part for each so many lines that are left
//            out, for these are read as well and nobody shall take that for silence.
//   Errors   FIELD_REQUIRED (name.generation_id, to go on), OUT_OF_RANGE (revision), CREDIT_CODE_INVALID (after_enterprise_id); the store's.
//   Threads  a free function without state.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/status.h"
#include "jifen/v1/generation_service.pb.h"
#include "scoring/scheme/compiled_scheme.h"
#include "services/generation/pinned_generation.h"

namespace jifen::services::generation {

inline constexpr uint64_t kLeftOutPerPart = 100'000;

absl::Status ExportGeneration(PinnedGeneration pinned,
                              const scoring::scheme::CompiledScheme& scheme,
                              const v1::ExportRequest& request,
                              const std::function<bool(const v1::ExportResponse&)>& write,
                              uint64_t left_out_per_part = kLeftOutPerPart);

}  // namespace jifen::services::generation
