// tools/jifen/commands/chart_file.h: a generation, and what it is compared with, as answers, as text and as a page of charts.
//
//   Errors   those of the calls and of whole_file.h.
//   Threads  one at a time.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "jifen/v1/comparison_service.pb.h"
#include "jifen/v1/generation.pb.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

struct GenerationView {
  v1::Generation generation;
  v1::GenerationStatistics statistics;
  std::optional<v1::GenerationStatistics> before;
  std::optional<v1::GenerationDiff> diff;
};

// Gives the view the statistics of both ends and their difference, if it is not there yet. What is of an older revision
// than the rest, because records were committed meanwhile, is asked for again; after three times it stays as it is.
absl::Status FetchComparison(const Context& context, const Connection& connection,
                             const DiffEnds& ends, int movers, GenerationView& view);

// Writes the page and says where it is; with --json its path alone.
absl::Status WriteChartPage(const Context& context, const Connection& connection,
                            const GenerationView& view, const PageFile& file);

}  // namespace jifen::tools::cli
