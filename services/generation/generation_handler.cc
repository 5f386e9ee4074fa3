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

struct OrderCall {
  const std::string& principal;
  std::string method;  // without the service
  absl::Time now;
};

// What `attempt` adds to a commit, done once however often the request comes.
template <typename Response, typename Request, typename Attempt>
absl::StatusOr<Response> Order(kv::Store& store, const OrderCall& call, const Request& request,
                               const Attempt& attempt) {
  return tables::RunOnce<Response>(store,
                                   {.principal = call.principal,
                                    .method = "jifen.v1.GenerationService/" + call.method,
                                    .request_id = request.request_id(),
                                    .now = call.now},
                                   request,
                                   {.attempt = attempt, .fill_revision = FillRevision<Response>});
}

// The answer about a switch.
template <typename Response>
absl::StatusOr<Response> Answer(const kv::Snapshot& snapshot, const absl::StatusOr<Switch>& made) {
  if (!made.ok()) return made.status();
  absl::StatusOr<v1::Generation> message = ToMessage(snapshot, made->now);
  if (!message.ok()) return message.status();
  Response response;
  *response.mutable_generation() = *std::move(message);
  response.mutable_generation()->set_state(v1::GENERATION_STATE_PUBLISHED);
  response.set_previous_generation_id(made->before);
  response.set_revision(made->since);
  return response;
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
  using Response = v1::PublishGenerationResponse;
  const absl::Time now = clock_();
  return Order<Response>(
      store_, {.principal = principal, .method = "PublishGeneration", .now = now}, request,
      [&](const kv::Snapshot& snapshot, kv::CommitRequest& commit) -> absl::StatusOr<Response> {
        absl::Status checked = tables::CheckGenerationId(request.generation_id());
        if (!checked.ok()) return checked;
        return Answer<Response>(snapshot, Publish(snapshot, request.generation_id(), now, commit));
      });
}

absl::StatusOr<v1::RollBackGenerationResponse> GenerationHandler::RollBackGeneration(
    const std::string& principal, const v1::RollBackGenerationRequest& request) {
  using Response = v1::RollBackGenerationResponse;
  const absl::Time now = clock_();
  return Order<Response>(
      store_, {.principal = principal, .method = "RollBackGeneration", .now = now}, request,
      [&](const kv::Snapshot& snapshot, kv::CommitRequest& commit) {
        return Answer<Response>(snapshot, RollBack(snapshot, request.scheme_id(), now, commit));
      });
}

absl::StatusOr<v1::DropGenerationResponse> GenerationHandler::DropGeneration(
    const std::string& principal, const v1::DropGenerationRequest& request) {
  using Response = v1::DropGenerationResponse;
  return Order<Response>(
      store_, {.principal = principal, .method = "DropGeneration", .now = clock_()}, request,
      [&](const kv::Snapshot& snapshot, kv::CommitRequest& commit) -> absl::StatusOr<Response> {
        absl::Status checked = tables::CheckGenerationId(request.generation_id());
        if (!checked.ok()) return checked;
        const auto dropped = Drop(snapshot, request.generation_id(), commit);
        if (!dropped.ok()) return dropped.status();
        absl::StatusOr<v1::Generation> message = ToMessage(snapshot, *dropped);
        if (!message.ok()) return message.status();
        Response response;
        *response.mutable_generation() = *std::move(message);
        return response;
      });
}

absl::StatusOr<v1::ListRankingResponse> GenerationHandler::ListRanking(
    const v1::ListRankingRequest& request) {
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  return generation::ListRanking(*snapshot, catalog_, request);
}

absl::StatusOr<v1::GetStatisticsResponse> GenerationHandler::GetStatistics(
    const v1::GetStatisticsRequest& request, const std::function<bool()>& stopped) {
  const absl::StatusOr<PinnedGeneration> pinned = Pin(store_, request.name());
  if (!pinned.ok()) return pinned.status();
  const absl::StatusOr<scheme::SharedScheme> scheme = SchemeOf(*pinned, catalog_);
  if (!scheme.ok()) return scheme.status();
  absl::StatusOr<v1::GenerationStatistics> statistics = StatisticsOf(*pinned, **scheme, stopped);
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
