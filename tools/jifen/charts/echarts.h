// tools/jifen/charts/echarts.h: the charting library Apache ECharts, as the program carries it.
//
//   Source   the package of package.json beside this file, licensed under Apache-2.0; the text begins with its notice.
//   Threads  a constant.
#pragma once

#include <string_view>

namespace jifen::tools::cli {

// A script that defines `echarts`. It holds no end of a script element.
std::string_view EchartsScript();

}  // namespace jifen::tools::cli
