// services/registry/payload_rules.h: the rules of the payloads of records, as data.
//
//   Shape    one table for each kind of record, one row for each field; then pairs of fields.
//   Source   the comments of proto/jifen/v1; a test compares the fields.
//   Threads  immutable.
#pragma once

#include <cstdint>

#include "absl/types/span.h"
#include "jifen/v1/record.pb.h"

namespace jifen::services::registry {

// What a field may hold.
enum class Form : uint8_t {
  kFlag,          // anything
  kAmount,        // fen, not negative
  kSignedAmount,  // fen
  kNumber,        // min..max
  kNumberNeeded,  // min..max, and not 0
  kNumberSet,     // min..max, and set, be it to 0
  kText,          // min..max characters
  kDay,           // a day of the calendar, if set
  kEnum,          // a known value, or unspecified
  kEnumNeeded,    // a known value
};

struct FieldRule {
  const char* field;
  Form form;
  int64_t min = 0;
  int64_t max = 0;
};

// Two fields of which `first` may not be greater than `second`; checked if both are set.
struct PairRule {
  const char* first;
  const char* second;
};

struct PayloadRules {
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  absl::Span<const FieldRule> fields;
  absl::Span<const PairRule> parts;    // part, whole
  absl::Span<const PairRule> periods;  // earlier day, later day
};

// One for each kind, by rising kind.
absl::Span<const PayloadRules> AllPayloadRules();

}  // namespace jifen::services::registry
