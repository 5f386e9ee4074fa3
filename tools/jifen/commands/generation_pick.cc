#include "tools/jifen/commands/generation_pick.h"

#include "absl/time/clock.h"
#include "tools/jifen/client/comparison_calls.h"
#include "tools/jifen/client/generation_calls.h"
#include "tools/jifen/client/scheme_calls.h"
#include "tools/jifen/commands/comparison_progress.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::Generation> PickGeneration(const Connection& connection,
                                              const GenerationPick& pick) {
  v1::GetGenerationRequest request;
  if (pick.generation_id.empty()) {
    request.mutable_name()->set_scheme_id(pick.scheme_id);
  } else {
    request.mutable_name()->set_generation_id(pick.generation_id);
  }
  absl::StatusOr<v1::GetGenerationResponse> found = GetGeneration(connection, request);
  if (!found.ok()) return found.status();
  return std::move(*found->mutable_generation());
}

absl::StatusOr<v1::GetSchemeResponse> SchemeOfPlan(const Connection& connection,
                                                   const v1::RunPlan& plan) {
  v1::GetSchemeRequest request;
  request.set_scheme_id(plan.scheme_id());
  request.set_version(plan.scheme_version());
  return GetScheme(connection, request);
}

absl::StatusOr<v1::GenerationStatistics> StatisticsOf(const Connection& connection,
                                                      const std::string& generation_id) {
  v1::GetStatisticsRequest request;
  request.mutable_name()->set_generation_id(generation_id);
  absl::StatusOr<v1::GetStatisticsResponse> found = GetStatistics(connection, request);
  if (!found.ok()) return found.status();
  return std::move(*found->mutable_statistics());
}

absl::StatusOr<v1::GenerationDiff> DiffOf(const Context& context, const Connection& connection,
                                          const DiffEnds& ends, int movers) {
  v1::DiffGenerationsRequest request;
  request.set_from_generation_id(ends.from);
  request.set_to_generation_id(ends.to);
  request.set_movers(movers);
  ComparisonBar bar(context, Phrase::kComparing);
  return DiffGenerations(connection, request,
                         [&bar](const v1::ComparisonProgress& progress) { bar.Update(progress); });
}

}  // namespace jifen::tools::cli
