#include "proto/model/error.h"
#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/client/score_calls.h"
#include "tools/jifen/commands/cards.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/first_known.h"
#include "tools/jifen/commands/simulate_changes.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/message_file.h"
#include "tools/jifen/render/simulation.h"

namespace jifen::tools::cli {
namespace {

absl::Status ReadRecords(const Context& context, const std::vector<std::string>& files,
                         v1::SimulateRequest& request) {
  for (const std::string& file : files) {
    const absl::Status status = ReadMessage(context, {file}, *request.add_records());
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ReadDraft(const Context& context, const std::string& file_or_folder,
                       v1::Scheme& draft) {
  const auto files = MessageFilesOf(context, file_or_folder);
  if (!files.ok()) return files.status();
  return ReadMessage(context, *files, draft);
}

// What can be read before the server is asked.
absl::StatusOr<v1::SimulateRequest> MakeRequest(const Context& context,
                                                const SimulateArguments& arguments) {
  v1::SimulateRequest request;
  request.set_enterprise_id(arguments.enterprise_id);
  request.set_year(arguments.as_of.year);
  if (arguments.as_of.valid_at.has_value()) *request.mutable_valid_at() = *arguments.as_of.valid_at;
  request.set_known_at(arguments.as_of.known_at);
  absl::Status status = ReadRecords(context, arguments.with, request);
  if (!status.ok()) return status;
  if (arguments.draft.empty()) {
    request.set_scheme_id(arguments.scheme.id);
    request.set_scheme_version(arguments.scheme.version);
    return request;
  }
  status = ReadDraft(context, arguments.draft, *request.mutable_draft());
  if (!status.ok()) return status;
  return request;
}

// Names of records and fields are looked up in the dossier.
absl::Status AddFromDossier(const Connection& connection, const ChangeWords& words,
                            v1::SimulateRequest& request) {
  v1::GetDossierRequest asked;
  asked.set_enterprise_id(request.enterprise_id());
  if (request.has_valid_at()) *asked.mutable_valid_at() = request.valid_at();
  asked.set_known_at(request.known_at());
  const auto found = GetDossier(connection, asked);
  if (!found.ok()) {
    return WithFirstKnown(connection, found.status(), request.enterprise_id(), request.known_at());
  }
  return AddChanges(words, found->dossier(), request);
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const SimulateArguments& arguments) {
  absl::StatusOr<v1::SimulateRequest> request = MakeRequest(context, arguments);
  if (!request.ok()) return request.status();
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const ChangeWords words{
      .sets = arguments.sets, .drops = arguments.drops, .clears = arguments.clears};
  if (!words.empty()) {
    const absl::Status status = AddFromDossier(*connection, words, *request);
    if (!status.ok()) return status;
  }
  const auto simulated = Simulate(*connection, *request);
  if (!simulated.ok()) {
    return WithFirstKnown(*connection, simulated.status(), request->enterprise_id(),
                          request->known_at());
  }
  if (context.json) {
    PrintJson(context, *simulated);
  } else {
    const absl::StatusOr<v1::Scheme> scheme =
        request->has_draft() ? request->draft() : SchemeOf(*connection, simulated->after());
    if (!scheme.ok()) return scheme.status();
    context.Print(RenderSimulation(context.terminal, *simulated, &*scheme));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
