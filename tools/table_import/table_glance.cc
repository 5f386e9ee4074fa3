#include "tools/table_import/table_glance.h"

#include <utility>

#include "tools/table_import/source_scan.h"
#include "tools/table_import/table_guess.h"
#include "tools/table_import/table_opening.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// Those below the row of headings.
absl::Status AddRows(RowSource& source, int rows_max, TableGlance& glance) {
  TextRow row;
  while (static_cast<int>(glance.rows.size()) < rows_max) {
    const absl::StatusOr<RowStep> step = source.Next(row);
    if (!step.ok()) return step.status();
    if (*step == RowStep::kEnd) break;
    const bool heading = row.number <= glance.layout->heading_row;
    if (*step != RowStep::kRow || heading || IsBlank(row)) continue;
    std::vector<std::string>& cells = glance.rows.emplace_back();
    for (const TextCell& cell : row.cells) {
      cells.push_back(Shorten(OneLine(Trim(cell.text)), kValueBytesMax));
    }
  }
  return absl::OkStatus();
}

// How a file that is not read would be read if its name were that of the table it is most like.
absl::Status Guess(const TablePart& part, const std::shared_ptr<const TableFormats>& formats,
                   TableGlance& glance) {
  absl::StatusOr<std::unique_ptr<RowSource>> rows = part.open();
  if (!rows.ok()) return rows.status();
  const absl::StatusOr<TableGuess> guess = GuessTable(*formats, **rows);
  if (!guess.ok()) return guess.status();
  if (guess->first.cells.empty()) return absl::OkStatus();
  auto layout = std::make_shared<FileLayout>(FileLayout{.file = part.name,
                                                        .heading_row = guess->first.number,
                                                        .sheet = part.sheet,
                                                        .table = guess->table,
                                                        .columns = {},
                                                        .formats = formats});
  const std::vector<std::string> headings = HeadingsOf(guess->first);
  glance.guess = guess->table;
  if (guess->table != nullptr) {
    std::vector<RowFault> faults;  // told once the file has a table's name
    MatchHeadings(*formats, headings, {.source_department_given = true}, *layout, faults);
  } else {
    for (const std::string& heading : headings) layout->columns.push_back({.heading = heading});
  }
  glance.layout = std::move(layout);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<TableGlance>> Glance(const std::filesystem::path& path,
                                                const ReadOptions& options, int rows_max) {
  const absl::StatusOr<std::shared_ptr<const TableFormats>> formats = FormatsOf(options);
  if (!formats.ok()) return formats.status();
  const absl::StatusOr<SourceScan> scan = ScanSource(path, **formats, options);
  if (!scan.ok()) return scan.status();
  std::vector<TableGlance> glances;
  for (size_t i = 0; i < scan->parts.size(); ++i) {
    const TablePart& part = scan->parts[i];
    absl::StatusOr<OpenedTable> opened = OpenTable(part, static_cast<int>(i), *formats, options);
    if (!opened.ok()) return opened.status();
    TableGlance& glance = glances.emplace_back(TableGlance{.file = part.name,
                                                           .table = part.table,
                                                           .guess = nullptr,
                                                           .form = part.form,
                                                           .layout = std::move(opened->layout),
                                                           .readable = opened->rows != nullptr,
                                                           .faults = std::move(opened->faults),
                                                           .rows = {}});
    if (part.table == nullptr && !part.notes && part.open != nullptr) {
      if (const absl::Status status = Guess(part, *formats, glance); !status.ok()) return status;
    }
    if (glance.layout == nullptr) continue;
    if (opened->rows == nullptr) {  // its headings are to be mended, for which its rows help
      absl::StatusOr<std::unique_ptr<RowSource>> rows = part.open();
      if (!rows.ok()) return rows.status();
      opened->rows = *std::move(rows);
    }
    if (const absl::Status status = AddRows(*opened->rows, rows_max, glance); !status.ok()) {
      return status;
    }
  }
  return glances;
}

}  // namespace jifen::tools::table_import
