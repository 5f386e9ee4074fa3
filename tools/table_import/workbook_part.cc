#include "tools/table_import/workbook_part.h"

#include <algorithm>
#include <utility>

#include "proto/model/error.h"
#include "tools/table_import/sheet_reader.h"
#include "tools/table_import/template_notes.h"
#include "tools/table_import/workbook.h"

namespace jifen::tools::table_import {
namespace {

absl::Status Check(const std::shared_ptr<const Workbook>& workbook, const Sheet& sheet,
                   TablePart& part, bool& empty) {
  absl::StatusOr<SheetFacts> facts = CheckSheet(*workbook, sheet);
  if (!facts.ok()) {
    const std::optional<v1::ErrorDetail> detail = model::DetailOf(facts.status());
    if (!detail.has_value()) return facts.status();
    part.fault = RowFault{.reason = detail->reason(), .expected = detail->want()};
    return absl::OkStatus();
  }
  empty = facts->empty;
  part.bytes = facts->bytes;
  part.open = [workbook, sheet, merges = std::move(facts->merges)] {
    return OpenSheetRows(workbook, sheet, merges);
  };
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<TablePart>> ScanWorkbook(std::shared_ptr<Archive> archive,
                                                    const TableFormats& formats,
                                                    std::string_view file_stem) {
  const absl::StatusOr<std::shared_ptr<const Workbook>> workbook =
      Workbook::Open(std::move(archive));
  if (!workbook.ok()) return workbook.status();
  if (const auto strings = (*workbook)->ReadStrings(); !strings.ok()) return strings.status();
  std::vector<TablePart> parts;
  int visible = 0;
  for (const Sheet& sheet : (*workbook)->sheets()) {
    if (sheet.path.empty()) continue;
    if (sheet.name == kNotesSheetZh || sheet.name == kNotesSheetEn) continue;
    TablePart part{.name = sheet.name,
                   .table = formats.FindByStem(sheet.name),
                   .sheet = true,
                   .form = "Excel",
                   .open = nullptr};
    bool empty = false;
    if (sheet.hidden) {
      if (part.table == nullptr) continue;
      part.table = nullptr;
      part.fault = RowFault{
          .reason = v1::REASON_COLUMN_UNKNOWN,
          .expected = "隐藏的工作表未读取，请取消隐藏 / a hidden sheet is not read; show it",
          .warning = true};
    } else {
      const absl::Status status = Check(*workbook, sheet, part, empty);
      if (!status.ok()) return status;
      if (empty && part.table == nullptr) continue;
      ++visible;
    }
    parts.push_back(std::move(part));
  }
  for (TablePart& part : parts) {
    const bool alone = visible == 1 && part.table == nullptr && !part.fault.has_value();
    if (alone) part.table = formats.FindByStem(file_stem);
  }
  return parts;
}

}  // namespace jifen::tools::table_import
