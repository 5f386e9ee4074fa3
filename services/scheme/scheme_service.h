// services/scheme/scheme_service.h: jifen.v1.SchemeService on the wire: decode, call, encode.
#pragma once

#include "jifen/v1/scheme_service.grpc.pb.h"
#include "services/rpc/executor.h"
#include "services/scheme/scheme_handler.h"

namespace jifen::services::scheme {

class SchemeService final : public v1::SchemeService::CallbackService {
 public:
  // Both must outlive the server that the service is registered with.
  SchemeService(SchemeHandler& handler, rpc::Executor& executor)
      : handler_(handler), executor_(executor) {}

  grpc::ServerUnaryReactor* PutScheme(grpc::CallbackServerContext* context,
                                      const v1::PutSchemeRequest* request,
                                      v1::PutSchemeResponse* response) override;
  grpc::ServerUnaryReactor* GetScheme(grpc::CallbackServerContext* context,
                                      const v1::GetSchemeRequest* request,
                                      v1::GetSchemeResponse* response) override;
  grpc::ServerUnaryReactor* ListSchemes(grpc::CallbackServerContext* context,
                                        const v1::ListSchemesRequest* request,
                                        v1::ListSchemesResponse* response) override;

 private:
  SchemeHandler& handler_;
  rpc::Executor& executor_;
};

}  // namespace jifen::services::scheme
