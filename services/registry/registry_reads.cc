// The calls of services/registry/registry_handler.h that only read.
#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "services/registry/registry_handler.h"
#include "services/registry/validation.h"
#include "services/rpc/unary_call.h"
#include "storage/tables/digest.h"
#include "storage/tables/dossier.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/page.h"
#include "storage/tables/records.h"
#include "storage/tables/store_error.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

// One answer carries it.
constexpr size_t kDossierBytesMax = rpc::kMessageBytesMax;

using SnapshotOr = absl::StatusOr<std::shared_ptr<const kv::Snapshot>>;

// What the transport would refuse without a word of what to do.
absl::Status CheckAnswerSize(const std::string& enterprise_id, size_t bytes) {
  if (bytes <= kDossierBytesMax) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_TOO_LARGE,
                          .message = "the dossier of " + enterprise_id +
                                     " does not fit into one answer; read its records page by "
                                     "page with ListRecords",
                          .path = "dossier",
                          .got = std::to_string(bytes) + " bytes",
                          .want = "at most " + std::to_string(kDossierBytesMax) + " bytes"});
}

// One scan of the whole store at a time, or a few callers would keep every thread from its work.
class DigestTurn {
 public:
  explicit DigestTurn(std::atomic<bool>& taken) : taken_(taken), mine_(!taken.exchange(true)) {}
  ~DigestTurn() {
    if (mine_) taken_ = false;
  }
  DigestTurn(const DigestTurn&) = delete;
  DigestTurn& operator=(const DigestTurn&) = delete;

  bool mine() const { return mine_; }

 private:
  std::atomic<bool>& taken_;
  const bool mine_;
};

absl::Status DigestUnderWay() {
  return model::ToStatus({.reason = v1::REASON_OVERLOADED,
                          .message = "a digest is being taken already; try again later"});
}

}  // namespace

absl::StatusOr<v1::GetEnterpriseResponse> RegistryHandler::GetEnterprise(
    const v1::GetEnterpriseRequest& request) const {
  if (absl::Status status = ValidateGetEnterprise(request); !status.ok()) return status;
  const SnapshotOr snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<tables::EnterpriseVersion> version =
      tables::GetEnterprise(**snapshot, request.enterprise_id(), request.known_at());
  if (!version.ok()) return version.status();
  v1::GetEnterpriseResponse response;
  *response.mutable_enterprise() = std::move(version->enterprise);
  response.set_revision(version->revision);
  return response;
}

absl::StatusOr<v1::ListEnterprisesResponse> RegistryHandler::ListEnterprises(
    const v1::ListEnterprisesRequest& request) const {
  if (absl::Status status = ValidateListEnterprises(request); !status.ok()) return status;
  const std::string scope = tables::ListScope(request);
  const absl::StatusOr<tables::PageQuery> query = tables::ParsePage(
      {.page_size = request.page_size(), .page_token = request.page_token()}, scope);
  if (!query.ok()) return query.status();
  const SnapshotOr snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const tables::EnterpriseFilter filter{.area_prefix = request.area_prefix(),
                                        .industry_prefix = request.industry_prefix(),
                                        .name_part = request.name_part()};
  absl::StatusOr<tables::Page<v1::Enterprise>> page =
      tables::ListEnterprises(**snapshot, filter, *query);
  if (!page.ok()) return page.status();
  v1::ListEnterprisesResponse response;
  for (v1::Enterprise& item : page->items) *response.add_enterprises() = std::move(item);
  response.set_next_page_token(tables::FormatPageToken(scope, page->next));
  return response;
}

absl::StatusOr<v1::GetRecordResponse> RegistryHandler::GetRecord(
    const v1::GetRecordRequest& request) const {
  if (absl::Status status = ValidateGetRecord(request); !status.ok()) return status;
  const SnapshotOr snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const tables::RecordName name{.enterprise_id = request.enterprise_id(),
                                .kind = request.kind(),
                                .record_id = request.record_id()};
  absl::StatusOr<v1::RecordVersion> version =
      tables::GetRecord(**snapshot, name, request.known_at());
  if (!version.ok()) return version.status();
  v1::GetRecordResponse response;
  *response.mutable_version() = *std::move(version);
  return response;
}

absl::StatusOr<v1::ListRecordsResponse> RegistryHandler::ListRecords(
    const v1::ListRecordsRequest& request) const {
  if (absl::Status status = ValidateListRecords(request); !status.ok()) return status;
  const std::string scope = tables::ListScope(request);
  const absl::StatusOr<tables::PageQuery> query = tables::ParsePage(
      {.page_size = request.page_size(), .page_token = request.page_token()}, scope);
  if (!query.ok()) return query.status();
  const SnapshotOr snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<tables::Page<v1::RecordVersion>> page =
      tables::ListRecords(**snapshot,
                          {.enterprise_id = request.enterprise_id(),
                           .kind = request.kind(),
                           .known_at = request.known_at(),
                           .all_versions = request.all_versions()},
                          *query);
  if (!page.ok()) return page.status();
  v1::ListRecordsResponse response;
  for (v1::RecordVersion& item : page->items) *response.add_versions() = std::move(item);
  response.set_next_page_token(tables::FormatPageToken(scope, page->next));
  return response;
}

absl::StatusOr<v1::GetDossierResponse> RegistryHandler::GetDossier(
    const v1::GetDossierRequest& request) const {
  if (absl::Status status = ValidateGetDossier(request); !status.ok()) return status;
  const SnapshotOr snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  const v1::Date today = model::DayInChina(clock_());
  absl::StatusOr<v1::Dossier> dossier = tables::GetDossier(
      **snapshot, {.enterprise_id = request.enterprise_id(),
                   .valid_at = request.has_valid_at() ? request.valid_at() : today,
                   .known_at = request.known_at()});
  if (!dossier.ok()) return dossier.status();
  v1::GetDossierResponse response;
  *response.mutable_dossier() = *std::move(dossier);
  absl::Status status = CheckAnswerSize(request.enterprise_id(), response.ByteSizeLong());
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::GetDigestResponse> RegistryHandler::GetDigest(
    const v1::GetDigestRequest& /*request*/) {
  const DigestTurn turn(digest_taken_);
  if (!turn.mine()) return DigestUnderWay();
  const SnapshotOr snapshot = tables::TakeSnapshot(store_);
  if (!snapshot.ok()) return snapshot.status();
  absl::StatusOr<tables::Digest> digest = tables::DigestOf(**snapshot);
  if (!digest.ok()) return digest.status();
  v1::GetDigestResponse response;
  response.set_revision((*snapshot)->revision());
  response.set_enterprises(digest->enterprises);
  response.set_record_versions(digest->record_versions);
  response.set_sha256(std::move(digest->sha256_hex));
  return response;
}

}  // namespace jifen::services::registry
