#include "tools/synth/table_writer.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/model/record_kind.h"
#include "tools/synth/archive_out.h"
#include "tools/synth/cell_form.h"
#include "tools/synth/cell_text.h"
#include "tools/table_import/file_layout.h"

namespace jifen::tools::synth {
namespace {

using table_import::CellType;
using table_import::Column;
using table_import::Encoding;
using table_import::MoneyUnit;
using table_import::Table;
using table_import::TableFormats;

// Where CSV files wait to be packed.
constexpr char kUnpacked[] = "unpacked.part";

const MoneyUnit* FindUnit(const TableFormats& formats, std::string_view name) {
  for (const MoneyUnit& unit : formats.units()) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

// Whether records of the kind hold until a day; of the others it is left out.
bool HasTerm(v1::RecordKind kind) {
  return kind == v1::RECORD_KIND_INTELLECTUAL_PROPERTY || kind == v1::RECORD_KIND_QUALIFICATION ||
         kind == v1::RECORD_KIND_PENALTY;
}

// Who it is, what the table is about, until when it holds, and who says so.
std::vector<const Column*> ColumnsOf(const Table& table) {
  constexpr std::string_view kFirst[] = {"record.enterprise_id", ""};
  constexpr std::string_view kLast[] = {"record.valid_to", "record.provenance.source_department",
                                        "record.provenance.verification"};
  constexpr std::string_view kLeftOut[] = {"record.record_id", "record.valid_from",
                                           "record.provenance.observed"};
  const auto among = [](const auto& paths, const Column& column) {
    return std::find(std::begin(paths), std::end(paths), column.path) != std::end(paths);
  };
  std::vector<const Column*> columns;
  const bool register_entry = table.Find("enterprise.name") != nullptr;
  for (std::string_view path : kFirst) {
    const Column* column = register_entry ? nullptr : table.Find(path);
    if (column != nullptr) columns.push_back(column);
  }
  for (const Column& column : table.columns) {
    const bool own = !among(kFirst, column) && !among(kLast, column) && !among(kLeftOut, column);
    if (own) columns.push_back(&column);
  }
  for (std::string_view path : kLast) {
    if (path != kLast[0] || HasTerm(table.kind)) columns.push_back(table.Find(path));
  }
  return columns;
}

std::string Quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string Encode(const std::string& utf8, Encoding encoding) {
  if (encoding != Encoding::kGb18030) return utf8;
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  const int32_t length = text.extract(0, text.length(), nullptr, 0, "gb18030");
  std::string bytes(static_cast<size_t>(length), '\0');
  text.extract(0, text.length(), bytes.data(), static_cast<uint32_t>(bytes.size()), "gb18030");
  return bytes;
}

std::string CsvLine(const std::vector<std::string>& cells) {
  std::vector<std::string> quoted;
  for (const std::string& cell : cells) quoted.push_back(Quoted(cell));
  return absl::StrJoin(quoted, ",");
}

absl::StatusOr<TableFile> TableFile::Create(const TablePlace& place, const Table& table,
                                            const TableFormats& formats,
                                            const WriteOptions& options) {
  TableFile file;
  const std::string& stem = options.chinese ? table.zh : table.en;
  file.options_ = options;
  file.table_ = &table;
  file.unit_ = FindUnit(formats, table.kind == v1::RECORD_KIND_LOAN ? "yuan" : "wan_yuan");
  if (file.unit_ == nullptr) return absl::InternalError("tables.json: no unit of that name");
  file.columns_ = ColumnsOf(table);
  for (const Column* column : file.columns_) {
    file.types_.push_back(column->type);
    file.headings_.push_back(table_import::HeadingFor(*column, *file.unit_, options.chinese));
  }
  file.name_ = absl::StrCat(place.prefix, stem, place.workbook == nullptr ? ".csv" : "");
  if (place.workbook != nullptr) {
    const absl::StatusOr<SheetOut> sheet = place.workbook->AddSheet(stem);
    if (!sheet.ok()) return sheet.status();
    file.sheet_ = *sheet;
  } else {
    file.file_.open(place.folder / (stem + ".csv"), std::ios::binary | std::ios::trunc);
    if (options.encoding == Encoding::kUtf8WithMark) file.file_ << table_import::kUtf8Mark;
  }
  if (const absl::Status status = file.Append(file.headings_); !status.ok()) return status;
  return file;
}

std::vector<std::string> TableFile::Cells(const v1::ImportRow& row,
                                          const std::string& enterprise_name) const {
  std::vector<std::string> cells;
  for (size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = *columns_[i];
    if (column.type == CellType::kIgnored) {
      cells.push_back(enterprise_name);
      continue;
    }
    const uint64_t place = (static_cast<uint64_t>(rows_) << 6U) + i;
    cells.push_back(InSomeForm(column.type, CellText(column, row, *unit_, options_.chinese), place,
                               options_.chinese));
  }
  return cells;
}

absl::Status TableFile::Append(const std::vector<std::string>& cells) {
  if (sheet_.has_value()) return sheet_->Write(rows_++, cells, types_);
  return AppendRaw(Encode(CsvLine(cells), options_.encoding));
}

absl::Status TableFile::AppendRaw(const std::string& line) {
  file_ << line << "\r\n";
  ++rows_;
  return file_ ? absl::OkStatus()
               : absl::UnavailableError(absl::StrCat(name_, ": cannot be written"));
}

absl::Status TableFile::Close() {
  if (sheet_.has_value()) return absl::OkStatus();
  file_.close();
  return file_ ? absl::OkStatus()
               : absl::UnavailableError(absl::StrCat(name_, ": cannot be written"));
}

absl::StatusOr<TableWriter> TableWriter::Create(const std::filesystem::path& folder,
                                                const WriteOptions& options) {
  const absl::StatusOr<TableFormats>& formats = table_import::BuiltinFormats();
  if (!formats.ok()) return formats.status();
  TableWriter writer;
  writer.options_ = options;
  writer.folder_ = folder;
  writer.place_.folder = options.format == FileFormat::kZip ? folder / kUnpacked : folder;
  std::error_code error;
  std::filesystem::create_directories(writer.place_.folder, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat(folder.string(), ": cannot be made: ", error.message()));
  }
  if (options.format != FileFormat::kCsv) {
    writer.archive_ = absl::StrCat(options.chinese ? "企业数据" : "tables",
                                   options.format == FileFormat::kZip ? ".zip" : ".xlsx");
    writer.place_.prefix = writer.archive_ + "/";
  }
  if (options.format == FileFormat::kWorkbook) {
    absl::StatusOr<std::unique_ptr<WorkbookOut>> workbook =
        WorkbookOut::Create(folder / writer.archive_);
    if (!workbook.ok()) return workbook.status();
    writer.workbook_ = *std::move(workbook);
    writer.place_.workbook = writer.workbook_.get();
  }
  for (const Table& table : formats->tables()) {
    absl::StatusOr<TableFile> file = TableFile::Create(writer.place_, table, *formats, options);
    if (!file.ok()) return file.status();
    writer.files_.emplace(table.kind, *std::move(file));
  }
  return writer;
}

absl::Status TableWriter::Append(const v1::ImportRow& row, const std::string& enterprise_name) {
  TableFile& file = files_.at(model::KindOf(row.record()));
  return file.Append(file.Cells(row, enterprise_name));
}

absl::Status TableWriter::Close() {
  for (auto& [kind, file] : files_) {
    if (const absl::Status status = file.Close(); !status.ok()) return status;
  }
  if (workbook_ != nullptr) return workbook_->Close();
  if (options_.format == FileFormat::kCsv) return absl::OkStatus();
  const absl::Status packed = PackFolder(place_.folder, folder_ / archive_);
  std::error_code error;
  std::filesystem::remove_all(place_.folder, error);
  return packed;
}

}  // namespace jifen::tools::synth
