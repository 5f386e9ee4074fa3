#include <nlohmann/json.hpp>

#include "tools/jifen/charts/chart_page.h"
#include "tools/jifen/commands/chart_file.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/diff_view.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/generation_view.h"
#include "tools/jifen/render/statistics_view.h"
#include "tools/jifen/whole_file.h"

namespace jifen::tools::cli {
namespace {

constexpr int kMovers = 10;

absl::StatusOr<GenerationView> Look(const Context& context, const Connection& connection,
                                    const GenerationStatsArguments& arguments) {
  GenerationView view;
  absl::StatusOr<v1::Generation> generation = PickGeneration(connection, arguments.pick);
  if (!generation.ok()) return generation.status();
  view.generation = *std::move(generation);
  const std::string& id = view.generation.generation_id();
  if (!arguments.compare.empty()) {
    const absl::Status fetched =
        FetchComparison(context, connection, {.from = arguments.compare, .to = id}, kMovers, view);
    if (!fetched.ok()) return fetched;
    return view;
  }
  absl::StatusOr<v1::GenerationStatistics> statistics = StatisticsOf(connection, id);
  if (!statistics.ok()) return statistics.status();
  view.statistics = *std::move(statistics);
  return view;
}

void PrintAsJson(const Context& context, const GenerationView& view) {
  using Json = nlohmann::ordered_json;
  Json json = {{"generation", Json::parse(ToJson(view.generation))},
               {"statistics", Json::parse(ToJson(view.statistics))}};
  if (view.before.has_value()) json["before"] = Json::parse(ToJson(*view.before));
  if (view.diff.has_value()) json["diff"] = Json::parse(ToJson(*view.diff));
  context.out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n" << std::flush;
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const GenerationStatsArguments& arguments) {
  const PageFile& html = arguments.html;
  if (!html.path.empty()) {
    const absl::Status place = CheckFilePlace(context, html.path, html.overwrite);
    if (!place.ok()) return place;
  }
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<GenerationView> view = Look(context, *connection, arguments);
  if (!view.ok()) return view.status();
  if (!html.path.empty()) {
    const absl::Status written = WriteChartPage(context, *connection, *view, html);
    if (!written.ok()) return written;
    return kExitFine;
  }
  if (context.json) {
    PrintAsJson(context, *view);
    return kExitFine;
  }
  Page page;
  page.AddWrapped(Line(), GenerationLine(context.terminal, view->generation),
                  context.terminal.width);
  AddStatistics(context.terminal, view->statistics, page);
  if (view->diff.has_value()) {
    page.AddBlank();
    const std::string note =
        RevisionsNote(context.terminal.language, view->statistics, *view->before, *view->diff);
    if (!note.empty()) AddNote(context.terminal, note, Style::kWarn, page);
    page.Append(RenderDiff(context.terminal, *view->diff));
  }
  context.Print(page);
  return kExitFine;
}

}  // namespace jifen::tools::cli
