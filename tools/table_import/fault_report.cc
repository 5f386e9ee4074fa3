#include "tools/table_import/fault_report.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/table_import/csv_cell.h"
#include "tools/table_import/encoding.h"

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kHeadings = "文件,行,列,值,原因,应为\r\n";
constexpr std::string_view kWarningMark = "提示 / note: ";

std::string Row(const RowFault& fault) {
  const std::string row = fault.row == 0 ? "" : absl::StrCat(fault.row);
  const std::string reason =
      absl::StrCat(fault.warning ? std::string(kWarningMark) : "", ReasonText(fault));
  return absl::StrCat(CsvCell(fault.file), ",", row, ",", CsvCell(fault.column), ",",
                      CsvCell(fault.value), ",", CsvCell(reason), ",", CsvCell(fault.expected),
                      "\r\n");
}

// Beside it, so that the report is replaced in one step.
std::filesystem::path FreshOf(std::filesystem::path path) {
  path += ".new";
  return path;
}

absl::Status Unwritable(const std::filesystem::path& path) {
  return absl::UnavailableError(absl::StrCat(path.string(), ": the report cannot be written"));
}

// Nothing is there, or what a report may replace: an empty file or another report.
bool MayReplace(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return true;
  return std::filesystem::file_size(path, error) == 0 || IsReport(path);
}

}  // namespace

void FaultReport::Add(RowFault fault) {
  (fault.warning ? warnings_ : faults_) += 1;
  if (static_cast<int64_t>(listed_.size()) < kReportRowsMax) listed_.push_back(std::move(fault));
}

std::string FaultReport::Format() const {
  std::vector<const RowFault*> sorted;
  sorted.reserve(listed_.size());
  for (const RowFault& fault : listed_) sorted.push_back(&fault);
  std::stable_sort(sorted.begin(), sorted.end(), [](const RowFault* a, const RowFault* b) {
    return std::tie(a->file_order, a->row) < std::tie(b->file_order, b->row);
  });
  std::string text = absl::StrCat(std::string(kUtf8Mark), std::string(kHeadings));
  for (const RowFault* fault : sorted) absl::StrAppend(&text, Row(*fault));
  const int64_t left_out = faults_ + warnings_ - static_cast<int64_t>(listed_.size());
  if (left_out > 0) {
    absl::StrAppend(&text, ",,,,另有 ", left_out, " 条未列出 / ", left_out,
                    " more not listed,\r\n");
  }
  return text;
}

absl::Status FaultReport::Write(const std::filesystem::path& path) const {
  if (!MayReplace(path)) return Unwritable(path);
  const std::filesystem::path fresh = FreshOf(path);
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  file << Format();
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(fresh, path, error);
  if (file && !error) return absl::OkStatus();
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  return Unwritable(path);
}

absl::Status CheckReportPlace(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error) || !MayReplace(path)) return Unwritable(path);
  const std::filesystem::path fresh = FreshOf(path);
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  file << kHeadings;
  file.close();
  const bool written = static_cast<bool>(file);
  std::filesystem::remove(fresh, error);
  return written ? absl::OkStatus() : Unwritable(path);
}

bool BeginsAsReport(std::string_view content) {
  if (content.starts_with(kUtf8Mark)) content.remove_prefix(kUtf8Mark.size());
  // A spreadsheet may have saved it with other line ends.
  return content.starts_with(kHeadings.substr(0, kHeadings.size() - 2));
}

bool IsReport(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(kUtf8Mark.size() + kHeadings.size(), '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<size_t>(file.gcount()));
  return BeginsAsReport(begin);
}

}  // namespace jifen::tools::table_import
