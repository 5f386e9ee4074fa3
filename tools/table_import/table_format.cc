#include "tools/table_import/table_format.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "jifen/v1/registry_service.pb.h"
#include "proto/model/record_kind.h"
#include "tools/table_import/text_form.h"

namespace jifen::embedded {
extern const std::string_view kTableFormats;
}

namespace jifen::tools::table_import {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::json;

struct TypeName {
  std::string_view name;
  CellType type;
};

constexpr TypeName kTypeNames[] = {
    {"ignored", CellType::kIgnored}, {"text", CellType::kText},
    {"integer", CellType::kInteger}, {"patent_number", CellType::kPatentNumber},
    {"year", CellType::kYear},       {"money", CellType::kMoney},
    {"date", CellType::kDate},       {"hundredths", CellType::kHundredths},
    {"enum", CellType::kEnum},       {"yes_no", CellType::kYesNo},
};

absl::Status Wrong(std::string_view where, std::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("tables.json: ", std::string(where), ": ", std::string(what)));
}

std::vector<std::string> Strings(const json& object, const char* name) {
  return object.value(name, std::vector<std::string>());
}

// The fields from ImportRow to the one at the path; empty if there is no such path.
std::vector<const FieldDescriptor*> FieldsOf(const std::string& path) {
  std::vector<const FieldDescriptor*> fields;
  const Descriptor* type = v1::ImportRow::descriptor();
  size_t begin = 0;
  while (type != nullptr && begin <= path.size()) {
    const size_t end = std::min(path.find('.', begin), path.size());
    const FieldDescriptor* field = type->FindFieldByName(path.substr(begin, end - begin));
    if (field == nullptr) return {};
    fields.push_back(field);
    type = field->message_type();
    begin = end + 1;
  }
  return begin <= path.size() ? std::vector<const FieldDescriptor*>() : fields;
}

bool Fits(CellType type, const FieldDescriptor& field) {
  switch (type) {
    case CellType::kIgnored:
      return false;
    case CellType::kText:
    case CellType::kPatentNumber:
      return field.type() == FieldDescriptor::TYPE_STRING;
    case CellType::kInteger:
    case CellType::kYear:
    case CellType::kHundredths:
      return field.type() == FieldDescriptor::TYPE_INT32;
    case CellType::kMoney:
      return field.type() == FieldDescriptor::TYPE_INT64 && absl::EndsWith(field.name(), "_fen");
    case CellType::kDate:
      return field.message_type() == v1::Date::descriptor();
    case CellType::kYesNo:
      return field.type() == FieldDescriptor::TYPE_BOOL;
    case CellType::kEnum:
      return field.enum_type() != nullptr;
  }
  return false;
}

absl::StatusOr<EnumNames> ParseEnum(const std::string& name, const json& object) {
  const EnumDescriptor* type =
      v1::Record::descriptor()->file()->pool()->FindEnumTypeByName("jifen.v1." + name);
  if (type == nullptr) return Wrong(name, "no such enum");
  EnumNames names;
  for (const auto& [value_name, list] : object.items()) {
    const EnumValueDescriptor* value = type->FindValueByName(value_name);
    if (value == nullptr) return Wrong(value_name, "no such value");
    names.zh[value->number()] = list.get<std::vector<std::string>>();
    std::vector<std::string> all = names.zh[value->number()];
    all.push_back(EnglishName(*value));
    for (const std::string& text : all) {
      names.exact.emplace(text, value->number());
      const auto [place, fresh] = names.numbers.emplace(HeadingForm(text), value->number());
      if (!fresh && place->second != value->number()) return Wrong(text, "names two values");
    }
  }
  return names;
}

absl::StatusOr<Column> ParseColumn(const json& object,
                                   const std::map<std::string, EnumNames>& enums) {
  Column column;
  column.path = object.at("path").get<std::string>();
  column.required = object.value("required", false);
  column.percent = object.value("percent", false);
  column.code = object.value("code", false);
  column.zh = Strings(object, "zh");
  column.en = Strings(object, "en");
  const auto type_name = object.at("type").get<std::string>();
  const auto* type = std::find_if(std::begin(kTypeNames), std::end(kTypeNames),
                                  [&](const TypeName& row) { return row.name == type_name; });
  if (type == std::end(kTypeNames)) return Wrong(column.path, "no such type of cell");
  if (column.zh.empty() || column.en.empty()) return Wrong(column.path, "no heading");
  column.type = type->type;
  if (column.type == CellType::kIgnored) return column;
  column.fields = FieldsOf(column.path);
  if (column.fields.empty() || !Fits(column.type, *column.fields.back())) {
    return Wrong(column.path, "no field of this type");
  }
  if (column.type == CellType::kEnum) {
    const auto names = enums.find(column.fields.back()->enum_type()->name());
    if (names == enums.end()) return Wrong(column.path, "its enum has no names");
    column.names = &names->second;
  }
  return column;
}

absl::Status AddColumns(const json& list, const std::map<std::string, EnumNames>& enums,
                        Table& table) {
  for (const json& object : list) {
    absl::StatusOr<Column> column = ParseColumn(object, enums);
    if (!column.ok()) return column.status();
    if (!column->path.empty() && table.Find(column->path) != nullptr) continue;
    // The column of the register entry also names the enterprise of the record.
    const bool taken =
        column->path == "record.enterprise_id" && table.Find("enterprise.enterprise_id") != nullptr;
    if (!taken) table.columns.push_back(*std::move(column));
  }
  return absl::OkStatus();
}

absl::StatusOr<Table> ParseTable(const json& object, const json& common,
                                 const std::map<std::string, EnumNames>& enums) {
  Table table;
  const auto kind_name = object.at("kind").get<std::string>();
  const std::optional<v1::RecordKind> kind = model::FindKind(kind_name);
  if (!kind.has_value()) return Wrong(kind_name, "no such kind of record");
  table.kind = *kind;
  table.payload = v1::Record::descriptor()->FindFieldByName(kind_name);
  table.zh = object.at("zh").get<std::string>();
  table.en = object.at("en").get<std::string>();
  std::vector<std::string> names = {table.zh, table.en};
  for (const char* list : {"zh_synonyms", "en_synonyms"}) {
    for (std::string& name : Strings(object, list)) names.push_back(std::move(name));
  }
  for (const std::string& name : names) table.stems.push_back(HeadingForm(name));
  table.key = Strings(object, "key");
  table.key_source = Strings(object, "key_source");
  table.valid_from = Strings(object, "valid_from");
  absl::Status status = AddColumns(object.at("columns"), enums, table);
  if (status.ok()) status = AddColumns(common, enums, table);
  if (!status.ok()) return status;
  const json mappings = object.value("mapped", json::object());  // must outlive items()
  for (const auto& [form, mapped] : mappings.items()) {
    table.mapped[form] = {.path = mapped.at("path").get<std::string>(),
                          .unit = mapped.value("unit", std::string())};
  }
  for (const std::vector<std::string>& paths : {table.key, table.key_source, table.valid_from}) {
    for (const std::string& path : paths) {
      if (table.Find(path) == nullptr) return Wrong(path, "no column fills it");
    }
  }
  return table;
}

}  // namespace

// The prefix is what NAME_UNSPECIFIED shares with all others.
std::string EnglishName(const EnumValueDescriptor& value) {
  const std::string& unspecified = value.type()->FindValueByNumber(0)->name();
  const size_t prefix = unspecified.size() - std::string_view("UNSPECIFIED").size();
  return absl::AsciiStrToLower(value.name().substr(prefix));
}

std::optional<int> EnumNames::Find(std::string_view text) const {
  if (const auto same = exact.find(std::string(text)); same != exact.end()) return same->second;
  const auto found = numbers.find(HeadingForm(text));
  if (found == numbers.end()) return std::nullopt;
  return found->second;
}

std::string EnumNames::Listing() const {
  std::vector<std::string> first;
  for (const auto& [number, names] : zh) first.push_back(names.front());
  return absl::StrJoin(first, "、");
}

const Column* Table::Find(std::string_view path) const {
  for (const Column& column : columns) {
    if (column.path == path) return &column;
  }
  return nullptr;
}

absl::StatusOr<TableFormats> TableFormats::Parse(std::string_view text) {
  TableFormats formats;
  formats.json_text_ = std::string(text);
  try {
    const json root = json::parse(text);
    for (const json& unit : root.at("units")) {
      formats.units_.push_back({.name = unit.at("name").get<std::string>(),
                                .zh = unit.at("zh").get<std::string>(),
                                .fen_digits = unit.at("fen_digits").get<int>(),
                                .suffixes = Strings(unit, "suffixes")});
    }
    for (const auto& [name, values] : root.at("enums").items()) {
      absl::StatusOr<EnumNames> names = ParseEnum(name, values);
      if (!names.ok()) return names.status();
      formats.enums_.emplace(name, *std::move(names));
    }
    for (const json& object : root.at("tables")) {
      absl::StatusOr<Table> table = ParseTable(object, root.at("common"), formats.enums_);
      if (!table.ok()) return table.status();
      formats.tables_.push_back(*std::move(table));
    }
  } catch (const json::exception& error) {
    return Wrong("JSON", error.what());
  }
  return formats;
}

const Table* TableFormats::FindByStem(std::string_view stem) const {
  const std::string name = Narrow(stem);
  const std::string whole = HeadingForm(name);
  for (const Table& table : tables_) {
    if (std::count(table.stems.begin(), table.stems.end(), whole) > 0) return &table;
  }
  // What follows - _ or ( is the sender's own; from the last such sign on, as names may have some.
  for (size_t end = name.find_last_of("-_("); end != std::string::npos && end > 0;
       end = name.find_last_of("-_(", end - 1)) {
    const std::string head = HeadingForm(name.substr(0, end));
    for (const Table& table : tables_) {
      if (std::count(table.stems.begin(), table.stems.end(), head) > 0) return &table;
    }
  }
  return nullptr;
}

std::string TableNames(const TableFormats& formats, bool chinese) {
  std::vector<std::string> names;
  for (const Table& table : formats.tables()) names.push_back(chinese ? table.zh : table.en);
  return absl::StrJoin(names, chinese ? "、" : ", ");
}

const absl::StatusOr<TableFormats>& BuiltinFormats() {
  static const auto* const formats =
      new absl::StatusOr<TableFormats>(TableFormats::Parse(embedded::kTableFormats));
  return *formats;
}

std::string_view BuiltinFormatsJson() { return embedded::kTableFormats; }

}  // namespace jifen::tools::table_import
