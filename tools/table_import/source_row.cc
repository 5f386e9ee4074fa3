#include "tools/table_import/source_row.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"
#include "proto/model/field_label.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/row_builder.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// The path from the row on: a path may begin with a list, as in rows[3].record.
std::string_view FromRow(std::string_view path) {
  for (std::string_view root : {"record.", "enterprise."}) {
    const size_t at = path.find(root);
    const bool begins = at == 0 || (at != std::string_view::npos && path[at - 1] == '.');
    if (begins) return path.substr(at);
  }
  return path;
}

// The column that fills the path, or a field that holds it (a day's month: the day).
int ColumnOf(const FileLayout& layout, std::string_view path) {
  while (true) {
    if (const int index = layout.Find(path); index >= 0) return index;
    const size_t point = path.rfind('.');
    if (point == std::string_view::npos) return -1;
    path = path.substr(0, point);
  }
}

// The first of the columns that has a value in this row, else the first that is there.
int FirstWithValue(const SourceRow& where, const std::vector<std::string>& paths) {
  int first = -1;
  for (const std::string& path : paths) {
    const int index = where.layout->Find(path);
    if (index < 0) continue;
    const auto cell = static_cast<size_t>(index);
    if (cell < where.cells.size() && !where.cells[cell].empty()) return index;
    if (first < 0) first = index;
  }
  return first;
}

bool Defaulted(const SourceRow& where, int column) {
  const auto cell = static_cast<size_t>(column);
  return column < 0 || cell >= where.cells.size() || where.cells[cell].empty();
}

int FindColumn(const SourceRow& where, std::string_view path) {
  const FileLayout& layout = *where.layout;
  int column = ColumnOf(layout, path);
  // The whole entry is known by its code.
  if ((path == "record.enterprise_id" || path == "enterprise") && column < 0) {
    column = layout.Find("enterprise.enterprise_id");
  }
  if (path.starts_with("record.valid_from") && Defaulted(where, column)) {
    column = FirstWithValue(where, layout.table->valid_from);
  }
  if (path == "record.record_id" && Defaulted(where, column)) {
    column = FirstWithValue(where, layout.table->key);
  }
  return column;
}

// A number of fen or hundredths in a larger unit, exactly.
std::string Shifted(std::string_view number, int digits) {
  const bool negative = number.starts_with('-');
  std::string text(negative ? number.substr(1) : number);
  const auto places = static_cast<size_t>(digits);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - places, 1, '.');
  while (places > 0 && text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return negative ? absl::StrCat("-", text) : text;
}

// As the file calls the field, or as docs/import.md does.
std::string ColumnName(const FileLayout& layout, std::string_view field, bool chinese) {
  const std::string ending = absl::StrCat(".", std::string(field));
  for (const Column& column : layout.table->columns) {
    if (!column.path.ends_with(ending)) continue;
    const int index = layout.Find(column.path);
    if (index >= 0) return layout.columns[static_cast<size_t>(index)].heading;
    return chinese ? column.zh.front() : column.en.front();
  }
  return "";
}

// As cells have the value of an enum.
std::string ValueName(const TableFormats& formats, const std::string& name, bool chinese) {
  const google::protobuf::EnumValueDescriptor* value =
      v1::Record::descriptor()->file()->pool()->FindEnumValueByName("jifen.v1." + name);
  if (value == nullptr) return name;
  const auto names = formats.enums().find(value->type()->name());
  if (names == formats.enums().end()) return name;
  const auto zh = names->second.zh.find(value->number());
  if (zh == names->second.zh.end()) return name;
  return chinese ? zh->second.front() : EnglishName(*value);
}

// What the server says in the words of the file; the column gives the unit of its numbers.
FaultWords WordsOf(const FileLayout& layout, int index) {
  const FileColumn none;
  const FileColumn& at = index < 0 ? none : layout.columns[static_cast<size_t>(index)];
  int digits = 0;
  FaultWords words;
  if (at.column != nullptr && at.column->type == CellType::kMoney && at.unit != nullptr) {
    digits = at.unit->fen_digits;
    words.unit_chinese = absl::StrCat(" ", at.unit->zh);
    words.unit_english = absl::StrCat(" ", absl::StrReplaceAll(at.unit->name, {{"_", " "}}));
  }
  if (at.column != nullptr && at.column->type == CellType::kHundredths) {
    digits = 2;
    if (at.column->percent) words.unit_chinese = words.unit_english = " %";
  }
  words.number = [digits](std::string_view number) { return Shifted(number, digits); };
  words.name = [&layout](std::string_view name, bool chinese) {
    const std::string_view field = name.substr(name.rfind('.') + 1);
    const std::string heading = ColumnName(layout, field, chinese);
    if (!heading.empty()) return heading;
    return ValueName(*layout.formats, std::string(name), chinese);
  };
  return words;
}

// Of a field that no column gave: its name goes before.
std::string WithField(const std::string& path, const std::string& expected) {
  const size_t point = path.rfind('.');
  std::string chinese = path;
  if (point != std::string::npos) {
    const size_t above = path.rfind('.', point - 1) + 1;  // 0 if there is none
    const auto label = model::FieldLabel(path.substr(above, point - above), path.substr(point + 1));
    if (label.has_value()) chinese = std::string(label->chinese);
  }
  return BothLanguages(absl::StrCat(chinese, "：", InLanguage(expected, true)),
                       absl::StrCat(path, ": ", InLanguage(expected, false)));
}

}  // namespace

const std::string& SourceRow::file() const { return layout->file; }

RowFault Locate(const SourceRow& where, const v1::ErrorDetail& detail) {
  const int column = FindColumn(where, FromRow(detail.path()));
  RowFault fault = FaultAt(where, column, detail.reason(),
                           Translate(detail.want(), WordsOf(*where.layout, column)));
  if (column < 0) {
    fault.value = Shorten(detail.got(), kValueBytesMax);
    if (!detail.path().empty()) fault.expected = WithField(detail.path(), fault.expected);
  }
  return fault;
}

}  // namespace jifen::tools::table_import
