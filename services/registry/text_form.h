// services/registry/text_form.h: what a text of a request may be.
//
//   Shape    UTF-8 without control characters (U+0000..001F, U+007F..009F).
//   Units    characters are code points.
//   Errors   CheckText: FIELD_REQUIRED (empty where it may not be), then TEXT_INVALID for broken UTF-8,
//            control characters, length. Without a path.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "absl/status/status.h"

namespace jifen::services::registry {

struct TextLimits {
  size_t characters_min = 0;  // 0: may be empty
  size_t characters_max = 0;
};

absl::Status CheckText(std::string_view text, const TextLimits& limits);

// Record ids are limited in bytes, because they stand in keys: 1..128.
inline constexpr size_t kRecordIdBytesMax = 128;
absl::Status CheckRecordId(std::string_view id);

// Code points of a text; none if it is no UTF-8.
std::optional<size_t> CountCharacters(std::string_view text);

}  // namespace jifen::services::registry
