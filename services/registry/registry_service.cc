#include "services/registry/registry_service.h"

#include <string>

#include "services/registry/import_stream.h"
#include "services/rpc/caller.h"
#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::registry {
namespace {

using grpc::CallbackServerContext;
using grpc::ServerUnaryReactor;
using rpc::StartUnary;

using ImportReactor = grpc::ServerBidiReactor<v1::ImportRequest, v1::ImportResponse>;

// A stream that is refused at once.
class RefusedImport final : public ImportReactor {
 public:
  RefusedImport() { Finish(rpc::ToGrpcStatus(rpc::Overloaded())); }
  void OnDone() override { delete this; }
};

}  // namespace

RegistryService::RegistryService(RegistryHandler& handler, rpc::Executor& executor,
                                 absl::Duration import_silence_max)
    : handler_(handler), executor_(executor), import_silence_max_(import_silence_max) {}

ServerUnaryReactor* RegistryService::PutEnterprise(CallbackServerContext* context,
                                                   const v1::PutEnterpriseRequest* request,
                                                   v1::PutEnterpriseResponse* response) {
  return StartUnary(context, executor_, request, response,
                    [this](const v1::PutEnterpriseRequest& asked) {
                      return handler_.PutEnterprise(rpc::kLocalPrincipal, asked);
                    });
}

ServerUnaryReactor* RegistryService::GetEnterprise(CallbackServerContext* context,
                                                   const v1::GetEnterpriseRequest* request,
                                                   v1::GetEnterpriseResponse* response) {
  return StartUnary(
      context, executor_, request, response,
      [this](const v1::GetEnterpriseRequest& asked) { return handler_.GetEnterprise(asked); });
}

ServerUnaryReactor* RegistryService::ListEnterprises(CallbackServerContext* context,
                                                     const v1::ListEnterprisesRequest* request,
                                                     v1::ListEnterprisesResponse* response) {
  return StartUnary(
      context, executor_, request, response,
      [this](const v1::ListEnterprisesRequest& asked) { return handler_.ListEnterprises(asked); });
}

ServerUnaryReactor* RegistryService::PutRecord(CallbackServerContext* context,
                                               const v1::PutRecordRequest* request,
                                               v1::PutRecordResponse* response) {
  return StartUnary(context, executor_, request, response,
                    [this](const v1::PutRecordRequest& asked) {
                      return handler_.PutRecord(rpc::kLocalPrincipal, asked);
                    });
}

ServerUnaryReactor* RegistryService::CorrectRecord(CallbackServerContext* context,
                                                   const v1::CorrectRecordRequest* request,
                                                   v1::CorrectRecordResponse* response) {
  return StartUnary(context, executor_, request, response,
                    [this](const v1::CorrectRecordRequest& asked) {
                      return handler_.CorrectRecord(rpc::kLocalPrincipal, asked);
                    });
}

ServerUnaryReactor* RegistryService::WithdrawRecord(CallbackServerContext* context,
                                                    const v1::WithdrawRecordRequest* request,
                                                    v1::WithdrawRecordResponse* response) {
  return StartUnary(context, executor_, request, response,
                    [this](const v1::WithdrawRecordRequest& asked) {
                      return handler_.WithdrawRecord(rpc::kLocalPrincipal, asked);
                    });
}

ServerUnaryReactor* RegistryService::GetRecord(CallbackServerContext* context,
                                               const v1::GetRecordRequest* request,
                                               v1::GetRecordResponse* response) {
  return StartUnary(
      context, executor_, request, response,
      [this](const v1::GetRecordRequest& asked) { return handler_.GetRecord(asked); });
}

ServerUnaryReactor* RegistryService::ListRecords(CallbackServerContext* context,
                                                 const v1::ListRecordsRequest* request,
                                                 v1::ListRecordsResponse* response) {
  return StartUnary(
      context, executor_, request, response,
      [this](const v1::ListRecordsRequest& asked) { return handler_.ListRecords(asked); });
}

ServerUnaryReactor* RegistryService::GetDossier(CallbackServerContext* context,
                                                const v1::GetDossierRequest* request,
                                                v1::GetDossierResponse* response) {
  return StartUnary(
      context, executor_, request, response,
      [this](const v1::GetDossierRequest& asked) { return handler_.GetDossier(asked); });
}

ServerUnaryReactor* RegistryService::GetDigest(CallbackServerContext* context,
                                               const v1::GetDigestRequest* request,
                                               v1::GetDigestResponse* response) {
  return StartUnary(
      context, executor_, request, response,
      [this](const v1::GetDigestRequest& asked) { return handler_.GetDigest(asked); });
}

ImportReactor* RegistryService::Import(CallbackServerContext* context) {
  if (imports_.fetch_add(1) >= kImportStreamsMax) {
    imports_.fetch_sub(1);
    return new RefusedImport();
  }
  return new ImportStream(handler_, rpc::kLocalPrincipal,
                          {.executor = executor_,
                           .context = *context,
                           .silence_max = import_silence_max_,
                           .done = [this] { imports_.fetch_sub(1); }});
}

}  // namespace jifen::services::registry
