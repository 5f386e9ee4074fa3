// tools/bench/peer_cases.h: what a rule engine in another language needs to compute the cards of this benchmark.
//
//   Shape    a JSON object: what the evaluator took (evaluate_ns, all_threads_ns, card_ns), the indicators of the scheme with their
//            knots and weights by stage, and the first kPeerDossiersMax dossiers with the stage and the exact total
//            that the evaluator gave. Of a dossier it has the fields that national-2024 reads, records that are
//            withdrawn or begin later left out; days are numbers such as 20241231, what is not known is null.
//   Errors   INVALID_ARGUMENT if a scale is not one of lines between knots; UNAVAILABLE if the file cannot be
//            written; those of the evaluator.
//   Threads  a free function without state.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::bench {

inline constexpr size_t kPeerDossiersMax = 1000;

struct OurTimes {
  double evaluate_ns = 0;
  double all_threads_ns = 0;
  double card_ns = 0;
};

absl::Status WritePeerCases(const scoring::scheme::CompiledScheme& scheme,
                            const std::vector<v1::Dossier>& dossiers, const OurTimes& times,
                            const std::string& file);

}  // namespace jifen::bench
