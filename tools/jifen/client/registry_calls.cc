#include "tools/jifen/client/registry_calls.h"

#include "jifen/v1/registry_service.grpc.pb.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

using Service = v1::RegistryService;

absl::StatusOr<v1::GetEnterpriseResponse> GetEnterprise(const Connection& connection,
                                                        const v1::GetEnterpriseRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetEnterprise, request);
}

absl::StatusOr<v1::ListEnterprisesResponse> ListEnterprises(
    const Connection& connection, const v1::ListEnterprisesRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListEnterprises, request);
}

absl::StatusOr<v1::PutRecordResponse> PutRecord(const Connection& connection,
                                                const v1::PutRecordRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::PutRecord, request);
}

absl::StatusOr<v1::CorrectRecordResponse> CorrectRecord(const Connection& connection,
                                                        const v1::CorrectRecordRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::CorrectRecord, request);
}

absl::StatusOr<v1::WithdrawRecordResponse> WithdrawRecord(
    const Connection& connection, const v1::WithdrawRecordRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::WithdrawRecord, request);
}

absl::StatusOr<v1::GetRecordResponse> GetRecord(const Connection& connection,
                                                const v1::GetRecordRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetRecord, request);
}

absl::StatusOr<v1::ListRecordsResponse> ListRecords(const Connection& connection,
                                                    const v1::ListRecordsRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListRecords, request);
}

absl::StatusOr<v1::GetDossierResponse> GetDossier(const Connection& connection,
                                                  const v1::GetDossierRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetDossier, request);
}

absl::StatusOr<v1::GetDigestResponse> GetDigest(const Connection& connection,
                                                const v1::GetDigestRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetDigest, request);
}

}  // namespace jifen::tools::cli
