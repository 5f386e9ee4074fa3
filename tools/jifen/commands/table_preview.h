// tools/jifen/commands/table_preview.h: how a folder, archive, workbook or file of tables is understood, without
// loading anything.
//
//   Shape    one preview for each table in the order of reading. Every row is read, so that rows at fault are counted
//            as an import would find them before it asks the server.
//   Errors   those of OpenTables and Glance.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/context.h"
#include "tools/table_import/table_glance.h"

namespace jifen::tools::cli {

inline constexpr int kPreviewRows = 20;  // at the top of a table, from which samples are taken

struct ColumnSample {
  std::string cell;   // as it stands; empty if no row at the top has one
  std::string value;  // as it is understood; empty if its row is at fault
};

struct TablePreview {
  table_import::TableGlance glance;
  std::vector<ColumnSample> samples;  // one for each column of the layout
  int64_t rows = 0;                   // that can be sent
  int64_t refused = 0;                // that are at fault
};

struct SourcePreview {
  std::vector<TablePreview> tables;
  // At most kFaultsShown of the rows at fault, in the order of reading; those of headings are in the glances.
  std::vector<table_import::RowFault> faults;
};

absl::StatusOr<SourcePreview> PreviewTables(const Context& context, const ImportSource& source);

// Whether an import would leave out the table as it stands.
bool IsLeftOut(const TablePreview& table);

}  // namespace jifen::tools::cli
