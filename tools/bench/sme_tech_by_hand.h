// tools/bench/sme_tech_by_hand.h: sme-tech-2017 as one writes it in C++ for this scheme alone.
//
//   Shape    reads the same messages as the evaluator and gives the same total and outcome, without
//            reasons, evidence or next bands: what the evaluator is measured against, and an
//            independent reading of the document for tests.
//   Range    one record of a kind and year where the evaluator would have to choose between several:
//            of profiles and reports the generator makes one.
//   Source   国科发政〔2017〕115号, articles 6, 7 and 8.
//   Threads  a free function without state.
#pragma once

#include <optional>

#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::bench {

struct HandScore {
  std::optional<int> total;  // nullopt: not scored
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
};

// `year` is that of the annual figures.
HandScore ScoreSmeTechByHand(const v1::Dossier& dossier, int year);

}  // namespace jifen::bench
