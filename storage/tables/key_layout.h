// storage/tables/key_layout.h: which keys exist: one table of prefixes, and how keys are written and read.
//
//   Shape    a key is a prefix byte and its parts, so encoded that bytes sort as the parts do:
//              id18     the 18 characters of an enterprise id
//              text     any bytes; 00 becomes 00 FF; ended by 00 01
//              u8 u32 u64   big-endian
//              ~u64     the complement, big-endian: greater first. ~i32, ~i128: the same of a signed number
//   Errors   Decode...: DATA_CORRUPT for whatever is not exactly what the encoder makes.
//   Source   docs/storage_format.md, with a worked example that a test decodes.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/record.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/message_names.h"

namespace jifen::storage::tables {

// The table of prefixes. Numbers never change and are never used again.
enum class Prefix : uint8_t {
  kDossier = 0x10,       // id18 u8(kind; 0: register entry) [text(record id)] ~u64(revision)
  kEnterprise = 0x11,    // id18: the newest register entry
  kScheme = 0x20,        // text(scheme id) u32(version)
  kSchemeNewest = 0x21,  // text(scheme id): its greatest version
  kScoreCard = 0x30,  // id18 text(scheme id) ~u64(known_at) ~i32(year) ~i32(valid_at) ~u32(version)
                      // [text(generation id)]
  kRequest = 0x40,    // text(principal) text(request id)
  kImport = 0x41,     // text(principal) text(import id)
  kImportBatch = 0x42,   // text(principal) text(import id) u64(first row)
  kCommit = 0x50,        // ~u64(revision)
  kRun = 0x60,           // text(generation id)
  kRunRange = 0x61,      // text(generation id) u32(range)
  kCohortValues = 0x62,  // text(generation id) id18(last enterprise of the chunk)
  kCohortTable =
      0x63,            // text(generation id) text(measure id) text(level id) text(group) u32(piece)
  kGeneration = 0x64,  // text(generation id)
  kPublished = 0x65,   // text(scheme id)
  kGenerationCard = 0x66,   // text(generation id) id18 ~u64(revision)
  kGenerationScore = 0x67,  // text(generation id) id18 ~u64(revision)
  kGenerationRank =
      0x68,        // text(generation id) u8(0; 1: no total) ~i128(total) id18 ~u64(revision)
  kKeepUp = 0x69,  // text(generation id)
};

inline constexpr size_t kEnterpriseIdBytes = 18;
inline constexpr size_t kRevisionBytes = 8;

// Writes a key part by part.
class KeyWriter {
 public:
  explicit KeyWriter(Prefix prefix);

  KeyWriter& Id18(std::string_view enterprise_id);  // 18 bytes are required
  KeyWriter& Text(std::string_view text);
  KeyWriter& U8(uint8_t number);
  KeyWriter& U32(uint32_t number);
  KeyWriter& U64(uint64_t number);
  KeyWriter& FallingU32(uint32_t number);
  KeyWriter& FallingU64(uint64_t number);
  KeyWriter& FallingI32(int32_t number);
  KeyWriter& FallingI128(absl::int128 number);

  std::string Take() && { return std::move(key_); }

 private:
  std::string key_;
};

// Reads a key part by part. After a part that does not fit, every part is empty or 0 and Finish fails.
class KeyReader {
 public:
  KeyReader(Prefix prefix, std::string_view key);

  std::string Id18();
  std::string Text();
  uint8_t U8();
  uint32_t U32();
  uint64_t U64();
  uint32_t FallingU32();
  uint64_t FallingU64();
  int32_t FallingI32();
  absl::int128 FallingI128();

  // OK if all parts fitted and nothing is left.
  absl::Status Finish() const;

 private:
  uint64_t Number(size_t bytes);

  std::string_view rest_;
  bool broken_ = false;
};

// Names a record: unique in the store.
struct RecordName {
  std::string enterprise_id;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  std::string record_id;

  friend bool operator==(const RecordName&, const RecordName&) = default;
};

// A key of the dossier range, taken apart. Kind unspecified: a version of the register entry.
struct DossierKey {
  RecordName name;
  kv::Revision revision = 0;
};

// All that the dossier of an enterprise is made of: register entry first, then records by kind and id,
// of each the newest version first.
std::string DossierPrefix(std::string_view enterprise_id);
// The versions of the register entry, of a kind, of a record.
std::string RegisterPrefix(std::string_view enterprise_id);
std::string KindPrefix(std::string_view enterprise_id, v1::RecordKind kind);
std::string RecordPrefix(const RecordName& name);
// `prefix` of versions with the revision behind it.
std::string VersionKey(std::string prefix, kv::Revision revision);

absl::StatusOr<DossierKey> DecodeDossierKey(std::string_view key);

}  // namespace jifen::storage::tables
