// tools/table_import/row_fault.h: what is wrong with one row, or with one file, of an imported
// folder.
//
//   Shape    row is as a spreadsheet shows it: the headings are row 1; a line break within quotes
//            begins no row. A fault of a whole file has row 1, or 0 if it has no headings either.
//   Threads  plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "jifen/v1/error.pb.h"

namespace jifen::tools::table_import {

// Of a cell that is shown: a report of many faults, and the rows in flight, stay small.
inline constexpr size_t kValueBytesMax = 200;

struct RowFault {
  std::string file;  // name within the folder
  int64_t row = 0;
  std::string column;  // heading as the file has it; empty if no column is at fault
  std::string value;   // the cell as UTF-8, at most kValueBytesMax bytes of it
  v1::Reason reason = v1::REASON_UNSPECIFIED;
  std::string expected;
  // Nothing is refused: the file or column is not read. Otherwise the row, or with it the file, is
  // left out.
  bool warning = false;
  // A warning that a whole file or sheet is not read: what is in it is not loaded.
  bool unread = false;
  // Position of the file in the order of reading; a report is sorted by it, then by row.
  int file_order = 0;
};

// Of a file or sheet that is not read because of its name or place: its reason is that of headings too.
bool IsOfWholeTable(const RowFault& fault);
// Of those, what is for people: nothing is missed by not reading it.
bool IsOfNotes(const RowFault& fault);

// The reason in both languages with its name, e.g.
// "单元格无法识别 / the cell cannot be read (CELL_INVALID)".
std::string ReasonText(const RowFault& fault);

}  // namespace jifen::tools::table_import
