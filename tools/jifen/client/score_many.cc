#include "tools/jifen/client/score_many.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "proto/model/error.h"
#include "tools/jifen/client/score_calls.h"
#include "tools/jifen/request_id.h"

namespace jifen::tools::cli {
namespace {

// Whatever the other enterprises are, they would get the same answer.
bool MustStop(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  if (!detail.has_value()) return false;
  const v1::Reason reason = detail->reason();
  return reason == v1::REASON_SERVER_UNREACHABLE || reason == v1::REASON_STORE_STOPPED ||
         reason == v1::REASON_SCHEME_UNKNOWN || reason == v1::REASON_REVISION_UNKNOWN;
}

}  // namespace

absl::Status ScoreMany(const Connection& connection, const v1::ScoreRequest& common,
                       const std::vector<std::string>& enterprise_ids, const EachScore& each) {
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  absl::Status stopped;  // guarded by mutex
  const auto work = [&] {
    for (size_t i = next++; i < enterprise_ids.size(); i = next++) {
      v1::ScoreRequest request = common;
      request.set_request_id(NewRequestId());
      request.set_enterprise_id(enterprise_ids[i]);
      const absl::StatusOr<v1::ScoreResponse> response = Score(connection, request);
      const std::lock_guard lock(mutex);
      if (!stopped.ok()) return;
      if (MustStop(response.status())) {
        stopped = response.status();
        return;
      }
      each(i, response);
    }
  };
  std::vector<std::thread> threads;
  const size_t count = std::min(enterprise_ids.size(), size_t{kScoresInFlight});
  for (size_t i = 0; i < count; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  return stopped;
}

}  // namespace jifen::tools::cli
