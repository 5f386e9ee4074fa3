#include "tools/jifen/client/comparison_calls.h"

#include <optional>

#include "jifen/v1/comparison_service.grpc.pb.h"
#include "tools/jifen/client/answer_stream.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {
namespace {

using Service = v1::ComparisonService;

absl::Status WithoutResult() {
  return absl::DataLossError("the server ended the comparison before its result");
}

}  // namespace

absl::StatusOr<v1::ExplainChangeResponse> ExplainChange(const Connection& connection,
                                                        const v1::ExplainChangeRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ExplainChange, request);
}

absl::StatusOr<v1::GenerationDiff> DiffGenerations(const Connection& connection,
                                                   const v1::DiffGenerationsRequest& request,
                                                   const EachProgress& progress) {
  std::optional<v1::GenerationDiff> diff;
  const std::function<absl::Status(const v1::DiffGenerationsResponse&)> each =
      [&](const v1::DiffGenerationsResponse& response) {
        if (response.has_progress()) progress(response.progress());
        if (response.has_diff()) diff = response.diff();
        return absl::OkStatus();
      };
  const absl::Status status =
      ReadAnswers<Service>(connection, &Service::Stub::DiffGenerations, request, each);
  if (!status.ok()) return status;
  if (!diff.has_value()) return WithoutResult();
  return *std::move(diff);
}

absl::StatusOr<v1::SchemeSimulation> SimulateScheme(const Connection& connection,
                                                    const v1::SimulateSchemeRequest& request,
                                                    const EachProgress& progress) {
  std::optional<v1::SchemeSimulation> simulation;
  const std::function<absl::Status(const v1::SimulateSchemeResponse&)> each =
      [&](const v1::SimulateSchemeResponse& response) {
        if (response.has_progress()) progress(response.progress());
        if (response.has_simulation()) simulation = response.simulation();
        return absl::OkStatus();
      };
  const absl::Status status =
      ReadAnswers<Service>(connection, &Service::Stub::SimulateScheme, request, each);
  if (!status.ok()) return status;
  if (!simulation.has_value()) return WithoutResult();
  return *std::move(simulation);
}

}  // namespace jifen::tools::cli
