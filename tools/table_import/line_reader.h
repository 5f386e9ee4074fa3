// tools/table_import/line_reader.h: the lines of a stream with their ends, in blocks.
//
//   Shape    a line ends after LF, CR LF, or a CR that no LF follows; the last may end with none.
//   Range    at most bytes_max bytes of a line are kept, the rest is passed over.
//   Errors   Next: those of the stream.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "tools/table_import/byte_stream.h"

namespace jifen::tools::table_import {

class LineReader {
 public:
  LineReader(std::unique_ptr<ByteStream> stream, int64_t bytes_max);

  // False at the end. `cut` says that the line was longer than bytes_max.
  absl::StatusOr<bool> Next(std::string& line, bool& cut);

  int64_t bytes_read() const { return bytes_read_; }

 private:
  // Reads the next block; false at the end.
  absl::StatusOr<bool> Fill();
  void Keep(size_t count, std::string& line, bool& cut);

  std::unique_ptr<ByteStream> stream_;
  int64_t bytes_max_;
  int64_t bytes_read_ = 0;
  std::string block_;
  size_t position_ = 0;
};

}  // namespace jifen::tools::table_import
