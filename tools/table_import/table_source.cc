#include "tools/table_import/table_source.h"

#include <deque>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/row_builder.h"
#include "tools/table_import/source_scan.h"
#include "tools/table_import/table_opening.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {

class TableSource::Reader {
 public:
  Reader(std::shared_ptr<const TableFormats> formats, SourceScan scan, const ReadOptions& options)
      : formats_(std::move(formats)), scan_(std::move(scan)), options_(options) {}

  absl::StatusOr<Step> Next(SourcedRow& row, RowFault& fault);

  const std::string& import_id() const { return scan_.import_id; }
  std::vector<std::string> table_names() const;
  int64_t bytes_total() const;
  int64_t bytes_read() const { return bytes_before_ + (rows_ ? rows_->bytes_read() : 0); }

 private:
  // Opens the next table, or adds a fault to the queue.
  absl::Status OpenNext();
  void Close();

  // True if the row is good; else it is blank, or its fault is in the queue.
  bool Build(SourcedRow& row);
  void AddBroken();

  std::shared_ptr<const TableFormats> formats_;
  SourceScan scan_;
  ReadOptions options_;
  size_t next_part_ = 0;
  int64_t bytes_before_ = 0;
  std::unique_ptr<RowSource> rows_;
  std::shared_ptr<const FileLayout> layout_;
  TextRow text_row_;
  v1::ImportRow built_;  // filled again and again: making one anew takes as long as filling it
  std::deque<RowFault> faults_;
};

std::vector<std::string> TableSource::Reader::table_names() const {
  std::vector<std::string> names;
  for (const TablePart& part : scan_.parts) {
    if (part.table != nullptr) names.push_back(part.name);
  }
  return names;
}

int64_t TableSource::Reader::bytes_total() const {
  int64_t total = 0;
  for (const TablePart& part : scan_.parts) total += part.bytes;
  return total;
}

void TableSource::Reader::Close() {
  bytes_before_ += scan_.parts[next_part_].bytes;
  rows_.reset();
  ++next_part_;
}

absl::Status TableSource::Reader::OpenNext() {
  absl::StatusOr<OpenedTable> opened =
      OpenTable(scan_.parts[next_part_], static_cast<int>(next_part_), formats_, options_);
  if (!opened.ok()) return opened.status();
  for (RowFault& fault : opened->faults) faults_.push_back(std::move(fault));
  layout_ = opened->layout;
  rows_ = std::move(opened->rows);
  if (rows_ == nullptr) Close();
  return absl::OkStatus();
}

void TableSource::Reader::AddBroken() {
  TextCell& cell = text_row_.cells.front();
  faults_.push_back({.file = layout_->file,
                     .row = text_row_.number,
                     .value = std::move(cell.text),
                     .reason = cell.reason,
                     .expected = std::move(cell.expected),
                     .file_order = layout_->file_order});
}

bool TableSource::Reader::Build(SourcedRow& row) {
  if (IsBlank(text_row_)) return false;
  SourceRow where{.layout = layout_, .row = text_row_.number, .cells = {}};
  where.cells.reserve(text_row_.cells.size());
  for (size_t i = 0; i < text_row_.cells.size() && i < layout_->columns.size(); ++i) {
    where.cells.push_back(layout_->Reads(i) ? Shorten(Trim(text_row_.cells[i].text), kValueBytesMax)
                                            : "");
  }
  std::optional<RowFault> fault = BuildRow(where, text_row_.cells, options_, built_);
  if (fault.has_value()) {
    faults_.push_back(*std::move(fault));
    return false;
  }
  row.row.Swap(&built_);
  row.where = std::move(where);
  return true;
}

absl::StatusOr<Step> TableSource::Reader::Next(SourcedRow& row, RowFault& fault) {
  while (true) {
    if (!faults_.empty()) {
      fault = std::move(faults_.front());
      faults_.pop_front();
      return Step::kFault;
    }
    if (rows_ == nullptr) {
      if (next_part_ == scan_.parts.size()) return Step::kEnd;
      if (const absl::Status status = OpenNext(); !status.ok()) return status;
      continue;
    }
    const absl::StatusOr<RowStep> step = rows_->Next(text_row_);
    if (!step.ok()) return step.status();
    if (*step == RowStep::kEnd) {
      Close();
    } else if (*step == RowStep::kBroken) {
      AddBroken();
    } else if (Build(row)) {
      return Step::kRow;
    }
  }
}

namespace {

// A source of which nothing is a table by its name would load nothing, however good its rows are.
absl::Status CheckNames(const std::filesystem::path& path, const SourceScan& scan) {
  constexpr size_t kNamesMax = 8;
  std::string names;
  size_t count = 0;
  for (const TablePart& part : scan.parts) {
    if (part.table != nullptr || part.fault.has_value()) return absl::OkStatus();
    if (++count > kNamesMax) continue;
    absl::StrAppend(&names, names.empty() ? "" : ", ", part.name);
  }
  if (count > kNamesMax) absl::StrAppend(&names, ", ... (", count, ")");
  return model::ToStatus({.reason = v1::REASON_COLUMN_UNKNOWN,
                          .path = path.string(),
                          .got = names,
                          .want = "文件或工作表以表名命名，如 企业 / a file or sheet with a "
                                  "table's name, such as enterprises"});
}

}  // namespace

absl::StatusOr<TableSource> TableSource::Open(const std::filesystem::path& path,
                                              const ReadOptions& options) {
  absl::StatusOr<std::shared_ptr<const TableFormats>> formats = FormatsOf(options);
  if (!formats.ok()) return formats.status();
  absl::StatusOr<SourceScan> scan = ScanSource(path, **formats, options);
  if (!scan.ok()) return scan.status();
  if (!options.look_only) {
    if (absl::Status status = CheckNames(path, *scan); !status.ok()) return status;
  }
  return TableSource(std::make_unique<Reader>(*std::move(formats), *std::move(scan), options));
}

TableSource::TableSource(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
TableSource::TableSource(TableSource&&) noexcept = default;
TableSource& TableSource::operator=(TableSource&&) noexcept = default;
TableSource::~TableSource() = default;

absl::StatusOr<Step> TableSource::Next(SourcedRow& row, RowFault& fault) {
  return reader_->Next(row, fault);
}

const std::string& TableSource::import_id() const { return reader_->import_id(); }
std::vector<std::string> TableSource::table_names() const { return reader_->table_names(); }
int64_t TableSource::bytes_total() const { return reader_->bytes_total(); }
int64_t TableSource::bytes_read() const { return reader_->bytes_read(); }

}  // namespace jifen::tools::table_import
