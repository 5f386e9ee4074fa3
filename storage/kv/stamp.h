// storage/kv/stamp.h: the 8 bytes in a key that carry the revision of the commit that wrote it.
//
//   Shape    the bitwise complement of the revision, big-endian: of two keys that differ in their
//   stamp alone, the
//            newer one sorts first. A scan from "prefix + stamp of R" meets the newest key of
//            revision R or older.
//   Errors   none: offset + kStampBytes <= key.size() is required of the caller and asserted.
//   Threads  pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "storage/kv/store.h"

namespace jifen::storage::kv {

inline constexpr size_t kStampBytes = 8;

// The stamp of `revision`.
std::string EncodeStamp(Revision revision);

// Overwrites the kStampBytes bytes of `key` from `offset` with the stamp of `revision`.
void StampKey(Revision revision, size_t offset, std::string& key);

// The revision whose stamp stands at `offset` of `key`.
Revision DecodeStamp(std::string_view key, size_t offset);

}  // namespace jifen::storage::kv
