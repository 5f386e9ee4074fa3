#include "tools/jifen/client/generation_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/generation_view.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/request_id.h"

namespace jifen::tools::cli {
namespace {

constexpr int kPageSize = 200;

// A page that begins with what was done.
Page DonePage(const Context& context, const std::string& what) {
  Page page;
  Line line(GlyphsOf(context.terminal.unicode).pass, Style::kGood);
  line.Add(" ").Add(what, Style::kBold);
  page.AddWrapped(Line(), line, context.terminal.width);
  return page;
}

Page PublicationPage(const Context& context, const v1::Generation& generation, uint64_t revision) {
  return DonePage(context, context.Words(Phrase::kPublishedNow,
                                         {generation.generation_id(), std::to_string(revision)}));
}

void PrintPublished(const Context& context, const v1::PublishGenerationResponse& published) {
  Page page = PublicationPage(context, published.generation(), published.revision());
  const std::string& before = published.previous_generation_id();
  const std::string& scheme = published.generation().plan().scheme_id();
  std::string note = context.Words(Phrase::kPublishedInstead, {before, scheme});
  if (before.empty()) note = context.Words(Phrase::kPublishedFirst);
  if (before == published.generation().generation_id()) {
    note = context.Words(Phrase::kAlreadyPublished);
  }
  AddNote(context.terminal, note, Style::kDim, page);
  context.Print(page);
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const GenerationListArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::ListGenerationsRequest request;
  request.set_page_size(kPageSize);
  request.set_scheme_id(arguments.scheme_id);
  v1::ListGenerationsResponse all;
  const absl::Status status =
      ForEachPage(*connection, request, &ListGenerations,
                  [&](const v1::ListGenerationsResponse& page) { all.MergeFrom(page); });
  if (!status.ok()) return status;
  if (context.json) {
    PrintJson(context, all);
  } else {
    context.Print(RenderGenerationList(context.terminal, all));
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const GenerationShowArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<v1::Generation> generation = PickGeneration(*connection, arguments.pick);
  if (!generation.ok()) return generation.status();
  if (context.json) {
    PrintJson(context, *generation);
  } else {
    context.Print(RenderGeneration(context.terminal, *generation));
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const GenerationPublishArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::PublishGenerationRequest request;
  request.set_request_id(NewRequestId());
  request.set_generation_id(arguments.generation_id);
  const auto published = PublishGeneration(*connection, request);
  if (!published.ok()) return published.status();
  if (context.json) {
    PrintJson(context, *published);
  } else {
    PrintPublished(context, *published);
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const GenerationRollBackArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::RollBackGenerationRequest request;
  request.set_request_id(NewRequestId());
  request.set_scheme_id(arguments.scheme_id);
  const auto rolled = RollBackGeneration(*connection, request);
  if (!rolled.ok()) return rolled.status();
  if (context.json) {
    PrintJson(context, *rolled);
    return kExitFine;
  }
  Page page = PublicationPage(context, rolled->generation(), rolled->revision());
  AddNote(context.terminal,
          context.Words(Phrase::kRolledBackFrom, {rolled->previous_generation_id()}), Style::kDim,
          page);
  context.Print(page);
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const GenerationDropArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::DropGenerationRequest request;
  request.set_request_id(NewRequestId());
  request.set_generation_id(arguments.generation_id);
  const auto dropped = DropGeneration(*connection, request);
  if (!dropped.ok()) return dropped.status();
  if (context.json) {
    PrintJson(context, *dropped);
    return kExitFine;
  }
  context.Print(DonePage(context, context.Words(Phrase::kDropped, {arguments.generation_id})));
  return kExitFine;
}

}  // namespace jifen::tools::cli
