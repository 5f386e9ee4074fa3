#include "services/scheme/scheme_service.h"

#include "services/rpc/caller.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::scheme {

grpc::ServerUnaryReactor* SchemeService::PutScheme(grpc::CallbackServerContext* context,
                                                   const v1::PutSchemeRequest* request,
                                                   v1::PutSchemeResponse* response) {
  return rpc::StartUnary(context, executor_, request, response,
                         [this](const v1::PutSchemeRequest& decoded) {
                           return handler_.PutScheme(rpc::kLocalPrincipal, decoded);
                         });
}

grpc::ServerUnaryReactor* SchemeService::GetScheme(grpc::CallbackServerContext* context,
                                                   const v1::GetSchemeRequest* request,
                                                   v1::GetSchemeResponse* response) {
  return rpc::StartUnary(
      context, executor_, request, response,
      [this](const v1::GetSchemeRequest& decoded) { return handler_.GetScheme(decoded); });
}

grpc::ServerUnaryReactor* SchemeService::ListSchemes(grpc::CallbackServerContext* context,
                                                     const v1::ListSchemesRequest* request,
                                                     v1::ListSchemesResponse* response) {
  return rpc::StartUnary(
      context, executor_, request, response,
      [this](const v1::ListSchemesRequest& decoded) { return handler_.ListSchemes(decoded); });
}

}  // namespace jifen::services::scheme
