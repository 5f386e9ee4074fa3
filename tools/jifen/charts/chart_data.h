// tools/jifen/charts/chart_data.h: what a page of charts shows, as JSON with its words.
//
//   Shape    decimals stay texts; labels are in the language of the page.
//   Threads  a free function without state.
#pragma once

#include <string>

#include "tools/jifen/charts/chart_page.h"

namespace jifen::tools::cli {

std::string ChartDataJson(Language language, const ChartInput& input);

}  // namespace jifen::tools::cli
