#include "tools/jifen/commands/chart_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/jifen/charts/chart_page.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/whole_file.h"

namespace jifen::tools::cli {
namespace {

constexpr int kFetchesMax = 3;

uint64_t NewestRevision(const GenerationView& view) {
  return std::max({view.statistics.revision(),
                   view.before.has_value() ? view.before->revision() : 0,
                   view.diff.has_value() ? view.diff->revision() : 0});
}

bool IsOfOneRevision(const GenerationView& view) {
  return view.statistics.revision() == view.before->revision() &&
         view.before->revision() == view.diff->revision();
}

absl::Status FetchStatistics(const Connection& connection, const std::string& generation_id,
                             v1::GenerationStatistics& statistics) {
  absl::StatusOr<v1::GenerationStatistics> found = StatisticsOf(connection, generation_id);
  if (!found.ok()) return found.status();
  statistics = *std::move(found);
  return absl::OkStatus();
}

}  // namespace

absl::Status FetchComparison(const Context& context, const Connection& connection,
                             const DiffEnds& ends, int movers, GenerationView& view) {
  for (int fetch = 0; fetch == 0 || (fetch < kFetchesMax && !IsOfOneRevision(view)); ++fetch) {
    const uint64_t newest = NewestRevision(view);
    if (fetch == 0 || view.statistics.revision() < newest) {
      const absl::Status after = FetchStatistics(connection, ends.to, view.statistics);
      if (!after.ok()) return after;
    }
    if (!view.before.has_value() || view.before->revision() < newest) {
      const absl::Status before = FetchStatistics(connection, ends.from, view.before.emplace());
      if (!before.ok()) return before;
    }
    if (!view.diff.has_value() || (fetch > 0 && view.diff->revision() < newest)) {
      absl::StatusOr<v1::GenerationDiff> diff = DiffOf(context, connection, ends, movers);
      if (!diff.ok()) return diff.status();
      view.diff = *std::move(diff);
    }
  }
  return absl::OkStatus();
}

absl::Status WriteChartPage(const Context& context, const Connection& connection,
                            const GenerationView& view, const PageFile& file) {
  const auto scheme = SchemeOfPlan(connection, view.generation.plan());
  if (!scheme.ok()) return scheme.status();
  const std::string page =
      MakeChartPage(context.terminal.language,
                    {.generation = view.generation,
                     .statistics = view.statistics,
                     .before = view.before.has_value() ? &*view.before : nullptr,
                     .diff = view.diff.has_value() ? &*view.diff : nullptr,
                     .scheme_title = TextOf(context.terminal, scheme->scheme().title())});
  const absl::Status written = WriteWhole(context, file.path, page);
  if (!written.ok()) return written;
  if (context.json) {
    const nlohmann::ordered_json json = {{"file", file.path}, {"bytes", page.size()}};
    context.out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
                << "\n"
                << std::flush;
    return absl::OkStatus();
  }
  Page told;
  told.AddWrapped(
      Line(), Line(context.Words(Phrase::kPageWritten, {file.path, CountText(page.size() / 1024)})),
      context.terminal.width);
  context.Print(told);
  return absl::OkStatus();
}

}  // namespace jifen::tools::cli
