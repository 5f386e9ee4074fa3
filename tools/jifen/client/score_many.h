// tools/jifen/client/score_many.h: many enterprises scored at once.
//
//   Range    at most kScoresInFlight calls at a time.
//   Errors   a fault of one enterprise goes to `each` and the others go on; a fault that all would
//            have (no server, no such scheme or revision) is returned and the rest given up.
//   Threads  `each` is called by one thread at a time, in no order.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/score_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

inline constexpr int kScoresInFlight = 64;

// Called with the place of the enterprise in the list.
using EachScore = std::function<void(size_t, const absl::StatusOr<v1::ScoreResponse>&)>;

// `common` holds what the requests share; request id and enterprise are set here.
absl::Status ScoreMany(const Connection& connection, const v1::ScoreRequest& common,
                       const std::vector<std::string>& enterprise_ids, const EachScore& each);

}  // namespace jifen::tools::cli
