#include "tools/jifen/commands/field_value.h"

#include <string>

#include "absl/strings/ascii.h"
#include "google/protobuf/message.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "tools/table_import/cell.h"
#include "tools/table_import/table_format.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kFenEnding = "_fen";
constexpr std::string_view kHundredthsEnding = "_hundredths";

// A field of a message, and whether its name left out that it counts hundredths.
struct Named {
  const FieldDescriptor* field = nullptr;
  bool in_points = false;
};

// As FindField takes it: without the unit of the API.
std::string ShortName(std::string name) {
  for (const std::string_view ending : {kFenEnding, kHundredthsEnding}) {
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
  }
  return name;
}

Named FindField(const google::protobuf::Descriptor& type, const std::string& name) {
  if (const FieldDescriptor* field = type.FindFieldByName(name)) return {.field = field};
  if (const auto* field = type.FindFieldByName(name + std::string(kFenEnding))) {
    return {.field = field};
  }
  return {.field = type.FindFieldByName(name + std::string(kHundredthsEnding)), .in_points = true};
}

absl::Status NoField(std::string_view path, const google::protobuf::Descriptor& type) {
  std::string names;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->is_repeated()) continue;
    names += (names.empty() ? "one of " : ", ") + ShortName(type.field(i)->name());
  }
  return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                          .message = "there is no such field",
                          .got = std::string(path),
                          .want = names});
}

// An amount with its unit; of units that end alike the longest.
absl::StatusOr<int64_t> ParseAmount(std::string_view text) {
  const std::string narrow = absl::AsciiStrToLower(table_import::Narrow(text));
  const auto& formats = table_import::BuiltinFormats();
  if (!formats.ok()) return formats.status();
  size_t longest = 0;
  int digits = 0;
  const auto consider = [&](std::string_view unit, int fen_digits) {
    if (!narrow.ends_with(unit) || unit.size() <= longest) return;
    longest = unit.size();
    digits = fen_digits;
  };
  consider("fen", 0);
  consider("分", 0);
  for (const table_import::MoneyUnit& unit : formats->units()) {
    consider(unit.zh, unit.fen_digits);
    for (const std::string& suffix : unit.suffixes) consider(suffix, unit.fen_digits);
  }
  if (longest == 0) {
    return model::ToStatus({.reason = v1::REASON_CELL_INVALID,
                            .got = std::string(text),
                            .want = "an amount with its unit, e.g. 260万元 or 2600000 yuan"});
  }
  const std::string number = narrow.substr(0, narrow.size() - longest);
  return table_import::ParseScaled(table_import::Trim(number), digits);
}

absl::StatusOr<int> ParseEnum(const EnumDescriptor& type, std::string_view text) {
  const std::string upper = absl::AsciiStrToUpper(std::string(text));
  for (int i = 0; i < type.value_count(); ++i) {
    const EnumValueDescriptor& value = *type.value(i);
    if (value.number() != 0 && value.name() == upper) return value.number();
  }
  const auto& formats = table_import::BuiltinFormats();
  if (!formats.ok()) return formats.status();
  const auto names = formats->enums().find(type.name());
  if (names == formats->enums().end()) {
    return model::ToStatus({.reason = v1::REASON_UNKNOWN_ENUM, .got = std::string(text)});
  }
  return table_import::ParseEnumCell(text, names->second);
}

template <typename Value, typename Set>
absl::Status SetParsed(const absl::StatusOr<Value>& value, Set set) {
  if (value.ok()) set(*value);
  return value.status();
}

absl::Status SetValue(const Named& named, std::string_view text, Message& owner) {
  const FieldDescriptor* field = named.field;
  const google::protobuf::Reflection& reflection = *owner.GetReflection();
  const auto set_int32 = [&](int32_t value) { reflection.SetInt32(&owner, field, value); };
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return SetParsed(
          named.in_points ? table_import::ParseHundredths(text) : table_import::ParseInteger(text),
          set_int32);
    case FieldDescriptor::CPPTYPE_INT64:
      return SetParsed(ParseAmount(text),
                       [&](int64_t value) { reflection.SetInt64(&owner, field, value); });
    case FieldDescriptor::CPPTYPE_BOOL:
      return SetParsed(table_import::ParseYesNo(text),
                       [&](bool value) { reflection.SetBool(&owner, field, value); });
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetParsed(ParseEnum(*field->enum_type(), text),
                       [&](int value) { reflection.SetEnumValue(&owner, field, value); });
    case FieldDescriptor::CPPTYPE_STRING:
      reflection.SetString(&owner, field, std::string(text));
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (field->message_type() != v1::Date::descriptor()) break;
      return SetParsed(table_import::ParseDateCell(text), [&](const v1::Date& date) {
        reflection.MutableMessage(&owner, field)->CopyFrom(date);
      });
    default:
      break;
  }
  return NoField(field->name(), *owner.GetDescriptor());
}

absl::Status SetIn(Message& owner, std::string_view path, std::string_view text) {
  const size_t point = path.find('.');
  const Named named = FindField(*owner.GetDescriptor(), std::string(path.substr(0, point)));
  if (named.field == nullptr || named.field->is_repeated())
    return NoField(path, *owner.GetDescriptor());
  if (point == std::string_view::npos) return SetValue(named, text, owner);
  if (named.field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE)
    return NoField(path, *owner.GetDescriptor());
  return SetIn(*owner.GetReflection()->MutableMessage(&owner, named.field), path.substr(point + 1),
               text);
}

// Below the payload, or in the record itself.
bool IsOfRecord(std::string_view path) {
  return path == "valid_from" || path == "valid_to" || path.starts_with("provenance.");
}

}  // namespace

std::string ApiPath(std::string_view path, v1::RecordKind kind) {
  const google::protobuf::Descriptor* type = v1::Record::descriptor();
  if (!IsOfRecord(path)) type = type->FindFieldByNumber(kind)->message_type();
  std::string known;
  for (std::string_view rest = path; type != nullptr;) {
    const size_t point = rest.find('.');
    const Named named = FindField(*type, std::string(rest.substr(0, point)));
    if (named.field == nullptr) break;
    known += (known.empty() ? "" : ".") + named.field->name();
    if (point == std::string_view::npos) return known;
    type = named.field->message_type();
    rest.remove_prefix(point + 1);
  }
  return std::string(path);
}

absl::Status SetField(std::string_view path, std::string_view text, v1::Record& record) {
  if (IsOfRecord(path)) return SetIn(record, path, text);
  const auto* payload = record.GetDescriptor()->FindFieldByNumber(model::KindOf(record));
  return SetIn(*record.GetReflection()->MutableMessage(&record, payload), path, text);
}

}  // namespace jifen::tools::cli
