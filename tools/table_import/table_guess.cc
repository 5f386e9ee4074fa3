#include "tools/table_import/table_guess.h"

#include <algorithm>

#include "tools/table_import/file_layout.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

const Table* BestTable(const TableFormats& formats, const std::vector<std::string>& headings) {
  const Table* best = nullptr;
  int most = kGuessHeadingsMin - 1;
  bool tie = false;
  for (const Table& table : formats.tables()) {
    const int known = KnownHeadings(formats, table, headings);
    if (known < most || known < kGuessHeadingsMin) continue;
    tie = known == most;
    best = &table;
    most = known;
  }
  return tie ? nullptr : best;
}

}  // namespace

std::vector<std::string> HeadingsOf(const TextRow& row) {
  std::vector<std::string> headings;
  for (const TextCell& cell : row.cells) headings.push_back(OneLine(cell.text));
  return headings;
}

int KnownHeadings(const TableFormats& formats, const Table& table,
                  const std::vector<std::string>& headings) {
  FileLayout layout{.table = &table, .columns = {}};
  std::vector<RowFault> faults;
  MatchHeadings(formats, headings, {.ignore_unknown = true}, layout, faults);
  return static_cast<int>(
      std::count_if(layout.columns.begin(), layout.columns.end(),
                    [](const FileColumn& column) { return column.column != nullptr; }));
}

absl::StatusOr<TableGuess> GuessTable(const TableFormats& formats, RowSource& rows) {
  TableGuess guess;
  TextRow row;
  for (int i = 0; i < kGuessRowsMax; ++i) {
    const absl::StatusOr<RowStep> step = rows.Next(row);
    if (!step.ok()) return step.status();
    if (*step == RowStep::kEnd) break;
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const TextCell& cell) { return Trim(cell.text).empty(); });
    if (*step != RowStep::kRow || blank) continue;
    guess.table = BestTable(formats, HeadingsOf(row));
    if (guess.first.cells.empty()) guess.first = row;
    if (guess.table != nullptr) {
      guess.first = row;
      break;
    }
  }
  return guess;
}

bool IsNotesName(std::string_view name) {
  const std::string form = HeadingForm(name);
  for (std::string_view known : {"备注", "目录", "封面", "notes", "readme", "instructions"}) {
    if (form == known) return true;
  }
  return std::string_view(form).ends_with("说明");
}

}  // namespace jifen::tools::table_import
