#include "tools/table_import/record_key.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "proto/model/calendar.h"
#include "proto/model/patent_number.h"
#include "proto/model/sha256.h"

namespace jifen::tools::table_import {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kDigestDigits = 32;

// The message that holds the column's field, or null if the row has none.
const Message* OwnerOf(const Column& column, const v1::ImportRow& row) {
  const Message* owner = &row;
  for (size_t i = 0; i + 1 < column.fields.size(); ++i) {
    const google::protobuf::Reflection& reflection = *owner->GetReflection();
    if (!reflection.HasField(*owner, column.fields[i])) return nullptr;
    owner = &reflection.GetMessage(*owner, column.fields[i]);
  }
  return owner;
}

std::string PatentDigits(const v1::ImportRow& row) {
  const v1::IntellectualProperty& right = row.record().intellectual_property();
  const bool patent = right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_INVENTION ||
                      right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL ||
                      right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_DESIGN;
  if (!patent) return right.number();
  const absl::StatusOr<model::PatentNumber> number = model::ParsePatentNumber(right.number());
  return number.ok() ? number->digits : right.number();
}

// Empty if the value is not set.
std::string KeyPart(const Column& column, const v1::ImportRow& row) {
  const Message* owner = OwnerOf(column, row);
  if (owner == nullptr) return "";
  const FieldDescriptor* field = column.fields.back();
  const google::protobuf::Reflection& reflection = *owner->GetReflection();
  if (!reflection.HasField(*owner, field)) return "";
  if (column.type == CellType::kPatentNumber) return PatentDigits(row);
  if (column.type == CellType::kDate) return model::FormatDate(*DayOf(column, row));
  if (column.type == CellType::kEnum) return EnglishName(*reflection.GetEnum(*owner, field));
  if (column.type == CellType::kText) return reflection.GetString(*owner, field);
  return absl::StrCat(reflection.GetInt32(*owner, field));
}

bool IsContinuationByte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string Shorten(const std::string& key) {
  if (key.size() <= kKeyBytesMax) return key;
  size_t end = kKeyBytesMax - kDigestDigits - 1;
  while (end > 0 && IsContinuationByte(key[end])) --end;
  return absl::StrCat(key.substr(0, end), "~",
                      model::HexOf(model::Sha256Of(key)).substr(0, kDigestDigits));
}

}  // namespace

std::string RecordKey(const Table& table, const v1::ImportRow& row) {
  std::vector<std::string> parts;
  for (const std::string& path : table.key) {
    const std::string part = KeyPart(*table.Find(path), row);
    if (!part.empty()) parts.push_back(absl::StrReplaceAll(part, {{"%", "%25"}, {"|", "%7C"}}));
  }
  std::string key = parts.empty() ? table.payload->name() : absl::StrJoin(parts, "|");
  for (const std::string& path : table.key_source) {
    const std::string part = KeyPart(*table.Find(path), row);
    if (part.empty()) continue;
    absl::StrAppend(&key, "@",
                    absl::StrReplaceAll(part, {{"%", "%25"}, {"|", "%7C"}, {"@", "%40"}}));
  }
  return Shorten(key);
}

std::optional<v1::Date> DayOf(const Column& column, const v1::ImportRow& row) {
  const Message* owner = OwnerOf(column, row);
  if (owner == nullptr) return std::nullopt;
  const FieldDescriptor* field = column.fields.back();
  const google::protobuf::Reflection& reflection = *owner->GetReflection();
  if (!reflection.HasField(*owner, field)) return std::nullopt;
  if (column.type == CellType::kYear) {
    return model::MakeDate(reflection.GetInt32(*owner, field), 12, 31);
  }
  return static_cast<const v1::Date&>(reflection.GetMessage(*owner, field));
}

}  // namespace jifen::tools::table_import
