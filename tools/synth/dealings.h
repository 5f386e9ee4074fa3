// tools/synth/dealings.h: what an enterprise does with others: contracts, equity, investment, loans, penalties.
//
//   Threads  one at a time for each issuer.
#pragma once

#include <vector>

#include "jifen/v1/record.pb.h"
#include "tools/synth/codes.h"
#include "tools/synth/traits.h"

namespace jifen::tools::synth {

std::vector<v1::Record> MakeDealings(const Traits& traits, NumberIssuer& numbers, Draw& draw);

}  // namespace jifen::tools::synth
