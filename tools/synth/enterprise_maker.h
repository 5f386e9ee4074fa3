// tools/synth/enterprise_maker.h: everything that is known about one made-up enterprise.
//
//   Shape    rows as an import takes them, without record id, first day and source reference, which
//            the reading of a table gives; the first row is the register entry with the profile.
//   Range    index 0..kNamesMax-1, each once and rising: numbers are issued in that order.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "jifen/v1/registry_service.pb.h"
#include "tools/synth/codes.h"

namespace jifen::tools::synth {

struct MadeEnterprise {
  std::string name;
  std::vector<v1::ImportRow> rows;
};

class EnterpriseMaker {
 public:
  explicit EnterpriseMaker(uint64_t seed) : seed_(seed), numbers_(seed) {}

  MadeEnterprise Make(int64_t index);

 private:
  uint64_t seed_;
  NumberIssuer numbers_;
};

}  // namespace jifen::tools::synth
