#include "services/registry/field_check.h"

#include <string>
#include <vector>

#include "google/protobuf/unknown_field_set.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"

namespace jifen::services::registry {
namespace {

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

absl::Status CheckNoUnknownFields(const Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  const google::protobuf::UnknownFieldSet& unknown = reflection.GetUnknownFields(message);
  if (!unknown.empty()) {
    return model::ToStatus(
        {.reason = v1::REASON_OUT_OF_RANGE,
         .message = "the sender knows a newer version of the API than this server",
         .got = "field number " + std::to_string(unknown.field(0).number()),
         .want = "the fields of " + message.GetTypeName()});
  }
  const google::protobuf::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || field->is_repeated()) continue;
    if (!reflection.HasField(message, field)) continue;
    const absl::Status status = CheckNoUnknownFields(reflection.GetMessage(message, field));
    if (!status.ok()) return model::WithPathPrefix(status, field->name());
  }
  return absl::OkStatus();
}

}  // namespace jifen::services::registry
