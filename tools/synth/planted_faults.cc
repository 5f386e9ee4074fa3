#include "tools/synth/planted_faults.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "tools/synth/planted_files.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::synth {
namespace {

using table_import::Column;

struct PlantedCell {
  v1::RecordKind kind;
  std::string_view path;
  std::string_view cell;
  v1::Reason reason;
  // A second cell, that makes the row another record or the fault visible.
  std::string_view other_path = "";
  std::string_view other_cell = "";
};

constexpr std::string_view kUnknownCode = "<unknown>";
constexpr std::string_view kLongText = "<long>";

std::string CellOf(const PlantedCell& plant, const std::string& unknown_code) {
  if (plant.cell == kUnknownCode) return unknown_code;
  if (plant.cell == kLongText) {
    return std::string(static_cast<size_t>(table_import::kCellBytesMax) + 1, 'x');
  }
  return std::string(plant.cell);
}

constexpr PlantedCell kPlants[] = {
    {v1::RECORD_KIND_PROFILE, "enterprise.enterprise_id", "914212020000000198",
     v1::REASON_CREDIT_CODE_INVALID},
    {v1::RECORD_KIND_PROFILE, "enterprise.area_code", "42120", v1::REASON_CODE_INVALID,
     "enterprise.enterprise_id", "914212020000000197"},
    {v1::RECORD_KIND_PROFILE, "enterprise.name", "", v1::REASON_FIELD_REQUIRED},
    {v1::RECORD_KIND_PROFILE, "enterprise.founded", "2023-02-29", v1::REASON_DATE_INVALID},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.enterprise_id", kUnknownCode,
     v1::REASON_ENTERPRISE_UNKNOWN},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.rd_expense_fen", "-12.5",
     v1::REASON_NEGATIVE_AMOUNT, "record.annual_report.year", "2019"},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.sci_tech_staff", "20000",
     v1::REASON_PART_EXCEEDS_WHOLE, "record.annual_report.year", "2018"},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.sales_fen", "1.2E+07",
     v1::REASON_CELL_INVALID, "record.annual_report.year", "2017"},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.sales_fen", "0.0000001",
     v1::REASON_CELL_INVALID, "record.annual_report.year", "2016"},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.assets_fen", "92233720368548",
     v1::REASON_OUT_OF_RANGE, "record.annual_report.year", "2015"},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.year", "20255", v1::REASON_OUT_OF_RANGE},
    {v1::RECORD_KIND_INTELLECTUAL_PROPERTY, "record.intellectual_property.number",
     "ZL201710601862.4", v1::REASON_PATENT_NUMBER_INVALID, "record.intellectual_property.kind",
     "invention"},
    {v1::RECORD_KIND_INTELLECTUAL_PROPERTY, "record.intellectual_property.kind", "专利?",
     v1::REASON_UNKNOWN_ENUM},
    {v1::RECORD_KIND_QUALIFICATION, "record.valid_to", "2001-01-01", v1::REASON_PERIOD_REVERSED,
     "record.qualification.number", "GR200100000000"},
    {v1::RECORD_KIND_QUALIFICATION, "record.qualification.granted", "", v1::REASON_FIELD_REQUIRED},
    {v1::RECORD_KIND_QUALIFICATION, "record.qualification.granted", "2025年2月30日",
     v1::REASON_DATE_INVALID},
    {v1::RECORD_KIND_QUALIFICATION, "record.qualification.number", "GR\x01",
     v1::REASON_TEXT_INVALID},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.sales_fen", "12,34.5",
     v1::REASON_CELL_INVALID, "record.annual_report.year", "2014"},
    {v1::RECORD_KIND_ANNUAL_REPORT, "record.annual_report.staff", "120①", v1::REASON_CELL_INVALID,
     "record.annual_report.year", "2013"},
    {v1::RECORD_KIND_INTELLECTUAL_PROPERTY, "record.intellectual_property.core", "也许",
     v1::REASON_CELL_INVALID},
    {v1::RECORD_KIND_INTELLECTUAL_PROPERTY, "record.intellectual_property.title", kLongText,
     v1::REASON_TOO_LARGE},
};

int IndexOf(const TableFile& file, std::string_view path) {
  const std::vector<const Column*>& columns = file.columns();
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const Column* column) { return column->path == path; });
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

}  // namespace

bool FaultPlanter::Wants(const v1::Record& record) const {
  if (good_.count(model::KindOf(record)) > 0) return false;
  const v1::AnnualReport& report = record.annual_report();
  // A part exceeds nothing where there is no whole.
  return !record.has_annual_report() || (report.has_staff() && report.has_sales_fen());
}

void FaultPlanter::Note(v1::RecordKind kind, std::vector<std::string> cells) {
  good_.emplace(kind, std::move(cells));
}

void FaultPlanter::List(const TableFile& file, const std::string& column, std::string_view reason) {
  absl::StrAppend(&list_, file.name(), ",", file.rows(), ",", column, ",", std::string(reason),
                  "\r\n");
}

absl::Status FaultPlanter::PlantCells(const std::string& unknown_code, TableWriter& writer) {
  for (const PlantedCell& plant : kPlants) {
    TableFile& file = writer.file(plant.kind);
    const auto good = good_.find(plant.kind);
    const int index = IndexOf(file, plant.path);
    if (good == good_.end() || index < 0) {
      return absl::FailedPreconditionError(
          absl::StrCat(file.name(), ": no good row to spoil; make more enterprises"));
    }
    std::vector<std::string> cells = good->second;
    cells[static_cast<size_t>(index)] = CellOf(plant, unknown_code);
    if (const int other = IndexOf(file, plant.other_path); other >= 0) {
      cells[static_cast<size_t>(other)] = std::string(plant.other_cell);
    }
    if (const absl::Status status = file.Append(cells); !status.ok()) return status;
    List(file, file.headings()[static_cast<size_t>(index)], model::ReasonName(plant.reason));
  }
  return absl::OkStatus();
}

absl::Status FaultPlanter::PlantDuplicate(TableFile& file) {
  const auto good = good_.find(v1::RECORD_KIND_ANNUAL_REPORT);
  if (const absl::Status status = file.Append(good->second); !status.ok()) return status;
  const int year = IndexOf(file, "record.annual_report.year");
  List(file, file.headings()[static_cast<size_t>(year)], "DUPLICATE_RECORD");
  return absl::OkStatus();
}

absl::Status FaultPlanter::PlantBytes(TableFile& file) {
  // A character that is cut off, in the cell of the name: the row alone is at fault.
  std::vector<std::string> cells = good_.find(v1::RECORD_KIND_PROFILE)->second;
  const int name = IndexOf(file, "enterprise.name");
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += static_cast<int>(i) == name ? "\xE5" : Encode(cells[i], file.options().encoding);
  }
  if (const absl::Status status = file.AppendRaw(line); !status.ok()) return status;
  List(file, file.headings()[static_cast<size_t>(name)], "TEXT_INVALID");
  if (const absl::Status status = file.AppendRaw("91\"4403,lost quote"); !status.ok()) {
    return status;
  }
  List(file, "", "CSV_MALFORMED");
  return absl::OkStatus();
}

absl::Status FaultPlanter::PlantFiles(TableWriter& writer) {
  const absl::StatusOr<std::string> planted =
      PlantFaultyFiles(writer, {.report = good_.find(v1::RECORD_KIND_ANNUAL_REPORT)->second,
                                .title = good_.find(v1::RECORD_KIND_QUALIFICATION)->second});
  if (!planted.ok()) return planted.status();
  list_ += *planted;
  return absl::OkStatus();
}

absl::Status FaultPlanter::Plant(const std::string& unknown_code, TableWriter& writer) {
  absl::Status status = PlantCells(unknown_code, writer);
  if (status.ok()) status = PlantDuplicate(writer.file(v1::RECORD_KIND_ANNUAL_REPORT));
  const bool bytes = writer.options().format != FileFormat::kWorkbook;
  if (status.ok() && bytes) status = PlantBytes(writer.file(v1::RECORD_KIND_PROFILE));
  if (status.ok()) status = PlantFiles(writer);
  return status;
}

}  // namespace jifen::tools::synth
