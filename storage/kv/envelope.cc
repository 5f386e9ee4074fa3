#include "storage/kv/envelope.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "absl/status/status.h"

namespace jifen::storage::kv {
namespace {

constexpr size_t kBigEndianBytes = 8;

void AppendBigEndian(uint64_t number, size_t bytes, std::string& out) {
  while (bytes-- > 0) out.push_back(static_cast<char>(number >> (8 * bytes) & 0xff));
}

uint64_t ReadBigEndian(std::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

uint64_t Checksum(std::string_view key, std::string_view header, std::string_view value) {
  std::string key_length;
  AppendBigEndian(key.size(), 2, key_length);
  XXH3_state_t state;
  XXH3_INITSTATE(&state);
  XXH3_64bits_reset(&state);
  for (const std::string_view part : {std::string_view(key_length), key, header, value}) {
    XXH3_64bits_update(&state, part.data(), part.size());
  }
  return XXH3_64bits_digest(&state);
}

}  // namespace

std::string EncodeEnvelope(std::string_view key, const VersionedValue& content) {
  std::string envelope;
  envelope.reserve(kEnvelopeValueAt + content.value.size());
  envelope.push_back(kEnvelopeFormat);
  AppendBigEndian(content.version, kBigEndianBytes, envelope);
  AppendBigEndian(Checksum(key, envelope, content.value), kBigEndianBytes, envelope);
  envelope.append(content.value);
  return envelope;
}

absl::StatusOr<VersionedValue> DecodeEnvelope(std::string_view key, std::string_view envelope) {
  if (envelope.size() < kEnvelopeValueAt) {
    return absl::DataLossError("a stored entry is damaged: it is cut off");
  }
  if (envelope.front() != kEnvelopeFormat) {
    return absl::DataLossError("a stored entry is damaged: its format is unknown");
  }
  const std::string_view value = envelope.substr(kEnvelopeValueAt);
  const uint64_t checksum = ReadBigEndian(envelope.substr(kEnvelopeChecksumAt, kBigEndianBytes));
  if (Checksum(key, envelope.substr(0, kEnvelopeChecksumAt), value) != checksum) {
    return absl::DataLossError("a stored entry is damaged: its checksum does not match");
  }
  return VersionedValue{
      .value = value,
      .version = ReadBigEndian(envelope.substr(kEnvelopeVersionAt, kBigEndianBytes))};
}

}  // namespace jifen::storage::kv
