#include "storage/tables/digest.h"

#include <string_view>

#include "proto/model/sha256.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/stored_message.h"
#include "storage/tables/version_walk.h"

namespace jifen::storage::tables {
namespace {

void Add(std::string_view bytes, model::Sha256& sha256) {
  sha256.AddU32(static_cast<uint32_t>(bytes.size()));  // kKeyBytesMax, kValueBytesMax: it fits
  sha256.Add(bytes);
}

}  // namespace

absl::StatusOr<Digest> DigestOf(const kv::Snapshot& snapshot) {
  Digest digest;
  model::Sha256 sha256;
  std::string enterprise;  // key of the register entry that was counted last
  const VersionWalk walk{
      .range = kv::PrefixRange(std::string(1, static_cast<char>(Prefix::kDossier))),
      .known_at = snapshot.revision(),
      .all_versions = true};
  const absl::Status status =
      ForEachVersion(snapshot, walk, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        const std::string_view key = WithoutRevision(at.key());
        Add(key, sha256);
        Add(at.value(), sha256);
        if (!IsRegisterEntry(at.key())) {
          ++digest.record_versions;
        } else if (key != enterprise) {
          enterprise = key;
          ++digest.enterprises;
        }
        return true;
      });
  if (!status.ok()) return status;
  digest.sha256_hex = model::HexOf(sha256.Finish());
  return digest;
}

}  // namespace jifen::storage::tables
