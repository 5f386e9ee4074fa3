// tools/synth/table_writer.h: rows of an import as CSV files, a zip file of them, or a workbook.
//
//   Shape    one file or sheet for each table; CSV with CRLF and quotes where they must be; headings and names of
//            values in one language; numbers and days in several forms (cell_form.h). Reading it back gives the rows
//            again.
//   Units    amounts in 万元, those of loans in 元.
//   Errors   UNAVAILABLE if a file cannot be written; INTERNAL if the formats lack a name.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/synth/workbook_out.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::synth {

enum class FileFormat { kCsv, kZip, kWorkbook };

struct WriteOptions {
  table_import::Encoding encoding = table_import::Encoding::kUtf8WithMark;
  bool chinese = true;
  FileFormat format = FileFormat::kCsv;
};

// Where tables go.
struct TablePlace {
  std::filesystem::path folder;  // of CSV files
  std::string prefix;            // before their names in reports
  WorkbookOut* workbook = nullptr;
};

// One file or sheet. A row is a list of cells in the order of columns().
class TableFile {
 public:
  static absl::StatusOr<TableFile> Create(const TablePlace& place, const table_import::Table& table,
                                          const table_import::TableFormats& formats,
                                          const WriteOptions& options);

  const WriteOptions& options() const { return options_; }
  // As a report of an import names it.
  const std::string& name() const { return name_; }
  const table_import::Table& table() const { return *table_; }
  const std::vector<const table_import::Column*>& columns() const { return columns_; }
  const std::vector<std::string>& headings() const { return headings_; }
  int64_t rows() const { return rows_; }  // the headings too

  std::vector<std::string> Cells(const v1::ImportRow& row,
                                 const std::string& enterprise_name) const;
  absl::Status Append(const std::vector<std::string>& cells);

  // Bytes that stand for themselves, with the line's end: for rows that are no CSV. Not for sheets.
  absl::Status AppendRaw(const std::string& line);
  absl::Status Close();

 private:
  TableFile() = default;

  std::string name_;
  WriteOptions options_;
  const table_import::Table* table_ = nullptr;
  const table_import::MoneyUnit* unit_ = nullptr;
  std::vector<const table_import::Column*> columns_;
  std::vector<table_import::CellType> types_;
  std::vector<std::string> headings_;
  std::ofstream file_;
  std::optional<SheetOut> sheet_;
  int64_t rows_ = 0;
};

// All tables. Files of an earlier run are replaced.
class TableWriter {
 public:
  static absl::StatusOr<TableWriter> Create(const std::filesystem::path& folder,
                                            const WriteOptions& options);

  absl::Status Append(const v1::ImportRow& row, const std::string& enterprise_name);
  absl::Status Close();

  TableFile& file(v1::RecordKind kind) { return files_.at(kind); }
  std::map<v1::RecordKind, TableFile>& files() { return files_; }
  const TablePlace& place() const { return place_; }
  const WriteOptions& options() const { return options_; }
  // Where an import looks: what stands here beside the tables is read with them.
  const std::filesystem::path& folder() const { return folder_; }

 private:
  TableWriter() = default;

  WriteOptions options_;
  std::filesystem::path folder_;
  std::string archive_;  // name of the zip file or workbook
  TablePlace place_;
  std::unique_ptr<WorkbookOut> workbook_;
  std::map<v1::RecordKind, TableFile> files_;
};

// The text in the encoding; a character that it lacks becomes its substitute.
std::string Encode(const std::string& utf8, table_import::Encoding encoding);

// A row of CSV, without the line's end.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace jifen::tools::synth
