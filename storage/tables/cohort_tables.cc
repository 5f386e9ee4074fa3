#include "storage/tables/cohort_tables.h"

#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string TablePrefix(std::string_view generation_id) {
  KeyWriter key(Prefix::kCohortTable);
  key.Text(generation_id);
  return std::move(key).Take();
}

absl::StatusOr<CohortPiece> ParsePiece(const kv::Cursor& at) {
  KeyReader key(Prefix::kCohortTable, at.key());
  key.Text();
  CohortPiece piece;
  piece.name.measure_id = key.Text();
  piece.name.level_id = key.Text();
  piece.name.group = key.Text();
  piece.number = key.U32();
  if (absl::Status status = key.Finish(); !status.ok()) return status;
  stored::StoredCohortPiece message;
  if (absl::Status status = ParseStored(at.value(), message); !status.ok()) return status;
  const std::string& values = message.values();
  const auto count = static_cast<size_t>(message.counts_size());
  if (values.size() != count * kCohortValueBytes) return Corrupt("a piece of a cohort table");
  piece.values.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    piece.values.push_back(DecodeCohortValue(
        std::string_view(values).substr(i * kCohortValueBytes, kCohortValueBytes)));
  }
  piece.counts.assign(message.counts().begin(), message.counts().end());
  return piece;
}

}  // namespace

std::string EncodeCohortValue(absl::int128 unscaled) {
  const absl::uint128 bits(unscaled);
  std::string bytes(kCohortValueBytes, '\0');
  for (size_t i = 0; i < kCohortValueBytes; ++i) {
    const absl::uint128 byte = (bits >> static_cast<int>(8 * (kCohortValueBytes - 1 - i))) & 0xFF;
    bytes[i] = static_cast<char>(absl::Uint128Low64(byte));
  }
  return bytes;
}

absl::int128 DecodeCohortValue(std::string_view bytes) {
  absl::uint128 bits = 0;
  for (const char byte : bytes) bits = (bits << 8) | static_cast<unsigned char>(byte);
  return absl::int128(bits);
}

void PutCohortPiece(std::string_view generation_id, const CohortPiece& piece,
                    kv::CommitRequest& commit) {
  KeyWriter key(Prefix::kCohortTable);
  key.Text(generation_id).Text(piece.name.measure_id).Text(piece.name.level_id);
  key.Text(piece.name.group).U32(piece.number);
  stored::StoredCohortPiece message;
  message.mutable_values()->reserve(piece.values.size() * kCohortValueBytes);
  for (const absl::int128 value : piece.values) {
    message.mutable_values()->append(EncodeCohortValue(value));
  }
  message.mutable_counts()->Add(piece.counts.begin(), piece.counts.end());
  commit.writes.push_back({.key = std::move(key).Take(), .value = SerializeStored(message)});
}

absl::Status ForEachCohortPiece(const kv::Snapshot& snapshot, std::string_view generation_id,
                                const std::function<absl::Status(const CohortPiece&)>& visit) {
  return ForEachEntry(snapshot, CohortTableKeys(generation_id),
                      [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
                        const absl::StatusOr<CohortPiece> piece = ParsePiece(at);
                        if (!piece.ok()) return piece.status();
                        if (absl::Status status = visit(*piece); !status.ok()) return status;
                        return true;
                      });
}

kv::KeyRange CohortTableKeys(std::string_view generation_id) {
  return kv::PrefixRange(TablePrefix(generation_id));
}

}  // namespace jifen::storage::tables
