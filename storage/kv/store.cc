#include "storage/kv/store.h"

#include <future>
#include <utility>

namespace jifen::storage::kv {

KeyRange PrefixRange(std::string_view prefix) {
  std::string end(prefix);
  // The first key after all with the prefix: the last byte that can grow, grown. None can: no
  // bound.
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return {.begin = std::string(prefix), .end = std::move(end)};
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
