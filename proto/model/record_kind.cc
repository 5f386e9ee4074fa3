#include "proto/model/record_kind.h"

namespace jifen::model {

const google::protobuf::Message* PayloadOf(const v1::Record& record) {
  const google::protobuf::Descriptor& type = *v1::Record::descriptor();
  const google::protobuf::FieldDescriptor* field = type.FindFieldByNumber(record.payload_case());
  return field == nullptr ? nullptr : &v1::Record::GetReflection()->GetMessage(record, field);
}

std::string KindName(v1::RecordKind kind) {
  const google::protobuf::FieldDescriptor* field =
      v1::Record::descriptor()->FindFieldByNumber(kind);
  return field == nullptr ? "" : field->name();
}

std::optional<v1::RecordKind> FindKind(std::string_view name) {
  const google::protobuf::FieldDescriptor* field =
      v1::Record::descriptor()->FindFieldByName(std::string(name));
  if (field == nullptr || field->real_containing_oneof() == nullptr) return std::nullopt;
  return static_cast<v1::RecordKind>(field->number());
}

}  // namespace jifen::model
