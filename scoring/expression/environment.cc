#include "scoring/expression/environment.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/provenance.pb.h"
#include "jifen/v1/size_class.pb.h"
#include "proto/model/error.h"
#include "scoring/expression/function_table.h"
#include "scoring/expression/lexer.h"
#include "scoring/expression/macro.h"
#include "scoring/expression/program.h"

namespace jifen::scoring::expression {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

constexpr size_t kNameBytesMax = 64;

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

// IntellectualPropertyKind -> INTELLECTUAL_PROPERTY_KIND_
std::string PrefixOf(const EnumDescriptor* type) {
  std::string prefix;
  for (const char c : type->name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  return prefix + '_';
}

// `more`: a character besides those of a name that may follow the first.
bool IsWellFormed(std::string_view name, char more = '_') {
  const auto is_part = [more](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == more;
  };
  return !name.empty() && name.size() <= kNameBytesMax && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(), is_part);
}

absl::Status NameFault(std::string_view name, std::string message, std::string want) {
  return model::ToStatus({.reason = v1::REASON_EXPRESSION_NAME,
                          .message = std::move(message),
                          .got = std::string(name),
                          .want = std::move(want)});
}

}  // namespace

Environment::Environment() {
  const auto add = [this](const std::string& name, const Variable& variable) {
    variables_.emplace(name, variable);
  };
  AddMessage(v1::Enterprise::descriptor());
  add("enterprise",
      {.kind = VariableKind::kEnterprise, .type = Type::Message(v1::Enterprise::descriptor())});
  add("year", {.kind = VariableKind::kYear, .type = Type::Of(Kind::kInt)});
  add("valid_at", {.kind = VariableKind::kValidAt, .type = Type::Of(Kind::kDate)});
  const google::protobuf::OneofDescriptor* payloads =
      v1::Record::descriptor()->FindOneofByName("payload");
  for (int i = 0; i < payloads->field_count(); ++i) {
    const FieldDescriptor* payload = payloads->field(i);
    AddMessage(payload->message_type());
    const Type type = Type::Message(payload->message_type());
    const bool profile = payload->number() == v1::RECORD_KIND_PROFILE;
    add(payload->options().GetExtension(v1::variable),
        {.kind = profile ? VariableKind::kProfile : VariableKind::kRecords,
         .type = profile ? type : type.ListOf(),
         .records = static_cast<v1::RecordKind>(payload->number())});
  }
  // Of functions, and of what is beside the payload of a record.
  for (const EnumDescriptor* type : {v1::RdBasis_descriptor(), v1::SizeClass_descriptor()}) {
    enums_.emplace(type->name(), type);
  }
}

void Environment::AddMessage(const google::protobuf::Descriptor* message) {
  for (int i = 0; i < message->field_count(); ++i) {
    const EnumDescriptor* type = message->field(i)->enum_type();
    if (type != nullptr) enums_.emplace(type->name(), type);
  }
}

absl::Status Environment::Define(std::string_view name, std::shared_ptr<const Program> program) {
  const Type type = program->type();
  return Define(
      name,
      Variable{.kind = VariableKind::kDefinition, .type = type, .definition = std::move(program)});
}

absl::Status Environment::DefineFaulty(std::string_view name) {
  return Define(name, Variable{.kind = VariableKind::kDefinition, .type = Type()});
}

absl::Status Environment::AddStage() {
  return Define("stage", Variable{.kind = VariableKind::kStage, .type = Type::Of(Kind::kString)});
}

absl::Status Environment::Define(std::string_view name, Variable variable) {
  if (!IsWellFormed(name)) {
    return NameFault(name, "the name of a definition is malformed",
                     "lower-case letters, digits and underscores, a letter first, at most 64");
  }
  const bool taken = FindVariable(name) != nullptr || IsFunctionName(name) || IsMacroName(name) ||
                     name == "has" || IsTypeName(name) || IsReservedWord(name);
  if (taken) return NameFault(name, "the name is taken", "a name that nothing else has");
  variables_.emplace(std::string(name), std::move(variable));
  return absl::OkStatus();
}

absl::Status Environment::AddIndicator(std::string_view id, Type type) {
  if (!IsWellFormed(id, '-')) {
    return NameFault(
        id, "the id of an indicator is malformed",
        "lower-case letters, digits, underscores and hyphens, a letter first, at most 64");
  }
  const bool taken = std::any_of(indicators_.begin(), indicators_.end(),
                                 [id](const Indicator& known) { return known.id == id; });
  if (taken) {
    return NameFault(id, "there is an indicator of that id already", "an id that no other has");
  }
  indicators_.push_back({.id = std::string(id), .type = type});
  return absl::OkStatus();
}

const Variable* Environment::FindVariable(std::string_view name) const {
  const auto found = variables_.find(Absl(name));
  return found == variables_.end() ? nullptr : &found->second;
}

const EnumDescriptor* Environment::FindEnum(std::string_view name) const {
  const auto found = enums_.find(Absl(name));
  return found == enums_.end() ? nullptr : found->second;
}

std::vector<std::string> Environment::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, variable] : variables_) names.push_back(name);
  for (const auto& [name, type] : enums_) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string ShortName(const EnumValueDescriptor* value) {
  const std::string prefix = PrefixOf(value->type());
  const std::string& name = value->name();
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

const EnumValueDescriptor* FindEnumValue(const EnumDescriptor* type, std::string_view short_name) {
  const EnumValueDescriptor* value =
      type->FindValueByName(PrefixOf(type) + std::string(short_name));
  return value == nullptr || value->number() == 0 ? nullptr : value;
}

}  // namespace jifen::scoring::expression
