// tools/table_import/row_source.h: the rows of one table as text, whatever form it came in.
//
//   Shape    numbers are those that a spreadsheet shows. A row without any cell may be passed over. A cell
//            that cannot be taken has a reason: it refuses its row if its column is read.
//   Errors   Next: those of the bytes below. What is wrong with the content is in the row.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/error.pb.h"

namespace jifen::tools::table_import {

struct TextCell {
  std::string text;                            // UTF-8; of a cell at fault: what is shown
  v1::Reason reason = v1::REASON_UNSPECIFIED;  // why the cell cannot be taken
  std::string expected;                        // of a cell at fault
};

struct TextRow {
  int64_t number = 0;
  std::vector<TextCell> cells;
};

enum class RowStep {
  kRow,
  kBroken,  // the row could not be read: one cell with what is shown and the reason
  kEnd,
};

class RowSource {
 public:
  virtual ~RowSource() = default;

  virtual absl::StatusOr<RowStep> Next(TextRow& row) = 0;

  // Of the file, for a progress bar.
  virtual int64_t bytes_read() const = 0;
};

}  // namespace jifen::tools::table_import
