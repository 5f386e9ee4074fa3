// tools/jifen/commands/cards.h: what score and explain share.
//
//   Threads  one at a time.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/scheme.pb.h"
#include "jifen/v1/score_service.pb.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

// Scheme, year, valid_at and known_at; without enterprise and request id.
v1::ScoreRequest MakeScoreRequest(const SchemeName& scheme, const AsOf& as_of);

absl::StatusOr<v1::ScoreCard> ScoreOne(const Connection& connection, v1::ScoreRequest request,
                                       const std::string& enterprise_id);

// The scheme that a card was made with: for the ends of its bands and its document.
absl::StatusOr<v1::Scheme> SchemeOf(const Connection& connection, const v1::ScoreCard& card);

}  // namespace jifen::tools::cli
