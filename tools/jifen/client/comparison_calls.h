// tools/jifen/client/comparison_calls.h: the calls of ComparisonService, one function each.
//
//   Errors   as the service's proto file says, and those of Connection; see channel.h for retries. DiffGenerations and
//            SimulateScheme: those of answer_stream.h, too; DATA_LOSS if the server ended without the result.
//   Threads  any; `progress` is called by the thread of the caller.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "jifen/v1/comparison_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

using EachProgress = std::function<void(const v1::ComparisonProgress&)>;

absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const Connection& connection,
                                                        const v1::ExplainChangeRequest& request);
absl::StatusOr<v1::GenerationDiff> DiffGenerations(const Connection& connection,
                                                   const v1::DiffGenerationsRequest& request,
                                                   const EachProgress& progress);
absl::StatusOr<v1::SchemeSimulation> SimulateScheme(const Connection& connection,
                                                    const v1::SimulateSchemeRequest& request,
                                                    const EachProgress& progress);

}  // namespace jifen::tools::cli
