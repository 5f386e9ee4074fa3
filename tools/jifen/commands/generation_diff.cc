#include "tools/jifen/commands/chart_file.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/diff_view.h"
#include "tools/jifen/whole_file.h"

namespace jifen::tools::cli {
namespace {

// The page shows the generation after, too, and the distribution before beside it.
absl::Status WritePage(const Context& context, const Connection& connection,
                       const v1::GenerationDiff& diff, int movers, const PageFile& file) {
  GenerationView view;
  absl::StatusOr<v1::Generation> generation =
      PickGeneration(connection, {.generation_id = diff.to_generation_id(), .scheme_id = ""});
  if (!generation.ok()) return generation.status();
  view.generation = *std::move(generation);
  view.diff = diff;
  const absl::Status fetched = FetchComparison(
      context, connection, {.from = diff.from_generation_id(), .to = diff.to_generation_id()},
      movers, view);
  if (!fetched.ok()) return fetched;
  return WriteChartPage(context, connection, view, file);
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const GenerationDiffArguments& arguments) {
  const PageFile& html = arguments.html;
  if (!html.path.empty()) {
    const absl::Status place = CheckFilePlace(context, html.path, html.overwrite);
    if (!place.ok()) return place;
  }
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<v1::GenerationDiff> diff =
      DiffOf(context, *connection, {.from = arguments.from, .to = arguments.to}, arguments.movers);
  if (!diff.ok()) return diff.status();
  if (!html.path.empty()) {
    const absl::Status written = WritePage(context, *connection, *diff, arguments.movers, html);
    if (!written.ok()) return written;
  } else if (context.json) {
    PrintJson(context, *diff);
  } else {
    context.Print(RenderDiff(context.terminal, *diff));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
