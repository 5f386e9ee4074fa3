// tools/jifen/client/scheme_calls.h: the calls of SchemeService, one function each.
//
//   Errors   as the service's proto file says, and those of Connection; see channel.h for retries.
//   Threads  any.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/scheme_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::PutSchemeResponse> PutScheme(const Connection& connection,
                                                const v1::PutSchemeRequest& request);
absl::StatusOr<v1::GetSchemeResponse> GetScheme(const Connection& connection,
                                                const v1::GetSchemeRequest& request);
absl::StatusOr<v1::ListSchemesResponse> ListSchemes(const Connection& connection,
                                                    const v1::ListSchemesRequest& request);

}  // namespace jifen::tools::cli
