// tools/jifen/offline/scheme_source.h: a scheme's files, and where in them each field stands.
//
//   Shape    as message_file.h: a folder's *.textproto as one text, or one file; of a JSON file no
//            places are known.
//   Units    lines from 1, columns in code points from 1, of the file.
//   Errors   Read: those of message_file.h.
//   Threads  immutable after Read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/text_format.h"
#include "jifen/v1/scheme.pb.h"
#include "proto/model/error.h"
#include "tools/jifen/message_file.h"

namespace jifen::tools::cli {

struct SourcePlace {
  std::string file;
  int line = 0;
  int column = 0;
  std::string with_caret;  // the line, and below it a caret
};

class SchemeSource {
 public:
  static absl::StatusOr<SchemeSource> Read(const Context& context,
                                           const std::string& file_or_folder);

  const v1::Scheme& scheme() const { return scheme_; }

  // Where a fault of the scheme is: the field of its path or, if it is not set, the message around it;
  // in an expression the character itself. Nullopt of a fault without a place.
  std::optional<SourcePlace> PlaceOf(const model::Fault& fault) const;

 private:
  SchemeSource() = default;
  SourcePlace PlaceAt(size_t offset) const;

  v1::Scheme scheme_;
  std::vector<TextPiece> pieces_;
  std::string text_;  // the pieces one after the other
  std::unique_ptr<google::protobuf::TextFormat::ParseInfoTree> places_;
};

}  // namespace jifen::tools::cli
