// tools/synth/achievements.h: what an enterprise was given or took part in: titles, platforms, projects, awards.
//
//   Shape    chances rise with innovation; a title is held for its term, so that some have run out.
//   Threads  one at a time for each issuer.
#pragma once

#include <vector>

#include "jifen/v1/record.pb.h"
#include "tools/synth/codes.h"
#include "tools/synth/traits.h"

namespace jifen::tools::synth {

std::vector<v1::Record> MakeQualifications(const Traits& traits, NumberIssuer& numbers, Draw& draw);

// Platforms, projects, awards, standards, first-of-kind products, smart factories, talents.
std::vector<v1::Record> MakeAchievements(const Traits& traits, NumberIssuer& numbers, Draw& draw);

}  // namespace jifen::tools::synth
