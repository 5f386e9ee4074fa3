#include "tools/table_import/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

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

}  // namespace

std::string EncodingName(Encoding encoding) {
  return encoding == Encoding::kGb18030 ? "GB18030" : "UTF-8";
}

void Decoder::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

Decoder::Decoder(Encoding encoding)
    : strict_(OpenConverter(encoding, true)), lossy_(OpenConverter(encoding, false)) {}

std::optional<std::string> Decoder::Decode(std::string_view bytes) const {
  return Convert(strict_.get(), bytes);
}

std::string Decoder::DecodeLossy(std::string_view bytes) const {
  return Convert(lossy_.get(), bytes).value_or("");
}

void EncodingDetector::AddLine(std::string_view line) {
  if (first_ && line.starts_with(kUtf8Mark)) {
    mark_ = true;
    line.remove_prefix(kUtf8Mark.size());
  }
  first_ = false;
  if (IsAscii(line)) return;
  ++lines_;
  if (utf8_.Decode(line).has_value()) ++lines_utf8_;
  if (!mark_ && gb18030_.Decode(line).has_value()) ++lines_gb18030_;
}

std::optional<Encoding> EncodingDetector::Result() const {
  if (mark_) return Encoding::kUtf8WithMark;
  if (lines_utf8_ == lines_) return Encoding::kUtf8;
  if (lines_gb18030_ == lines_) return Encoding::kGb18030;
  if (lines_utf8_ * 10 >= lines_ * kValidTenthsMin) return Encoding::kUtf8;
  if (lines_gb18030_ * 10 >= lines_ * kValidTenthsMin) return Encoding::kGb18030;
  return std::nullopt;
}

}  // namespace jifen::tools::table_import
