// tools/jifen/commands/enterprise_pages.h: all enterprises that a filter lets through.
//
//   Errors   those of ListEnterprises.
//   Threads  one at a time.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/commands/paging.h"

namespace jifen::tools::cli {

absl::StatusOr<v1::ListEnterprisesResponse> ListAllEnterprises(const Connection& connection,
                                                               const EnterpriseFilter& filter);

}  // namespace jifen::tools::cli
