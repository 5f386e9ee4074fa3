#include "jifen/v1/dossier.pb.h"
#include "proto/model/calendar.h"
#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/first_known.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/record_text.h"

namespace jifen::tools::cli {
namespace {

Page Render(const Context& context, const v1::Dossier& dossier) {
  Page page;
  Line title(dossier.enterprise().name(), Style::kBold);
  title.Add("  ").Add(dossier.enterprise().enterprise_id(), Style::kAccent);
  page.AddWrapped(Line(), title, context.terminal.width);
  page.AddWrapped(Line(),
                  Line(context.Words(Phrase::kDossierOf, {model::FormatDate(dossier.valid_at()),
                                                          std::to_string(dossier.known_at()),
                                                          std::to_string(dossier.records_size())}),
                       Style::kDim),
                  context.terminal.width);
  for (const v1::RecordVersion& version : dossier.records()) {
    page.AddBlank();
    AddRecord(context.terminal, version, page);
  }
  return page;
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const DossierArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetDossierRequest request;
  request.set_enterprise_id(arguments.enterprise_id);
  if (arguments.as_of.valid_at.has_value()) *request.mutable_valid_at() = *arguments.as_of.valid_at;
  request.set_known_at(arguments.as_of.known_at);
  const auto found = GetDossier(*connection, request);
  if (!found.ok()) {
    return WithFirstKnown(*connection, found.status(), arguments.enterprise_id,
                          arguments.as_of.known_at);
  }
  if (context.json) {
    PrintJson(context, *found);
  } else {
    context.Print(Render(context, found->dossier()));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
