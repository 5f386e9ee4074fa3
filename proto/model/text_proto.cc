#include "proto/model/text_proto.h"

#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace jifen::model {
namespace {

constexpr int kTabWidth = 8;  // of the tokenizer's columns

// Keeps the first error; lines and columns count from 0, columns in bytes with tabs widened.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (found_) return;
    found_ = true;
    line_ = line;
    column_ = column;
    message_ = message;
  }

  int line() const { return line_; }
  int column() const { return column_; }
  const std::string& message() const { return message_; }

 private:
  bool found_ = false;
  int line_ = 0;
  int column_ = 0;
  std::string message_;
};

// The parser reports the token after a name that it does not know: back to the name, if the message
// quotes it and it stands before that, maybe with a colon.
size_t BackToQuotedName(std::string_view text, size_t offset, std::string_view message) {
  const size_t end = text.substr(0, offset).find_last_not_of(": \t\r\n") + 1;  // npos + 1 is 0
  for (size_t open = message.find('"'); open != std::string_view::npos;) {
    const size_t close = message.find('"', open + 1);
    if (close == std::string_view::npos) break;
    const std::string_view name = message.substr(open + 1, close - open - 1);
    if (!name.empty() && text.substr(0, end).ends_with(name)) return end - name.size();
    open = message.find('"', close + 1);
  }
  return offset;
}

}  // namespace

TextPlace PlaceOf(std::string_view text, size_t byte) {
  TextPlace place;
  for (const char c : text.substr(0, byte)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++place.column;
    }
  }
  return place;
}

size_t TokenizerOffset(std::string_view text, int line, int column) {
  size_t offset = 0;
  for (int i = 0; i < line; ++i) {
    const size_t end = text.find('\n', offset);
    if (end == std::string_view::npos) return text.size();
    offset = end + 1;
  }
  for (int width = 0; width < column && offset < text.size(); ++offset) {
    width = text[offset] == '\t' ? (width / kTabWidth + 1) * kTabWidth : width + 1;
  }
  return offset;
}

std::optional<TextProtoFault> ParseTextProto(const std::string& text,
                                             google::protobuf::Message* message) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (parser.ParseFromString(text, message)) return std::nullopt;
  const size_t offset = TokenizerOffset(text, error.line(), error.column());
  const TextPlace place = PlaceOf(text, BackToQuotedName(text, offset, error.message()));
  return TextProtoFault{.line = place.line, .column = place.column, .message = error.message()};
}

}  // namespace jifen::model
