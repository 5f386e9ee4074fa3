#include "tools/table_import/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace jifen::tools::table_import {
namespace {

// Of lines with bytes beyond ASCII; below it a file is more likely something else than damaged.
constexpr int64_t kValidTenthsMin = 9;

bool IsAscii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

UConverter* OpenConverter(Encoding encoding, bool strict) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding == Encoding::kGb18030 ? "gb18030" : "UTF-8", &error);
  if (strict) {
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  }
  return U_FAILURE(error) ? nullptr : converter;
}

// U8_NEXT is a macro of nested conditions.
// NOLINTNEXTLINE(readability-function-size)
bool IsUtf8(std::string_view bytes) {
  const auto size = static_cast<int32_t>(bytes.size());
  UChar32 point = 0;
  for (int32_t next = 0; next < size && point >= 0;) U8_NEXT(bytes.data(), next, size, point);
  return point >= 0;
}

std::optional<std::string> Convert(UConverter* converter, std::string_view bytes) {
  if (IsAscii(bytes)) return std::string(bytes);
  if (converter == nullptr) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString text;
  // A byte gives at most one UTF-16 unit in both encodings.
  const auto capacity = static_cast<int32_t>(bytes.size()) + 1;
  char16_t* buffer = text.getBuffer(capacity);
  if (buffer == nullptr) return std::nullopt;
  const int32_t length = ucnv_toUChars(converter, buffer, capacity, bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &error);
  text.releaseBuffer(U_FAILURE(error) ? 0 : length);
  if (U_FAILURE(error)) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

// What of a line is UTF-8.
struct Utf8Count {
  int64_t bytes_high = 0;           // beyond ASCII
  int64_t bytes_in_characters = 0;  // of these, those in valid characters
  int64_t short_characters = 0;     // of two bytes
  int64_t long_characters = 0;      // of three or four

  bool valid() const { return bytes_high == bytes_in_characters; }
};

// U8_NEXT is a macro of nested conditions.
// NOLINTNEXTLINE(readability-function-size)
Utf8Count CountUtf8(std::string_view line) {
  Utf8Count count;
  const auto size = static_cast<int32_t>(line.size());
  for (int32_t next = 0; next < size;) {
    const int32_t begin = next;
    UChar32 point = 0;
    U8_NEXT(line.data(), next, size, point);
    const int32_t length = next - begin;
    if (point >= 0 && length == 1) continue;
    count.bytes_high += length;
    if (point < 0) continue;
    count.bytes_in_characters += length;
    ++(length == 2 ? count.short_characters : count.long_characters);
  }
  return count;
}

}  // namespace

std::string EncodingName(Encoding encoding) {
  return encoding == Encoding::kGb18030 ? "GB18030" : "UTF-8";
}

void Decoder::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

Decoder::Decoder(Encoding encoding)
    : gb18030_(encoding == Encoding::kGb18030),
      strict_(OpenConverter(encoding, true)),
      lossy_(OpenConverter(encoding, false)) {}

std::optional<std::string> Decoder::Decode(std::string_view bytes) const {
  if (!gb18030_) return IsUtf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  return Convert(strict_.get(), bytes);
}

std::string Decoder::DecodeLossy(std::string_view bytes) const {
  return Convert(lossy_.get(), bytes).value_or("");
}

void EncodingDetector::AddLine(std::string_view line) {
  if (++number_ == 1 && line.starts_with(kUtf8Mark)) {
    mark_ = true;
    first_utf8_ = number_;
    line.remove_prefix(kUtf8Mark.size());
  }
  if (IsAscii(line)) return;
  ++lines_;
  const Utf8Count count = CountUtf8(line);
  if (count.valid()) ++valid_utf8_;
  if (count.valid() && count.long_characters > 0 &&
      count.long_characters >= count.short_characters) {
    if (first_utf8_ == 0) first_utf8_ = number_;
    return;
  }
  if (!gb18030_.Decode(line).has_value()) return;
  ++valid_gb18030_;
  // A line of UTF-8 that lost a byte is mostly UTF-8 still.
  const bool plain = !count.valid() && count.bytes_in_characters * 2 < count.bytes_high;
  if (plain && first_gb18030_ == 0) first_gb18030_ = number_;
}

int64_t EncodingDetector::mixed_line() const {
  if (first_utf8_ == 0 || first_gb18030_ == 0) return 0;
  return std::max(first_utf8_, first_gb18030_);
}

Encoding EncodingDetector::mixed_encoding() const {
  return first_gb18030_ > first_utf8_ ? Encoding::kGb18030 : Encoding::kUtf8;
}

std::optional<Encoding> EncodingDetector::Result() const {
  if (mixed_line() != 0) return std::nullopt;
  if (mark_) return Encoding::kUtf8WithMark;
  if (valid_utf8_ == lines_) return Encoding::kUtf8;
  if (valid_gb18030_ == lines_) return Encoding::kGb18030;
  if (valid_utf8_ * 10 >= lines_ * kValidTenthsMin) return Encoding::kUtf8;
  if (valid_gb18030_ * 10 >= lines_ * kValidTenthsMin) return Encoding::kGb18030;
  return std::nullopt;
}

}  // namespace jifen::tools::table_import
