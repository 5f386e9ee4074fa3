#include "tools/jifen/client/comparison_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/comparison_progress.h"
#include "tools/jifen/commands/population.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/message_file.h"
#include "tools/jifen/render/diff_view.h"

namespace jifen::tools::cli {
namespace {

// The draft is read before the server is asked.
absl::StatusOr<v1::SimulateSchemeRequest> MakeRequest(const Context& context,
                                                      const SimulateSchemeArguments& arguments) {
  const auto files = MessageFilesOf(context, arguments.draft);
  if (!files.ok()) return files.status();
  v1::SimulateSchemeRequest request;
  const absl::Status status = ReadMessage(context, *files, *request.mutable_draft());
  if (!status.ok()) return status;
  request.set_scheme_id(arguments.against.id);
  request.set_scheme_version(arguments.against.version);
  request.set_year(arguments.as_of.year);
  if (arguments.as_of.valid_at.has_value()) *request.mutable_valid_at() = *arguments.as_of.valid_at;
  request.set_known_at(arguments.as_of.known_at);
  *request.mutable_population() = MakePopulation(arguments.population);
  request.set_movers(arguments.movers);
  return request;
}

absl::StatusOr<v1::SchemeSimulation> Simulated(const Context& context, const Connection& connection,
                                               const v1::SimulateSchemeRequest& request) {
  ComparisonBar bar(context, Phrase::kSimulating);
  return SimulateScheme(connection, request,
                        [&bar](const v1::ComparisonProgress& progress) { bar.Update(progress); });
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const SimulateSchemeArguments& arguments) {
  const absl::StatusOr<v1::SimulateSchemeRequest> request = MakeRequest(context, arguments);
  if (!request.ok()) return request.status();
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const auto simulation = Simulated(context, *connection, *request);
  if (!simulation.ok()) return simulation.status();
  if (context.json) {
    PrintJson(context, *simulation);
  } else {
    context.Print(RenderSchemeSimulation(context.terminal, *simulation));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
