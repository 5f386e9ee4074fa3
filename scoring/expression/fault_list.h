// scoring/expression/fault_list.h: the faults that a check finds.
//
//   Threads  one at a time.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jifen/v1/error.pb.h"
#include "scoring/expression/fault.h"

namespace jifen::scoring::expression {

class FaultList {
 public:
  void Add(size_t offset, v1::Reason reason, std::string message, std::string got,
           std::string want);
  void AddType(size_t offset, std::string message, std::string got, std::string want);
  // "there is no <what> <name>, did you mean ...?"
  void AddName(size_t offset, std::string_view what, std::string_view name,
               std::span<const std::string> known, std::string want);

  bool empty() const { return faults_.empty(); }
  // In the order of the text.
  std::vector<Fault> InOrder() &&;

 private:
  std::vector<Fault> faults_;
};

}  // namespace jifen::scoring::expression
