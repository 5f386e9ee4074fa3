#include "scoring/scheme/text_field.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "scoring/scheme/limits.h"

namespace jifen::scoring::scheme {
namespace {

constexpr size_t kIdBytesMax = 64;

bool IsIdCharacter(char c) {
  return absl::ascii_islower(static_cast<unsigned char>(c)) ||
         absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_' || c == '-';
}

bool IsId(const std::string& id) {
  return !id.empty() && id.size() <= kIdBytesMax &&
         absl::ascii_islower(static_cast<unsigned char>(id.front())) &&
         std::all_of(id.begin(), id.end(), IsIdCharacter);
}

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n') || byte == 0x7F;
}

// The bytes of the character that begins with `lead`; 0 if none does.
size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// The second byte rules out long forms, surrogates and what lies beyond U+10FFFF (RFC 3629).
bool IsSecondByte(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xA0 && second < 0xC0;
  if (lead == 0xED) return second >= 0x80 && second < 0xA0;
  if (lead == 0xF0) return second >= 0x90 && second < 0xC0;
  if (lead == 0xF4) return second >= 0x80 && second < 0x90;
  return second >= 0x80 && second < 0xC0;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  const auto byte = [&text](size_t at) { return static_cast<unsigned char>(text[at]); };
  for (size_t i = 0; i < text.size();) {
    const size_t length = SequenceLength(byte(i));
    if (length == 0 || i + length > text.size()) return false;
    if (length > 1 && !IsSecondByte(byte(i), byte(i + 1))) return false;
    for (size_t k = 2; k < length; ++k) {
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    }
    i += length;
  }
  return true;
}

void CheckOptional(const std::string& text, const FaultPlace& place) {
  if (text.size() > kTextBytesMax) {
    place.Report({.reason = v1::REASON_TEXT_INVALID,
                  .message = "the text is too long",
                  .got = absl::StrCat(text.size(), " bytes"),
                  .want = absl::StrCat("at most ", kTextBytesMax, " bytes")});
  } else if (std::any_of(text.begin(), text.end(), IsControl)) {
    place.Report({.reason = v1::REASON_TEXT_INVALID, .message = "the text has control characters"});
  } else if (!IsUtf8(text)) {
    place.Report({.reason = v1::REASON_TEXT_INVALID, .message = "the text is not UTF-8"});
  }
}

void CheckRequired(const std::string& text, const FaultPlace& place) {
  if (text.empty()) {
    place.Report({.reason = v1::REASON_FIELD_REQUIRED, .message = "the text must not be empty"});
    return;
  }
  CheckOptional(text, place);
}

void CheckText(const v1::Text& text, const FaultPlace& place) {
  CheckRequired(text.zh(), place.At("zh"));
  CheckRequired(text.en(), place.At("en"));
}

void CheckCount(int count, size_t limit, const FaultPlace& place) {
  if (static_cast<size_t>(count) <= limit) return;
  place.Report({.reason = v1::REASON_TOO_LARGE,
                .message = "too many",
                .got = absl::StrCat(count),
                .want = absl::StrCat("at most ", limit)});
}

void IdSet::Add(const std::string& id, const FaultPlace& place) {
  if (!IsId(id)) {
    place.Report({.reason = v1::REASON_SCHEME_ID,
                  .message = "an id is made of lower-case letters, digits, underscores and hyphens",
                  .got = id,
                  .want = "1..64 characters, a letter first"});
    return;
  }
  const auto [at, added] = paths_.try_emplace(id, place.path());
  if (added) return;
  place.Report({.reason = v1::REASON_SCHEME_ID,
                .message = absl::StrCat("the id is taken by ", at->second),
                .got = id,
                .want = "an id of its own"});
}

}  // namespace jifen::scoring::scheme
