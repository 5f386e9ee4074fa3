// tools/table_import/source_scan.h: the tables of a source in the order of reading, each read through once.
//
//   Errors   NOT_FOUND if there is nothing at the path, or no table in it; UNAVAILABLE if a file
//            cannot be read.
//   Threads  free function without state.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/table_format.h"
#include "tools/table_import/table_part.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::table_import {

struct SourceScan {
  std::vector<TablePart> parts;
  std::string import_id;
};

absl::StatusOr<SourceScan> ScanSource(const std::filesystem::path& path,
                                      const TableFormats& formats, const ReadOptions& options);

}  // namespace jifen::tools::table_import
