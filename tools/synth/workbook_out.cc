#include "tools/synth/workbook_out.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"

namespace jifen::tools::synth {
namespace {

using table_import::CellType;

// Excel keeps 15 digits of a number.
constexpr size_t kNumberBytesMax = 15;
constexpr time_t kMade = 1'735'689'600;

absl::Status FromLibrary(lxw_error error) {
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("a workbook cannot be written: ", lxw_strerror(error)));
}

bool IsNumber(CellType type) {
  return type == CellType::kMoney || type == CellType::kInteger || type == CellType::kYear ||
         type == CellType::kHundredths;
}

bool IsPlainNumber(const std::string& text) {
  const bool plain = text.find_first_not_of("-.0123456789") == std::string::npos;
  return plain && !text.empty() && text.size() <= kNumberBytesMax && text.back() != '.';
}

}  // namespace

absl::Status SheetOut::Write(int64_t row, const std::vector<std::string>& cells,
                             const std::vector<CellType>& types) {
  const auto line = static_cast<lxw_row_t>(row);
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string& text = cells[i];
    const auto column = static_cast<lxw_col_t>(i);
    const CellType type = i < types.size() ? types[i] : CellType::kText;
    if (text.empty()) continue;
    lxw_error error = LXW_NO_ERROR;
    double number = 0;
    const absl::StatusOr<v1::Date> day = model::ParseDate(text);
    if (IsNumber(type) && IsPlainNumber(text) && absl::SimpleAtod(text, &number)) {
      error = worksheet_write_number(sheet_, line, column, number, nullptr);
    } else if (type == CellType::kDate && day.ok()) {
      lxw_datetime when = {};
      when.year = day->year();
      when.month = day->month();
      when.day = day->day();
      error = worksheet_write_datetime(sheet_, line, column, &when, day_);
    } else {
      error = worksheet_write_string(sheet_, line, column, text.c_str(), nullptr);
    }
    if (absl::Status status = FromLibrary(error); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status SheetOut::WriteFormula(int64_t row, size_t column, const std::string& formula) {
  return FromLibrary(worksheet_write_formula(sheet_, static_cast<lxw_row_t>(row),
                                             static_cast<lxw_col_t>(column), formula.c_str(),
                                             nullptr));
}

absl::Status SheetOut::Merge(int64_t first_row, int64_t last_row, size_t column,
                             const std::string& text) {
  return FromLibrary(worksheet_merge_range(
      sheet_, static_cast<lxw_row_t>(first_row), static_cast<lxw_col_t>(column),
      static_cast<lxw_row_t>(last_row), static_cast<lxw_col_t>(column), text.c_str(), nullptr));
}

WorkbookOut::WorkbookOut(lxw_workbook* workbook)
    : workbook_(workbook), day_(workbook_add_format(workbook)) {
  format_set_num_format(day_, "yyyy-mm-dd");
}

WorkbookOut::~WorkbookOut() {
  if (workbook_ != nullptr) workbook_close(workbook_);
}

absl::StatusOr<std::unique_ptr<WorkbookOut>> WorkbookOut::Create(
    const std::filesystem::path& path) {
  lxw_workbook* workbook = workbook_new(path.c_str());
  if (workbook == nullptr) return absl::UnavailableError("no memory for a workbook");
  // A clock would make each workbook another.
  lxw_doc_properties properties = {};
  properties.created = kMade;
  const absl::Status status = FromLibrary(workbook_set_properties(workbook, &properties));
  std::unique_ptr<WorkbookOut> out(new WorkbookOut(workbook));
  if (!status.ok()) return status;
  return out;
}

absl::StatusOr<SheetOut> WorkbookOut::AddSheet(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook_, name.c_str());
  if (sheet == nullptr) return absl::UnavailableError("a workbook takes no sheet " + name);
  return SheetOut(sheet, day_);
}

absl::Status WorkbookOut::Close() {
  lxw_workbook* workbook = workbook_;
  workbook_ = nullptr;
  return FromLibrary(workbook_close(workbook));
}

}  // namespace jifen::tools::synth
