// tests/tools/jifen/region_samples.h: made-up statistics and a made-up difference, with a name that is out for harm.
#pragma once

#include "jifen/v1/comparison_service.pb.h"
#include "tests/tools/jifen/samples.h"

namespace jifen::tools::cli {

inline constexpr char kHarmfulName[] = "</script><script>alert(1)</script>&\"'";

inline v1::GenerationStatistics SampleStatistics() {
  return ReadSample<v1::GenerationStatistics>("statistics.textproto");
}
inline v1::GenerationDiff SampleDiff() {
  auto diff = ReadSample<v1::GenerationDiff>("diff.textproto");
  diff.mutable_gains(0)->mutable_to()->set_enterprise_name(kHarmfulName);
  return diff;
}

}  // namespace jifen::tools::cli
