#include "services/registry/payload_check.h"

#include <string>
#include <utility>
#include <vector>

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

struct Pair {
  const PairRule* rule;
  const FieldDescriptor* first;
  const FieldDescriptor* second;
};

// The rules of one kind with the fields that they name: finding one by its name takes longer than checking it.
struct FoundRules {
  std::vector<std::pair<const FieldRule*, const FieldDescriptor*>> fields;
  std::vector<Pair> parts;
  std::vector<Pair> periods;
};

FoundRules Find(const PayloadRules& rules) {
  const google::protobuf::Descriptor& type =
      *v1::Record::descriptor()->FindFieldByName(model::KindName(rules.kind))->message_type();
  FoundRules found;
  for (const FieldRule& rule : rules.fields) {
    found.fields.emplace_back(&rule, type.FindFieldByName(rule.field));
  }
  const auto pair = [&type](const PairRule& rule) {
    return Pair{&rule, type.FindFieldByName(rule.first), type.FindFieldByName(rule.second)};
  };
  for (const PairRule& rule : rules.parts) found.parts.push_back(pair(rule));
  for (const PairRule& rule : rules.periods) found.periods.push_back(pair(rule));
  return found;
}

// Null if the kind has no rules.
const FoundRules* FindRules(v1::RecordKind kind) {
  static const auto* const all = [] {
    auto* rules = new absl::flat_hash_map<v1::RecordKind, FoundRules>();
    for (const PayloadRules& of : AllPayloadRules()) rules->emplace(of.kind, Find(of));
    return rules;
  }();
  const auto found = all->find(kind);
  return found == all->end() ? nullptr : &found->second;
}

// A field of a payload.
struct Field {
  const Message& message;
  const google::protobuf::Reflection& reflection;
  const FieldDescriptor* descriptor;

  bool IsSet() const {
    return !descriptor->has_presence() || reflection.HasField(message, descriptor);
  }
  int64_t Number() const {
    return descriptor->cpp_type() == FieldDescriptor::CPPTYPE_INT32
               ? reflection.GetInt32(message, descriptor)
               : reflection.GetInt64(message, descriptor);
  }
  const v1::Date& Day() const {
    return static_cast<const v1::Date&>(reflection.GetMessage(message, descriptor));
  }
  const std::string& Text(std::string& scratch) const {
    return reflection.GetStringReference(message, descriptor, &scratch);
  }
  int Enum() const { return reflection.GetEnumValue(message, descriptor); }
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
  std::string scratch;
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
      return CheckText(field.Text(scratch), {.characters_min = static_cast<size_t>(rule.min),
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

absl::Status CheckFields(const Message& payload, const FoundRules& rules) {
  const google::protobuf::Reflection& reflection = *payload.GetReflection();
  for (const auto& [rule, descriptor] : rules.fields) {
    const Field field{payload, reflection, descriptor};
    const bool set = field.IsSet();
    if (!set && rule->form != Form::kNumberSet) continue;
    const absl::Status status = set ? CheckSet(field, *rule) : NumberRequired(*rule);
    if (!status.ok()) return model::WithPathPrefix(status, rule->field);
  }
  return absl::OkStatus();
}

absl::Status CheckParts(const Message& payload, const FoundRules& rules) {
  const google::protobuf::Reflection& reflection = *payload.GetReflection();
  for (const auto& [rule, first, second] : rules.parts) {
    const Field part{payload, reflection, first};
    const Field whole{payload, reflection, second};
    if (!part.IsSet() || !whole.IsSet() || part.Number() <= whole.Number()) continue;
    return model::ToStatus(
        {.reason = v1::REASON_PART_EXCEEDS_WHOLE,
         .path = rule->first,
         .got = std::to_string(part.Number()),
         .want = "at most " + std::string(rule->second) + ", " + std::to_string(whole.Number())});
  }
  return absl::OkStatus();
}

absl::Status CheckPeriods(const Message& payload, const FoundRules& rules) {
  const google::protobuf::Reflection& reflection = *payload.GetReflection();
  for (const Pair& pair : rules.periods) {
    const Field first{payload, reflection, pair.first};
    const Field last{payload, reflection, pair.second};
    if (!first.IsSet() || !last.IsSet()) continue;
    absl::Status status = CheckOrder({.first_name = pair.rule->first,
                                      .first = first.Day(),
                                      .last_name = pair.rule->second,
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

absl::Status CheckRules(const v1::Record& record, const FoundRules& rules) {
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
  if (const FoundRules* rules = FindRules(kind); rules != nullptr) {
    const absl::Status status = CheckRules(record, *rules);
    return status.ok() ? status : model::WithPathPrefix(status, model::KindName(kind));
  }
  return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                          .path = "payload",
                          .want = "one of the kinds of records"});
}

}  // namespace jifen::services::registry
