#include "jifen/v1/scheme_service.pb.h"
#include "proto/model/error.h"
#include "tools/jifen/client/scheme_calls.h"
#include "tools/jifen/client/score_calls.h"
#include "tools/jifen/commands/cards.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/first_known.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/request_id.h"

namespace jifen::tools::cli {
namespace {

bool Asks(const AsOf& as_of) {
  return as_of.valid_at.has_value() || as_of.known_at != 0 || as_of.year != 0;
}

absl::StatusOr<v1::ScoreCard> CardBy(const Connection& connection,
                                     const v1::GetScoreRequest& request) {
  absl::StatusOr<v1::GetScoreResponse> found = GetScore(connection, request);
  if (!found.ok()) return found.status();
  return std::move(*found->mutable_card());
}

// The newest card of one version of a scheme; the newest of all for version 0.
absl::StatusOr<v1::ScoreCard> NewestCard(const Connection& connection,
                                         const std::string& enterprise_id,
                                         const SchemeName& scheme) {
  if (scheme.version != 0) {
    v1::ListScoresRequest request;
    request.set_enterprise_id(enterprise_id);
    request.set_scheme_id(scheme.id);
    std::optional<v1::ScoreCard> newest;
    const absl::Status status =
        ForEachPage(connection, request, &ListScores, [&](const v1::ListScoresResponse& page) {
          for (const v1::ScoreCard& card : page.cards()) {
            if (!newest.has_value() && card.scheme_version() == scheme.version) newest = card;
          }
        });
    if (!status.ok()) return status;
    if (newest.has_value()) return *std::move(newest);
    return model::ToStatus({.reason = v1::REASON_SCORE_CARD_UNKNOWN,
                            .path = "scheme_version",
                            .got = scheme.id + "@" + std::to_string(scheme.version)});
  }
  v1::GetScoreRequest request;
  request.mutable_newest()->set_enterprise_id(enterprise_id);
  request.mutable_newest()->set_scheme_id(scheme.id);
  return CardBy(connection, request);
}

absl::StatusOr<v1::ScoreCard> CardToExplain(const Connection& connection,
                                            const ExplainArguments& arguments) {
  if (!arguments.card_id.empty()) {
    v1::GetScoreRequest request;
    request.set_card_id(arguments.card_id);
    return CardBy(connection, request);
  }
  if (arguments.published) {
    v1::GetScoreRequest request;
    request.mutable_published()->set_enterprise_id(arguments.enterprise_id);
    request.mutable_published()->set_scheme_id(arguments.scheme.id);
    return CardBy(connection, request);
  }
  if (Asks(arguments.as_of)) {
    return ScoreOne(connection, MakeScoreRequest(arguments.scheme, arguments.as_of),
                    arguments.enterprise_id);
  }
  return NewestCard(connection, arguments.enterprise_id, arguments.scheme);
}

}  // namespace

v1::ScoreRequest MakeScoreRequest(const SchemeName& scheme, const AsOf& as_of) {
  v1::ScoreRequest request;
  request.set_scheme_id(scheme.id);
  request.set_scheme_version(scheme.version);
  request.set_year(as_of.year);
  if (as_of.valid_at.has_value()) *request.mutable_valid_at() = *as_of.valid_at;
  request.set_known_at(as_of.known_at);
  return request;
}

absl::StatusOr<v1::ScoreCard> ScoreOne(const Connection& connection, v1::ScoreRequest request,
                                       const std::string& enterprise_id) {
  request.set_request_id(NewRequestId());
  request.set_enterprise_id(enterprise_id);
  absl::StatusOr<v1::ScoreResponse> scored = Score(connection, request);
  if (!scored.ok()) {
    return WithFirstKnown(connection, scored.status(), enterprise_id, request.known_at());
  }
  return std::move(*scored->mutable_card());
}

absl::StatusOr<v1::Scheme> SchemeOf(const Connection& connection, const v1::ScoreCard& card) {
  v1::GetSchemeRequest request;
  request.set_scheme_id(card.scheme_id());
  request.set_version(card.scheme_version());
  absl::StatusOr<v1::GetSchemeResponse> found = GetScheme(connection, request);
  if (!found.ok()) return found.status();
  return std::move(*found->mutable_scheme());
}

absl::StatusOr<int> Run(const Context& context, const ScoreArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const auto card = ScoreOne(*connection, MakeScoreRequest(arguments.scheme, arguments.as_of),
                             arguments.enterprise_id);
  if (!card.ok()) return card.status();
  if (context.json) {
    PrintJson(context, *card);
    return kExitFine;
  }
  const absl::StatusOr<v1::Scheme> scheme = SchemeOf(*connection, *card);
  if (!scheme.ok()) return scheme.status();
  Page page = RenderCardSummary({.card = *card, .scheme = &*scheme, .terminal = context.terminal});
  page.AddBlank();
  page.Add(Line("  ").Add(context.Words(Phrase::kExplainHint)));
  page.Add(Line("  ").Add("jifen explain " + card->card_id(), Style::kAccent));
  context.Print(page);
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const ExplainArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const auto card = CardToExplain(*connection, arguments);
  if (!card.ok()) return card.status();
  if (context.json) {
    PrintJson(context, *card);
    return kExitFine;
  }
  const absl::StatusOr<v1::Scheme> scheme = SchemeOf(*connection, *card);
  if (!scheme.ok()) return scheme.status();
  context.Print(RenderCard({.card = *card, .scheme = &*scheme, .terminal = context.terminal}));
  return kExitFine;
}

}  // namespace jifen::tools::cli
