// tools/synth/reports.h: the annual reports of an enterprise, which agree with each other.
//
//   Shape    one report for each year of kFirstYear..kLastYear in which it existed; a small share
//            has no report of the last year, and single cells are empty.
//            Of some enterprises two departments report a year: the tax bureau its finance, the science bureau R&D
//            and people, with its own meaning of R&D.
//   Units    amounts are whole multiples of 100 yuan, two decimals of 万元.
//   Threads  free functions without state.
#pragma once

#include <vector>

#include "jifen/v1/record.pb.h"
#include "tools/synth/traits.h"

namespace jifen::tools::synth {

std::vector<v1::Record> MakeReports(const Traits& traits, Draw& draw);

// Unsets optional fields of a payload here and there, except the named one.
void DropCells(google::protobuf::Message& payload, std::string_view kept, Draw& draw);

}  // namespace jifen::tools::synth
