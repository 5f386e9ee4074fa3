// services/request/asked_ids.h: the enterprise and the scheme that a request names.
//
//   Errors   CheckEnterpriseId: FIELD_REQUIRED, then CREDIT_CODE_INVALID. CheckSchemeId: FIELD_REQUIRED,
//            which says where the schemes are listed. Both at the path.
//   Threads  free functions without state.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace jifen::services::request {

absl::Status CheckEnterpriseId(std::string_view enterprise_id, std::string_view path);
absl::Status CheckSchemeId(std::string_view scheme_id, std::string_view path);

// A fault of a version of a scheme, at `scheme_version`, which is what requests for scores call it.
absl::Status AtSchemeVersion(const absl::Status& status);

}  // namespace jifen::services::request
