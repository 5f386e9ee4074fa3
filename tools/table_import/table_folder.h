// tools/table_import/table_folder.h: a folder of CSV files, one or more per table, read row by row.
//
//   Shape    files are named as tables.json says (enterprises.csv, 企业.csv, 年度报表-2025.csv), in
//            UTF-8 with or without a mark, or GB18030. Rows come in a fixed order: tables as in
//            tables.json, enterprises first; files of a table by name; rows as they stand.
//   Range    a row has at most kRowBytesMax, a cell that is read at most kCellBytesMax bytes.
//   Errors   Open: NOT_FOUND if the folder is not there or has none of the files; a file that
//            cannot be read is UNAVAILABLE. What is wrong with the content is never a Status: Next
//            hands it out as a fault and goes on.
//   Threads  one at a time.
//   Cost     Open reads every file once (encoding and digest); Next reads them again. Memory: one
//            row.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/source_row.h"

namespace jifen::tools::table_import {

inline constexpr int64_t kRowBytesMax = int64_t{2} << 20;
inline constexpr int64_t kCellBytesMax = 4096;

struct ReadOptions {
  // For rows whose file has no column 来源部门, or an empty cell in it. Empty: the column is
  // required.
  std::string source_department;
  // For Provenance.submitted_by. May be empty.
  std::string submitted_by;
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

class TableFolder {
 public:
  static absl::StatusOr<TableFolder> Open(const std::filesystem::path& folder,
                                          const ReadOptions& options);

  TableFolder(TableFolder&&) noexcept;
  TableFolder& operator=(TableFolder&&) noexcept;
  ~TableFolder();

  // Sets `row` or `fault`, as the step says; the other is left as it was.
  absl::StatusOr<Step> Next(SourcedRow& row, RowFault& fault);

  // 64 hexadecimal digits: SHA-256 over the table formats, the options and the files in order.
  // Folders with equal ids give the same rows and faults, so it names the import.
  const std::string& import_id() const;

  // For a progress bar.
  int64_t bytes_total() const;
  int64_t bytes_read() const;

 private:
  class Reader;
  explicit TableFolder(std::unique_ptr<Reader> reader);

  std::unique_ptr<Reader> reader_;
};

}  // namespace jifen::tools::table_import
