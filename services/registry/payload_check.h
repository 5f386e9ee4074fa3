// services/registry/payload_check.h: holds the payload of a record against its rules.
//
//   Errors   the first of: the fields in the order of payload_rules.cc, each FIELD_REQUIRED, then
//            NEGATIVE_AMOUNT, OUT_OF_RANGE, TEXT_INVALID, DATE_INVALID or UNKNOWN_ENUM as its form asks;
//            PART_EXCEEDS_WHOLE; PERIOD_REVERSED; of intellectual property PATENT_NUMBER_INVALID
//            (patents; also a number of another kind), then DATE_INVALID (transferred, and not by
//            transfer). Paths begin with the field of Record, e.g. annual_report.staff.
//   Threads  free functions without state.
#pragma once

#include "absl/status/status.h"
#include "jifen/v1/record.pb.h"

namespace jifen::services::registry {

// The record must have a payload.
absl::Status CheckPayload(const v1::Record& record);

}  // namespace jifen::services::registry
