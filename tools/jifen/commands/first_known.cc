#include "tools/jifen/commands/first_known.h"

#include <algorithm>

#include "proto/model/error.h"
#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/wording.h"

namespace jifen::tools::cli {
namespace {

bool IsUnregistered(const absl::Status& status) {
  const auto detail = model::DetailOf(status);
  return detail.has_value() && detail->reason() == v1::REASON_ENTERPRISE_UNKNOWN;
}

// The first revision that has the entry. It is there at the newest one and not at `unknown`, and entries never go.
absl::StatusOr<uint64_t> FirstKnown(const Connection& connection, v1::GetEnterpriseRequest request,
                                    uint64_t unknown) {
  request.set_known_at(0);
  absl::StatusOr<v1::GetEnterpriseResponse> found = GetEnterprise(connection, request);
  if (!found.ok()) return found.status();
  uint64_t known = found->revision();
  while (known > unknown + 1) {
    const uint64_t middle = unknown + (known - unknown) / 2;
    request.set_known_at(middle);
    found = GetEnterprise(connection, request);
    if (!found.ok() && !IsUnregistered(found.status())) return found.status();
    (found.ok() ? known : unknown) = found.ok() ? std::min(middle, found->revision()) : middle;
  }
  return known;
}

}  // namespace

absl::Status WithFirstKnown(const Connection& connection, const absl::Status& status,
                            const std::string& enterprise_id, uint64_t known_at) {
  if (!IsUnregistered(status) || known_at == 0) return status;
  v1::GetEnterpriseRequest request;
  request.set_enterprise_id(enterprise_id);
  const absl::StatusOr<uint64_t> first = FirstKnown(connection, request, known_at);
  if (!first.ok()) return status;  // nothing better is known
  return WithWording(model::ToStatus({.reason = v1::REASON_ENTERPRISE_UNKNOWN,
                                      .path = "known_at",
                                      .got = std::to_string(known_at),
                                      .want = "a revision from " + std::to_string(*first) + " on"}),
                     {.sentence = Phrase::kNotKnownThen,
                      .next = Phrase::kNotKnownThenNext,
                      .arguments = {std::to_string(known_at), std::to_string(*first)}});
}

}  // namespace jifen::tools::cli
