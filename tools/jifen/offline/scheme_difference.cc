#include "tools/jifen/offline/scheme_difference.h"

#include <map>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "scoring/scheme/canonical_form.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;
using google::protobuf::util::MessageDifferencer;

// What a list's elements are matched by.
struct KeyOfList {
  const Descriptor* message;
  const char* list;
  const char* key;
};

const std::vector<KeyOfList>& KeysOfLists() {
  static const auto* const kKeys = new std::vector<KeyOfList>{
      {v1::Scheme::descriptor(), "definitions", "id"},
      {v1::Scheme::descriptor(), "stages", "id"},
      {v1::Scheme::descriptor(), "categories", "id"},
      {v1::Scheme::descriptor(), "gates", "id"},
      {v1::Scheme::descriptor(), "direct_passes", "id"},
      {v1::Scheme::descriptor(), "grades", "id"},
      {v1::Category::descriptor(), "indicators", "id"},
      {v1::Category::descriptor(), "stage_maxima", "stage"},
      {v1::Indicator::descriptor(), "stage_maxima", "stage"},
      {v1::Alternatives::descriptor(), "options", "id"},
      {v1::Measure::descriptor(), "stage_scales", "stage"},
  };
  return *kKeys;
}

const FieldDescriptor* KeyOf(const FieldDescriptor& list) {
  for (const KeyOfList& key : KeysOfLists()) {
    if (key.message == list.containing_type() && list.name() == key.list) {
      return list.message_type()->FindFieldByName(key.key);
    }
  }
  return nullptr;
}

std::string OneLine(const Message& message) {
  TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(message, &text);
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const bool repeated = field.is_repeated();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return OneLine(repeated ? reflection.GetRepeatedMessage(message, &field, index)
                            : reflection.GetMessage(message, &field));
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING && !repeated) {
    return reflection.GetString(message, &field);
  }
  std::string text;
  TextFormat::PrintFieldValueToString(message, &field, repeated ? index : -1, &text);
  return text;
}

using Path = std::vector<MessageDifferencer::SpecificField>;

class Collector : public MessageDifferencer::Reporter {
 public:
  Collector(const Message& before, const Message& after, std::vector<SchemeDifference>* differences)
      : before_(before), after_(after), differences_(*differences) {}

  // The messages that the differencer hands over are those around the last field: paths begin at the
  // roots.
  void ReportAdded(const Message&, const Message&, const Path& path) override {
    Add(Difference::kAdded, path);
  }
  void ReportDeleted(const Message&, const Message&, const Path& path) override {
    Add(Difference::kRemoved, path);
  }
  void ReportModified(const Message&, const Message&, const Path& path) override {
    // A message around a change is reported as well: what changed in it tells more.
    if (path.back().field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return;
    Add(Difference::kChanged, path);
  }
  void ReportMoved(const Message&, const Message&, const Path& path) override {
    Add(Difference::kMoved, path);
  }

 private:
  // Walks to the message that holds the last field, naming elements by their keys.
  void Add(Difference kind, const Path& path) {
    const bool by_new = kind == Difference::kAdded;
    const Message* owner = by_new ? &after_ : &before_;
    const Message* other = by_new ? &before_ : &after_;
    SchemeDifference difference{.kind = kind, .path = "", .before = "", .after = ""};
    for (size_t i = 0; i < path.size(); ++i) {
      const auto& step = path[i];
      const int index = by_new ? step.new_index : step.index;
      const int other_index = by_new ? step.index : step.new_index;
      absl::StrAppend(&difference.path, i == 0 ? "" : ".", step.field->name(),
                      NameOfElement(*owner, *step.field, index));
      if (i + 1 == path.size()) {
        std::string value = ValueOf(*owner, *step.field, index);
        (by_new ? difference.after : difference.before) = std::move(value);
        if (kind == Difference::kChanged) {
          difference.after = ValueOf(*other, *step.field, other_index);
        }
        break;
      }
      owner = Enter(*owner, *step.field, index);
      if (kind == Difference::kChanged) other = Enter(*other, *step.field, other_index);
    }
    if (kind == Difference::kMoved) difference.before.clear();
    differences_.push_back(std::move(difference));
  }

  static std::string NameOfElement(const Message& owner, const FieldDescriptor& field, int index) {
    if (!field.is_repeated()) return "";
    const FieldDescriptor* key = KeyOf(field);
    if (key == nullptr) return absl::StrCat("[", index, "]");
    const Message& element = owner.GetReflection()->GetRepeatedMessage(owner, &field, index);
    return absl::StrCat("[", element.GetReflection()->GetString(element, key), "]");
  }

  static const Message* Enter(const Message& owner, const FieldDescriptor& field, int index) {
    const google::protobuf::Reflection& reflection = *owner.GetReflection();
    return field.is_repeated() ? &reflection.GetRepeatedMessage(owner, &field, index)
                               : &reflection.GetMessage(owner, &field);
  }

  const Message& before_;
  const Message& after_;
  std::vector<SchemeDifference>& differences_;
};

// Elements by name; of several of one name the last.
template <typename Elements, typename NameOf>
CountOfDifferences CountChanges(const Elements& before, const Elements& after, NameOf name_of) {
  std::map<std::string, std::string> old_elements;
  for (const auto& element : before) old_elements[name_of(element)] = OneLine(element);
  CountOfDifferences count;
  int kept = 0;
  for (const auto& element : after) {
    const auto old = old_elements.find(name_of(element));
    if (old == old_elements.end()) {
      ++count.added;
      continue;
    }
    ++kept;
    if (old->second != OneLine(element)) ++count.changed;
  }
  count.removed = static_cast<int>(old_elements.size()) - kept;
  return count;
}

}  // namespace

SchemeComparison CompareSchemes(const v1::Scheme& before, const v1::Scheme& after) {
  SchemeComparison comparison;
  MessageDifferencer differencer;
  for (const KeyOfList& key : KeysOfLists()) {
    const FieldDescriptor* list = key.message->FindFieldByName(key.list);
    differencer.TreatAsMap(list, list->message_type()->FindFieldByName(key.key));
  }
  differencer.IgnoreField(v1::Scheme::descriptor()->FindFieldByName("vectors"));
  differencer.IgnoreField(v1::Scheme::descriptor()->FindFieldByName("base_dossiers"));
  Collector collector(before, after, &comparison.differences);
  differencer.ReportDifferencesTo(&collector);
  differencer.Compare(before, after);
  comparison.vectors = CountChanges(before.vectors(), after.vectors(),
                                    [](const v1::Vector& vector) { return vector.name(); });
  comparison.base_dossiers = CountChanges(before.base_dossiers(), after.base_dossiers(),
                                          [](const v1::BaseDossier& base) { return base.id(); });
  comparison.same = scoring::scheme::Identity(before) == scoring::scheme::Identity(after);
  return comparison;
}

}  // namespace jifen::tools::cli
