#include "tools/jifen/commands/chart_file.h"

#include <nlohmann/json.hpp>

#include "tools/jifen/charts/chart_page.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/whole_file.h"

namespace jifen::tools::cli {

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
