#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/vectors.h"
#include "scoring/expression/source_text.h"
#include "scoring/scheme/compiled_scheme.h"
#include "scoring/scheme/limits.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/message_file.h"
#include "tools/jifen/offline/lint_text.h"
#include "tools/jifen/offline/scheme_source.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/words/reasons.h"

namespace jifen::tools::cli {
namespace {

using Json = nlohmann::ordered_json;

struct LocatedFault {
  model::Fault fault;
  std::optional<SourcePlace> place;
};

// What a file holds, and what is wrong with it.
struct CheckedFile {
  std::string file;
  v1::Scheme scheme;
  std::string sha256;  // empty if the scheme does not compile
  std::vector<LocatedFault> faults;
};

// The line of a file with a caret; empty if the file cannot be read any more.
std::string CaretAt(const Context& context, const std::string& file, int line, int column) {
  const auto pieces = ReadPieces(context, {file});
  if (!pieces.ok() || pieces->empty()) return "";
  const std::string& text = pieces->front().text;
  const size_t offset = scoring::expression::OffsetOf(text, {.line = line, .column = column});
  return scoring::expression::ShowWithCaret(text, offset);
}

// A fault of the text itself: message_file.h put file:line:column into the path.
LocatedFault FaultOfText(const Context& context, const absl::Status& status,
                         const v1::ErrorDetail& detail) {
  LocatedFault located{.fault = {.reason = detail.reason(),
                                 .message = std::string(status.message()),
                                 .path = detail.path(),
                                 .got = detail.got(),
                                 .want = detail.want()},
                       .place = std::nullopt};
  const std::string place = absl::StrCat(":", detail.line(), ":", detail.column());
  if (detail.line() > 0 && detail.path().ends_with(place)) {
    const std::string file = detail.path().substr(0, detail.path().size() - place.size());
    located.place = {.file = file,
                     .line = detail.line(),
                     .column = detail.column(),
                     .with_caret = CaretAt(context, file, detail.line(), detail.column())};
    located.fault.path.clear();
  }
  return located;
}

// In the order of the files' lines; faults without a place come first.
void SortByPlace(std::vector<LocatedFault>* faults) {
  const auto key = [](const LocatedFault& located) {
    return located.place.has_value()
               ? std::tuple(located.place->file, located.place->line, located.place->column)
               : std::tuple(std::string(), 0, 0);
  };
  std::stable_sort(faults->begin(), faults->end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

absl::StatusOr<CheckedFile> CheckFile(const Context& context, const std::string& file,
                                      bool with_vectors) {
  CheckedFile checked{.file = file, .scheme = {}, .sha256 = "", .faults = {}};
  const auto source = SchemeSource::Read(context, file);
  if (!source.ok()) {
    const auto detail = model::DetailOf(source.status());
    if (!detail.has_value()) return source.status();
    checked.faults.push_back(FaultOfText(context, source.status(), *detail));
    return checked;
  }
  checked.scheme = source->scheme();
  std::vector<model::Fault> faults = scoring::scheme::CheckScheme(checked.scheme);
  if (faults.empty()) {
    const auto compiled = scoring::scheme::CompiledScheme::Make(checked.scheme);
    if (!compiled.ok()) return compiled.status();
    checked.sha256 = (*compiled)->sha256();
    if (with_vectors) faults = scoring::evaluate::RunVectors(**compiled);
  }
  for (model::Fault& fault : faults) {
    std::optional<SourcePlace> place = source->PlaceOf(fault);
    checked.faults.push_back({.fault = std::move(fault), .place = std::move(place)});
  }
  SortByPlace(&checked.faults);
  return checked;
}

Json ToJson(const LocatedFault& located) {
  Json fault;
  fault["reason"] = v1::Reason_Name(located.fault.reason);
  fault["path"] = located.fault.path;
  fault["message"] = located.fault.message;
  fault["got"] = located.fault.got;
  fault["want"] = located.fault.want;
  if (located.place.has_value()) {
    fault["file"] = located.place->file;
    fault["line"] = located.place->line;
    fault["column"] = located.place->column;
  }
  return fault;
}

Json ToJson(const CheckedFile& checked) {
  Json json;
  json["file"] = checked.file;
  json["scheme_id"] = checked.scheme.id();
  json["version"] = checked.scheme.version();
  json["sha256"] = checked.sha256;
  json["vectors"] = checked.scheme.vectors_size();
  json["faults"] = Json::array();
  for (const LocatedFault& located : checked.faults) json["faults"].push_back(ToJson(located));
  return json;
}

// The first line of an expression's message is its sentence; the caret below it is that of the file.
std::string SentenceOf(const LocatedFault& located) {
  std::string message = located.fault.message.substr(0, located.fault.message.find('\n'));
  if (located.fault.line > 0) {
    const std::string place =
        absl::StrCat("line ", located.fault.line, ", column ", located.fault.column, ": ");
    if (message.starts_with(place)) message.erase(0, place.size());
  }
  return message;
}

void AddRow(const Context& context, Phrase label, const std::string& text, Page* page) {
  if (text.empty()) return;
  Line prefix("  ");
  prefix.Add(context.Words(label), Style::kDim).PadTo(10);
  page->AddWrapped(prefix, Line(text), context.terminal.width);
}

void AddFault(const Context& context, const LocatedFault& located, Page* page) {
  const ReasonText text = ReasonTextOf(context.terminal.language, located.fault.reason);
  Line heading;
  if (located.place.has_value()) {
    heading.Add(absl::StrCat(located.place->file, ":", located.place->line, ":",
                             located.place->column, ": "),
                Style::kBold);
  }
  const std::string& name = v1::Reason_Name(located.fault.reason);
  page->AddWrapped(heading,
                   Line(text.sentence.empty() ? SentenceOf(located) : text.sentence, Style::kBad)
                       .Add("  " + name, Style::kDim),
                   context.terminal.width);
  if (located.place.has_value()) {
    const std::string& shown = located.place->with_caret;
    for (size_t begin = 0; begin < shown.size();) {
      const size_t end = std::min(shown.find('\n', begin), shown.size());
      page->Add(Line("  " + shown.substr(begin, end - begin), Style::kAccent));
      begin = end + 1;
    }
  }
  AddRow(context, Phrase::kErrorPath, located.fault.path, page);
  const std::string sentence = SentenceOf(located);
  const bool chinese = context.terminal.language == Language::kChinese;
  AddRow(context, Phrase::kLabelWhy, chinese ? LintTextInChinese(sentence) : sentence, page);
  AddRow(context, Phrase::kErrorGot, located.fault.got, page);
  AddRow(context, Phrase::kErrorWant, located.fault.want, page);
}

void AddSummary(const Context& context, const CheckedFile& checked, Phrase fine, Page* page) {
  const Glyphs& glyphs = GlyphsOf(context.terminal.unicode);
  if (!checked.faults.empty()) {
    const std::string count = std::to_string(checked.faults.size());
    const bool all = checked.faults.size() < scoring::scheme::kFaultsMax;
    page->Add(Line(glyphs.fail, Style::kBad)
                  .Add(" " + context.Words(all ? Phrase::kLintFaults : Phrase::kLintManyFaults,
                                           {checked.file, count}),
                       Style::kBold));
    return;
  }
  const std::string name = absl::StrCat(checked.scheme.id(), "@", checked.scheme.version());
  page->Add(Line(glyphs.pass, Style::kGood).Add(" " + name, Style::kBold));
  page->Add(Line("  ").Add(context.Words(fine, {std::to_string(checked.scheme.vectors_size())}),
                           Style::kDim));
  page->Add(Line("  ").Add("SHA-256 " + checked.sha256, Style::kDim));
}

absl::StatusOr<int> CheckFiles(const Context& context, const std::vector<std::string>& files,
                               bool with_vectors) {
  bool fine = true;
  Json all = Json::array();
  for (const std::string& file : files) {
    const absl::StatusOr<CheckedFile> checked = CheckFile(context, file, with_vectors);
    if (!checked.ok()) return checked.status();
    fine = fine && checked->faults.empty();
    if (context.json) {
      all.push_back(ToJson(*checked));
      continue;
    }
    Page page;
    for (const LocatedFault& located : checked->faults) {
      AddFault(context, located, &page);
      page.AddBlank();
    }
    AddSummary(context, *checked, with_vectors ? Phrase::kVectorsPassed : Phrase::kLintFine, &page);
    context.Print(page);
  }
  if (context.json) {
    context.out << all.dump(2, ' ', false, Json::error_handler_t::replace) << "\n" << std::flush;
  }
  return fine ? kExitFine : kExitFailed;
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const SchemeLintArguments& arguments) {
  return CheckFiles(context, arguments.files_or_folders, /*with_vectors=*/false);
}

absl::StatusOr<int> Run(const Context& context, const SchemeTestArguments& arguments) {
  return CheckFiles(context, arguments.files_or_folders, /*with_vectors=*/true);
}

}  // namespace jifen::tools::cli
