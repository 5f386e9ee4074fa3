// services/registry/field_check.h: what single fields may hold.
//
//   Errors   as the names say; without a path, except CheckOrder (path: last_name).
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "jifen/v1/date.pb.h"
#include "jifen/v1/enterprise.pb.h"
#include "jifen/v1/record.pb.h"
#include "services/registry/text_form.h"

namespace jifen::services::registry {

struct Range {
  int64_t min = 0;
  int64_t max = 0;
};

enum class EnumUse : uint8_t { kOptional, kNeeded };

// Two days with their names.
struct DayOrder {
  std::string_view first_name;
  const v1::Date& first;
  std::string_view last_name;
  const v1::Date& last;
};

absl::Status CheckRange(int64_t number, const Range& range);  // OUT_OF_RANGE
absl::Status CheckAmount(int64_t fen);                        // NEGATIVE_AMOUNT
absl::Status CheckOrder(const DayOrder& days);                // PERIOD_REVERSED
absl::Status CheckEnum(int number, const google::protobuf::EnumDescriptor& type,
                       EnumUse use);                                  // UNKNOWN_ENUM
absl::Status Required(std::string_view path, std::string_view want);  // FIELD_REQUIRED

// OUT_OF_RANGE for a field that this version of the API has not: what cannot be checked is not stored.
absl::Status CheckNoUnknownFields(const v1::Enterprise& enterprise);
absl::Status CheckNoUnknownFields(const v1::Record& record);

}  // namespace jifen::services::registry
