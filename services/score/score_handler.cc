#include "services/score/score_handler.h"

#include <optional>
#include <utility>
#include <vector>

#include "proto/model/calendar.h"
#include "proto/model/credit_code.h"
#include "proto/model/error.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/evaluator.h"
#include "services/generation/pinned_generation.h"
#include "services/request/asked_days.h"
#include "services/request/asked_ids.h"
#include "services/rpc/message_limits.h"
#include "services/score/score_history.h"
#include "services/score/simulation.h"
#include "storage/tables/dossier.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/run_once.h"
#include "storage/tables/schemes.h"
#include "storage/tables/score_cards.h"
#include "storage/tables/store_error.h"

namespace jifen::services::score {
namespace {

namespace tables = storage::tables;

constexpr char kScoreMethod[] = "jifen.v1.ScoreService/Score";
constexpr int kListDefault = 50;
constexpr int kListMax = 200;

absl::Status OutOfRange(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

absl::Status TooLarge(size_t bytes, std::string path) {
  return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                          .message = "ask for fewer at once",
                          .path = std::move(path),
                          .got = "an answer of " + std::to_string(bytes) + " bytes",
                          .want = "at most " + std::to_string(rpc::kMessageBytesMax)});
}

absl::StatusOr<v1::ScoreCard> Parse(const absl::StatusOr<std::string>& stored) {
  if (!stored.ok()) return stored.status();
  v1::ScoreCard card;
  if (!card.ParseFromString(*stored)) return tables::Corrupt("a stored score card");
  return card;
}

// Of a newest card that is not there: that the scheme or the enterprise is not there either says more.
absl::Status WhyNoCard(const storage::kv::Snapshot& snapshot, const v1::NewestScore& newest,
                       const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  const auto scheme = tables::GetScheme(snapshot, newest.scheme_id());
  if (!scheme.ok()) return model::WithPathPrefix(scheme.status(), "newest");
  const auto enterprise = tables::GetEnterprise(snapshot, newest.enterprise_id());
  return enterprise.ok() ? status : model::WithPathPrefix(enterprise.status(), "newest");
}

// Of a NewestScore or a PublishedScore.
template <typename Name>
absl::Status CheckName(const Name& name, const char* path) {
  absl::Status status = request::CheckSchemeId(name.scheme_id(), "scheme_id");
  if (status.ok()) status = request::CheckEnterpriseId(name.enterprise_id(), "enterprise_id");
  return model::WithPathPrefix(status, path);
}

absl::StatusOr<v1::ScoreCard> FindNewest(const storage::kv::Snapshot& snapshot,
                                         const v1::NewestScore& newest) {
  if (absl::Status status = CheckName(newest, "newest"); !status.ok()) return status;
  absl::StatusOr<v1::ScoreCard> card = Parse(tables::GetNewestScoreCard(
      snapshot, {.enterprise_id = newest.enterprise_id(), .scheme_id = newest.scheme_id()}));
  return card.ok() ? std::move(card) : WhyNoCard(snapshot, newest, card.status());
}

absl::StatusOr<v1::ScoreCard> FindPublished(const storage::kv::Snapshot& snapshot,
                                            const v1::PublishedScore& published,
                                            CardFinder& finder) {
  if (absl::Status status = CheckName(published, "published"); !status.ok()) return status;
  const absl::StatusOr<std::string> id =
      generation::PublishedId(snapshot, published.scheme_id(), "scheme_id");
  if (!id.ok()) return model::WithPathPrefix(id.status(), "published");
  absl::StatusOr<v1::ScoreCard> card =
      Parse(finder.FindPublished(snapshot, *id, published.enterprise_id()));
  if (card.ok()) return card;
  return model::WithPathPrefix(card.status(), "published");
}

// An error has the path of the id in the request.
using CardSource = std::function<absl::StatusOr<std::string>(const std::string& enterprise_id)>;

v1::BatchScore BatchResult(const CardSource& source, const std::string& enterprise_id,
                           int position) {
  v1::BatchScore result;
  result.set_enterprise_id(enterprise_id);
  const absl::Status code = model::CheckCreditCode(enterprise_id);
  absl::StatusOr<v1::ScoreCard> card = code.ok() ? Parse(source(enterprise_id)) : code;
  if (card.ok()) {
    *result.mutable_card() = *std::move(card);
  } else {
    *result.mutable_error() = model::DetailOf(card.status()).value_or(v1::ErrorDetail());
    result.mutable_error()->set_path("enterprise_ids[" + std::to_string(position) + "]");
  }
  return result;
}

}  // namespace

// Under the request id stands the card's id alone: the card is stored once.
absl::StatusOr<v1::ScoreResponse> ScoreHandler::Score(const std::string& principal,
                                                      const v1::ScoreRequest& request) {
  const auto attempt = [this, &request](const storage::kv::Snapshot& snapshot,
                                        storage::kv::CommitRequest& commit) {
    return ScoreOn(snapshot, request, commit);
  };
  absl::StatusOr<v1::ScoreResponse> response =
      tables::RunOnce<v1::ScoreResponse>(store_,
                                         {.principal = principal,
                                          .method = kScoreMethod,
                                          .request_id = request.request_id(),
                                          .now = clock_()},
                                         request, {.attempt = attempt});
  if (!response.ok()) return response.status();
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<v1::ScoreCard> card =
      Parse(finder_.FindById(**snapshot, response->card().card_id()));
  if (!card.ok()) return card.status();
  *response->mutable_card() = *std::move(card);
  return response;
}

absl::StatusOr<v1::ScoreResponse> ScoreHandler::ScoreOn(const storage::kv::Snapshot& snapshot,
                                                        const v1::ScoreRequest& request,
                                                        storage::kv::CommitRequest& commit) {
  const absl::StatusOr<v1::Date> valid_at = request::ReadValidAt(
      {.valid_at = request.has_valid_at() ? &request.valid_at() : nullptr, .year = request.year()},
      model::DayInChina(clock_()));
  if (!valid_at.ok()) return valid_at.status();
  if (absl::Status status = request::CheckSchemeId(request.scheme_id(), "scheme_id");
      !status.ok()) {
    return status;
  }
  if (absl::Status status = request::CheckEnterpriseId(request.enterprise_id(), "enterprise_id");
      !status.ok()) {
    return status;
  }
  const absl::StatusOr<scheme::SharedScheme> scheme =
      catalog_.Get(snapshot, request.scheme_id(), request.scheme_version());
  if (!scheme.ok()) return request::AtSchemeVersion(scheme.status());
  const absl::StatusOr<v1::Dossier> dossier =
      tables::GetDossier(snapshot, {.enterprise_id = request.enterprise_id(),
                                    .valid_at = *valid_at,
                                    .known_at = request.known_at()});
  if (!dossier.ok()) return dossier.status();
  // Its memory is kept from call to call.
  thread_local scoring::evaluate::Evaluator evaluator;
  const absl::StatusOr<PublishedCohorts> cohorts = FindPublishedCohorts(
      snapshot, **scheme, scoring::evaluate::YearOrDefault(request.year(), *valid_at), cohorts_);
  if (!cohorts.ok()) return cohorts.status();
  absl::StatusOr<v1::ScoreCard> card = scoring::evaluate::Score(
      **scheme, *dossier,
      {.evaluation = {.year = request.year(), .cohorts = cohorts->tables.get()},
       .generation_id = cohorts->generation_id},
      &evaluator);
  if (!card.ok()) return card.status();

  const absl::StatusOr<tables::ScoreCardId> id = tables::ParseScoreCardId(card->card_id());
  if (!id.ok()) return id.status();
  const absl::StatusOr<std::optional<std::string>> existing = tables::FindScoreCard(snapshot, *id);
  if (!existing.ok()) return existing.status();
  if (!existing->has_value()) {
    tables::PutScoreCard(*id, scoring::evaluate::CardBytes(*card), commit);
  }
  v1::ScoreResponse response;
  response.mutable_card()->set_card_id(card->card_id());
  response.set_existed(existing->has_value());
  return response;
}

absl::StatusOr<v1::GetScoreResponse> ScoreHandler::GetScore(const v1::GetScoreRequest& request) {
  if (request.by_case() == v1::GetScoreRequest::BY_NOT_SET) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "give card_id, newest or published",
                            .path = "by"});
  }
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<v1::ScoreCard> card =
      request.has_newest()      ? FindNewest(**snapshot, request.newest())
      : request.has_published() ? FindPublished(**snapshot, request.published(), finder_)
                                : Parse(finder_.FindById(**snapshot, request.card_id()));
  if (!card.ok()) return card.status();
  v1::GetScoreResponse response;
  *response.mutable_card() = *std::move(card);
  return response;
}

absl::StatusOr<v1::BatchGetScoresResponse> ScoreHandler::BatchGetScores(
    const v1::BatchGetScoresRequest& request) {
  const int ids = request.enterprise_ids_size();
  if (ids < 1 || ids > kBatchMax) {
    return OutOfRange("enterprise_ids", std::to_string(ids) + " ids", "1..1000 ids");
  }
  if (absl::Status status = request::CheckSchemeId(request.scheme_id(), "scheme_id");
      !status.ok()) {
    return status;
  }
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  v1::BatchGetScoresResponse response;
  CardSource source = [&](const std::string& enterprise_id) {
    return tables::GetNewestScoreCard(
        **snapshot, {.enterprise_id = enterprise_id, .scheme_id = request.scheme_id()});
  };
  if (request.published()) {
    absl::StatusOr<std::string> id =
        generation::PublishedId(**snapshot, request.scheme_id(), "scheme_id");
    if (!id.ok()) return id.status();
    response.set_generation_id(*id);
    source = [&, id = *std::move(id)](const std::string& enterprise_id) {
      return finder_.FindPublished(**snapshot, id, enterprise_id);
    };
  }
  for (int i = 0; i < ids; ++i) {
    *response.add_scores() = BatchResult(source, request.enterprise_ids(i), i);
  }
  if (response.ByteSizeLong() > rpc::kMessageBytesMax) {
    return TooLarge(response.ByteSizeLong(), "enterprise_ids");
  }
  return response;
}

absl::StatusOr<v1::ListScoresResponse> ScoreHandler::ListScores(
    const v1::ListScoresRequest& request) {
  if (absl::Status status = request::CheckEnterpriseId(request.enterprise_id(), "enterprise_id");
      !status.ok()) {
    return status;
  }
  const std::string scope = tables::ListScope(request);
  const absl::StatusOr<tables::PageQuery> query =
      tables::ParsePage({.page_size = request.page_size(),
                         .page_token = request.page_token(),
                         .size_default = kListDefault,
                         .size_max = kListMax},
                        scope);
  if (!query.ok()) return query.status();
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const auto enterprise = tables::GetEnterprise(**snapshot, request.enterprise_id());
  if (!enterprise.ok()) return enterprise.status();
  const absl::StatusOr<tables::Page<std::string>> page = tables::ListScoreCards(
      **snapshot, {.enterprise_id = request.enterprise_id(), .scheme_id = request.scheme_id()},
      *query);
  if (!page.ok()) return page.status();
  v1::ListScoresResponse response;
  for (const std::string& stored : page->items) {
    absl::StatusOr<v1::ScoreCard> card = Parse(stored);
    if (!card.ok()) return card.status();
    *response.add_cards() = *std::move(card);
  }
  response.set_next_page_token(tables::FormatPageToken(scope, page->next));
  return response;
}

absl::StatusOr<v1::GetScoreHistoryResponse> ScoreHandler::GetScoreHistory(
    const v1::GetScoreHistoryRequest& request) {
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  return ListHistory(**snapshot, catalog_, request);
}

absl::StatusOr<v1::SimulateResponse> ScoreHandler::Simulate(const v1::SimulateRequest& request) {
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<v1::SimulateResponse> response =
      services::score::Simulate({.snapshot = **snapshot,
                                 .catalog = catalog_,
                                 .cohorts = cohorts_,
                                 .today = model::DayInChina(clock_())},
                                request);
  if (!response.ok()) return response.status();
  if (response->ByteSizeLong() > rpc::kMessageBytesMax) {
    return TooLarge(response->ByteSizeLong(), "records");
  }
  return response;
}

}  // namespace jifen::services::score
