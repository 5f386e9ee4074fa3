#include "tools/jifen/client/rescoring_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/commands/population.h"
#include "tools/jifen/commands/run_watch.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/run_view.h"
#include "tools/jifen/request_id.h"

namespace jifen::tools::cli {
namespace {

constexpr int kPageSize = 200;

v1::StartRunRequest MakeRequest(const RunStartArguments& arguments) {
  v1::StartRunRequest request;
  request.set_request_id(NewRequestId());
  request.set_generation_id(arguments.generation_id);
  v1::RunPlan& plan = *request.mutable_plan();
  plan.set_scheme_id(arguments.scheme.id);
  plan.set_scheme_version(arguments.scheme.version);
  plan.set_year(arguments.as_of.year);
  if (arguments.as_of.valid_at.has_value()) *plan.mutable_valid_at() = *arguments.as_of.valid_at;
  plan.set_known_at(arguments.as_of.known_at);
  *plan.mutable_population() = MakePopulation(arguments.population);
  plan.set_cohorts_of(arguments.cohorts_of);
  plan.set_not_scored_max(arguments.not_scored_max);
  return request;
}

// Sends an order for a run, and gives back the run as it is then.
template <typename Request, typename Response>
absl::StatusOr<v1::Run> Order(const Connection& connection,
                              absl::StatusOr<Response> (*call)(const Connection&, const Request&),
                              const std::string& generation_id) {
  Request request;
  request.set_request_id(NewRequestId());
  request.set_generation_id(generation_id);
  absl::StatusOr<Response> response = call(connection, request);
  if (!response.ok()) return response.status();
  return std::move(*response->mutable_run());
}

absl::StatusOr<v1::Run> Order(const Connection& connection, const RunOrderArguments& arguments) {
  switch (arguments.order) {
    case RunOrder::kPause:
      return Order(connection, &PauseRun, arguments.generation_id);
    case RunOrder::kResume:
      return Order(connection, &ResumeRun, arguments.generation_id);
    case RunOrder::kCancel:
      break;
  }
  return Order(connection, &CancelRun, arguments.generation_id);
}

void PrintRun(const Context& context, const v1::Run& run) {
  Page page = RenderRun(context.terminal, run);
  if (run.state() == v1::RUN_STATE_RUNNING || run.state() == v1::RUN_STATE_PAUSED) {
    const bool running = run.state() == v1::RUN_STATE_RUNNING;
    page.AddBlank();
    AddNote(context.terminal,
            context.Words(running ? Phrase::kRunStarted : Phrase::kRunPausedNext,
                          {run.generation_id()}),
            Style::kAccent, page);
  }
  context.Print(page);
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const RunStartArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const auto started = StartRun(*connection, MakeRequest(arguments));
  if (!started.ok()) return started.status();
  if (arguments.watch) return WatchUntilEnd(context, *connection, arguments.generation_id);
  if (context.json) {
    PrintJson(context, started->run());
  } else {
    PrintRun(context, started->run());
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const RunWatchArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  return WatchUntilEnd(context, *connection, arguments.generation_id);
}

absl::StatusOr<int> Run(const Context& context, const RunListArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::ListRunsRequest request;
  request.set_page_size(kPageSize);
  request.set_scheme_id(arguments.scheme_id);
  v1::ListRunsResponse all;
  const absl::Status status =
      ForEachPage(*connection, request, &ListRuns,
                  [&](const v1::ListRunsResponse& page) { all.MergeFrom(page); });
  if (!status.ok()) return status;
  if (context.json) {
    PrintJson(context, all);
  } else {
    context.Print(RenderRunList(context.terminal, all));
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const RunOrderArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<v1::Run> run = Order(*connection, arguments);
  if (!run.ok()) return run.status();
  if (context.json) {
    PrintJson(context, *run);
  } else {
    PrintRun(context, *run);
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
