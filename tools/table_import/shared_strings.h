// tools/table_import/shared_strings.h: the texts that a workbook's cells name by number.
//
//   Shape    rich text is its text alone; readings of characters (ruby) are left out. Of a long text
//            kSharedStringKeptMax bytes are kept: a cell that long is refused anyway.
//   Range    kSharedStringsMax texts, kSharedStringBytesMax bytes that are kept.
//   Errors   Read: those of XmlSlicer; ARCHIVE_TOO_LARGE.
//   Threads  immutable once read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/byte_stream.h"

namespace pugi {
class xml_node;
}

namespace jifen::tools::table_import {

inline constexpr int64_t kSharedStringsMax = 4'000'000;
inline constexpr int64_t kSharedStringBytesMax = int64_t{128} << 20;
inline constexpr size_t kSharedStringKeptMax = 4097;

// The text of an <si> or <is>: its <t>, or those of its <r>; _x000D_ and the like as what they stand for.
std::string RichText(const pugi::xml_node& node);

// The name without its prefix.
std::string_view LocalName(const char* name);

class SharedStrings {
 public:
  static absl::StatusOr<SharedStrings> Read(std::unique_ptr<ByteStream> stream);

  SharedStrings() = default;

  // nullopt: there is none of this number.
  std::optional<std::string_view> Get(int64_t number) const;

 private:
  std::string bytes_;
  std::vector<uint32_t> ends_;  // in bytes_
};

}  // namespace jifen::tools::table_import
