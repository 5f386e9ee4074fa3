#include "scoring/expression/fault_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace jifen::scoring::expression {

void FaultList::Add(size_t offset, v1::Reason reason, std::string message, std::string got,
                    std::string want) {
  faults_.push_back({.reason = reason,
                     .offset = offset,
                     .message = std::move(message),
                     .got = std::move(got),
                     .want = std::move(want)});
}

void FaultList::AddType(size_t offset, std::string message, std::string got, std::string want) {
  Add(offset, v1::REASON_EXPRESSION_TYPE, std::move(message), std::move(got), std::move(want));
}

void FaultList::AddName(size_t offset, std::string_view what, std::string_view name,
                        std::span<const std::string> known, std::string want) {
  Add(offset, v1::REASON_EXPRESSION_NAME,
      absl::StrCat("there is no ", std::string(what), " ", std::string(name),
                   DidYouMean(name, known)),
      std::string(name), std::move(want));
}

std::vector<Fault> FaultList::InOrder() && {
  std::stable_sort(faults_.begin(), faults_.end(),
                   [](const Fault& a, const Fault& b) { return a.offset < b.offset; });
  return std::move(faults_);
}

}  // namespace jifen::scoring::expression
