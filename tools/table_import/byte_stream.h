// tools/table_import/byte_stream.h: bytes in order, from a file or from an entry of an archive.
//
//   Errors   OpenFile and Read of a file: UNAVAILABLE. Others say theirs.
//   Threads  one at a time for each stream.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>

#include "absl/status/statusor.h"

namespace jifen::tools::table_import {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // At most `size` bytes; 0 at the end.
  virtual absl::StatusOr<size_t> Read(char* to, size_t size) = 0;
};

// Begins the same bytes anew, as often as it is called.
using OpenBytes = std::function<absl::StatusOr<std::unique_ptr<ByteStream>>()>;

absl::StatusOr<std::unique_ptr<ByteStream>> OpenFile(const std::filesystem::path& path);

// All bytes of the stream; RESOURCE_EXHAUSTED beyond bytes_max.
absl::StatusOr<std::string> ReadAllBytes(ByteStream& stream, size_t bytes_max);

}  // namespace jifen::tools::table_import
