// tools/table_import/encoding.h: which encoding a file has, and its text as UTF-8.
//
//   Shape    a file has lines that are plainly UTF-8 (valid, with characters of three bytes) or plainly
//            GB18030 (valid in it, and most of its bytes no part of UTF-8), others that fit both or
//            are broken. Plain lines of both kinds: the file is mixed. Else it is UTF-8 if it begins
//            with the mark or all lines are valid; else GB18030 if all are; else whichever of the
//            two nine of ten lines with bytes beyond ASCII are valid in: its other rows are at fault one
//            by one.
//   Source   RFC 3629; GB 18030-2005 as ICU's converter has it.
//   Threads  one at a time for each object.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct UConverter;

namespace jifen::tools::table_import {

enum class Encoding { kUtf8, kUtf8WithMark, kGb18030 };

inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// For people: "UTF-8" or "GB18030".
std::string EncodingName(Encoding encoding);

class Decoder {
 public:
  explicit Decoder(Encoding encoding);

  // The bytes as UTF-8; nullopt if they are not strictly valid.
  std::optional<std::string> Decode(std::string_view bytes) const;

  // The same with U+FFFD for what is not valid.
  std::string DecodeLossy(std::string_view bytes) const;

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };

  bool gb18030_;
  std::unique_ptr<UConverter, Close> strict_;
  std::unique_ptr<UConverter, Close> lossy_;
};

class EncodingDetector {
 public:
  // The lines of the file in order, each once.
  void AddLine(std::string_view line);

  // nullopt: neither, or mixed.
  std::optional<Encoding> Result() const;

  // The first line, from 1, that is in another encoding than plain lines before it; 0: there is none.
  int64_t mixed_line() const;
  // Of a mixed file: the encoding of that line.
  Encoding mixed_encoding() const;

 private:
  Decoder gb18030_{Encoding::kGb18030};
  bool mark_ = false;
  int64_t number_ = 0;         // of the line at hand
  int64_t lines_ = 0;          // with bytes beyond ASCII
  int64_t valid_utf8_ = 0;     // of these
  int64_t valid_gb18030_ = 0;  // of these, those that are plainly UTF-8 left out
  int64_t first_utf8_ = 0;     // first line that is plainly so; 0: none
  int64_t first_gb18030_ = 0;
};

}  // namespace jifen::tools::table_import
