// tools/table_import/table_format.h: which tables there are and what their columns fill, from tables.json.
//
//   Shape    one table per record kind; the table of profiles also holds the register entries. A
//            column's fields lead from ImportRow to the field that it fills.
//   Errors   Parse: INVALID_ARGUMENT with the table and column, for JSON, then names, then paths.
//   Threads  immutable after Parse.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/record.pb.h"

namespace jifen::tools::table_import {

enum class CellType {
  kIgnored,
  kText,
  kPatentNumber,  // text; with the kind of a patent it is compared without prefix and point
  kInteger,
  kYear,        // an integer, 年 may follow
  kMoney,       // fen, by the unit in the heading
  kHundredths,  // a number with two places, counted in hundredths; see Column::percent
  kDate,
  kYesNo,
  kEnum,
};

// The names of an enum's values in cells.
struct EnumNames {
  // Chinese name first, by number; English is derived from the value's name.
  std::map<int, std::vector<std::string>> zh;
  std::map<std::string, int> numbers;  // by heading form of any name
  std::unordered_map<std::string, int>
      exact;  // by the names as they are written, which most cells have

  std::optional<int> Find(std::string_view text) const;
  // The Chinese names, for what was expected.
  std::string Listing() const;
};

// A unit of money: an amount times 10^fen_digits is in fen.
struct MoneyUnit {
  std::string name;
  std::string zh;
  int fen_digits = 2;
  std::vector<std::string> suffixes;  // of a heading's form
};

struct Column {
  std::string path;  // from ImportRow, e.g. record.annual_report.year; empty if ignored
  CellType type = CellType::kIgnored;
  bool required = false;
  bool percent = false;         // of hundredths: a percentage; % may follow
  bool code = false;            // of text: a number or code; wholly full-width it is read as ASCII
  std::vector<std::string> zh;  // the first is written, all are read
  std::vector<std::string> en;
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  const EnumNames* names = nullptr;
};

// What a mapping says of a heading (mapping.h).
struct MappedHeading {
  std::string path;  // empty: the column is not read
  std::string unit;  // name of a unit; of amounts only
};

struct Table {
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  const google::protobuf::FieldDescriptor* payload = nullptr;
  std::string zh;  // file name without .csv
  std::string en;
  std::vector<std::string> stems;       // heading forms of all file names
  std::vector<std::string> key;         // paths whose values are the record id
  std::vector<std::string> key_source;  // paths whose values follow it, each after an @
  std::vector<std::string> valid_from;  // paths; the first that is set gives valid_from
  std::vector<Column> columns;          // its own, then the common ones that it does not replace
  std::map<std::string, MappedHeading> mapped;  // by heading form; counts before the columns' names

  // The column that fills the path, or null.
  const Column* Find(std::string_view path) const;
};

class TableFormats {
 public:
  static absl::StatusOr<TableFormats> Parse(std::string_view json);

  TableFormats(TableFormats&&) = default;
  TableFormats& operator=(TableFormats&&) = default;

  // The JSON that they were made of.
  const std::string& json_text() const { return json_text_; }

  const std::vector<Table>& tables() const { return tables_; }
  const std::vector<MoneyUnit>& units() const { return units_; }
  const std::map<std::string, EnumNames>& enums() const { return enums_; }

  // The table of a file, by its name without .csv: a name of the table, or one that a - _ or (
  // follows, as in 年度报表-2025. Null if there is none.
  const Table* FindByStem(std::string_view stem) const;

 private:
  TableFormats() = default;

  std::string json_text_;
  std::vector<Table> tables_;
  std::vector<MoneyUnit> units_;
  std::map<std::string, EnumNames> enums_;  // nodes are stable: columns point into it
};

// The first name of each table in one language, in the order of reading.
std::string TableNames(const TableFormats& formats, bool chinese);

// A value's name without its enum's prefix, in small letters, e.g. utility_model.
std::string EnglishName(const google::protobuf::EnumValueDescriptor& value);

// The formats that are built in, parsed once.
const absl::StatusOr<TableFormats>& BuiltinFormats();

// The JSON of the same.
std::string_view BuiltinFormatsJson();

}  // namespace jifen::tools::table_import
