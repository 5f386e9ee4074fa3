#include "tools/table_import/table_folder.h"

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/table_import/csv_reader.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/folder_scan.h"
#include "tools/table_import/row_builder.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// Bytes of a broken line that may be shown: beyond the limit, so that the cut falls on whole characters.
constexpr size_t kShownBytesMax = kValueBytesMax + 8;

}  // namespace

class TableFolder::Reader {
 public:
  Reader(const TableFormats& formats, FolderScan scan, const ReadOptions& options)
      : formats_(formats), scan_(std::move(scan)), options_(options) {}

  absl::StatusOr<Step> Next(SourcedRow& row, RowFault& fault);

  const std::string& import_id() const { return scan_.import_id; }
  int64_t bytes_total() const;
  int64_t bytes_read() const { return bytes_before_ + (csv_ ? csv_->bytes_read() : 0); }

 private:
  // Opens the next file, or adds a fault to the queue.
  absl::Status OpenNext();
  absl::Status ReadHeadings();
  void Close();
  void AddFileFault(v1::Reason reason, int64_t row, std::string expected, bool warning);

  // True if the row is good; else the fault is in the queue.
  bool Build(const CsvRow& csv_row, SourcedRow& row);
  void AddBroken(CsvStep step, const CsvRow& csv_row);

  const TableFormats& formats_;
  FolderScan scan_;
  ReadOptions options_;
  size_t next_file_ = 0;
  int64_t bytes_before_ = 0;
  std::optional<CsvReader> csv_;
  std::optional<Decoder> decoder_;
  std::shared_ptr<const FileLayout> layout_;
  std::deque<RowFault> faults_;
};

int64_t TableFolder::Reader::bytes_total() const {
  int64_t total = 0;
  for (const ScannedFile& file : scan_.files) total += file.bytes;
  return total;
}

void TableFolder::Reader::AddFileFault(v1::Reason reason, int64_t row, std::string expected,
                                       bool warning) {
  faults_.push_back({.file = scan_.files[next_file_].name,
                     .row = row,
                     .reason = reason,
                     .expected = std::move(expected),
                     .warning = warning,
                     .file_order = static_cast<int>(next_file_)});
}

void TableFolder::Reader::Close() {
  bytes_before_ += scan_.files[next_file_].bytes;
  csv_.reset();
  ++next_file_;
}

absl::Status TableFolder::Reader::OpenNext() {
  const ScannedFile& file = scan_.files[next_file_];
  if (file.table == nullptr) {
    AddFileFault(
        v1::REASON_COLUMN_UNKNOWN, 0,
        "此文件未读取，可用文件名见 docs/import.md / not read; see docs/import.md for the names",
        true);
    Close();
    return absl::OkStatus();
  }
  if (!file.encoding.has_value()) {
    AddFileFault(v1::REASON_ENCODING_UNKNOWN, 0,
                 "另存为 CSV UTF-8(逗号分隔) / saved as CSV UTF-8 (comma delimited)", false);
    Close();
    return absl::OkStatus();
  }
  absl::StatusOr<CsvReader> csv = CsvReader::Open(file.path, kRowBytesMax);
  if (!csv.ok()) return csv.status();
  csv_.emplace(*std::move(csv));
  decoder_.emplace(*file.encoding);
  return ReadHeadings();
}

absl::Status TableFolder::Reader::ReadHeadings() {
  const ScannedFile& file = scan_.files[next_file_];
  CsvRow row;
  const absl::StatusOr<CsvStep> step = csv_->Next(row);
  if (!step.ok()) return step.status();
  if (*step != CsvStep::kRow) {
    AddFileFault(v1::REASON_CSV_MALFORMED, 0, "第一行为表头 / headings in the first row", false);
    Close();
    return absl::OkStatus();
  }
  std::vector<std::string> headings;
  for (const std::string& cell : row.cells)
    headings.push_back(OneLine(decoder_->DecodeLossy(cell)));
  auto layout = std::make_shared<FileLayout>(FileLayout{.file = file.name,
                                                        .file_order = static_cast<int>(next_file_),
                                                        .table = file.table,
                                                        .encoding = *file.encoding,
                                                        .columns = {}});
  std::vector<RowFault> faults;
  const bool readable =
      MatchHeadings(formats_, headings, !options_.source_department.empty(), *layout, faults);
  faults_.insert(faults_.end(), faults.begin(), faults.end());
  layout_ = std::move(layout);
  if (!readable) Close();
  return absl::OkStatus();
}

void TableFolder::Reader::AddBroken(CsvStep step, const CsvRow& csv_row) {
  const bool large = step == CsvStep::kTooLarge;
  const std::string& line = csv_row.cells.front();
  faults_.push_back(
      {.file = layout_->file,
       .row = csv_row.number,
       .value =
           Shorten(Trim(decoder_->DecodeLossy(std::string_view(line).substr(0, kShownBytesMax))),
                   kValueBytesMax),
       .reason = large ? v1::REASON_TOO_LARGE : v1::REASON_CSV_MALFORMED,
       .expected = large
                       ? absl::StrCat("一行不超过 ", kRowBytesMax, " 字节 / a row of at most ",
                                      kRowBytesMax, " bytes")
                       : "引号成对，单元格内的引号写两次 / quotes in pairs, doubled within a cell",
       .file_order = layout_->file_order});
}

bool TableFolder::Reader::Build(const CsvRow& csv_row, SourcedRow& row) {
  SourceRow where{.layout = layout_, .row = csv_row.number, .cells = {}};
  DecodedCells cells;
  bool blank = true;
  for (size_t i = 0; i < csv_row.cells.size(); ++i) {
    const std::string& bytes = csv_row.cells[i];
    cells.push_back(decoder_->Decode(bytes));
    const std::string text =
        Trim(cells.back().has_value() ? *cells.back() : decoder_->DecodeLossy(bytes));
    blank = blank && text.empty();
    if (i < layout_->columns.size()) {
      where.cells.push_back(layout_->Reads(i) ? Shorten(text, kValueBytesMax) : "");
    }
  }
  if (blank) return false;
  v1::ImportRow built;
  std::optional<RowFault> fault = BuildRow(where, cells, options_, built);
  if (fault.has_value()) {
    faults_.push_back(*std::move(fault));
    return false;
  }
  row = {.row = std::move(built), .where = std::move(where)};
  return true;
}

absl::StatusOr<Step> TableFolder::Reader::Next(SourcedRow& row, RowFault& fault) {
  while (true) {
    if (!faults_.empty()) {
      fault = std::move(faults_.front());
      faults_.pop_front();
      return Step::kFault;
    }
    if (!csv_.has_value()) {
      if (next_file_ == scan_.files.size()) return Step::kEnd;
      if (const absl::Status status = OpenNext(); !status.ok()) return status;
      continue;
    }
    CsvRow csv_row;
    const absl::StatusOr<CsvStep> step = csv_->Next(csv_row);
    if (!step.ok()) return step.status();
    if (*step == CsvStep::kEnd) {
      Close();
    } else if (*step != CsvStep::kRow) {
      AddBroken(*step, csv_row);
    } else if (Build(csv_row, row)) {
      return Step::kRow;
    }
  }
}

absl::StatusOr<TableFolder> TableFolder::Open(const std::filesystem::path& folder,
                                              const ReadOptions& options) {
  const absl::StatusOr<TableFormats>& formats = BuiltinFormats();
  if (!formats.ok()) return formats.status();
  absl::StatusOr<FolderScan> scan = ScanFolder(folder, *formats, options);
  if (!scan.ok()) return scan.status();
  return TableFolder(std::make_unique<Reader>(*formats, *std::move(scan), options));
}

TableFolder::TableFolder(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
TableFolder::TableFolder(TableFolder&&) noexcept = default;
TableFolder& TableFolder::operator=(TableFolder&&) noexcept = default;
TableFolder::~TableFolder() = default;

absl::StatusOr<Step> TableFolder::Next(SourcedRow& row, RowFault& fault) {
  return reader_->Next(row, fault);
}

const std::string& TableFolder::import_id() const { return reader_->import_id(); }
int64_t TableFolder::bytes_total() const { return reader_->bytes_total(); }
int64_t TableFolder::bytes_read() const { return reader_->bytes_read(); }

}  // namespace jifen::tools::table_import
