#include "services/scheme/scheme_handler.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "scoring/scheme/canonical_form.h"
#include "scoring/scheme/compiled_scheme.h"
#include "services/scheme/scheme_check.h"
#include "storage/tables/run_once.h"
#include "storage/tables/schemes.h"
#include "storage/tables/store_error.h"

namespace jifen::services::scheme {
namespace {

namespace tables = storage::tables;
using scoring::scheme::CompiledScheme;

constexpr char kPutMethod[] = "jifen.v1.SchemeService/PutScheme";

absl::StatusOr<std::shared_ptr<const CompiledScheme>> Check(const v1::PutSchemeRequest& request) {
  if (!request.has_scheme()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED, .path = "scheme"});
  }
  auto compiled = CheckWhole(request.scheme());
  if (!compiled.ok()) return model::WithPathPrefix(compiled.status(), "scheme");
  return compiled;
}

v1::SchemeSummary Summarize(const v1::Scheme& scheme, const std::string& sha256_hex,
                            uint64_t revision) {
  v1::SchemeSummary summary;
  summary.set_scheme_id(scheme.id());
  summary.set_version(scheme.version());
  summary.set_sha256(sha256_hex);
  summary.set_title_zh(scheme.title().zh());
  summary.set_title_en(scheme.title().en());
  summary.set_document_number(scheme.document_number());
  summary.set_figures(scheme.figures());
  // What its cards are out of.
  const v1::Total& total = scheme.total();
  summary.set_maximum(total.has_scale_to() ? total.scale_to() : total.maximum());
  summary.set_revision(revision);
  return summary;
}

absl::StatusOr<v1::Scheme> Parse(const tables::SchemeVersion& stored) {
  v1::Scheme scheme;
  if (!scheme.ParseFromString(stored.canonical)) return tables::Corrupt("a stored scheme");
  return scheme;
}

}  // namespace

absl::StatusOr<v1::PutSchemeResponse> SchemeHandler::PutScheme(
    const std::string& principal, const v1::PutSchemeRequest& request) {
  const auto attempt =
      [&request](const storage::kv::Snapshot& snapshot,
                 storage::kv::CommitRequest& commit) -> absl::StatusOr<v1::PutSchemeResponse> {
    const absl::StatusOr<std::shared_ptr<const CompiledScheme>> compiled = Check(request);
    if (!compiled.ok()) return compiled.status();
    const v1::Scheme& scheme = (*compiled)->message();
    const absl::StatusOr<tables::SchemePut> put =
        tables::PutScheme(snapshot,
                          {.scheme_id = scheme.id(),
                           .version = scheme.version(),
                           .canonical = scoring::scheme::CanonicalForm(scheme),
                           .sha256 = absl::HexStringToBytes((*compiled)->sha256())},
                          commit);
    if (!put.ok()) return put.status();
    v1::PutSchemeResponse response;
    *response.mutable_summary() = Summarize(scheme, (*compiled)->sha256(), put->revision);
    response.set_vectors(scheme.vectors_size());
    return response;
  };
  const auto fill_revision = [](storage::kv::Revision revision, v1::PutSchemeResponse& response) {
    if (response.summary().revision() == 0) response.mutable_summary()->set_revision(revision);
  };
  return tables::RunOnce<v1::PutSchemeResponse>(
      store_,
      {.principal = principal,
       .method = kPutMethod,
       .request_id = request.request_id(),
       .now = clock_()},
      request, {.attempt = attempt, .fill_revision = fill_revision});
}

absl::StatusOr<v1::GetSchemeResponse> SchemeHandler::GetScheme(
    const v1::GetSchemeRequest& request) {
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<tables::SchemeVersion> stored =
      tables::GetScheme(**snapshot, request.scheme_id(), request.version());
  if (!stored.ok()) return stored.status();
  absl::StatusOr<v1::Scheme> scheme = Parse(*stored);
  if (!scheme.ok()) return scheme.status();
  v1::GetSchemeResponse response;
  *response.mutable_summary() = Summarize(*scheme, model::HexOf(stored->sha256), stored->revision);
  *response.mutable_scheme() = *std::move(scheme);
  return response;
}

absl::StatusOr<v1::ListSchemesResponse> SchemeHandler::ListSchemes(
    const v1::ListSchemesRequest& request) {
  const std::string scope = tables::ListScope(request);
  const absl::StatusOr<tables::PageQuery> query = tables::ParsePage(
      {.page_size = request.page_size(), .page_token = request.page_token()}, scope);
  if (!query.ok()) return query.status();
  const auto snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<tables::Page<tables::SchemeVersion>> page =
      tables::ListSchemes(**snapshot, *query);
  if (!page.ok()) return page.status();
  v1::ListSchemesResponse response;
  for (const tables::SchemeVersion& stored : page->items) {
    const absl::StatusOr<v1::Scheme> scheme = Parse(stored);
    if (!scheme.ok()) return scheme.status();
    *response.add_schemes() = Summarize(*scheme, model::HexOf(stored.sha256), stored.revision);
  }
  response.set_next_page_token(tables::FormatPageToken(scope, page->next));
  return response;
}

}  // namespace jifen::services::scheme
