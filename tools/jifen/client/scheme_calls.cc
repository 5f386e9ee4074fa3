#include "tools/jifen/client/scheme_calls.h"

#include "jifen/v1/scheme_service.grpc.pb.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

using Service = v1::SchemeService;

absl::StatusOr<v1::PutSchemeResponse> PutScheme(const Connection& connection,
                                                const v1::PutSchemeRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::PutScheme, request);
}

absl::StatusOr<v1::GetSchemeResponse> GetScheme(const Connection& connection,
                                                const v1::GetSchemeRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::GetScheme, request);
}

absl::StatusOr<v1::ListSchemesResponse> ListSchemes(const Connection& connection,
                                                    const v1::ListSchemesRequest& request) {
  return MakeCall<Service>(connection, &Service::Stub::ListSchemes, request);
}

}  // namespace jifen::tools::cli
