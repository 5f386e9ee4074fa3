// tools/jifen/render/statistics_view.h: the statistics of a generation as people read them.
//
//   Shape    the whole in figures; the totals as bars; then a table each for grades, stages, industry sections,
//            counties, what stood in the way of a score, and indicators. A table without rows is left out.
//   Range    every line fits the terminal's width.
//   Threads  free functions without state.
#pragma once

#include "jifen/v1/generation.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// Whether a population is divided at all: a scheme without grades has one part, of those without a grade.
bool IsDivided(const google::protobuf::RepeatedPtrField<v1::ScoreSummary>& parts);

// What stands below the heading of a generation.
void AddStatistics(const Terminal& terminal, const v1::GenerationStatistics& statistics,
                   Page& page);

// The totals as bars; beside each bar, if there are others, the count of the same bin there.
void AddHistogram(const Terminal& terminal, const v1::GenerationStatistics& statistics,
                  const v1::GenerationStatistics* before, Page& page);

}  // namespace jifen::tools::cli
