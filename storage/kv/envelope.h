// storage/kv/envelope.h: what a store on disk keeps as the value of a key, so that damage is found.
//
//   Shape    byte  0        format, 1
//            bytes 1..8     version: revision of the commit that put it, big-endian
//            bytes 9..16    checksum, big-endian
//            bytes 17..     the value
//            The checksum is XXH3-64 (seed 0) over: length of the key (2 bytes, big-endian), the
//            key, bytes 0..8 of the envelope, the value. So a value that stands under another key
//            is found, too.
//   Errors   Decode: DATA_LOSS for whatever is not exactly what Encode made for this key.
//   Threads  pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {

// The table of on-disk numbers. They never change; a new layout gets a new format number.
inline constexpr char kEnvelopeFormat = 1;
inline constexpr size_t kEnvelopeVersionAt = 1;
inline constexpr size_t kEnvelopeChecksumAt = 9;
inline constexpr size_t kEnvelopeValueAt = 17;

// A value and its version; the view is into the envelope.
struct VersionedValue {
  std::string_view value;
  Revision version = 0;
};

// The key has at most kKeyBytesMax bytes.
std::string EncodeEnvelope(std::string_view key, const VersionedValue& content);

// Allocates nothing unless it fails.
absl::StatusOr<VersionedValue> DecodeEnvelope(std::string_view key, std::string_view envelope);

}  // namespace jifen::storage::kv
