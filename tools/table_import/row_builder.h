// tools/table_import/row_builder.h: the cells of a row as the message that the server takes.
//
//   Shape    one fault per row, that of the first column at fault from the left.
//   Errors   a cell under no heading: COLUMN_UNKNOWN, or CSV_MALFORMED beyond the last one. Per
//            cell: the reason that it came with, TOO_LARGE, FIELD_REQUIRED, then as cell.h and TEXT_INVALID
//            for control characters. Then for the row: FIELD_REQUIRED of the source and of the first
//            day on which the record holds. What needs more than the row is the server's to check.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <vector>

#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/row_source.h"
#include "tools/table_import/source_row.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::table_import {

// Fills the row. `where` has the cells already. The fault, if there is one.
std::optional<RowFault> BuildRow(const SourceRow& where, const std::vector<TextCell>& cells,
                                 const ReadOptions& options, v1::ImportRow& row);

// A fault of the row at a column of its file; index -1: of no column.
RowFault FaultAt(const SourceRow& where, int column, v1::Reason reason, std::string expected);

}  // namespace jifen::tools::table_import
