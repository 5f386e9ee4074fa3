#include "tools/jifen/render/plain_words.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "jifen/v1/record.pb.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr int kDefinitionsDeep = 16;  // a scheme's definitions may use those before them

bool IsNameCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::vector<std::string> NamesIn(std::string_view expression) {
  std::vector<std::string> names;
  for (size_t at = 0; at < expression.size();) {
    size_t end = at;
    while (end < expression.size() && IsNameCharacter(expression[end])) ++end;
    const bool field = at > 0 && expression[at - 1] == '.';
    if (end > at && !field) names.emplace_back(expression.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return names;
}

// The label of the kind of records that an expression knows under this name; "" if there is none.
std::string KindOfVariable(Language language, const std::string& name) {
  if (name == "annual" || name == "annual_report") {
    return EnumLabel(language, v1::RecordKind_Name(v1::RECORD_KIND_ANNUAL_REPORT));
  }
  const google::protobuf::OneofDescriptor& payload =
      *v1::Record::descriptor()->FindOneofByName("payload");
  for (int i = 0; i < payload.field_count(); ++i) {
    if (payload.field(i)->options().GetExtension(v1::variable) != name) continue;
    return EnumLabel(language,
                     v1::RecordKind_Name(static_cast<v1::RecordKind>(payload.field(i)->number())));
  }
  return "";
}

// Adds the kinds of records that an expression reads, each once.
void AddKinds(const CardView& view, std::string_view expression, int deep,
              std::vector<std::string>& kinds) {
  if (deep == 0) return;
  for (const std::string& name : NamesIn(expression)) {
    const std::string kind = KindOfVariable(view.terminal.language, name);
    if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
      kinds.push_back(kind);
    }
    if (view.scheme == nullptr) continue;
    for (const v1::Definition& definition : view.scheme->definitions()) {
      if (definition.id() == name) AddKinds(view, definition.expression(), deep - 1, kinds);
    }
  }
}

std::string RecordsOf(const CardView& view, std::string_view expression) {
  const Language language = view.terminal.language;
  std::vector<std::string> kinds;
  AddKinds(view, expression, kDefinitionsDeep, kinds);
  std::string joined;
  for (const std::string& kind : kinds) {
    if (!joined.empty()) joined += language == Language::kChinese ? "、" : ", ";
    joined += kind;
  }
  return joined.empty() ? Say(language, Phrase::kMissingFigures)
                        : Say(language, Phrase::kMissingRecords, {joined});
}

// A path names a kind and perhaps a record and a field; what is computed is an expression.
bool IsPath(std::string_view path) {
  const size_t end = std::min(path.find_first_of(".["), path.size());
  const std::string_view kind = path.substr(0, end);
  if (kind == "enterprise" || kind == "stage") return true;
  return model::FindKind(kind).has_value() && path.find('(') == std::string_view::npos;
}

bool RemoveEnding(std::string_view& text, std::string_view ending) {
  if (!text.ends_with(ending)) return false;
  text.remove_suffix(ending.size());
  return true;
}

// What was reported and should not be 0, or not below it either.
enum class Wanted { kAny, kAboveZero, kOtherThanZero };

// Takes the sign of it off the path.
Wanted WantedOfZero(std::string_view& path) {
  if (RemoveEnding(path, " <= 0")) return Wanted::kAboveZero;
  return RemoveEnding(path, " = 0") ? Wanted::kOtherThanZero : Wanted::kAny;
}

// STATISTICS of annual_report[2025, STATISTICS]; "" if there is none.
std::string BasisOf(std::string_view path) {
  const size_t comma = path.find(", ");
  const size_t close = path.find(']');
  if (comma == std::string_view::npos || close == std::string_view::npos || close < comma)
    return "";
  return std::string(path.substr(comma + 2, close - comma - 2));
}

std::string BasisLabel(Language language, const std::string& basis) {
  const std::string name = "RD_BASIS_" + basis;
  const std::string label = EnumLabel(language, name);
  return label == name ? basis : label;
}

std::string LabelOfPath(Language language, std::string_view path) {
  const size_t close = path.find(']');
  const size_t point = path.find('.', close == std::string_view::npos ? 0 : close);
  const std::string_view kind = path.substr(0, std::min(path.find_first_of("[."), path.size()));
  if (point != std::string_view::npos) return FieldLabel(language, kind, path.substr(point + 1));
  const auto known = model::FindKind(kind);
  return known.has_value() ? EnumLabel(language, v1::RecordKind_Name(*known)) : "";
}

// Of "mark = 12, want 4..6"; "" of any other path.
std::string MarkText(Language language, std::string_view path) {
  constexpr std::string_view kMark = "mark = ";
  constexpr std::string_view kWant = ", want ";
  const size_t want = path.find(kWant);
  const size_t dots = path.find("..");
  if (!path.starts_with(kMark) || want == std::string_view::npos ||
      dots == std::string_view::npos) {
    return "";
  }
  const size_t low = want + kWant.size();
  return Say(language, Phrase::kMissingMark,
             {std::string(path.substr(low, dots - low)), std::string(path.substr(dots + 2)),
              std::string(path.substr(kMark.size(), want - kMark.size()))});
}

using Paths = google::protobuf::RepeatedPtrField<std::string>;

struct Names {
  std::set<std::string> expressions;
  std::set<std::string> bases;
  std::set<std::string> values;
};

void AddPaths(const Paths& paths, Names& names) {
  for (const std::string& path : paths) {
    const bool said_by_server = path.starts_with("mark = ") || path.starts_with("points(\"");
    std::string_view expression = path;
    WantedOfZero(expression);  // a sentence says it in words
    if (!IsPath(expression) && !said_by_server) names.expressions.emplace(expression);
    if (const std::string basis = BasisOf(path); !basis.empty()) names.bases.insert(basis);
  }
}

void AddValue(const std::string& value, Names& names) {
  const bool capital = !value.empty() && absl::ascii_isupper(static_cast<unsigned char>(value[0]));
  if (capital) names.values.insert(value);
}

// What a sentence of the card may have taken over from it.
Names NamesOf(const v1::ScoreCard& card) {
  Names names;
  for (const v1::CategoryResult& category : card.categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      AddPaths(indicator.missing(), names);
      AddValue(indicator.value(), names);
      AddValue(indicator.next().bound(), names);
      for (const v1::OptionResult& option : indicator.options()) {
        AddPaths(option.missing(), names);
        AddValue(option.value(), names);
      }
    }
  }
  for (const v1::GateResult& gate : card.gates()) AddPaths(gate.missing(), names);
  for (const v1::GateResult& pass : card.direct_passes()) AddPaths(pass.missing(), names);
  return names;
}

bool StandsAlone(const std::string& text, size_t at, size_t size) {
  const bool before = at > 0 && IsNameCharacter(text[at - 1]);
  const bool after = at + size < text.size() && IsNameCharacter(text[at + size]);
  return !before && !after;
}

void Replace(const std::string& name, const std::string& words, std::string& text) {
  for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    const bool alone = StandsAlone(text, at, name.size());
    if (alone) text.replace(at, name.size(), words);
    at += alone ? words.size() : name.size();
  }
}

}  // namespace

std::string MissingText(const CardView& view, std::string_view path) {
  const Language language = view.terminal.language;
  if (const std::string mark = MarkText(language, path); !mark.empty()) return mark;
  std::string_view field = path;
  const Wanted wanted = WantedOfZero(field);
  if (!IsPath(field)) {
    const bool of_experts = field.starts_with("points(\"");
    return of_experts ? Say(language, Phrase::kTotalExperts) : RecordsOf(view, field);
  }
  std::string label = LabelOfPath(language, field);
  if (label.empty()) return std::string(path);
  std::string shown(field);
  if (const std::string basis = BasisOf(field); !basis.empty()) {
    label = Say(language, Phrase::kOfBasis, {label, BasisLabel(language, basis)});
    shown.erase(shown.find(", "), 2 + basis.size());
  }
  if (wanted == Wanted::kAboveZero) label = Say(language, Phrase::kMissingAboveZero, {label});
  if (wanted == Wanted::kOtherThanZero)
    label = Say(language, Phrase::kMissingOtherThanZero, {label});
  return label + " (" + shown + ")";
}

std::string PlainSentence(const CardView& view, const v1::Text& text) {
  const Language language = view.terminal.language;
  std::string sentence = TextOf(view.terminal, text);
  const Names names = NamesOf(view.card);
  // From the last on: one that begins with another is longer and stands after it.
  for (auto it = names.expressions.rbegin(); it != names.expressions.rend(); ++it) {
    Replace(*it, RecordsOf(view, *it), sentence);
  }
  for (const std::string& basis : names.bases) {
    const std::string label = BasisLabel(language, basis);
    Replace("（" + basis + "）", "（" + label + "）", sentence);
    Replace("(" + basis + ")", "(" + label + ")", sentence);
  }
  for (const std::string& value : names.values) {
    Replace(value, ShortNameLabel(language, value), sentence);
  }
  return sentence;
}

}  // namespace jifen::tools::cli
