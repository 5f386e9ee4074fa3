// services/registry/registry_service.h: the registry over gRPC: decode, call the handler, encode.
//
//   Range    kImportStreamsMax imports at a time; one more is OVERLOADED. import_stream.h says how long
//            one may be silent.
//   Threads  as gRPC's callback API calls it; handlers run on the executor.
#pragma once

#include <atomic>

#include "absl/time/time.h"
#include "jifen/v1/registry_service.grpc.pb.h"
#include "services/registry/import_stream.h"
#include "services/registry/registry_handler.h"
#include "services/rpc/executor.h"

namespace jifen::services::registry {

inline constexpr int kImportStreamsMax = 4;

class RegistryService final : public v1::RegistryService::CallbackService {
 public:
  // Both must outlive the server that the service is registered with.
  RegistryService(RegistryHandler& handler, rpc::Executor& executor,
                  absl::Duration import_silence_max = kImportSilenceMax);

  grpc::ServerUnaryReactor* PutEnterprise(grpc::CallbackServerContext* context,
                                          const v1::PutEnterpriseRequest* request,
                                          v1::PutEnterpriseResponse* response) override;
  grpc::ServerUnaryReactor* GetEnterprise(grpc::CallbackServerContext* context,
                                          const v1::GetEnterpriseRequest* request,
                                          v1::GetEnterpriseResponse* response) override;
  grpc::ServerUnaryReactor* ListEnterprises(grpc::CallbackServerContext* context,
                                            const v1::ListEnterprisesRequest* request,
                                            v1::ListEnterprisesResponse* response) override;
  grpc::ServerUnaryReactor* PutRecord(grpc::CallbackServerContext* context,
                                      const v1::PutRecordRequest* request,
                                      v1::PutRecordResponse* response) override;
  grpc::ServerUnaryReactor* CorrectRecord(grpc::CallbackServerContext* context,
                                          const v1::CorrectRecordRequest* request,
                                          v1::CorrectRecordResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawRecord(grpc::CallbackServerContext* context,
                                           const v1::WithdrawRecordRequest* request,
                                           v1::WithdrawRecordResponse* response) override;
  grpc::ServerUnaryReactor* GetRecord(grpc::CallbackServerContext* context,
                                      const v1::GetRecordRequest* request,
                                      v1::GetRecordResponse* response) override;
  grpc::ServerUnaryReactor* ListRecords(grpc::CallbackServerContext* context,
                                        const v1::ListRecordsRequest* request,
                                        v1::ListRecordsResponse* response) override;
  grpc::ServerUnaryReactor* GetDossier(grpc::CallbackServerContext* context,
                                       const v1::GetDossierRequest* request,
                                       v1::GetDossierResponse* response) override;
  grpc::ServerUnaryReactor* GetDigest(grpc::CallbackServerContext* context,
                                      const v1::GetDigestRequest* request,
                                      v1::GetDigestResponse* response) override;
  grpc::ServerBidiReactor<v1::ImportRequest, v1::ImportResponse>* Import(
      grpc::CallbackServerContext* context) override;

 private:
  RegistryHandler& handler_;
  rpc::Executor& executor_;
  const absl::Duration import_silence_max_;
  std::atomic<int> imports_ = 0;
};

}  // namespace jifen::services::registry
