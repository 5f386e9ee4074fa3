// tools/synth/table_writer.h: rows of an import as CSV files, the way spreadsheets save them.
//
//   Shape    one file for each table, CRLF, quotes where they must be; headings and names of values
//            in one language. Reading a file back gives the rows again.
//   Units    amounts in 万元, those of loans in 元.
//   Errors   UNAVAILABLE if a file cannot be written; INTERNAL if the formats lack a name.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::synth {

struct WriteOptions {
  table_import::Encoding encoding = table_import::Encoding::kUtf8WithMark;
  bool chinese = true;
};

// One file. A row is a list of cells in the order of columns().
class TableFile {
 public:
  static absl::StatusOr<TableFile> Create(const std::filesystem::path& folder,
                                          const table_import::Table& table,
                                          const table_import::TableFormats& formats,
                                          const WriteOptions& options);

  const WriteOptions& options() const { return options_; }
  const std::string& name() const { return name_; }
  const std::vector<const table_import::Column*>& columns() const { return columns_; }
  const std::vector<std::string>& headings() const { return headings_; }
  int64_t rows() const { return rows_; }  // the headings too

  std::vector<std::string> Cells(const v1::ImportRow& row,
                                 const std::string& enterprise_name) const;
  absl::Status Append(const std::vector<std::string>& cells);

  // Bytes that stand for themselves, with the line's end: for rows that are no CSV.
  absl::Status AppendRaw(const std::string& line);
  absl::Status Close();

 private:
  TableFile() = default;

  std::string name_;
  WriteOptions options_;
  const table_import::MoneyUnit* unit_ = nullptr;
  std::vector<const table_import::Column*> columns_;
  std::vector<std::string> headings_;
  std::ofstream file_;
  int64_t rows_ = 0;
};

// The files of a folder. Files of an earlier run are replaced.
class TableWriter {
 public:
  static absl::StatusOr<TableWriter> Create(const std::filesystem::path& folder,
                                            const WriteOptions& options);

  absl::Status Append(const v1::ImportRow& row, const std::string& enterprise_name);
  absl::Status Close();

  TableFile& file(v1::RecordKind kind) { return files_.at(kind); }
  std::map<v1::RecordKind, TableFile>& files() { return files_; }

 private:
  TableWriter() = default;

  std::map<v1::RecordKind, TableFile> files_;
};

// The text in the encoding; a character that it lacks becomes its substitute.
std::string Encode(const std::string& utf8, table_import::Encoding encoding);

}  // namespace jifen::tools::synth
