// tools/synth/rights.h: the intellectual property of an enterprise.
//
//   Shape    more with innovation and size; inventions are granted after one to three years, some
//            are pending; some rights were bought, lapsed, are contested, or have nothing to do with
//            the main product.
//   Threads  one at a time for each issuer.
#pragma once

#include <vector>

#include "jifen/v1/record.pb.h"
#include "tools/synth/codes.h"
#include "tools/synth/traits.h"

namespace jifen::tools::synth {

std::vector<v1::Record> MakeRights(const Traits& traits, NumberIssuer& numbers, Draw& draw);

}  // namespace jifen::tools::synth
