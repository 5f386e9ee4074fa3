#include "storage/kv/stamp.h"

#include <cassert>

namespace jifen::storage::kv {

void StampKey(Revision revision, size_t offset, std::string& key) {
  assert(offset <= key.size() && key.size() - offset >= kStampBytes);
  Revision complement = ~revision;
  for (size_t i = kStampBytes; i-- > 0; complement >>= 8) {
    key[offset + i] = static_cast<char>(complement & 0xff);
  }
}

std::string EncodeStamp(Revision revision) {
  std::string stamp(kStampBytes, '\0');
  StampKey(revision, 0, stamp);
  return stamp;
}

Revision DecodeStamp(std::string_view key, size_t offset) {
  assert(offset <= key.size() && key.size() - offset >= kStampBytes);
  Revision complement = 0;
  for (size_t i = 0; i < kStampBytes; ++i) {
    complement = complement << 8 | static_cast<unsigned char>(key[offset + i]);
  }
  return ~complement;
}

}  // namespace jifen::storage::kv
