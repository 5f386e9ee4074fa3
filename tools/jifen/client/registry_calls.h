// tools/jifen/client/registry_calls.h: the calls of RegistryService, one function each.
//
//   Errors   as the service's proto file says, and those of Connection; see channel.h for retries.
//   Threads  any.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::GetEnterpriseResponse> GetEnterprise(const Connection& connection,
                                                        const v1::GetEnterpriseRequest& request);
absl::StatusOr<v1::ListEnterprisesResponse> ListEnterprises(
    const Connection& connection, const v1::ListEnterprisesRequest& request);
absl::StatusOr<v1::PutRecordResponse> PutRecord(const Connection& connection,
                                                const v1::PutRecordRequest& request);
absl::StatusOr<v1::CorrectRecordResponse> CorrectRecord(const Connection& connection,
                                                        const v1::CorrectRecordRequest& request);
absl::StatusOr<v1::WithdrawRecordResponse> WithdrawRecord(const Connection& connection,
                                                          const v1::WithdrawRecordRequest& request);
absl::StatusOr<v1::GetRecordResponse> GetRecord(const Connection& connection,
                                                const v1::GetRecordRequest& request);
absl::StatusOr<v1::ListRecordsResponse> ListRecords(const Connection& connection,
                                                    const v1::ListRecordsRequest& request);
absl::StatusOr<v1::GetDossierResponse> GetDossier(const Connection& connection,
                                                  const v1::GetDossierRequest& request);
absl::StatusOr<v1::GetDigestResponse> GetDigest(const Connection& connection,
                                                const v1::GetDigestRequest& request);

}  // namespace jifen::tools::cli
