// storage/tables/stored_message.h: messages as values, and walks over ranges of them.
//
//   Errors   ParseStored: DATA_CORRUPT. ForEachEntry: the visitor's, the store's.
//   Threads  free functions without state.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message_lite.h"
#include "storage/kv/store.h"

namespace jifen::storage::tables {

// The same message gives the same bytes.
std::string SerializeStored(const google::protobuf::MessageLite& message);

absl::Status ParseStored(std::string_view bytes, google::protobuf::MessageLite& message);

// Visits the entries of a range until the visitor answers false.
using Visitor = std::function<absl::StatusOr<bool>(const kv::Cursor&)>;
absl::Status ForEachEntry(const kv::Snapshot& snapshot, kv::KeyRange range, const Visitor& visit);

}  // namespace jifen::storage::tables
