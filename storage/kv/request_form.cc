#include "storage/kv/request_form.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "storage/kv/stamp.h"

namespace jifen::storage::kv {
namespace {

// What a fault is in. Only a fault needs it as text: a commit has thousands of parts.
struct Where {
  const char* name;
  std::optional<size_t> index = std::nullopt;

  std::string Text() const {
    return index.has_value() ? absl::StrCat(name, "[", *index, "]") : name;
  }
};

absl::Status Refuse(const Where& where, const std::string& what, size_t got, size_t want) {
  return absl::InvalidArgumentError(
      absl::StrCat(where.Text(), ": got ", got, " ", what, ", want at most ", want));
}

absl::Status ValidateKey(const Where& where, size_t key_bytes) {
  if (key_bytes == 0) return absl::InvalidArgumentError(where.Text() + ": got an empty key");
  if (key_bytes > kKeyBytesMax) return Refuse(where, "bytes of key", key_bytes, kKeyBytesMax);
  return absl::OkStatus();
}

absl::Status ValidatePrecondition(const Where& where, const Precondition& precondition) {
  if (const auto* key = std::get_if<KeyAtVersion>(&precondition)) {
    return ValidateKey(where, key->key.size());
  }
  const KeyRange& range = std::get<RangeUnchanged>(precondition).range;
  // The ends of a range are bounds, not keys: they may be empty, and one byte longer than a key.
  for (size_t bytes : {range.begin.size(), range.end.size()}) {
    if (bytes > kKeyBytesMax + 1) return Refuse(where, "bytes of bound", bytes, kKeyBytesMax + 1);
  }
  return absl::OkStatus();
}

absl::Status ValidateWrite(const Where& where, const Write& write) {
  if (absl::Status status = ValidateKey(where, write.key.size()); !status.ok()) return status;
  if (write.value.has_value() && write.value->size() > kValueBytesMax) {
    return Refuse(where, "bytes of value", write.value->size(), kValueBytesMax);
  }
  if (!write.stamp_offset.has_value()) return absl::OkStatus();
  if (!write.value.has_value()) {
    return absl::InvalidArgumentError(where.Text() +
                                      ": got a stamp on an erasure, want it on a put");
  }
  if (write.key.size() < kStampBytes || *write.stamp_offset > write.key.size() - kStampBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(where.Text(), ": got a stamp at ", *write.stamp_offset, " of a key of ",
                     write.key.size(), " bytes, want 8 bytes inside the key"));
  }
  return absl::OkStatus();
}

size_t PreconditionBytes(const Precondition& precondition) {
  if (const auto* key = std::get_if<KeyAtVersion>(&precondition)) return key->key.size();
  const KeyRange& range = std::get<RangeUnchanged>(precondition).range;
  return range.begin.size() + range.end.size();
}

}  // namespace

size_t RequestBytes(const CommitRequest& request) {
  size_t bytes = 0;
  for (const Precondition& precondition : request.preconditions) {
    bytes += PreconditionBytes(precondition);
  }
  for (const Write& write : request.writes) {
    bytes += write.key.size() + (write.value.has_value() ? write.value->size() : 0);
  }
  return bytes;
}

absl::Status ValidateRequest(const CommitRequest& request) {
  if (request.writes.empty()) {
    return absl::InvalidArgumentError("writes: got none, want at least 1");
  }
  if (request.writes.size() > kCommitWritesMax) {
    return Refuse({"writes"}, "writes", request.writes.size(), kCommitWritesMax);
  }
  if (request.preconditions.size() > kCommitPreconditionsMax) {
    return Refuse({"preconditions"}, "preconditions", request.preconditions.size(),
                  kCommitPreconditionsMax);
  }
  for (size_t i = 0; i < request.preconditions.size(); ++i) {
    absl::Status status = ValidatePrecondition({"preconditions", i}, request.preconditions[i]);
    if (!status.ok()) return status;
  }
  for (size_t i = 0; i < request.writes.size(); ++i) {
    absl::Status status = ValidateWrite({"writes", i}, request.writes[i]);
    if (!status.ok()) return status;
  }
  const size_t bytes = RequestBytes(request);
  if (bytes > kCommitBytesMax) return Refuse({"commit"}, "bytes", bytes, kCommitBytesMax);
  return absl::OkStatus();
}

}  // namespace jifen::storage::kv
