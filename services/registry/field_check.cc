#include "services/registry/field_check.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "google/protobuf/message.h"
#include "google/protobuf/unknown_field_set.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"

namespace jifen::services::registry {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The names that can be given, for the sender.
std::string NamesOf(const EnumDescriptor& type, EnumUse use) {
  std::string names;
  for (int i = use == EnumUse::kNeeded ? 1 : 0; i < type.value_count(); ++i) {
    if (!names.empty()) names += ", ";
    names += type.value(i)->name();
  }
  return names;
}

// What of a type may hold one message. To look for it takes longer than to check it.
struct Parts {
  const google::protobuf::Reflection* reflection = nullptr;
  std::vector<std::pair<const FieldDescriptor*, const Parts*>> fields;
  std::vector<const google::protobuf::OneofDescriptor*> oneofs;
};
using PartsByType = absl::node_hash_map<const Descriptor*, Parts>;

const Parts* AddParts(const Descriptor& type, PartsByType& all) {
  const auto [added, is_new] = all.try_emplace(&type);
  Parts& parts = added->second;  // stays where it is while others are added
  if (!is_new) return &parts;
  parts.reflection =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->GetReflection();
  for (int i = 0; i < type.real_oneof_decl_count(); ++i) parts.oneofs.push_back(type.oneof_decl(i));
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field->is_repeated()) continue;
    const Parts* of_field = AddParts(*field->message_type(), all);
    if (field->real_containing_oneof() == nullptr) parts.fields.emplace_back(field, of_field);
  }
  return &parts;
}

const Parts& PartsOf(const Descriptor* type) {
  static const auto* const all = [] {
    auto* parts = new PartsByType();
    AddParts(*v1::Enterprise::descriptor(), *parts);
    AddParts(*v1::Record::descriptor(), *parts);
    return parts;
  }();
  return all->at(type);
}

absl::Status UnknownField(const google::protobuf::UnknownFieldSet& unknown,
                          const Message& message) {
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .message = "the sender knows a newer version of the API than this server",
                          .got = "field number " + std::to_string(unknown.field(0).number()),
                          .want = "the fields of " + message.GetTypeName()});
}

absl::Status CheckMessage(const Message& message, const Parts& parts) {
  const google::protobuf::Reflection& reflection = *parts.reflection;
  const google::protobuf::UnknownFieldSet& unknown = reflection.GetUnknownFields(message);
  if (!unknown.empty()) return UnknownField(unknown, message);
  const auto check_part = [&](const FieldDescriptor* field, const Parts& of_field) {
    const absl::Status status = CheckMessage(reflection.GetMessage(message, field), of_field);
    return status.ok() ? status : model::WithPathPrefix(status, field->name());
  };
  absl::Status status;
  for (const auto& [field, of_field] : parts.fields) {
    if (status.ok() && reflection.HasField(message, field)) status = check_part(field, *of_field);
  }
  for (const google::protobuf::OneofDescriptor* oneof : parts.oneofs) {
    const FieldDescriptor* field = reflection.GetOneofFieldDescriptor(message, oneof);
    const bool holds = field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (status.ok() && holds) status = check_part(field, PartsOf(field->message_type()));
  }
  return status;
}

}  // namespace

absl::Status CheckRange(int64_t number, const Range& range) {
  if (number >= range.min && number <= range.max) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .got = std::to_string(number),
                          .want = std::to_string(range.min) + " to " + std::to_string(range.max)});
}

absl::Status CheckAmount(int64_t fen) {
  if (fen >= 0) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_NEGATIVE_AMOUNT,
                          .got = std::to_string(fen),
                          .want = "an amount in fen, not negative"});
}

absl::Status CheckOrder(const DayOrder& days) {
  if (model::ToDays(days.first) <= model::ToDays(days.last)) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_PERIOD_REVERSED,
                          .path = std::string(days.last_name),
                          .got = model::FormatDate(days.last),
                          .want = "not before " + std::string(days.first_name) + ", " +
                                  model::FormatDate(days.first)});
}

absl::Status CheckEnum(int number, const EnumDescriptor& type, EnumUse use) {
  const bool known = type.FindValueByNumber(number) != nullptr;
  if (known && (number != 0 || use == EnumUse::kOptional)) return absl::OkStatus();
  return model::ToStatus(
      {.reason = v1::REASON_UNKNOWN_ENUM,
       .got = known ? type.FindValueByNumber(number)->name() : std::to_string(number),
       .want = "one of " + NamesOf(type, use)});
}

absl::Status Required(std::string_view path, std::string_view want) {
  return model::ToStatus(
      {.reason = v1::REASON_FIELD_REQUIRED, .path = std::string(path), .want = std::string(want)});
}

absl::Status CheckNoUnknownFields(const v1::Enterprise& enterprise) {
  static const Parts& parts = PartsOf(v1::Enterprise::descriptor());
  return CheckMessage(enterprise, parts);
}

absl::Status CheckNoUnknownFields(const v1::Record& record) {
  static const Parts& parts = PartsOf(v1::Record::descriptor());
  return CheckMessage(record, parts);
}

}  // namespace jifen::services::registry
