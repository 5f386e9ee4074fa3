// tools/table_import/table_source.h: tables of a bureau, read row by row: a folder, a zip file, an Excel
// workbook or one CSV file.
//
//   Shape    Open takes a path to any of them:
//              folder     its .csv, .xlsx, .xlsm and .zip files; folders within it are passed over
//              .zip       its .csv and .xlsx entries, at the top or in one level of folders
//              .xlsx      each visible sheet, by the sheet's name; a single sheet also by the file's
//              .csv       one table
//            Files and sheets are named as tables.json says (enterprises.csv, 企业.csv,
//            年度报表-2025.csv). Rows come in a fixed order: tables as in tables.json, enterprises first;
//            tables of a kind by name; rows as they stand.
//   Range    a row has at most kRowBytesMax, a cell that is read at most kCellBytesMax bytes; archives and
//            workbooks: archive.h and workbook.h have their limits.
//   Errors   Open: NOT_FOUND if there is nothing at the path or no file of tables in it; COLUMN_UNKNOWN with the
//            names if none is that of a table; a file that cannot be read is UNAVAILABLE. What is wrong with the content is never a Status: Next hands it
//            out as a fault and goes on.
//   Threads  one at a time.
//   Cost     Open reads every file once (encoding, digest, limits); Next reads them again. Memory: one
//            row; of a workbook also its shared strings and merged ranges.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/source_row.h"

namespace jifen::tools::table_import {

class TableFormats;

inline constexpr int64_t kRowBytesMax = int64_t{2} << 20;
inline constexpr int64_t kCellBytesMax = 4096;

struct ReadOptions {
  // For rows whose file has no column 来源部门, or an empty cell in it. Empty: the column is
  // required.
  std::string source_department;
  // For Provenance.submitted_by. May be empty.
  std::string submitted_by;
  // A column whose heading is not known refuses its file; with this it is named and not read.
  bool ignore_unknown_columns = false;
  // Open succeeds also if no file or sheet has a table's name: to look, not to load.
  bool look_only = false;
  // The tables with the user's own names: TableFormats::With. Null: those that are built in.
  std::shared_ptr<const TableFormats> formats;
};

// A row to send, and where it stood.
struct SourcedRow {
  v1::ImportRow row;
  SourceRow where;
};

enum class Step {
  kRow,    // a row was read
  kFault,  // a row or a file is at fault, or something is worth a warning
  kEnd,    // there are no more
};

class TableSource {
 public:
  static absl::StatusOr<TableSource> Open(const std::filesystem::path& path,
                                          const ReadOptions& options);

  TableSource(TableSource&&) noexcept;
  TableSource& operator=(TableSource&&) noexcept;
  ~TableSource();

  // Sets `row` or `fault`, as the step says; the other is left as it was.
  absl::StatusOr<Step> Next(SourcedRow& row, RowFault& fault);

  // 64 hexadecimal digits: SHA-256 over the table formats, the options and the files in order.
  // Sources with equal ids give the same rows and faults, so it names the import.
  const std::string& import_id() const;

  // Of the files and sheets that are read, as reports show them.
  std::vector<std::string> table_names() const;

  // For a progress bar.
  int64_t bytes_total() const;
  int64_t bytes_read() const;

 private:
  class Reader;
  explicit TableSource(std::unique_ptr<Reader> reader);

  std::unique_ptr<Reader> reader_;
};

}  // namespace jifen::tools::table_import
