// tools/jifen/commands/generation_pick.h: the generation that is asked about, and what it is compared with.
//
//   Shape    a published generation is looked up once; all further calls name it by its id, so that what is shown is of
//            one generation, whatever is published meanwhile.
//   Errors   those of the calls.
//   Threads  one at a time.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "jifen/v1/comparison_service.pb.h"
#include "jifen/v1/generation_service.pb.h"
#include "jifen/v1/scheme_service.pb.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::Generation> PickGeneration(const Connection& connection,
                                              const GenerationPick& pick);
absl::StatusOr<v1::GetSchemeResponse> SchemeOfPlan(const Connection& connection,
                                                   const v1::RunPlan& plan);
absl::StatusOr<v1::GenerationStatistics> StatisticsOf(const Connection& connection,
                                                      const std::string& generation_id);

struct DiffEnds {
  std::string from;
  std::string to;
};
// With progress on the error output.
absl::StatusOr<v1::GenerationDiff> DiffOf(const Context& context, const Connection& connection,
                                          const DiffEnds& ends, int movers);

}  // namespace jifen::tools::cli
