// tools/synth/workbook_out.h: an Excel workbook written row by row, as people's workbooks are.
//
//   Shape    plain numbers and days are cells of their kind, everything else is text. The same calls give the same
//            bytes.
//   Errors   UNAVAILABLE if it cannot be written.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/table_import/table_format.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace jifen::tools::synth {

class WorkbookOut;

class SheetOut {
 public:
  // Row 0 is the first. A cell's type is that of its column; missing types are text.
  absl::Status Write(int64_t row, const std::vector<std::string>& cells,
                     const std::vector<table_import::CellType>& types);
  absl::Status WriteFormula(int64_t row, size_t column, const std::string& formula);
  // Merges the cells of one column in the rows, with the text.
  absl::Status Merge(int64_t first_row, int64_t last_row, size_t column, const std::string& text);

 private:
  friend class WorkbookOut;
  SheetOut(lxw_worksheet* sheet, lxw_format* day) : sheet_(sheet), day_(day) {}

  lxw_worksheet* sheet_;
  lxw_format* day_;
};

class WorkbookOut {
 public:
  static absl::StatusOr<std::unique_ptr<WorkbookOut>> Create(const std::filesystem::path& path);
  ~WorkbookOut();

  WorkbookOut(const WorkbookOut&) = delete;
  WorkbookOut& operator=(const WorkbookOut&) = delete;

  absl::StatusOr<SheetOut> AddSheet(const std::string& name);
  absl::Status Close();

 private:
  explicit WorkbookOut(lxw_workbook* workbook);

  lxw_workbook* workbook_;  // null once it is closed
  lxw_format* day_;
};

}  // namespace jifen::tools::synth
