// tools/bench/national_2024_by_hand.h: national-2024 as one writes it in C++ for this scheme alone.
//
//   Shape    reads the same messages as the evaluator and gives the same total, without reasons, evidence, missing
//            causes or next bands: what the evaluator is measured against, and a second reading of the scheme for
//            tests.
//   Units    hundredths of a point, of 100 points.
//   Rounding as the scheme asks: shares at 18 places, points and weighted points at 6, what is spread at 18, the
//            total at 2; always half to even.
//   Range    one annual report of a year, where the evaluator would have to choose between several; amounts and
//            counts of the reports are not negative but for profit and net assets; days are days of the calendar.
//   Threads  a free function without state.
#pragma once

#include <cstdint>
#include <optional>

#include "jifen/v1/dossier.pb.h"

namespace jifen::bench {

struct HandScore {
  std::optional<int> stage;                 // in the order of the scheme; nullopt: unknown
  std::optional<int64_t> total_hundredths;  // nullopt: not scored
};

// `year` is that of the annual figures.
HandScore ScoreNationalByHand(const v1::Dossier& dossier, int year);

}  // namespace jifen::bench
