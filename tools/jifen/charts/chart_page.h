// tools/jifen/charts/chart_page.h: a generation, and how it differs from an earlier one, as a page of charts.
//
//   Shape    one HTML text that fetches nothing: styles, data, the charting library and the script that draws. Its security
//            policy forbids the network.
//   Range    whatever stands in names stays text: the data hold no `<`, and the script adds texts, never markup.
//   Threads  a free function without state.
#pragma once

#include <string>

#include "jifen/v1/comparison_service.pb.h"
#include "jifen/v1/generation.pb.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

struct ChartInput {
  const v1::Generation& generation;
  const v1::GenerationStatistics& statistics;
  // Of the earlier generation, and what differs; null if there is none.
  const v1::GenerationStatistics* before = nullptr;
  const v1::GenerationDiff* diff = nullptr;
  // In the language of the page.
  std::string scheme_title;
};

// That the three answers are of different revisions, in a sentence; "" if they are of one.
std::string RevisionsNote(Language language, const v1::GenerationStatistics& statistics,
                          const v1::GenerationStatistics& before, const v1::GenerationDiff& diff);

std::string MakeChartPage(Language language, const ChartInput& input);

}  // namespace jifen::tools::cli
