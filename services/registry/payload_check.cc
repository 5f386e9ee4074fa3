#include "services/registry/payload_check.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "proto/model/patent_number.h"
#include "proto/model/record_kind.h"
#include "services/registry/field_check.h"
#include "services/registry/payload_rules.h"

namespace jifen::services::registry {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The fields that the rules name. Finding one by its name takes longer than checking it.
using Fields = absl::flat_hash_map<std::pair<const google::protobuf::Descriptor*, const void*>,
                                   const FieldDescriptor*>;

Fields FindFields() {
  Fields fields;
  const google::protobuf::Descriptor& record = *v1::Record::descriptor();
  for (const PayloadRules& rules : AllPayloadRules()) {
    const google::protobuf::Descriptor* type =
        record.FindFieldByName(model::KindName(rules.kind))->message_type();
    const auto add = [&](const char* name) { fields[{type, name}] = type->FindFieldByName(name); };
    for (const FieldRule& rule : rules.fields) add(rule.field);
    for (const absl::Span<const PairRule>& pairs : {rules.parts, rules.periods}) {
      for (const PairRule& rule : pairs) {
        add(rule.first);
        add(rule.second);
      }
    }
  }
  return fields;
}

const FieldDescriptor* FindField(const google::protobuf::Descriptor* type, const char* name) {
  static const auto* const fields = new Fields(FindFields());
  return fields->at({type, name});
}

// A field of a payload.
struct Field {
  const Message& message;
  const FieldDescriptor* descriptor;

  Field(const Message& of, const char* name)
      : message(of), descriptor(FindField(of.GetDescriptor(), name)) {}

  bool IsSet() const {
    return !descriptor->has_presence() || message.GetReflection()->HasField(message, descriptor);
  }
  int64_t Number() const {
    const google::protobuf::Reflection& reflection = *message.GetReflection();
    return descriptor->cpp_type() == FieldDescriptor::CPPTYPE_INT32
               ? reflection.GetInt32(message, descriptor)
               : reflection.GetInt64(message, descriptor);
  }
  const v1::Date& Day() const {
    return static_cast<const v1::Date&>(message.GetReflection()->GetMessage(message, descriptor));
  }
  std::string Text() const { return message.GetReflection()->GetString(message, descriptor); }
  int Enum() const { return message.GetReflection()->GetEnumValue(message, descriptor); }
};

absl::Status NumberRequired(const FieldRule& rule) {
  return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                          .want = std::to_string(rule.min) + " to " + std::to_string(rule.max)});
}

absl::Status CheckNumber(const Field& field, const FieldRule& rule) {
  if (rule.form == Form::kNumberNeeded && field.Number() == 0) return NumberRequired(rule);
  return CheckRange(field.Number(), {.min = rule.min, .max = rule.max});
}

absl::Status CheckSet(const Field& field, const FieldRule& rule) {
  switch (rule.form) {
    case Form::kFlag:
    case Form::kSignedAmount:
      return absl::OkStatus();
    case Form::kAmount:
      return CheckAmount(field.Number());
    case Form::kNumber:
    case Form::kNumberNeeded:
    case Form::kNumberSet:
      return CheckNumber(field, rule);
    case Form::kText:
      return CheckText(field.Text(), {.characters_min = static_cast<size_t>(rule.min),
                                      .characters_max = static_cast<size_t>(rule.max)});
    case Form::kDay:
      return model::CheckDate(field.Day());
    case Form::kEnum:
    case Form::kEnumNeeded:
      return CheckEnum(field.Enum(), *field.descriptor->enum_type(),
                       rule.form == Form::kEnumNeeded ? EnumUse::kNeeded : EnumUse::kOptional);
  }
  return absl::OkStatus();
}

absl::Status CheckFields(const Message& payload, const PayloadRules& rules) {
  for (const FieldRule& rule : rules.fields) {
    const Field field(payload, rule.field);
    if (!field.IsSet() && rule.form != Form::kNumberSet) continue;
    const absl::Status status = field.IsSet() ? CheckSet(field, rule) : NumberRequired(rule);
    if (!status.ok()) {
      return model::WithPathPrefix(status, rule.field);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckParts(const Message& payload, const PayloadRules& rules) {
  for (const PairRule& rule : rules.parts) {
    const Field part(payload, rule.first);
    const Field whole(payload, rule.second);
    if (!part.IsSet() || !whole.IsSet() || part.Number() <= whole.Number()) continue;
    return model::ToStatus(
        {.reason = v1::REASON_PART_EXCEEDS_WHOLE,
         .path = rule.first,
         .got = std::to_string(part.Number()),
         .want = "at most " + std::string(rule.second) + ", " + std::to_string(whole.Number())});
  }
  return absl::OkStatus();
}

absl::Status CheckPeriods(const Message& payload, const PayloadRules& rules) {
  for (const PairRule& rule : rules.periods) {
    const Field first(payload, rule.first);
    const Field last(payload, rule.second);
    if (!first.IsSet() || !last.IsSet()) continue;
    absl::Status status = CheckOrder({.first_name = rule.first,
                                      .first = first.Day(),
                                      .last_name = rule.second,
                                      .last = last.Day()});
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

bool IsPatent(v1::IntellectualPropertyKind kind) {
  return kind == v1::INTELLECTUAL_PROPERTY_KIND_INVENTION ||
         kind == v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL ||
         kind == v1::INTELLECTUAL_PROPERTY_KIND_DESIGN;
}

absl::Status CheckPatentNumber(const v1::IntellectualProperty& right) {
  if (!IsPatent(right.kind())) return absl::OkStatus();
  const absl::StatusOr<model::PatentNumber> number = model::ParsePatentNumber(right.number());
  if (!number.ok()) return model::WithPathPrefix(number.status(), "number");
  if (number->kind == right.kind()) return absl::OkStatus();
  return model::ToStatus(
      {.reason = v1::REASON_PATENT_NUMBER_INVALID,
       .message = "the digit after the year is of another kind of patent",
       .path = "number",
       .got = right.number(),
       .want = "a number of " + v1::IntellectualPropertyKind_Name(right.kind())});
}

absl::Status CheckRight(const v1::IntellectualProperty& right) {
  if (absl::Status status = CheckPatentNumber(right); !status.ok()) return status;
  if (!right.has_transferred() || right.acquisition() == v1::ACQUISITION_TRANSFERRED) {
    return absl::OkStatus();
  }
  return model::ToStatus({.reason = v1::REASON_DATE_INVALID,
                          .path = "transferred",
                          .got = model::FormatDate(right.transferred()),
                          .want = "no day, unless acquisition is ACQUISITION_TRANSFERRED"});
}

absl::Status CheckRules(const v1::Record& record, const PayloadRules& rules) {
  const Message& payload = *model::PayloadOf(record);
  absl::Status status = CheckFields(payload, rules);
  if (status.ok()) status = CheckParts(payload, rules);
  if (status.ok()) status = CheckPeriods(payload, rules);
  if (status.ok() && record.has_intellectual_property()) {
    status = CheckRight(record.intellectual_property());
  }
  return status;
}

}  // namespace

absl::Status CheckPayload(const v1::Record& record) {
  const v1::RecordKind kind = model::KindOf(record);
  for (const PayloadRules& rules : AllPayloadRules()) {
    if (rules.kind != kind) continue;
    return model::WithPathPrefix(CheckRules(record, rules), model::KindName(kind));
  }
  return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                          .path = "payload",
                          .want = "one of the kinds of records"});
}

}  // namespace jifen::services::registry
