#include "proto/model/area_code.h"

#include <algorithm>
#include <string>

#include "proto/model/error.h"

namespace jifen::model {
namespace {

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

absl::Status Wrong(std::string_view got, std::string want) {
  return ToStatus({.reason = v1::REASON_CODE_INVALID,
                   .message = "",
                   .got = std::string(got),
                   .want = std::move(want)});
}

}  // namespace

absl::Status CheckAreaCode(std::string_view code) {
  if (code.size() == 6 && AllDigits(code) && code[0] != '0') return absl::OkStatus();
  return Wrong(code, "an area code of six digits (GB/T 2260), e.g. 421202");
}

absl::Status CheckIndustryCode(std::string_view code) {
  const bool fits = code.size() >= 3 && code.size() <= 5 && code[0] >= 'A' && code[0] <= 'T' &&
                    AllDigits(code.substr(1));
  if (fits) return absl::OkStatus();
  return Wrong(code, "a section letter A to T and two to four digits (GB/T 4754-2017), e.g. C3971");
}

}  // namespace jifen::model
