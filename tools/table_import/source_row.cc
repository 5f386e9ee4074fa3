#include "tools/table_import/source_row.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/row_builder.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// The path from the row on: a path may begin with a list, as in rows[3].record.
std::string_view FromRow(std::string_view path) {
  for (std::string_view root : {"record.", "enterprise."}) {
    const size_t at = path.find(root);
    const bool begins = at == 0 || (at != std::string_view::npos && path[at - 1] == '.');
    if (begins) return path.substr(at);
  }
  return path;
}

// The column that fills the path, or a field that holds it (a day's month: the day).
int ColumnOf(const FileLayout& layout, std::string_view path) {
  while (true) {
    if (const int index = layout.Find(path); index >= 0) return index;
    const size_t point = path.rfind('.');
    if (point == std::string_view::npos) return -1;
    path = path.substr(0, point);
  }
}

// The first of the columns that has a value in this row, else the first that is there.
int FirstWithValue(const SourceRow& where, const std::vector<std::string>& paths) {
  int first = -1;
  for (const std::string& path : paths) {
    const int index = where.layout->Find(path);
    if (index < 0) continue;
    const auto cell = static_cast<size_t>(index);
    if (cell < where.cells.size() && !where.cells[cell].empty()) return index;
    if (first < 0) first = index;
  }
  return first;
}

bool Defaulted(const SourceRow& where, int column) {
  const auto cell = static_cast<size_t>(column);
  return column < 0 || cell >= where.cells.size() || where.cells[cell].empty();
}

int FindColumn(const SourceRow& where, std::string_view path) {
  const FileLayout& layout = *where.layout;
  int column = ColumnOf(layout, path);
  // The whole entry is known by its code.
  if ((path == "record.enterprise_id" || path == "enterprise") && column < 0) {
    column = layout.Find("enterprise.enterprise_id");
  }
  if (path.starts_with("record.valid_from") && Defaulted(where, column)) {
    column = FirstWithValue(where, layout.table->valid_from);
  }
  if (path == "record.record_id" && Defaulted(where, column)) {
    column = FirstWithValue(where, layout.table->key);
  }
  return column;
}

}  // namespace

const std::string& SourceRow::file() const { return layout->file; }

RowFault Locate(const SourceRow& where, const v1::ErrorDetail& detail) {
  const int column = FindColumn(where, FromRow(detail.path()));
  RowFault fault = FaultAt(where, column, detail.reason(), detail.want());
  if (column < 0) {
    fault.value = Shorten(detail.got(), kValueBytesMax);
    if (!detail.path().empty()) fault.expected = absl::StrCat(detail.path(), ": ", detail.want());
  }
  return fault;
}

}  // namespace jifen::tools::table_import
