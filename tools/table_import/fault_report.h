// tools/table_import/fault_report.h: the faults of an import as a CSV file that Excel opens.
//
//   Shape    UTF-8 with a mark, CRLF; columns 文件,行,列,值,原因,应为; sorted by file and row. A
//            cell that begins with = + - @ (full-width too) or a tab or return gets a ' before it, so
//            that no spreadsheet runs it as a formula.
//   Range    kReportRowsMax rows; more are counted, and a last line says how many are not listed.
//   Errors   Write, CheckReportPlace: UNAVAILABLE if the file cannot be written, or is there and neither empty
//            nor a report: it is then as it was. A report that was there is replaced whole, or not at all.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "tools/table_import/row_fault.h"

namespace jifen::tools::table_import {

inline constexpr int64_t kReportRowsMax = 100'000;

class FaultReport {
 public:
  void Add(RowFault fault);

  // Rows and files refused; warnings are not among them.
  int64_t faults() const { return faults_; }
  int64_t warnings() const { return warnings_; }

  // The whole file.
  std::string Format() const;
  absl::Status Write(const std::filesystem::path& path) const;

 private:
  int64_t faults_ = 0;
  int64_t warnings_ = 0;
  std::vector<RowFault> listed_;
};

// Whether a report could be written to the path; a file that is there stays as it is.
absl::Status CheckReportPlace(const std::filesystem::path& path);

// Whether a file begins as a report does.
bool BeginsAsReport(std::string_view content);
bool IsReport(const std::filesystem::path& path);

}  // namespace jifen::tools::table_import
