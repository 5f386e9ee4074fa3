#include "tools/jifen/failure.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "jifen/v1/error.pb.h"
#include "proto/model/error.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/wording.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/reasons.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::cli {
namespace {

class Report {
 public:
  Report(const Terminal& terminal, Page& page) : terminal_(terminal), page_(page) {
    for (const Phrase phrase : {Phrase::kErrorReason, Phrase::kErrorPath, Phrase::kErrorGot,
                                Phrase::kErrorWant, Phrase::kErrorPlace, Phrase::kErrorNext}) {
      column_ = std::max(column_, DisplayWidth(Say(terminal.language, phrase)) + 4);
    }
  }

  void Sentence(std::string_view text) {
    Line prefix(Say(terminal_.language, Phrase::kError), Style::kBad);
    page_.AddWrapped(prefix, Line(text, Style::kBold), terminal_.width);
  }

  void Row(Phrase label, std::string_view text, Style style = Style::kPlain) {
    if (text.empty()) return;
    Line prefix("  ");
    prefix.Add(Say(terminal_.language, label), Style::kDim).PadTo(column_);
    page_.AddWrapped(prefix, Line(text, style), terminal_.width);
  }

  // Line by line as it came: a caret must stay under its place.
  void Verbatim(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      page_.Add(Line("  ").Add(line, Style::kDim));
    }
  }

 private:
  const Terminal& terminal_;
  Page& page_;
  int column_ = 0;
};

std::string PlaceOf(const Terminal& terminal, const v1::ErrorDetail& detail) {
  if (detail.line() == 0) return "";
  return Say(terminal.language, Phrase::kLineColumn,
             {std::to_string(detail.line()), std::to_string(detail.column())});
}

// The message without the parts that have rows of their own; model::ToStatus put them before it.
std::string RestOfMessage(const absl::Status& status, const v1::ErrorDetail& detail) {
  std::string message(status.message());
  const absl::Status parts = model::ToStatus({.reason = detail.reason(),
                                              .path = detail.path(),
                                              .got = detail.got(),
                                              .want = detail.want()});
  const std::string prefix(parts.message());
  if (prefix.empty() || !message.starts_with(prefix)) return message;
  const std::string rest = message.substr(prefix.size());
  return rest.starts_with(": ") ? rest.substr(2) : rest;
}

// The kind or message that holds the field at a path: annual_report of record.annual_report.staff.
std::string HolderOf(const std::string& path) {
  const size_t point = path.rfind('.');
  if (point == std::string::npos || point == 0) return "";
  const size_t above = path.rfind('.', point - 1);
  return path.substr(above + 1, point - above - 1);  // npos + 1 is 0
}

// What was expected, or what the service says besides, in the language of the terminal.
std::string Said(const Terminal& terminal, const std::string& path, const std::string& text) {
  const bool chinese = terminal.language == Language::kChinese;
  if (!chinese) return table_import::InLanguage(text, false);
  const table_import::FaultWords words{
      .name =
          [&](std::string_view name, bool /*chinese*/) {
            const std::string field =
                FieldLabel(Language::kChinese, HolderOf(path), name.substr(name.rfind('.') + 1));
            return field.empty() ? EnumLabel(Language::kChinese, name) : field;
          },
      .number = [](std::string_view digits) { return std::string(digits); },
      .unit_chinese = path.ends_with("_fen") ? " 分" : "",
      .unit_english = ""};
  return table_import::InLanguage(table_import::Translate(text, words), true);
}

// Where a run or a generation stands: nobody writes these names, unlike those of the fields of records.
constexpr std::string_view kStates[] = {"RUN_STATE_", "RUN_PHASE_", "GENERATION_STATE_",
                                        "NOT_SCORED_CAUSE_"};

bool IsOfAName(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// With labels in the place of names of states.
std::string WithLabels(Language language, std::string_view text) {
  std::string said;
  while (!text.empty()) {
    size_t end = 0;
    while (end < text.size() && IsOfAName(text[end])) ++end;
    const std::string_view name = text.substr(0, end);
    const bool state =
        std::any_of(std::begin(kStates), std::end(kStates),
                    [name](std::string_view prefix) { return name.starts_with(prefix); });
    said += state ? EnumLabel(language, name) : std::string(name);
    if (end < text.size()) said += text[end++];
    text.remove_prefix(end);
  }
  return said;
}

// With these reasons the service says in words what it found; with others it gives back what it was given.
bool IsSentence(v1::Reason reason) {
  return reason == v1::REASON_RUN_STATE || reason == v1::REASON_SCHEME_UNPROVEN ||
         reason == v1::REASON_ROLLBACK_IMPOSSIBLE;
}

std::string Got(const Terminal& terminal, const v1::ErrorDetail& detail) {
  if (!IsSentence(detail.reason())) return detail.got();
  return WithLabels(terminal.language, Said(terminal, detail.path(), detail.got()));
}

std::string Want(const Terminal& terminal, const v1::ErrorDetail& detail) {
  return WithLabels(terminal.language, Said(terminal, detail.path(), detail.want()));
}

struct Told {
  std::string sentence, next;
};

Told TextOf(const Terminal& terminal, const absl::Status& status, const v1::ErrorDetail& detail) {
  const std::optional<Wording> wording = WordingOf(status);
  if (!wording.has_value()) {
    const ReasonText text = ReasonTextOf(terminal.language, detail.reason());
    return {.sentence = std::string(text.sentence), .next = std::string(text.next)};
  }
  return {.sentence = Say(terminal.language, wording->sentence, wording->arguments),
          .next = Say(terminal.language, wording->next, wording->arguments)};
}

void AddDetail(const Terminal& terminal, const absl::Status& status, const v1::ErrorDetail& detail,
               Report& report) {
  const Told text = TextOf(terminal, status, detail);
  const std::string message(status.message());
  const bool known = !text.sentence.empty();
  report.Sentence(known ? text.sentence : message);
  const std::string& name = v1::Reason_Name(detail.reason());
  report.Row(Phrase::kErrorReason, name.empty() ? std::to_string(detail.reason()) : name);
  report.Row(Phrase::kErrorPath, detail.path());
  report.Row(Phrase::kErrorGot, Got(terminal, detail));
  report.Row(Phrase::kErrorWant, Want(terminal, detail));
  report.Row(Phrase::kErrorPlace, PlaceOf(terminal, detail));
  if (known) report.Verbatim(Said(terminal, detail.path(), RestOfMessage(status, detail)));
  report.Row(Phrase::kErrorNext, text.next, Style::kAccent);
}

void AddPlain(const Terminal& terminal, const absl::Status& status, Report& report) {
  if (status.code() == absl::StatusCode::kDeadlineExceeded) {
    report.Sentence(Say(terminal.language, Phrase::kDeadline));
    report.Row(Phrase::kErrorNext, Say(terminal.language, Phrase::kDeadlineNext), Style::kAccent);
    return;
  }
  if (status.code() == absl::StatusCode::kUnimplemented) {
    report.Sentence(Say(terminal.language, Phrase::kUnimplemented));
    report.Row(Phrase::kErrorNext, Say(terminal.language, Phrase::kUnimplementedNext),
               Style::kAccent);
    return;
  }
  const bool chinese = terminal.language == Language::kChinese;
  report.Sentence(table_import::InLanguage(std::string(status.message()), chinese));
}

}  // namespace

Page RenderFailure(const Terminal& terminal, const absl::Status& status) {
  Page page;
  Report report(terminal, page);
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  if (detail.has_value()) {
    AddDetail(terminal, status, *detail, report);
  } else {
    AddPlain(terminal, status, report);
  }
  return page;
}

std::string FailureJson(const absl::Status& status) {
  const v1::ErrorDetail detail = model::DetailOf(status).value_or(v1::ErrorDetail());
  nlohmann::ordered_json error;
  error["code"] = absl::StatusCodeToString(status.code());
  error["reason"] = v1::Reason_Name(detail.reason());
  error["message"] = std::string(status.message());
  error["path"] = detail.path();
  error["got"] = detail.got();
  error["want"] = detail.want();
  error["line"] = detail.line();
  error["column"] = detail.column();
  return nlohmann::ordered_json{{"error", error}}.dump(
             2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
         "\n";
}

void PrintFailure(const Context& context, const absl::Status& status) {
  if (context.json) {
    context.err << FailureJson(status) << std::flush;
  } else {
    context.err << RenderFailure(context.terminal, status).ToText(context.terminal.colour)
                << std::flush;
  }
}

}  // namespace jifen::tools::cli
