// tools/table_import/csv_reader.h: the rows of a CSV stream as bytes, with the numbers that a spreadsheet shows.
//
//   Shape    RFC 4180 with any line end; a blank line is a row with a number, and is passed over.
//            Reading bytes is right for GB18030 too: no second byte of a character is a comma, a
//            quote or a line end.
//   Range    a row has at most bytes_max bytes.
//   Errors   a row at fault costs itself alone: reading goes on with the line after its first, so
//            that a lost quote does not swallow the rest of the file. Status: as LineReader.
//   Threads  one at a time.
#pragma once

#include <csv.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/byte_stream.h"
#include "tools/table_import/line_reader.h"

namespace jifen::tools::table_import {

struct CsvRow {
  int64_t number = 0;
  std::vector<std::string> cells;  // of a row at fault: its first line
};

enum class CsvStep {
  kRow,
  kMalformed,  // a quote where none may be, or one that never closes
  kTooLarge,   // more than bytes_max bytes
  kEnd,
};

class CsvReader {
 public:
  CsvReader(std::unique_ptr<ByteStream> bytes, int64_t bytes_max);

  absl::StatusOr<CsvStep> Next(CsvRow& row);

  int64_t bytes_read() const { return lines_.bytes_read(); }

 private:
  struct Free {
    void operator()(csv_parser* parser) const;
  };
  struct Line {
    std::string text;
    bool cut = false;
  };
  enum class Progress { kMore, kRow, kMalformed };

  absl::StatusOr<bool> NextLine(Line& line);
  Progress Feed(const std::string& line, CsvRow& row);
  Progress Finish(CsvRow& row);
  void Reset();
  CsvStep GiveUp(CsvStep step, CsvRow& row);

  LineReader lines_;
  int64_t bytes_max_;
  std::unique_ptr<csv_parser, Free> parser_;
  bool first_ = true;
  int64_t number_ = 0;
  std::deque<Line> row_;      // lines of the row at hand
  std::deque<Line> pending_;  // lines to read again after a fault
};

}  // namespace jifen::tools::table_import
