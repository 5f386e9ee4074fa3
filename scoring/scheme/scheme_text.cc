#include "scoring/scheme/scheme_text.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "proto/model/error.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/text_field.h"

namespace jifen::scoring::scheme {
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

std::string_view LineOf(std::string_view text, int line) {
  for (int i = 0; i < line; ++i) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

// The column from 1 in code points of what the tokenizer calls `column`.
int CodePointColumn(std::string_view line, int column) {
  int width = 0;
  int code_points = 0;
  for (const char c : line) {
    if (width >= column) break;
    width = c == '\t' ? (width / kTabWidth + 1) * kTabWidth : width + 1;
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++code_points;
  }
  return code_points + 1;
}

}  // namespace

absl::StatusOr<v1::Scheme> ParseSchemeText(std::string_view text) {
  if (text.size() > kSchemeBytesMax) {
    return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                            .message = "the scheme is too large",
                            .got = absl::StrCat(text.size(), " bytes"),
                            .want = absl::StrCat("at most ", kSchemeBytesMax, " bytes")});
  }
  if (!IsUtf8(text)) {
    return model::ToStatus(
        {.reason = v1::REASON_SCHEME_SYNTAX, .message = "the text is not UTF-8", .want = "UTF-8"});
  }
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  v1::Scheme scheme;
  if (parser.ParseFromString(std::string(text), &scheme)) return scheme;
  const int line = error.line() < 0 ? 0 : error.line();
  const int column = CodePointColumn(LineOf(text, line), error.column());
  return model::ToStatus(
      {.reason = v1::REASON_SCHEME_SYNTAX,
       .message = absl::StrCat("line ", line + 1, ", column ", column, ": ", error.message()),
       .want = "a text proto of jifen.v1.Scheme",
       .line = line + 1,
       .column = column});
}

}  // namespace jifen::scoring::scheme
