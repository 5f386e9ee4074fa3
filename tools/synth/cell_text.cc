#include "tools/synth/cell_text.h"

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"

namespace jifen::tools::synth {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using table_import::CellType;
using table_import::Column;

constexpr size_t kPlacesMin = 2;

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

std::string EnumText(const Column& column, const google::protobuf::EnumValueDescriptor& value,
                     bool chinese) {
  if (!chinese) return table_import::EnglishName(value);
  const auto names = column.names->zh.find(value.number());
  return names == column.names->zh.end() ? "" : names->second.front();
}

std::string YesNo(bool value, bool chinese) {
  if (chinese) return value ? "是" : "否";
  return value ? "yes" : "no";
}

}  // namespace

std::string FormatScaled(int64_t value, int digits) {
  const auto places = static_cast<size_t>(digits);
  std::string text = absl::StrCat(value < 0 ? -value : value);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  text.insert(text.size() - places, 1, '.');
  const size_t shortest = text.size() - places + std::min(places, kPlacesMin);
  while (text.size() > shortest && text.back() == '0') text.pop_back();
  return value < 0 ? "-" + text : text;
}

std::string CellText(const Column& column, const v1::ImportRow& row,
                     const table_import::MoneyUnit& unit, bool chinese) {
  const Message* owner = OwnerOf(column, row);
  if (owner == nullptr) return "";
  const FieldDescriptor* field = column.fields.back();
  const google::protobuf::Reflection& reflection = *owner->GetReflection();
  const bool set = reflection.HasField(*owner, field);
  if (!set && (field->has_presence() || column.type != CellType::kYesNo)) return "";
  switch (column.type) {
    case CellType::kIgnored:
      return "";
    case CellType::kText:
    case CellType::kPatentNumber:
      return reflection.GetString(*owner, field);
    case CellType::kInteger:
    case CellType::kYear:
      return absl::StrCat(reflection.GetInt32(*owner, field));
    case CellType::kHundredths:
      return FormatScaled(reflection.GetInt32(*owner, field), 2);
    case CellType::kMoney:
      return FormatScaled(reflection.GetInt64(*owner, field), unit.fen_digits);
    case CellType::kDate: {
      v1::Date date;
      date.CopyFrom(reflection.GetMessage(*owner, field));
      return model::FormatDate(date);
    }
    case CellType::kYesNo:
      return YesNo(reflection.GetBool(*owner, field), chinese);
    case CellType::kEnum:
      return EnumText(column, *reflection.GetEnum(*owner, field), chinese);
  }
  return "";
}

}  // namespace jifen::tools::synth
