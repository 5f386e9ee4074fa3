// scoring/expression/fault.h: what is wrong with an expression, and where.
//
//   Shape    a reason, a place in the text, a sentence, what was got and what was wanted.
//   Errors   ToStatus: the detail is that of the first fault; the message shows kFaultsShownMax.
//   Threads  values.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "jifen/v1/error.pb.h"

namespace jifen::scoring::expression {

inline constexpr size_t kFaultsShownMax = 10;

struct Fault {
  v1::Reason reason = v1::REASON_EXPRESSION_SYNTAX;
  size_t offset = 0;
  std::string message;
  std::string got;
  std::string want;
};

// line 1, column 24: int and string cannot be compared
//   annual(year).staff >= "10"
//                      ^
std::string Render(const Fault& fault, std::string_view text);

// Of one fault or more, in the order of the text.
absl::Status ToStatus(std::span<const Fault> faults, std::string_view text);

// The text up to the first byte that is not UTF-8: a fault may have cut a character, or found a broken
// one.
std::string WellFormed(std::string_view text);

// The names nearest to one that is not known, for "did you mean": at most three, nearest first.
std::vector<std::string> NearNames(std::string_view name, std::span<const std::string> known);

// ", did you mean a, b or c?" or nothing.
std::string DidYouMean(std::string_view name, std::span<const std::string> known);

}  // namespace jifen::scoring::expression
