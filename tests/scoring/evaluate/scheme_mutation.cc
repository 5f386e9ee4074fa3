#include "tests/scoring/evaluate/scheme_mutation.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "scoring/decimal/decimal.h"
#include "scoring/scheme/expression_fields.h"

namespace jifen::scoring {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// What does not change a figure, with the reason.
const std::set<std::string>& LeftAlone() {
  static const auto* const kFields = new std::set<std::string>{
      // Read by people only.
      "jifen.v1.Scheme.title",
      "jifen.v1.Scheme.authority",
      "jifen.v1.Scheme.document_number",
      "jifen.v1.Scheme.document_source",
      "jifen.v1.Scheme.figures",
      "jifen.v1.Scheme.reasons",
      "jifen.v1.Stage.title",
      "jifen.v1.Category.title",
      "jifen.v1.Indicator.title",
      "jifen.v1.Indicator.unit",
      "jifen.v1.Indicator.clause",
      "jifen.v1.Option.title",
      "jifen.v1.Option.unit",
      "jifen.v1.Gate.title",
      "jifen.v1.Gate.clause",
      "jifen.v1.DirectPass.title",
      "jifen.v1.DirectPass.clause",
      "jifen.v1.Grade.title",
      "jifen.v1.CohortLevel.title",
      // Names; another one is found by whoever uses it.
      "jifen.v1.Scheme.id",
      "jifen.v1.Scheme.version",
      "jifen.v1.Definition.id",
      "jifen.v1.Stage.id",
      "jifen.v1.Category.id",
      "jifen.v1.Indicator.id",
      "jifen.v1.Option.id",
      "jifen.v1.Gate.id",
      "jifen.v1.DirectPass.id",
      "jifen.v1.Grade.id",
      "jifen.v1.CohortLevel.id",
      // When it is in force is not asked by the engine.
      "jifen.v1.Scheme.effective_from",
      "jifen.v1.Scheme.effective_to",
      // What catches the mistakes.
      "jifen.v1.Scheme.base_dossiers",
      "jifen.v1.Cohorts.samples",
      "jifen.v1.Scheme.vectors",
      // A claim that is proved: a scheme without it gives the same points.
      "jifen.v1.Scale.monotone",
  };
  return *kFields;
}

struct Site {
  Message* owner;
  const FieldDescriptor* field;
  std::string path;
};

void Collect(Message* message, const std::string& path, std::vector<Site>* sites) {
  const Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (LeftAlone().contains(field->full_name())) continue;
    const std::string here = path.empty() ? field->name() : path + "." + field->name();
    sites->push_back({message, field, here});
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Collect(reflection.MutableMessage(message, field), here, sites);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(*message, field); ++i) {
      Collect(reflection.MutableRepeatedMessage(message, field, i), absl::StrCat(here, "[", i, "]"),
              sites);
    }
  }
}

class Mutator {
 public:
  explicit Mutator(std::mt19937_64& random) : random_(random) {}

  // Empty if nothing could be changed there.
  std::string Apply(const Site& site) {
    if (site.field->is_repeated()) return ApplyToList(site);
    switch (site.field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return ApplyToText(site);
      case FieldDescriptor::CPPTYPE_ENUM:
        return ApplyToEnum(site);
      case FieldDescriptor::CPPTYPE_BOOL: {
        const Reflection& reflection = *site.owner->GetReflection();
        const bool old = reflection.GetBool(*site.owner, site.field);
        reflection.SetBool(site.owner, site.field, !old);
        return absl::StrCat(site.path, ": flipped");
      }
      case FieldDescriptor::CPPTYPE_INT32: {
        const Reflection& reflection = *site.owner->GetReflection();
        const int old = reflection.GetInt32(*site.owner, site.field);
        reflection.SetInt32(site.owner, site.field, old + 1);
        return absl::StrCat(site.path, ": ", old, " -> ", old + 1);
      }
      default:
        return "";
    }
  }

  size_t Below(size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random_);
  }

 private:
  std::string ApplyToList(const Site& site) {
    const Reflection& reflection = *site.owner->GetReflection();
    const int size = reflection.FieldSize(*site.owner, site.field);
    if (site.field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || size == 0) return "";
    const int at = static_cast<int>(Below(static_cast<size_t>(size)));
    // The order of definitions, categories, gates and the like is that of the card alone.
    const std::string& name = site.field->name();
    const bool ordered = name == "stages" || name == "bands" || name == "knots" || name == "grades";
    if (ordered && size > 1 && Below(2) == 0) {
      const int first = std::min(at, size - 2);
      reflection.SwapElements(site.owner, site.field, first, first + 1);
      return absl::StrCat(site.path, ": ", first, " and ", first + 1, " swapped");
    }
    for (int i = at; i + 1 < size; ++i) {
      reflection.SwapElements(site.owner, site.field, i, i + 1);
    }
    reflection.RemoveLast(site.owner, site.field);
    return absl::StrCat(site.path, ": ", at, " lost");
  }

  std::string ApplyToText(const Site& site) {
    const Reflection& reflection = *site.owner->GetReflection();
    const std::string old = reflection.GetString(*site.owner, site.field);
    const std::string changed =
        scheme::IsExpressionField(*site.field) ? ChangeExpression(old) : ChangeNumber(old);
    if (changed.empty() || changed == old) return "";
    reflection.SetString(site.owner, site.field, changed);
    return absl::StrCat(site.path, ": ", old, " -> ", changed);
  }

  std::string ApplyToEnum(const Site& site) {
    const Reflection& reflection = *site.owner->GetReflection();
    const auto* type = site.field->enum_type();
    const int old = reflection.GetEnumValue(*site.owner, site.field);
    // 0 is "not said", which stands for a default or is refused.
    const auto* value =
        type->value(1 + static_cast<int>(Below(static_cast<size_t>(type->value_count() - 1))));
    if (value->number() == old) return "";
    reflection.SetEnumValue(site.owner, site.field, value->number());
    return absl::StrCat(site.path, ": ", type->FindValueByNumber(old)->name(), " -> ",
                        value->name());
  }

  // One more or less in the last place that is written.
  std::string ChangeNumber(const std::string& text) {
    const auto number = decimal::Decimal::Parse(text);
    if (!number.ok()) return "";
    const size_t point = text.find('.');
    const size_t places = point == std::string::npos ? 0 : text.size() - point - 1;
    const std::string unit = places == 0 ? "1" : "0." + std::string(places - 1, '0') + "1";
    decimal::Decimal step = *decimal::Decimal::Parse(unit);
    if (Below(2) == 0 && !number->IsZero()) step = -step;
    decimal::Decimal changed;
    if (decimal::Add(*number, step, &changed) != decimal::Arithmetic::kOk) return "";
    return changed.Format();
  }

  struct Replacement {
    const char* from;
    const char* to;
  };

  // Replaces one occurrence, or changes one number.
  std::string ChangeExpression(const std::string& text) {
    static constexpr std::array<Replacement, 24> kReplacements = {{
        {" <= ", " < "},
        {" >= ", " > "},
        {" < ", " <= "},
        {" > ", " >= "},
        {" == ", " != "},
        {" != ", " == "},
        {" && ", " || "},
        {" || ", " && "},
        {" + ", " - "},
        {" - ", " + "},
        {"exists(", "all("},
        {"all(", "exists("},
        {"sales_fen", "costs_fen"},
        {"costs_fen", "sales_fen"},
        {"revenue_fen", "sales_fen"},
        {"staff", "rd_staff"},
        {"rd_expense_fen", "costs_fen"},
        {"INVENTION", "DESIGN"},
        {"NATIONAL", "PROVINCIAL"},
        {"PROVINCIAL", "MUNICIPAL"},
        {"annual(year)", "annual(year - 1)"},
        {"annual(year - 1)", "annual(year)"},
        {".core", ".core == false"},
        {"valid(", "!valid("},
    }};
    const std::vector<std::pair<size_t, Replacement>> found = Find(text, kReplacements);
    const std::vector<size_t> digits = FindNumbers(text);
    const size_t count = found.size() + digits.size();
    if (count == 0) return "";
    const size_t choice = Below(count);
    std::string changed = text;
    if (choice < found.size()) {
      const auto& [at, replacement] = found[choice];
      changed.replace(at, std::char_traits<char>::length(replacement.from), replacement.to);
      return changed;
    }
    const size_t at = digits[choice - found.size()];
    size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    return changed.replace(at, end - at, absl::StrCat(std::stoll(text.substr(at, end - at)) + 1));
  }

  template <typename Replacements>
  static std::vector<std::pair<size_t, Replacement>> Find(const std::string& text,
                                                          const Replacements& replacements) {
    std::vector<std::pair<size_t, Replacement>> found;
    for (const Replacement& replacement : replacements) {
      for (size_t at = text.find(replacement.from); at != std::string::npos;
           at = text.find(replacement.from, at + 1)) {
        found.emplace_back(at, replacement);
      }
    }
    return found;
  }

  // Where whole numbers begin that are no part of a name.
  static std::vector<size_t> FindNumbers(const std::string& text) {
    std::vector<size_t> numbers;
    const auto is_word = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '_' || c == '.' || c == '-' || c == '"';
    };
    for (size_t i = 0; i < text.size(); ++i) {
      const bool digit = text[i] >= '0' && text[i] <= '9';
      if (digit && (i == 0 || !is_word(text[i - 1]))) numbers.push_back(i);
    }
    return numbers;
  }

  std::mt19937_64& random_;
};

}  // namespace

SchemeMutation Mutate(const v1::Scheme& scheme, std::mt19937_64& random) {
  Mutator mutator(random);
  while (true) {
    SchemeMutation mutation{.scheme = scheme, .what = ""};
    std::vector<Site> sites;
    Collect(&mutation.scheme, "", &sites);
    mutation.what = mutator.Apply(sites[mutator.Below(sites.size())]);
    if (!mutation.what.empty()) return mutation;
  }
}

}  // namespace jifen::scoring
