#include "services/generation/generation_handler.h"

#include <utility>

#include "services/generation/export.h"
#include "services/generation/pinned_generation.h"
#include "services/generation/publication.h"
#include "services/generation/ranking.h"
#include "services/generation/statistics.h"
#include "storage/tables/run_once.h"
#include "storage/tables/runs.h"
#include "storage/tables/store_error.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr int kListDefault = 50;
constexpr int kListMax = 200;

template <typename Response>
void FillRevision(kv::Revision revision, Response& response) {
  if (response.revision() == 0) response.set_revision(revision);
}

}  // namespace

absl::StatusOr<v1::GetGenerationResponse> GenerationHandler::GetGeneration(
    const v1::GetGenerationRequest& request) {
  const absl::StatusOr<PinnedGeneration> pinned = Pin(store_, request.name());
  if (!pinned.ok()) return pinned.status();
  absl::StatusOr<v1::Generation> message = ToMessage(*pinned->snapshot, pinned->generation);
  if (!message.ok()) return message.status();
  v1::GetGenerationResponse response;
  *response.mutable_generation() = *std::move(message);
  return response;
}

absl::StatusOr<v1::ListGenerationsResponse> GenerationHandler::ListGenerations(
    const v1::ListGenerationsRequest& request) {
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
  const auto page = tables::ListGenerations(**snapshot, request.scheme_id(), *query);
  if (!page.ok()) return page.status();
  v1::ListGenerationsResponse response;
  for (const tables::GenerationVersion& generation : page->items) {
    absl::StatusOr<v1::Generation> message = ToMessage(**snapshot, generation);
    if (!message.ok()) return message.status();
    *response.add_generations() = *std::move(message);
  }
  response.set_next_page_token(tables::FormatPageToken(scope, page->next));
  return response;
}

absl::StatusOr<v1::PublishGenerationResponse> GenerationHandler::PublishGeneration(
    const std::string& principal, const v1::PublishGenerationRequest& request) {
  const absl::Time now = clock_();
  const auto attempt =
      [&](const kv::Snapshot& snapshot,
          kv::CommitRequest& commit) -> absl::StatusOr<v1::PublishGenerationResponse> {
    absl::Status checked = tables::CheckGenerationId(request.generation_id());
    if (!checked.ok()) return checked;
    const absl::StatusOr<Switch> made = Publish(snapshot, request.generation_id(), now, commit);
    if (!made.ok()) return made.status();
    absl::StatusOr<v1::Generation> message = ToMessage(snapshot, made->now);
    if (!message.ok()) return message.status();
    v1::PublishGenerationResponse response;
    *response.mutable_generation() = *std::move(message);
    response.mutable_generation()->set_state(v1::GENERATION_STATE_PUBLISHED);
    response.set_previous_generation_id(made->before);
    return response;
  };
  return tables::RunOnce<v1::PublishGenerationResponse>(
      store_,
      {.principal = principal,
       .method = "jifen.v1.GenerationService/PublishGeneration",
       .request_id = request.request_id(),
       .now = now},
      request, {.attempt = attempt, .fill_revision = FillRevision<v1::PublishGenerationResponse>});
}

absl::StatusOr<v1::RollBackGenerationResponse> GenerationHandler::RollBackGeneration(
    const std::string& principal, const v1::RollBackGenerationRequest& request) {
  const absl::Time now = clock_();
  const auto attempt =
      [&](const kv::Snapshot& snapshot,
          kv::CommitRequest& commit) -> absl::StatusOr<v1::RollBackGenerationResponse> {
    const absl::StatusOr<Switch> made = RollBack(snapshot, request.scheme_id(), now, commit);
    if (!made.ok()) return made.status();
    absl::StatusOr<v1::Generation> message = ToMessage(snapshot, made->now);
    if (!message.ok()) return message.status();
    v1::RollBackGenerationResponse response;
    *response.mutable_generation() = *std::move(message);
    response.mutable_generation()->set_state(v1::GENERATION_STATE_PUBLISHED);
    response.set_previous_generation_id(made->before);
    return response;
  };
  return tables::RunOnce<v1::RollBackGenerationResponse>(
      store_,
      {.principal = principal,
       .method = "jifen.v1.GenerationService/RollBackGeneration",
       .request_id = request.request_id(),
       .now = now},
      request, {.attempt = attempt, .fill_revision = FillRevision<v1::RollBackGenerationResponse>});
}

absl::StatusOr<v1::ListRankingResponse> GenerationHandler::ListRanking(
    const v1::ListRankingRequest& request) {
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  return generation::ListRanking(*snapshot, catalog_, request);
}

absl::StatusOr<v1::GetStatisticsResponse> GenerationHandler::GetStatistics(
    const v1::GetStatisticsRequest& request) {
  const absl::StatusOr<PinnedGeneration> pinned = Pin(store_, request.name());
  if (!pinned.ok()) return pinned.status();
  const absl::StatusOr<scheme::SharedScheme> scheme = SchemeOf(*pinned, catalog_);
  if (!scheme.ok()) return scheme.status();
  absl::StatusOr<v1::GenerationStatistics> statistics = StatisticsOf(*pinned, **scheme);
  if (!statistics.ok()) return statistics.status();
  v1::GetStatisticsResponse response;
  *response.mutable_statistics() = *std::move(statistics);
  return response;
}

absl::Status GenerationHandler::Export(
    const v1::ExportRequest& request, const std::function<bool(const v1::ExportResponse&)>& write) {
  absl::StatusOr<PinnedGeneration> pinned = Pin(store_, request.name());
  if (!pinned.ok()) return pinned.status();
  const absl::StatusOr<scheme::SharedScheme> scheme = SchemeOf(*pinned, catalog_);
  if (!scheme.ok()) return scheme.status();
  return ExportGeneration(*std::move(pinned), **scheme, request, write);
}

}  // namespace jifen::services::generation
