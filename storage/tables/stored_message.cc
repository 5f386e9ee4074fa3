#include "storage/tables/stored_message.h"

#include <limits>
#include <memory>
#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "storage/tables/store_error.h"

namespace jifen::storage::tables {

std::string SerializeStored(const google::protobuf::MessageLite& message) {
  std::string bytes(message.ByteSizeLong(), '\0');
  google::protobuf::io::ArrayOutputStream stream(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeWithCachedSizes(&coded);
  coded.Trim();
  return bytes;
}

absl::Status ParseStored(std::string_view bytes, google::protobuf::MessageLite& message) {
  const bool fits = bytes.size() <= static_cast<size_t>(std::numeric_limits<int>::max());
  if (fits && message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return Corrupt("a value is no " + message.GetTypeName());
}

absl::Status ForEachEntry(const kv::Snapshot& snapshot, kv::KeyRange range, const Visitor& visit) {
  const std::unique_ptr<kv::Cursor> cursor = snapshot.Scan(std::move(range));
  for (; cursor->Valid(); cursor->Next()) {
    const absl::StatusOr<bool> more = visit(*cursor);
    if (!more.ok()) return more.status();
    if (!*more) return absl::OkStatus();
  }
  return FromStore(cursor->status());
}

}  // namespace jifen::storage::tables
