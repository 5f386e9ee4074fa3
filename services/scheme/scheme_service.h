// services/scheme/scheme_service.h: jifen.v1.SchemeService on the wire: decode, call, encode.
#pragma once

#include <functional>

#include "absl/time/time.h"
#include "jifen/v1/scheme_service.grpc.pb.h"
#include "services/rpc/executor.h"
#include "services/scheme/scheme_handler.h"
#include "storage/kv/store.h"

namespace jifen::services::scheme {

class SchemeService final : public v1::SchemeService::CallbackService {
 public:
  SchemeService(storage::kv::Store& store, rpc::Executor& executor,
                std::function<absl::Time()> clock)
      : handler_(store, std::move(clock)), executor_(executor) {}

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
  SchemeHandler handler_;
  rpc::Executor& executor_;
};

}  // namespace jifen::services::scheme
