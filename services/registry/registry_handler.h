// services/registry/registry_handler.h: what the calls of the registry do, without transport.
//
//   Shape    each method validates, reads one snapshot and answers; those that write do so once for each
//            request id (storage/tables/run_once.h).
//   Errors   validation's, in the order of validation.h; then the request id's; then the tables'.
//            PutRecord: ENTERPRISE_UNKNOWN, then DUPLICATE_RECORD for a record that was withdrawn.
//            GetDossier: TOO_LARGE (dossier) if it does not fit into one answer. GetDigest: OVERLOADED while
//            another is being taken.
//   Threads  may be called from many threads; writing calls wait for the disk.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/registry_service.pb.h"
#include "storage/kv/store.h"

namespace jifen::services::registry {

using Clock = std::function<absl::Time()>;

class RegistryHandler {
 public:
  // The store must outlive the handler.
  RegistryHandler(storage::kv::Store& store, Clock clock);

  absl::StatusOr<v1::PutEnterpriseResponse> PutEnterprise(const std::string& principal,
                                                          const v1::PutEnterpriseRequest& request);
  absl::StatusOr<v1::PutRecordResponse> PutRecord(const std::string& principal,
                                                  const v1::PutRecordRequest& request);
  absl::StatusOr<v1::CorrectRecordResponse> CorrectRecord(const std::string& principal,
                                                          const v1::CorrectRecordRequest& request);
  absl::StatusOr<v1::WithdrawRecordResponse> WithdrawRecord(
      const std::string& principal, const v1::WithdrawRecordRequest& request);

  absl::StatusOr<v1::GetEnterpriseResponse> GetEnterprise(
      const v1::GetEnterpriseRequest& request) const;
  absl::StatusOr<v1::ListEnterprisesResponse> ListEnterprises(
      const v1::ListEnterprisesRequest& request) const;
  absl::StatusOr<v1::GetRecordResponse> GetRecord(const v1::GetRecordRequest& request) const;
  absl::StatusOr<v1::ListRecordsResponse> ListRecords(const v1::ListRecordsRequest& request) const;
  absl::StatusOr<v1::GetDossierResponse> GetDossier(const v1::GetDossierRequest& request) const;
  absl::StatusOr<v1::GetDigestResponse> GetDigest(const v1::GetDigestRequest& request);

  storage::kv::Store& store() const { return store_; }
  const Clock& clock() const { return clock_; }

 private:
  storage::kv::Store& store_;
  Clock clock_;
  std::atomic<bool> digest_taken_ = false;  // somebody takes a digest now
};

}  // namespace jifen::services::registry
