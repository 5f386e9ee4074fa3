// tools/jifen/message_file.h: files that hold a message, as text or as JSON.
//
//   Shape    *.json is JSON, anything else the text form of protobuf, - the standard input. Several text files are read as
//            one message, in their order: fields that come once are set once, lists grow.
//   Range    at most kFileBytesMax bytes in all.
//   Errors   a file that cannot be read: UNAVAILABLE, or NOT_FOUND; then TOO_LARGE; then SCHEME_SYNTAX
//            for a scheme, TEXT_INVALID for anything else, with file:line:column in path, and line and
//            column.
//   Threads  free functions without state.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

inline constexpr int64_t kFileBytesMax = int64_t{16} << 20;

// A folder stands for its *.textproto in the order of their names; a file for itself.
absl::StatusOr<std::vector<std::filesystem::path>> MessageFilesOf(
    const Context& context, const std::filesystem::path& file_or_folder);

// A text file among those that are read as one.
struct TextPiece {
  std::string file;
  std::string text;    // ends with a line end
  int first_line = 1;  // in the whole
  int lines = 0;
};

// The text files, in their order.
absl::StatusOr<std::vector<TextPiece>> ReadPieces(const Context& context,
                                                  const std::vector<std::filesystem::path>& files);

// The piece that holds a line of the whole; the last one for a line beyond.
const TextPiece& PieceAt(const std::vector<TextPiece>& pieces, int line);

absl::Status ReadMessage(const Context& context, const std::vector<std::filesystem::path>& files,
                         google::protobuf::Message& message);

// The text form, with Chinese as it is.
std::string ToTextProto(const google::protobuf::Message& message);

}  // namespace jifen::tools::cli
