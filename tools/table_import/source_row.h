// tools/table_import/source_row.h: where an imported row stood, so that a refusal finds its cell
// again.
//
//   Shape    of the cells that are read what a report shows and, shared by all rows of the file, its
//            columns.
//   Errors   Locate never fails: a path that no column gave leaves the column empty and stands in
//            what was expected.
//   Threads  immutable; the shared part may be read by any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "jifen/v1/error.pb.h"
#include "tools/table_import/row_fault.h"

namespace jifen::tools::table_import {

struct FileLayout;

struct SourceRow {
  std::shared_ptr<const FileLayout> layout;
  int64_t row = 0;
  // UTF-8, in the order of the file's columns, each at most kValueBytesMax bytes; those of columns
  // that are not read are empty.
  std::vector<std::string> cells;

  // Name of the file within the folder.
  const std::string& file() const;
};

// The fault of a row that the server refused. The path of the detail (record.annual_report.staff)
// is mapped to the column that gave it, or that gives its default (valid_from, record_id).
RowFault Locate(const SourceRow& where, const v1::ErrorDetail& detail);

}  // namespace jifen::tools::table_import
