// scoring/expression/missing.h: why a value is missing, and what an error was.
//
//   Shape    a cause becomes text only when asked; a failure carries its place.
//   Threads  values; they live as long as the Value that carries them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "jifen/v1/error.pb.h"

namespace jifen::scoring::expression {

class DossierView;

// A record of the dossier by its position in it.
using RecordIndex = int32_t;
inline constexpr RecordIndex kNoRecord = -1;
// Whether an origin stands for several annual reports that are read together: DossierView says which.
constexpr bool IsJoined(RecordIndex origin) { return origin < kNoRecord; }

// A missing value names at most so many causes, the first ones.
inline constexpr size_t kCausesMax = 32;

enum class CauseKind : uint8_t {
  kField,         // a field that is not set
  kAnnualReport,  // no annual report of the year `number`, of `basis` if it is not 0
  kProfile,       // no profile in force
  kEnterprise,    // no register entry
  kZero,          // a field that divides and is zero
  kNotPositive,   // a field that growth is measured from and is not above zero
  kNegative,      // a field that grew and is below zero
  kText,          // what `text` says: a divisor, an empty list, an index out of range
};

struct Cause {
  CauseKind kind = CauseKind::kText;
  uint8_t basis = 0;  // a v1::RdBasis
  RecordIndex record = kNoRecord;
  int64_t number = 0;
  const google::protobuf::FieldDescriptor* field = nullptr;
  std::string_view text;

  friend bool operator==(const Cause&, const Cause&) = default;
};

// annual_report[2024].staff, profile.resident, intellectual_property[ZL2017106018623].core,
// enterprise.founded, annual_report[2023], annual_report[2023, STATISTICS],
// annual_report[2024].sales_fen = 0. In brackets stands
// the record id, for annual reports the year.
std::string FormatCause(const Cause& cause, const DossierView& dossier);

// An error of evaluation with the place of the operation in its text.
struct Failure {
  v1::Reason reason = v1::REASON_UNSPECIFIED;
  const char* what = "";  // e.g. "the sum does not fit into 64 bits"
  const char* want = "";
  const std::string* text = nullptr;  // of the whole expression
  size_t offset = 0;                  // of the operation in it
};

// With line, column and a caret.
absl::Status ToStatus(const Failure& failure);

}  // namespace jifen::scoring::expression
