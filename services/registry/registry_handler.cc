#include "services/registry/registry_handler.h"

#include <memory>
#include <utility>

#include "proto/model/error.h"
#include "services/registry/validation.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/records.h"
#include "storage/tables/run_once.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

// A name of a call, scoped as request ids are.
std::string MethodName(const char* name) {
  return std::string(v1::PutEnterpriseRequest::descriptor()->file()->package()) +
         ".RegistryService/" + name;
}

// The answer's version is of the commit that stored it, unless the record was there before.
template <typename Response>
void FillVersion(kv::Revision revision, Response& response) {
  if (response.version().revision() == 0) response.mutable_version()->set_revision(revision);
}

template <typename Response>
absl::StatusOr<Response> AnswerOf(absl::StatusOr<tables::RecordPut> put) {
  if (!put.ok()) return put.status();
  Response response;
  *response.mutable_version() = std::move(put->version);
  response.set_change(put->change);
  return response;
}

absl::StatusOr<v1::PutEnterpriseResponse> TryPutEnterprise(const kv::Snapshot& snapshot,
                                                           const v1::PutEnterpriseRequest& request,
                                                           kv::CommitRequest& commit) {
  absl::StatusOr<tables::EnterprisePut> put =
      tables::PutEnterprise(snapshot, request.enterprise(), commit);
  if (!put.ok()) return put.status();
  v1::PutEnterpriseResponse response;
  *response.mutable_enterprise() = std::move(put->version.enterprise);
  response.set_revision(put->version.revision);
  response.set_change(put->change);
  return response;
}

// To bring a record back takes a reason, as taking it back did; a put has none.
absl::Status CheckNotWithdrawn(const kv::Snapshot& snapshot, const v1::Record& record) {
  const auto current = tables::FindRecord(snapshot, tables::NameOf(record));
  if (!current.ok()) return current.status();
  if (!current->has_value() || !tables::IsWithdrawn((*current)->record())) return absl::OkStatus();
  return model::ToStatus(
      {.reason = v1::REASON_DUPLICATE_RECORD,
       .message = "it was withdrawn; to bring it back, call CorrectRecord and say why",
       .path = "record.record_id",
       .got = record.record_id() + ", withdrawn because: " + (*current)->change_reason(),
       .want = "a record that was not withdrawn, or CorrectRecord with its reason"});
}

absl::StatusOr<v1::PutRecordResponse> TryPutRecord(const kv::Snapshot& snapshot,
                                                   const v1::PutRecordRequest& request,
                                                   kv::CommitRequest& commit) {
  const std::string& id = request.record().enterprise_id();
  const absl::StatusOr<std::optional<tables::EnterpriseVersion>> enterprise =
      tables::FindEnterprise(snapshot, id);
  if (!enterprise.ok()) return enterprise.status();
  if (!enterprise->has_value()) return tables::EnterpriseUnknown(id, "record.enterprise_id");
  if (absl::Status status = CheckNotWithdrawn(snapshot, request.record()); !status.ok()) {
    return status;
  }
  return AnswerOf<v1::PutRecordResponse>(tables::PutRecord(snapshot, request.record(), commit));
}

}  // namespace

RegistryHandler::RegistryHandler(kv::Store& store, Clock clock)
    : store_(store), clock_(std::move(clock)) {}

absl::StatusOr<v1::PutEnterpriseResponse> RegistryHandler::PutEnterprise(
    const std::string& principal, const v1::PutEnterpriseRequest& request) {
  if (absl::Status status = ValidatePutEnterprise(request); !status.ok()) return status;
  const tables::OnceSteps<v1::PutEnterpriseResponse> steps{
      .attempt =
          [&request](const kv::Snapshot& snapshot, kv::CommitRequest& commit) {
            return TryPutEnterprise(snapshot, request, commit);
          },
      .fill_revision =
          [](kv::Revision revision, v1::PutEnterpriseResponse& response) {
            if (response.revision() == 0) response.set_revision(revision);
          }};
  return tables::RunOnce(store_,
                         {.principal = principal,
                          .method = MethodName("PutEnterprise"),
                          .request_id = request.request_id(),
                          .now = clock_()},
                         request, steps);
}

absl::StatusOr<v1::PutRecordResponse> RegistryHandler::PutRecord(
    const std::string& principal, const v1::PutRecordRequest& request) {
  if (absl::Status status = ValidatePutRecord(request); !status.ok()) return status;
  const tables::OnceSteps<v1::PutRecordResponse> steps{
      .attempt = [&request](
                     const kv::Snapshot& snapshot,
                     kv::CommitRequest& commit) { return TryPutRecord(snapshot, request, commit); },
      .fill_revision = FillVersion<v1::PutRecordResponse>};
  return tables::RunOnce(store_,
                         {.principal = principal,
                          .method = MethodName("PutRecord"),
                          .request_id = request.request_id(),
                          .now = clock_()},
                         request, steps);
}

absl::StatusOr<v1::CorrectRecordResponse> RegistryHandler::CorrectRecord(
    const std::string& principal, const v1::CorrectRecordRequest& request) {
  if (absl::Status status = ValidateCorrectRecord(request); !status.ok()) return status;
  const tables::Amendment amendment{.reason = request.reason(),
                                    .expected_revision = request.expected_revision()};
  const tables::OnceSteps<v1::CorrectRecordResponse> steps{
      .attempt =
          [&](const kv::Snapshot& snapshot, kv::CommitRequest& commit) {
            return AnswerOf<v1::CorrectRecordResponse>(
                tables::CorrectRecord(snapshot, request.record(), amendment, commit));
          },
      .fill_revision = FillVersion<v1::CorrectRecordResponse>};
  return tables::RunOnce(store_,
                         {.principal = principal,
                          .method = MethodName("CorrectRecord"),
                          .request_id = request.request_id(),
                          .now = clock_()},
                         request, steps);
}

absl::StatusOr<v1::WithdrawRecordResponse> RegistryHandler::WithdrawRecord(
    const std::string& principal, const v1::WithdrawRecordRequest& request) {
  if (absl::Status status = ValidateWithdrawRecord(request); !status.ok()) return status;
  const tables::RecordName name{.enterprise_id = request.enterprise_id(),
                                .kind = request.kind(),
                                .record_id = request.record_id()};
  const tables::Amendment amendment{.reason = request.reason(),
                                    .expected_revision = request.expected_revision()};
  const tables::OnceSteps<v1::WithdrawRecordResponse> steps{
      .attempt =
          [&](const kv::Snapshot& snapshot, kv::CommitRequest& commit) {
            return AnswerOf<v1::WithdrawRecordResponse>(
                tables::WithdrawRecord(snapshot, name, amendment, commit));
          },
      .fill_revision = FillVersion<v1::WithdrawRecordResponse>};
  return tables::RunOnce(store_,
                         {.principal = principal,
                          .method = MethodName("WithdrawRecord"),
                          .request_id = request.request_id(),
                          .now = clock_()},
                         request, steps);
}

}  // namespace jifen::services::registry
