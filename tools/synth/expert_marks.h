// tools/synth/expert_marks.h: what experts gave an enterprise that asked for the title 高新技术企业.
//
//   Source   国科发火〔2016〕195号, the guide's items of which a panel judges; the scheme high-tech-2016.
//   Threads  free function without state.
#pragma once

#include <vector>

#include "jifen/v1/record.pb.h"
#include "tools/synth/traits.h"

namespace jifen::tools::synth {

std::vector<v1::Record> MakeExpertMarks(const Traits& traits, Draw& draw);

}  // namespace jifen::tools::synth
