// tools/table_import/template_workbook.h: an empty workbook that clerks fill in and the import reads.
//
//   Shape    a sheet with notes, one for each table, and a hidden one with the values to choose from. A table's
//            headings stand frozen in row 1, amounts with 万元, required ones with *, each with a comment that says
//            what goes into it. Columns have the form of their cells; yes/no and lists drop down.
//            The same tables and language give the same bytes.
//   Range    validation reaches down to row kTemplateRowsMax; the import reads rows below it as well.
//   Errors   Write: INTERNAL if the formats lack a unit; UNAVAILABLE if the file cannot be written. Whatever was at
//            the path is replaced whole or stays.
//   Threads  free functions without state.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

inline constexpr int kTemplateRowsMax = 10'001;

struct TemplateOptions {
  bool chinese = true;
  std::vector<v1::RecordKind> kinds;  // empty: all tables
};

absl::Status WriteTemplate(const TableFormats& formats, const TemplateOptions& options,
                           const std::filesystem::path& path);

// The columns that a template has, in its order: who it is, the table's own, then until when it holds and who says so.
std::vector<const Column*> TemplateColumns(const Table& table);

}  // namespace jifen::tools::table_import
