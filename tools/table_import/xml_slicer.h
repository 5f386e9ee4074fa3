// tools/table_import/xml_slicer.h: the elements of some names of an XML stream, one after the other, so that
// a document of any size is parsed in pieces.
//
//   Shape    names are compared without their prefix. An element within one of its own name is part of it.
//   Range    a piece, or any other tag, comment or text between tags, has at most slice_bytes_max bytes.
//   Errors   Next: those of the stream; ARCHIVE_TOO_LARGE beyond the range; ARCHIVE_MALFORMED for XML
//            that is not well-formed as far as tags go, for UTF-16 and for any <!DOCTYPE.
//   Threads  one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/byte_stream.h"

namespace jifen::tools::table_import {

class XmlSlicer {
 public:
  XmlSlicer(std::unique_ptr<ByteStream> stream, std::vector<std::string> names,
            size_t slice_bytes_max);

  // Sets the name and the whole element; false at the end of a complete document.
  absl::StatusOr<bool> Next(std::string& name, std::string& slice);

  int64_t bytes_read() const { return bytes_read_; }

 private:
  enum class Kind { kStart, kStop, kEmpty, kOther, kEnd };
  struct Token {
    Kind kind = Kind::kOther;
    std::string name;  // local
    size_t begin = 0;  // in buffer_
  };

  absl::StatusOr<Token> NextToken();
  absl::Status ReadTag(Token& token);
  // Moves position_ behind the mark.
  absl::Status SkipTo(std::string_view mark);
  // position_ behind the > that ends the tag.
  absl::Status SkipTag();
  // Appends a block; false at the end.
  absl::StatusOr<bool> Fill();
  // Reads on until so many bytes are there, if there are.
  absl::Status Want(size_t count);
  // Lets go what was read.
  void Compact();
  bool Wanted(const std::string& name) const;

  std::unique_ptr<ByteStream> stream_;
  std::vector<std::string> names_;
  size_t slice_bytes_max_;
  std::string block_;
  std::string buffer_;
  size_t position_ = 0;
  size_t token_begin_ = 0;  // of the slice or token at hand
  int64_t bytes_read_ = 0;
  int64_t depth_ = 0;
  bool root_seen_ = false;
};

}  // namespace jifen::tools::table_import
