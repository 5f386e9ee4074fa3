// tools/table_import/workbook_part.h: the sheets of a workbook as tables.
//
//   Shape    a visible sheet is a table by its name, and the only one with anything in it also by the
//            name of the file. Empty ones without such a name, and hidden ones, are passed over; a hidden
//            one that is called as a table is told.
//   Errors   those of Workbook; a sheet at fault is its part's fault.
//   Threads  free function without state.
//   Cost     reads every sheet and all texts once.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/archive.h"
#include "tools/table_import/table_part.h"

namespace jifen::tools::table_import {

// Parts are named as their sheets.
absl::StatusOr<std::vector<TablePart>> ScanWorkbook(std::shared_ptr<Archive> archive,
                                                    const TableFormats& formats,
                                                    std::string_view file_stem);

}  // namespace jifen::tools::table_import
