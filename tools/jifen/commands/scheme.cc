#include "jifen/v1/scheme_service.pb.h"
#include "proto/model/error.h"
#include "tools/jifen/client/scheme_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/message_file.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/scheme_view.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/request_id.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

std::string NameOf(const v1::SchemeSummary& summary) {
  return summary.scheme_id() + "@" + std::to_string(summary.version());
}

std::string TitleOf(const Context& context, const v1::SchemeSummary& summary) {
  return context.terminal.language == Language::kChinese ? summary.title_zh() : summary.title_en();
}

absl::StatusOr<v1::Scheme> ReadScheme(const Context& context, const std::string& file_or_folder) {
  const auto files = MessageFilesOf(context, file_or_folder);
  if (!files.ok()) return files.status();
  v1::Scheme scheme;
  const absl::Status status = ReadMessage(context, *files, scheme);
  if (!status.ok()) return status;
  return scheme;
}

void PrintStored(const Context& context, const v1::PutSchemeResponse& stored) {
  const Glyphs& glyphs = GlyphsOf(context.terminal.unicode);
  Page page;
  Line line(glyphs.pass, Style::kGood);
  line.Add(" " + NameOf(stored.summary()), Style::kBold);
  line.Add("  " + TitleOf(context, stored.summary()));
  page.Add(line);
  page.Add(Line("  ").Add(context.Words(Phrase::kSchemeStored, {std::to_string(stored.vectors())}),
                          Style::kDim));
  page.Add(Line("  ").Add("SHA-256 " + stored.summary().sha256(), Style::kDim));
  context.Print(page);
}

Page RenderList(const Context& context, const v1::ListSchemesResponse& list) {
  Table table{.columns = {{.heading = context.Words(Phrase::kScheme)},
                          {.heading = context.Words(Phrase::kTitle), .flexible = true},
                          {.heading = context.Words(Phrase::kDocument), .flexible = true},
                          {.heading = context.Words(Phrase::kFigures)},
                          {.heading = context.Words(Phrase::kMaximum), .right = true}},
              .rows = {}};
  for (const v1::SchemeSummary& summary : list.schemes()) {
    table.rows.push_back(
        {Line(NameOf(summary), Style::kAccent), Line(TitleOf(context, summary)),
         Line(summary.document_number()),
         Line(EnumLabel(context.terminal.language, v1::FiguresStatus_Name(summary.figures()))),
         Line(summary.maximum())});
  }
  return MakeTable(table, context.terminal.width, GlyphsOf(context.terminal.unicode));
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const SchemePutArguments& arguments) {
  std::vector<v1::Scheme> schemes;  // all files are read before the first is sent
  for (const std::string& file_or_folder : arguments.files_or_folders) {
    absl::StatusOr<v1::Scheme> scheme = ReadScheme(context, file_or_folder);
    if (!scheme.ok()) return scheme.status();
    schemes.push_back(*std::move(scheme));
  }
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  std::vector<std::string> stored_json;
  absl::Status status;
  for (size_t i = 0; i < schemes.size(); ++i) {
    v1::PutSchemeRequest request;
    request.set_request_id(NewRequestId());
    request.mutable_scheme()->Swap(&schemes[i]);
    const auto stored = PutScheme(*connection, request);
    status = stored.status();
    if (!status.ok()) {
      if (!context.json) context.err << arguments.files_or_folders[i] << ":\n" << std::flush;
      break;
    }
    if (context.json) {
      stored_json.push_back(ToJson(*stored));
    } else {
      PrintStored(context, *stored);
    }
  }
  if (!stored_json.empty()) context.out << ToJsonArray(stored_json) << std::flush;
  if (!status.ok()) return status;
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const SchemeListArguments&) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::ListSchemesRequest request;
  request.set_page_size(1000);
  v1::ListSchemesResponse all;
  const absl::Status status =
      ForEachPage(*connection, request, &ListSchemes,
                  [&](const v1::ListSchemesResponse& page) { all.MergeFrom(page); });
  if (!status.ok()) return status;
  if (context.json) {
    PrintJson(context, all);
  } else {
    context.Print(RenderList(context, all));
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const SchemeShowArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetSchemeRequest request;
  request.set_scheme_id(arguments.scheme.id);
  request.set_version(arguments.scheme.version);
  const auto found = GetScheme(*connection, request);
  if (!found.ok()) return found.status();
  if (context.json) {
    PrintJson(context, *found);
  } else {
    context.Print(RenderScheme(found->scheme(), found->summary(), context.terminal));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
