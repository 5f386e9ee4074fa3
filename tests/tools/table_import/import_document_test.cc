// docs/import.md shows the tables as tables.json has them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {
namespace {

std::string TypeText(const Column& column) {
  switch (column.type) {
    case CellType::kIgnored:
      return "not read";
    case CellType::kText:
      return "text";
    case CellType::kPatentNumber:
      return "text; a patent's application number";
    case CellType::kInteger:
      return "whole number";
    case CellType::kYear:
      return "year";
    case CellType::kMoney:
      return "amount, unit in the heading";
    case CellType::kHundredths:
      return column.percent ? "percentage, two places" : "number, two places";
    case CellType::kDate:
      return "day";
    case CellType::kYesNo:
      return "是 / 否";
    case CellType::kEnum:
      return column.names->Listing();
  }
  return "";
}

std::string RowOf(const Column& column) {
  const std::vector<std::string> also(column.zh.begin() + 1, column.zh.end());
  const std::vector<std::string> also_english(column.en.begin() + 1, column.en.end());
  std::vector<std::string> all = also;
  all.insert(all.end(), also_english.begin(), also_english.end());
  return absl::StrCat("| ", column.zh.front(), " | ", column.en.front(), " | ",
                      column.required ? "yes" : "", " | ", TypeText(column), " | ",
                      absl::StrJoin(all, ", "), " |\n");
}

constexpr char kColumnHead[] =
    "| 列名 | heading | required | cell | also read |\n|---|---|---|---|---|\n";

// The part of the document that is made from the formats.
std::string Tables(const TableFormats& formats) {
  std::string text;
  // The common columns as the last table has them, which replaces none.
  const Table& last = formats.tables().back();
  const std::string own_prefix = absl::StrCat("record.", last.payload->name(), ".");
  absl::StrAppend(&text, "### Columns of every table\n\n", kColumnHead);
  for (const Column& column : last.columns) {
    if (!absl::StartsWith(column.path, own_prefix)) absl::StrAppend(&text, RowOf(column));
  }
  for (const Table& table : formats.tables()) {
    absl::StrAppend(&text, "\n### ", table.zh, ".csv, ", table.en, ".csv\n\n", kColumnHead);
    for (const Column& column : table.columns) {
      const Column* common = last.Find(column.path);
      const bool own =
          common == nullptr || common->zh != column.zh || absl::StartsWith(column.path, own_prefix);
      if (own) absl::StrAppend(&text, RowOf(column));
    }
  }
  return text;
}

TEST(ImportDocument, ShowsTheTablesAsTheyAre) {
  constexpr char kBegin[] = "<!-- tables: begin -->\n";
  constexpr char kEnd[] = "<!-- tables: end -->";
  std::ifstream file(std::string(JIFEN_SOURCE_DIR) + "/docs/import.md");
  const std::string document((std::istreambuf_iterator<char>(file)),
                             std::istreambuf_iterator<char>());
  const size_t begin = document.find(kBegin);
  const size_t end = document.find(kEnd);
  const std::string tables = Tables(*BuiltinFormats());
  ASSERT_TRUE(begin != std::string::npos && end != std::string::npos);
  const size_t from = begin + std::string_view(kBegin).size();
  const std::string shown = document.substr(from, end - from);
  if (shown == tables) return;
  std::ofstream("import_tables.md") << tables;
  const auto differs = std::mismatch(shown.begin(), shown.end(), tables.begin(), tables.end());
  const auto line = tables.rfind('\n', static_cast<size_t>(differs.second - tables.begin())) + 1;
  FAIL() << "docs/import.md differs from tables.json, first at this line:\n"
         << tables.substr(line, tables.find('\n', line) - line)
         << "\nimport_tables.md in the working folder has what belongs between the marks.";
}

}  // namespace
}  // namespace jifen::tools::table_import
