#include "tools/jifen/message_file.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>

#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "jifen/v1/error.pb.h"
#include "jifen/v1/scheme.pb.h"
#include "proto/model/error.h"
#include "proto/model/text_proto.h"

namespace jifen::tools::cli {
namespace {

absl::StatusOr<std::string> ReadStandardInput() {
  std::string text;
  for (char piece[1 << 16]; std::cin.read(piece, sizeof piece) || std::cin.gcount() > 0;) {
    text.append(piece, static_cast<size_t>(std::cin.gcount()));
    if (text.size() <= static_cast<size_t>(kFileBytesMax)) continue;
    return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                            .path = "-",
                            .want = "at most " + std::to_string(kFileBytesMax) + " bytes"});
  }
  return text;
}

absl::StatusOr<std::string> ReadFile(const Context& context, const std::filesystem::path& path) {
  if (path == "-") return ReadStandardInput();
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return absl::NotFoundError(context.Words(Phrase::kFileMissing, {path.string()}));
  }
  const auto size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file) {
    return absl::UnavailableError(context.Words(Phrase::kFileUnreadable, {path.string()}));
  }
  if (size > static_cast<uintmax_t>(kFileBytesMax)) {
    return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                            .path = path.string(),
                            .got = std::to_string(size) + " bytes",
                            .want = "at most " + std::to_string(kFileBytesMax) + " bytes"});
  }
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A reason of its own for schemes: their authors look at it. Any other text is just not well-formed.
v1::Reason SyntaxReason(const google::protobuf::Message& message) {
  const bool scheme = message.GetDescriptor() == v1::Scheme::descriptor();
  return scheme ? v1::REASON_SCHEME_SYNTAX : v1::REASON_TEXT_INVALID;
}

absl::Status SyntaxStatus(const std::string& file, const model::TextProtoFault& fault,
                          const google::protobuf::Message& message) {
  return model::ToStatus(
      {.reason = SyntaxReason(message),
       .message = fault.message,
       .path = file + ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column),
       .want = "a text of " + message.GetDescriptor()->full_name(),
       .line = fault.line,
       .column = fault.column});
}

absl::Status ParseText(const std::vector<TextPiece>& pieces, google::protobuf::Message& message) {
  std::string whole;
  for (const TextPiece& piece : pieces) whole += piece.text;
  auto fault = model::ParseTextProto(whole, &message);
  if (!fault.has_value()) return absl::OkStatus();
  const TextPiece& piece = PieceAt(pieces, fault->line);
  fault->line -= piece.first_line - 1;
  return SyntaxStatus(piece.file, *fault, message);
}

absl::Status ParseJson(const std::filesystem::path& file, const std::string& text,
                       google::protobuf::Message& message) {
  const auto status = google::protobuf::util::JsonStringToMessage(text, &message);
  if (status.ok()) return absl::OkStatus();
  return model::ToStatus({.reason = SyntaxReason(message),
                          .message = std::string(status.message()),
                          .path = file.string(),
                          .want = "JSON of " + message.GetDescriptor()->full_name()});
}

}  // namespace

absl::StatusOr<std::vector<std::filesystem::path>> MessageFilesOf(
    const Context& context, const std::filesystem::path& file_or_folder) {
  std::error_code error;
  if (!std::filesystem::is_directory(file_or_folder, error)) return std::vector{file_or_folder};
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(file_or_folder, error), end;
       !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".textproto") files.push_back(entry->path());
  }
  if (error) {
    return absl::UnavailableError(
        context.Words(Phrase::kFileUnreadable, {file_or_folder.string()}));
  }
  if (files.empty()) {
    return absl::NotFoundError(context.Words(Phrase::kNoTextProtos, {file_or_folder.string()}));
  }
  std::sort(files.begin(), files.end());
  return files;
}

absl::StatusOr<std::vector<TextPiece>> ReadPieces(const Context& context,
                                                  const std::vector<std::filesystem::path>& files) {
  std::vector<TextPiece> pieces;
  int line = 1;
  for (const std::filesystem::path& path : files) {
    absl::StatusOr<std::string> text = ReadFile(context, path);
    if (!text.ok()) return text.status();
    TextPiece piece{.file = path.string(), .text = std::move(*text), .first_line = line};
    if (!piece.text.ends_with('\n')) piece.text += '\n';
    piece.lines = static_cast<int>(std::count(piece.text.begin(), piece.text.end(), '\n'));
    line += piece.lines;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

const TextPiece& PieceAt(const std::vector<TextPiece>& pieces, int line) {
  for (const TextPiece& piece : pieces) {
    if (line < piece.first_line + piece.lines) return piece;
  }
  return pieces.back();
}

absl::Status ReadMessage(const Context& context, const std::vector<std::filesystem::path>& files,
                         google::protobuf::Message& message) {
  if (files.size() == 1 && files.front().extension() == ".json") {
    const absl::StatusOr<std::string> text = ReadFile(context, files.front());
    if (!text.ok()) return text.status();
    return ParseJson(files.front(), *text, message);
  }
  const auto pieces = ReadPieces(context, files);
  if (!pieces.ok()) return pieces.status();
  return ParseText(*pieces, message);
}

std::string ToTextProto(const google::protobuf::Message& message) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  if (!printer.PrintToString(message, &text)) return "";
  return text;
}

}  // namespace jifen::tools::cli
