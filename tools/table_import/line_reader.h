// tools/table_import/line_reader.h: the lines of a file with their ends, in blocks.
//
//   Shape    a line ends after LF, CR LF, or a CR that no LF follows; the last may end with none.
//   Range    at most bytes_max bytes of a line are kept, the rest is passed over.
//   Errors   Open and Next: UNAVAILABLE if the file cannot be read.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/status/statusor.h"

namespace jifen::tools::table_import {

class LineReader {
 public:
  static absl::StatusOr<LineReader> Open(const std::filesystem::path& path, int64_t bytes_max);

  // False at the end of the file. `cut` says that the line was longer than bytes_max.
  absl::StatusOr<bool> Next(std::string& line, bool& cut);

  int64_t bytes_read() const { return bytes_read_; }

 private:
  LineReader(std::ifstream file, std::string name, int64_t bytes_max);

  // Reads the next block; false at the end.
  absl::StatusOr<bool> Fill();
  void Keep(size_t count, std::string& line, bool& cut);

  std::ifstream file_;
  std::string name_;
  int64_t bytes_max_;
  int64_t bytes_read_ = 0;
  std::string block_;
  size_t position_ = 0;
};

}  // namespace jifen::tools::table_import
