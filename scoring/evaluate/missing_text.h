// scoring/evaluate/missing_text.h: what is missing, as a sentence names it.
//
//   Shape    the paths of a card in words of both languages, joined: 2025 年年度报告的“职工总数”,
//            "staff" of the annual report 2025. A path without words stays as it is.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "google/protobuf/repeated_ptr_field.h"
#include "scoring/scheme/reason_template.h"

namespace jifen::scoring::evaluate {

// The path of a mark that is outside of what the scale leaves: kMarkPath 12 kMarkWant 4..6.
inline constexpr std::string_view kMarkPath = "mark = ";
inline constexpr std::string_view kMarkWant = ", want ";

scheme::Wording JoinPaths(const google::protobuf::RepeatedPtrField<std::string>& paths);

}  // namespace jifen::scoring::evaluate
