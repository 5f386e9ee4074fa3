#include "services/request/asked_ids.h"

#include <optional>
#include <string>

#include "proto/model/credit_code.h"
#include "proto/model/error.h"

namespace jifen::services::request {

absl::Status CheckEnterpriseId(std::string_view enterprise_id, std::string_view path) {
  if (enterprise_id.empty()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "name an enterprise",
                            .path = std::string(path),
                            .want = "a unified social credit code of 18 characters"});
  }
  return model::WithPathPrefix(model::CheckCreditCode(enterprise_id), path);
}

absl::Status CheckSchemeId(std::string_view scheme_id, std::string_view path) {
  if (!scheme_id.empty()) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                          .message = "name a scheme; SchemeService.ListSchemes lists them",
                          .path = std::string(path),
                          .want = "the id of a scheme"});
}

absl::Status AtSchemeVersion(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  if (!detail.has_value() || detail->path() != "version") return status;
  return model::ToStatus({.reason = detail->reason(),
                          .path = "scheme_version",
                          .got = detail->got(),
                          .want = detail->want()});
}

}  // namespace jifen::services::request
