// tools/jifen/render/points_text.h: points as people read them.
//
//   Shape    points come as exact decimal texts; long ones are shortened only as far as they stay on
//            their side of 0 and of every bound (decimal_text.h).
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// `bounds` are the numbers that the points are compared with, such as the maximum.
std::string PointsText(std::string_view points, const std::vector<std::string>& bounds = {});

// "11–60" while experts have still to judge; `highest` is empty if there is nothing to judge.
std::string PointsRangeText(const Terminal& terminal, const std::string& lowest,
                            const std::string& highest,
                            const std::vector<std::string>& bounds = {});

// The same with the minus of what is taken away: "−5".
std::string DeductedText(const Terminal& terminal, const std::string& points);

}  // namespace jifen::tools::cli
