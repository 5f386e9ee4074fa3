#include "tools/table_import/line_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace jifen::tools::table_import {
namespace {

constexpr size_t kBlockBytes = 64 << 10;

// As find_first_of("\r\n"), which asks for each byte if it is one of the two.
size_t FindLineEnd(const std::string& block, size_t from) {
  const char* begin = block.data() + from;
  const size_t size = block.size() - from;
  const auto* feed = static_cast<const char*>(std::memchr(begin, '\n', size));
  const size_t line = feed == nullptr ? size : static_cast<size_t>(feed - begin);
  const auto* back = static_cast<const char*>(std::memchr(begin, '\r', line));
  const char* first = back == nullptr ? feed : back;
  return first == nullptr ? std::string::npos : static_cast<size_t>(first - block.data());
}

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteStream> stream, int64_t bytes_max)
    : stream_(std::move(stream)), bytes_max_(bytes_max) {}

absl::StatusOr<bool> LineReader::Fill() {
  block_.resize(kBlockBytes);
  position_ = 0;
  const absl::StatusOr<size_t> count = stream_->Read(block_.data(), block_.size());
  block_.resize(count.ok() ? *count : 0);
  if (!count.ok()) return count.status();
  return *count > 0;
}

void LineReader::Keep(size_t count, std::string& line, bool& cut) {
  const auto room = static_cast<size_t>(bytes_max_) - line.size();
  line.append(block_, position_, std::min(count, room));
  cut = cut || count > room;
  position_ += count;
  bytes_read_ += static_cast<int64_t>(count);
}

absl::StatusOr<bool> LineReader::Next(std::string& line, bool& cut) {
  line.clear();
  cut = false;
  bool any = false;
  bool return_seen = false;
  while (true) {
    if (position_ == block_.size()) {
      const absl::StatusOr<bool> more = Fill();
      if (!more.ok()) return more.status();
      if (!*more) return any;
    }
    any = true;
    if (return_seen) {
      if (block_[position_] == '\n') Keep(1, line, cut);
      return true;
    }
    const size_t end = FindLineEnd(block_, position_);
    if (end == std::string::npos) {
      Keep(block_.size() - position_, line, cut);
      continue;
    }
    return_seen = block_[end] == '\r';
    Keep(end + 1 - position_, line, cut);
    if (!return_seen) return true;
  }
}

}  // namespace jifen::tools::table_import
