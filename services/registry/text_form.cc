#include "services/registry/text_form.h"

#include <cstdint>
#include <string>
#include <utility>

#include "proto/model/error.h"
#include "services/registry/field_check.h"

namespace jifen::services::registry {
namespace {

constexpr uint32_t kNoCharacter = 0xFFFFFFFFU;

// The forms of UTF-8 beyond ASCII, that of Chinese first: what the first byte says of the length and the least code
// point.
struct Form {
  uint32_t mask;
  uint32_t lead;
  uint32_t first;  // least code point that needs this length
  size_t bytes;
};
constexpr Form kForms[] = {{0xF0, 0xE0, 0x800, 3}, {0xE0, 0xC0, 0x80, 2}, {0xF8, 0xF0, 0x10000, 4}};

bool IsScalar(uint32_t character) {
  return character <= 0x10FFFFU && (character < 0xD800U || character > 0xDFFFU);
}

bool IsControl(uint32_t character) {
  return character < 0x20U || (character >= 0x7FU && character <= 0x9FU);
}

uint32_t Decode(std::string_view text, const Form& form) {
  uint32_t character = static_cast<unsigned char>(text[0]) & ~form.mask & 0xFFU;
  for (size_t i = 1; i < form.bytes; ++i) {
    const uint32_t byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return kNoCharacter;
    character = (character << 6U) | (byte & 0x3FU);
  }
  return character >= form.first && IsScalar(character) ? character : kNoCharacter;
}

// Takes the first character off a text that is not empty.
uint32_t TakeCharacter(std::string_view& text) {
  if (const auto byte = static_cast<unsigned char>(text[0]); byte < 0x80U) {
    text.remove_prefix(1);
    return byte;
  }
  for (const Form& form : kForms) {
    if ((static_cast<unsigned char>(text[0]) & form.mask) != form.lead) continue;
    if (text.size() < form.bytes) return kNoCharacter;
    const uint32_t character = Decode(text, form);
    text.remove_prefix(form.bytes);
    return character;
  }
  return kNoCharacter;
}

// Bytes of a text that may be broken, for a message that must not be.
std::string Printable(std::string_view text) {
  std::string printable;
  while (!text.empty()) {
    std::string_view rest = text;
    const uint32_t character = TakeCharacter(rest);
    const bool fine = character != kNoCharacter && !IsControl(character);
    const size_t bytes = fine ? text.size() - rest.size() : 1;
    if (fine) {
      printable.append(text.substr(0, bytes));
    } else {
      printable += "\xEF\xBF\xBD";  // U+FFFD, the replacement character
    }
    text.remove_prefix(bytes);
  }
  return printable;
}

absl::Status Invalid(std::string_view text, std::string want) {
  return model::ToStatus(
      {.reason = v1::REASON_TEXT_INVALID, .got = Printable(text), .want = std::move(want)});
}

// Counts them, too.
absl::Status CheckCharacters(std::string_view text, size_t& count) {
  std::string_view rest = text;
  for (count = 0; !rest.empty(); ++count) {
    const uint32_t character = TakeCharacter(rest);
    if (character == kNoCharacter) return Invalid(text, "UTF-8");
    if (IsControl(character)) return Invalid(text, "no control characters");
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<size_t> CountCharacters(std::string_view text) {
  size_t count = 0;
  for (; !text.empty(); ++count) {
    if (TakeCharacter(text) == kNoCharacter) return std::nullopt;
  }
  return count;
}

absl::Status CheckText(std::string_view text, const TextLimits& limits) {
  const auto want = [&limits] {
    return std::to_string(limits.characters_min) + " to " + std::to_string(limits.characters_max) +
           " characters";
  };
  if (text.empty()) return limits.characters_min == 0 ? absl::OkStatus() : Required("", want());
  size_t count = 0;
  if (absl::Status status = CheckCharacters(text, count); !status.ok()) return status;
  if (count >= limits.characters_min && count <= limits.characters_max) return absl::OkStatus();
  return Invalid(text, want() + ", not " + std::to_string(count));
}

absl::Status CheckRecordId(std::string_view id) {
  static_assert(kRecordIdBytesMax == 128);
  constexpr char kWant[] = "1 to 128 bytes";
  if (id.empty()) return Required("", kWant);
  size_t characters = 0;
  if (absl::Status status = CheckCharacters(id, characters); !status.ok()) return status;
  if (id.size() <= kRecordIdBytesMax) return absl::OkStatus();
  return Invalid(id, std::string(kWant) + ", not " + std::to_string(id.size()));
}

}  // namespace jifen::services::registry
