#include "tools/table_import/workbook_part.h"

#include <algorithm>
#include <utility>

#include "proto/model/error.h"
#include "tools/table_import/sheet_reader.h"
#include "tools/table_import/table_guess.h"
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

// In a workbook with a table's name, the one sheet with that table's headings is it; sheets beside it that are
// like no table are for people.
absl::Status NameByBook(const TableFormats& formats, const Table& named,
                        std::vector<TablePart>& parts) {
  TablePart* only = nullptr;
  std::vector<TablePart*> beside;
  for (TablePart& part : parts) {
    if (part.table != nullptr) return absl::OkStatus();  // the sheets have names of their own
    if (part.open == nullptr || part.fault.has_value()) continue;
    const absl::StatusOr<std::unique_ptr<RowSource>> rows = part.open();
    if (!rows.ok()) return rows.status();
    const absl::StatusOr<TableGuess> guess = GuessTable(formats, **rows);
    if (!guess.ok()) return guess.status();
    const bool like = KnownHeadings(formats, named, HeadingsOf(guess->first)) >= kGuessHeadingsMin;
    if (like && only != nullptr) return absl::OkStatus();  // which one is not for us to say
    if (like) {
      only = &part;
    } else if (guess->table == nullptr) {
      beside.push_back(&part);
    }
  }
  if (only == nullptr) return absl::OkStatus();
  only->table = &named;
  only->notes = false;
  for (TablePart* part : beside) part->notes = true;
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
      part.fault = RowFault{.reason = v1::REASON_COLUMN_UNKNOWN,
                            .expected = "未隐藏的工作表 / a sheet that is not hidden",
                            .warning = true,
                            .unread = true};
    } else {
      const absl::Status status = Check(*workbook, sheet, part, empty);
      if (!status.ok()) return status;
      if (empty && part.table == nullptr) continue;
      ++visible;
    }
    parts.push_back(std::move(part));
  }
  const Table* named = formats.FindByStem(file_stem);
  for (TablePart& part : parts) {
    const bool open = part.table == nullptr && !part.fault.has_value();
    if (open && visible == 1) part.table = named;
    const bool notes = IsNotesName(part.name) || (visible == 1 && IsNotesName(file_stem));
    part.notes = open && part.table == nullptr && notes;
  }
  if (named != nullptr && visible > 1) {
    if (absl::Status status = NameByBook(formats, *named, parts); !status.ok()) return status;
  }
  return parts;
}

}  // namespace jifen::tools::table_import
