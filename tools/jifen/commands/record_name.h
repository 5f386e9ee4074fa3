// tools/jifen/commands/record_name.h: a record by its id, or by the part of it before an @.
//
//   Shape    annual reports are known by year, department and basis (2025@甲局@accounting); 2025 or 2025@甲局
//            is enough where one record alone begins so.
//   Errors   FindRecord: those of GetRecord; RECORD_UNKNOWN with the ids that fit, if several do, or all of the
//            kind, if none does.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

// Whether the id begins with the name and an @.
bool IsPrefixOfRecordId(std::string_view name, std::string_view record_id);

// The request's record_id may be the beginning of one.
absl::StatusOr<v1::GetRecordResponse> FindRecord(const Connection& connection,
                                                 v1::GetRecordRequest request);

}  // namespace jifen::tools::cli
