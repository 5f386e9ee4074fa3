#include <filesystem>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/canonical_form.h"
#include "tools/jifen/client/scheme_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/message_file.h"
#include "tools/jifen/offline/scheme_difference.h"
#include "tools/jifen/raw_arguments.h"
#include "tools/jifen/render/glyphs.h"

namespace jifen::tools::cli {
namespace {

using Json = nlohmann::ordered_json;

// A file or folder if there is one of the name, else a version of the server.
absl::StatusOr<v1::Scheme> Load(const Context& context, const std::string& what) {
  std::error_code error;
  if (std::filesystem::exists(what, error)) {
    const auto files = MessageFilesOf(context, what);
    if (!files.ok()) return files.status();
    v1::Scheme scheme;
    if (const absl::Status read = ReadMessage(context, *files, scheme); !read.ok()) return read;
    return scheme;
  }
  const std::optional<SchemeName> name = ParseSchemeName(what);
  if (!name.has_value()) return absl::NotFoundError(context.Words(Phrase::kFileMissing, {what}));
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetSchemeRequest request;
  request.set_scheme_id(name->id);
  request.set_version(name->version);
  const auto found = GetScheme(*connection, request);
  if (!found.ok()) return found.status();
  return found->scheme();
}

const char* NameOf(Difference kind) {
  switch (kind) {
    case Difference::kAdded:
      return "added";
    case Difference::kRemoved:
      return "removed";
    case Difference::kChanged:
      return "changed";
    case Difference::kMoved:
      return "moved";
  }
  return "";
}

Json ToJson(const CountOfDifferences& count) {
  return {{"added", count.added}, {"removed", count.removed}, {"changed", count.changed}};
}

Json SideOf(const v1::Scheme& scheme) {
  return {{"scheme_id", scheme.id()},
          {"version", scheme.version()},
          {"sha256", scoring::scheme::Identity(scheme)}};
}

void PrintDifferencesJson(const Context& context, const v1::Scheme& before, const v1::Scheme& after,
                          const SchemeComparison& comparison) {
  Json json;
  json["before"] = SideOf(before);
  json["after"] = SideOf(after);
  json["differences"] = Json::array();
  for (const SchemeDifference& difference : comparison.differences) {
    Json entry{{"kind", NameOf(difference.kind)}, {"path", difference.path}};
    if (!difference.before.empty()) entry["before"] = difference.before;
    if (!difference.after.empty()) entry["after"] = difference.after;
    json["differences"].push_back(std::move(entry));
  }
  json["vectors"] = ToJson(comparison.vectors);
  json["base_dossiers"] = ToJson(comparison.base_dossiers);
  context.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n" << std::flush;
}

struct Mark {
  const char* sign;
  Style style;
};

Mark MarkOf(Difference kind) {
  switch (kind) {
    case Difference::kAdded:
      return {"+ ", Style::kGood};
    case Difference::kRemoved:
      return {"- ", Style::kBad};
    case Difference::kChanged:
      return {"~ ", Style::kWarn};
    case Difference::kMoved:
      return {"> ", Style::kWarn};
  }
  return {"", Style::kPlain};
}

void AddDifference(const Context& context, const SchemeDifference& difference, Page* page) {
  const Glyphs& glyphs = GlyphsOf(context.terminal.unicode);
  const Mark mark = MarkOf(difference.kind);
  page->AddWrapped(Line("  ").Add(mark.sign, mark.style), Line(difference.path, Style::kBold),
                   context.terminal.width);
  const bool both = difference.kind == Difference::kChanged;
  std::string values = difference.before;
  if (both) absl::StrAppend(&values, " ", std::string(glyphs.arrow), " ");
  values += difference.after;
  if (difference.kind == Difference::kMoved) values = context.Words(Phrase::kDiffMoved);
  if (!values.empty()) page->AddWrapped(Line("      "), Line(values), context.terminal.width);
}

void AddCount(const Context& context, Phrase phrase, const CountOfDifferences& count, Page* page) {
  if (count.IsNone()) return;
  page->Add(Line("  ").Add(
      context.Words(phrase, {std::to_string(count.added), std::to_string(count.removed),
                             std::to_string(count.changed)})));
}

void PrintDifferences(const Context& context, const v1::Scheme& before, const v1::Scheme& after,
                      const SchemeComparison& comparison) {
  const auto name = [](const v1::Scheme& scheme) {
    return absl::StrCat(scheme.id(), "@", scheme.version(), " (",
                        scoring::scheme::Identity(scheme).substr(0, 12), ")");
  };
  Page page;
  page.Add(Line(name(before), Style::kBold)
               .Add(absl::StrCat(" ", std::string(GlyphsOf(context.terminal.unicode).arrow), " "))
               .Add(name(after), Style::kBold));
  for (const SchemeDifference& difference : comparison.differences) {
    AddDifference(context, difference, &page);
  }
  AddCount(context, Phrase::kDiffVectors, comparison.vectors, &page);
  AddCount(context, Phrase::kDiffBaseDossiers, comparison.base_dossiers, &page);
  if (comparison.IsOrderAlone()) page.Add(Line("  ").Add(context.Words(Phrase::kDiffOrder)));
  context.Print(page);
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const SchemeDiffArguments& arguments) {
  const absl::StatusOr<v1::Scheme> before = Load(context, arguments.before);
  if (!before.ok()) return before.status();
  const absl::StatusOr<v1::Scheme> after = Load(context, arguments.after);
  if (!after.ok()) return after.status();
  const SchemeComparison comparison = CompareSchemes(*before, *after);
  if (context.json) {
    PrintDifferencesJson(context, *before, *after, comparison);
  } else if (comparison.same) {
    Page page;
    page.Add(Line(context.Words(Phrase::kDiffSame)));
    context.Print(page);
  } else {
    PrintDifferences(context, *before, *after, comparison);
  }
  return comparison.same ? kExitFine : kExitFailed;
}

}  // namespace jifen::tools::cli
