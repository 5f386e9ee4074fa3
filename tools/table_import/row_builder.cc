#include "tools/table_import/row_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tools/table_import/cell.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/number_hint.h"
#include "tools/table_import/record_key.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The row that cells are put into.
class Target {
 public:
  explicit Target(v1::ImportRow& row) : row_(row) {}

  // The message that holds the last field of the column's path. Columns of one message stand side by side, so it is
  // mostly that of the column before.
  Message& OwnerFor(const Column& column) {
    if (last_ != nullptr && HaveOneOwner(*last_, column)) return *owner_;
    owner_ = &row_;
    for (size_t i = 0; i + 1 < column.fields.size(); ++i) {
      owner_ = owner_->GetReflection()->MutableMessage(owner_, column.fields[i]);
    }
    last_ = &column;
    return *owner_;
  }

 private:
  static bool HaveOneOwner(const Column& a, const Column& b) {
    return a.fields.size() == b.fields.size() &&
           std::equal(a.fields.begin(), a.fields.end() - 1, b.fields.begin());
  }

  v1::ImportRow& row_;
  const Column* last_ = nullptr;
  Message* owner_ = nullptr;
};

template <typename Value, typename Set>
absl::Status SetParsed(absl::StatusOr<Value> value, Set set) {
  if (value.ok()) set(*value);
  return value.status();
}

// A code typed in full-width characters; one with Chinese in it stands as it is, brackets and all.
std::string CodeText(const std::string& text) {
  std::string narrow = Narrow(text);
  const bool ascii = std::all_of(narrow.begin(), narrow.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? narrow : text;
}

// The letters of credit and industry codes are capitals by their standards.
bool IsInCapitals(const FieldDescriptor& field) {
  return field.name() == "enterprise_id" || field.name() == "industry_code";
}

absl::Status SetText(const Column& column, const std::string& text, Message& owner) {
  std::string line = column.code ? CodeText(OneLine(text)) : OneLine(text);
  if (IsInCapitals(*column.fields.back())) absl::AsciiStrToUpper(&line);
  if (HasControlCharacter(line)) {
    return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                            .got = text,
                            .want = "不含控制字符的文字 / text without control characters"});
  }
  owner.GetReflection()->SetString(&owner, column.fields.back(), line);
  return absl::OkStatus();
}

absl::Status SetField(const FileColumn& file_column, const std::string& text, Target& row) {
  const Column& column = *file_column.column;
  Message& owner = row.OwnerFor(column);
  const FieldDescriptor* field = column.fields.back();
  const google::protobuf::Reflection& reflection = *owner.GetReflection();
  const auto set_int32 = [&](int32_t value) { reflection.SetInt32(&owner, field, value); };
  switch (column.type) {
    case CellType::kIgnored:
      return absl::OkStatus();
    case CellType::kText:
    case CellType::kPatentNumber:
      return SetText(column, text, owner);
    case CellType::kInteger:
      return SetParsed(ParseInteger(text), set_int32);
    case CellType::kYear:
      return SetParsed(ParseYear(text), set_int32);
    case CellType::kHundredths:
      return SetParsed(column.percent ? ParsePercent(text) : ParseHundredths(text), set_int32);
    case CellType::kMoney:
      return SetParsed(ParseScaled(text, file_column.unit->fen_digits),
                       [&](int64_t value) { reflection.SetInt64(&owner, field, value); });
    case CellType::kDate:
      return SetParsed(ParseDateCell(text), [&](const v1::Date& date) {
        static_cast<v1::Date&>(*reflection.MutableMessage(&owner, field)) = date;
      });
    case CellType::kYesNo:
      return SetParsed(ParseYesNo(text),
                       [&](bool value) { reflection.SetBool(&owner, field, value); });
    case CellType::kEnum:
      return SetParsed(ParseEnumCell(text, *column.names),
                       [&](int value) { reflection.SetEnumValue(&owner, field, value); });
  }
  return absl::OkStatus();
}

std::optional<RowFault> TakeCell(const SourceRow& where, int index, const TextCell& cell,
                                 Target& row) {
  const FileColumn& column = where.layout->columns[static_cast<size_t>(index)];
  if (cell.reason != v1::REASON_UNSPECIFIED) {
    return FaultAt(where, index, cell.reason, cell.expected);
  }
  if (static_cast<int64_t>(cell.text.size()) > kCellBytesMax) {
    return FaultAt(
        where, index, v1::REASON_TOO_LARGE,
        absl::StrCat("不超过 ", kCellBytesMax, " 字节 / at most ", kCellBytesMax, " bytes"));
  }
  const std::string text = Trim(cell.text);
  if (text.empty()) {
    if (!column.column->required) return std::nullopt;
    return FaultAt(where, index, v1::REASON_FIELD_REQUIRED, "必填 / a value");
  }
  const absl::Status status = SetField(column, text, row);
  if (status.ok()) return std::nullopt;
  const v1::ErrorDetail detail = model::DetailOf(status).value_or(v1::ErrorDetail());
  const std::string hint = NumberHint(text, column);
  return FaultAt(where, index, detail.reason(), hint.empty() ? detail.want() : hint);
}

// The index of the first of the columns that the file has, or -1.
int FirstColumn(const FileLayout& layout, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (const int index = layout.Find(path); index >= 0) return index;
  }
  return -1;
}

// A cell with something in it under no heading. In a CSV file a cell beyond the last heading means that the
// row has shifted.
std::optional<RowFault> FindUnheaded(const SourceRow& where, const std::vector<TextCell>& cells) {
  const FileLayout& layout = *where.layout;
  for (size_t i = 0; i < cells.size(); ++i) {
    const bool beyond = i >= layout.columns.size();
    if (!beyond && !layout.columns[i].heading.empty()) continue;
    const bool shifted = beyond && !layout.sheet;
    if (Trim(cells[i].text).empty() || (!shifted && layout.ignore_unknown)) continue;
    RowFault fault =
        shifted ? FaultAt(where, -1, v1::REASON_CSV_MALFORMED,
                          BothLanguages(
                              absl::StrCat("不超过表头的列数：", layout.columns.size()),
                              absl::StrCat("no more cells than headings: ", layout.columns.size())))
                : FaultAt(where, -1, v1::REASON_COLUMN_UNKNOWN,
                          absl::StrCat("第 ", i + 1, " 列的列名 / a heading of column ", i + 1));
    fault.value = Shorten(Trim(cells[i].text), kValueBytesMax);
    return fault;
  }
  return std::nullopt;
}

// A CSV row that ends before the last heading was cut off: taken as it is, it would empty the columns that
// it lacks. Sheets keep no empty cells at the end of a row.
std::optional<RowFault> FindCutOff(const SourceRow& where, const std::vector<TextCell>& cells) {
  const FileLayout& layout = *where.layout;
  size_t headed = layout.columns.size();
  while (headed > 0 && layout.columns[headed - 1].heading.empty()) --headed;
  if (layout.sheet || cells.size() >= headed) return std::nullopt;
  RowFault fault =
      FaultAt(where, -1, v1::REASON_CSV_MALFORMED,
              BothLanguages(absl::StrCat("与表头相同的列数：", headed, "；空的单元格也写逗号"),
                            absl::StrCat("as many cells as headings: ", headed,
                                         "; an empty cell has its comma too")));
  if (!cells.empty()) fault.value = Shorten(Trim(cells.back().text), kValueBytesMax);
  return fault;
}

std::optional<RowFault> SetProvenance(const SourceRow& where, const ReadOptions& options,
                                      v1::Provenance& provenance) {
  if (provenance.source_department().empty()) {
    provenance.set_source_department(options.source_department);
  }
  if (provenance.source_department().empty()) {
    return FaultAt(where, where.layout->Find("record.provenance.source_department"),
                   v1::REASON_FIELD_REQUIRED,
                   "来源部门，或选项 --source / a department, or the option --source");
  }
  provenance.set_source_reference(absl::StrCat(where.file(), ":", where.row));
  provenance.set_submitted_by(options.submitted_by);
  return std::nullopt;
}

std::optional<RowFault> SetValidFrom(const SourceRow& where, v1::ImportRow& row) {
  v1::Record& record = *row.mutable_record();
  if (record.has_valid_from()) return std::nullopt;
  const Table& table = *where.layout->table;
  for (const std::string& path : table.valid_from) {
    const std::optional<v1::Date> day = DayOf(*table.Find(path), row);
    if (!day.has_value()) continue;
    *record.mutable_valid_from() = *day;
    return std::nullopt;
  }
  std::vector<std::string> paths = table.valid_from;
  paths.emplace_back("record.valid_from");
  const Column& first = *table.Find(paths.front());
  const Column& known = *table.Find("record.valid_from");
  return FaultAt(
      where, FirstColumn(*where.layout, paths), v1::REASON_FIELD_REQUIRED,
      BothLanguages(absl::StrCat("记录自哪一天起有效，填在“", first.zh.front(), "”或“",
                                 known.zh.front(), "”列"),
                    absl::StrCat("the first day on which the record holds, in the column ",
                                 first.en.front(), " or ", known.en.front())));
}

std::optional<RowFault> CompleteRecord(const SourceRow& where, const ReadOptions& options,
                                       v1::ImportRow& row) {
  const Table& table = *where.layout->table;
  v1::Record& record = *row.mutable_record();
  const bool register_entry = row.has_enterprise();
  if (register_entry && !v1::Record::GetReflection()->HasField(record, table.payload)) {
    row.clear_record();
    return std::nullopt;
  }
  v1::Record::GetReflection()->MutableMessage(&record, table.payload);
  if (register_entry) record.set_enterprise_id(row.enterprise().enterprise_id());
  std::optional<RowFault> fault = SetProvenance(where, options, *record.mutable_provenance());
  if (fault.has_value()) return fault;
  // Only now: the source may be part of it.
  if (record.record_id().empty()) record.set_record_id(RecordKey(table, row));
  return SetValidFrom(where, row);
}

}  // namespace

RowFault FaultAt(const SourceRow& where, int column, v1::Reason reason, std::string expected) {
  const auto index = static_cast<size_t>(column);
  RowFault fault{.file = where.file(),
                 .row = where.row,
                 .reason = reason,
                 .expected = std::move(expected),
                 .file_order = where.layout->file_order};
  if (column < 0) return fault;
  fault.column = where.layout->columns[index].heading;
  if (index < where.cells.size()) fault.value = where.cells[index];
  return fault;
}

std::optional<RowFault> BuildRow(const SourceRow& where, const std::vector<TextCell>& cells,
                                 const ReadOptions& options, v1::ImportRow& row) {
  static const TextCell empty;
  row.Clear();
  const std::vector<FileColumn>& columns = where.layout->columns;
  if (std::optional<RowFault> fault = FindUnheaded(where, cells); fault.has_value()) return fault;
  if (std::optional<RowFault> fault = FindCutOff(where, cells); fault.has_value()) return fault;
  Target target(row);
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!where.layout->Reads(i)) continue;
    std::optional<RowFault> fault =
        TakeCell(where, static_cast<int>(i), i < cells.size() ? cells[i] : empty, target);
    if (fault.has_value()) return fault;
  }
  return CompleteRecord(where, options, row);
}

}  // namespace jifen::tools::table_import
