#include "storage/kv/store.h"

#include <future>
#include <utility>

#include "absl/strings/cord.h"

namespace jifen::storage::kv {
namespace {

// Names the payload that tells a full queue from a full disk.
constexpr char kQueueFullMark[] = "jifen.storage.kv/queue_full";

}  // namespace

KeyRange PrefixRange(std::string_view prefix) {
  std::string end(prefix);
  // The first key after all with the prefix: the last byte that can grow, grown. None can: no
  // bound.
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return {.begin = std::string(prefix), .end = std::move(end)};
}

absl::Status QueueFull() {
  absl::Status status =
      absl::ResourceExhaustedError("too many commits wait to be written; try again later");
  status.SetPayload(kQueueFullMark, absl::Cord());
  return status;
}

bool IsQueueFull(const absl::Status& status) {
  return status.GetPayload(kQueueFullMark).has_value();
}

absl::StatusOr<Revision> CommitAndWait(Store& store, CommitRequest request) {
  // Shared with the callback, for set_value may still be running when get() has returned.
  auto promise = std::make_shared<std::promise<absl::StatusOr<Revision>>>();
  std::future<absl::StatusOr<Revision>> answer = promise->get_future();
  store.Commit(std::move(request), [promise](absl::StatusOr<Revision> revision) {
    promise->set_value(std::move(revision));
  });
  return answer.get();
}

}  // namespace jifen::storage::kv
