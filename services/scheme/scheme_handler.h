// services/scheme/scheme_handler.h: puts, gets and lists schemes; no gRPC.
//
//   Errors   PutScheme: REQUEST_ID_INVALID, REQUEST_ID_REUSED, FIELD_REQUIRED (scheme), the first fault of the scheme
//            (all of them in the message), SCHEME_VECTOR, SCHEME_VERSION_EXISTS, the store's.
//            GetScheme: SCHEME_UNKNOWN. ListSchemes: OUT_OF_RANGE, PAGE_TOKEN_INVALID.
//   Threads  may be shared. PutScheme waits for the commit.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "jifen/v1/scheme_service.pb.h"
#include "storage/kv/store.h"

namespace jifen::services::scheme {

class SchemeHandler {
 public:
  SchemeHandler(storage::kv::Store& store, std::function<absl::Time()> clock)
      : store_(store), clock_(std::move(clock)) {}

  absl::StatusOr<v1::PutSchemeResponse> PutScheme(const std::string& principal,
                                                  const v1::PutSchemeRequest& request);
  absl::StatusOr<v1::GetSchemeResponse> GetScheme(const v1::GetSchemeRequest& request);
  absl::StatusOr<v1::ListSchemesResponse> ListSchemes(const v1::ListSchemesRequest& request);

 private:
  storage::kv::Store& store_;
  const std::function<absl::Time()> clock_;
};

}  // namespace jifen::services::scheme
