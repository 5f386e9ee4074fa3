#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "tools/jifen/commands/commands.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/table_import/template_workbook.h"

namespace jifen::tools::cli {

absl::StatusOr<int> Run(const Context& context, const ImportTemplateArguments& arguments) {
  const absl::StatusOr<table_import::TableFormats>& formats = table_import::BuiltinFormats();
  if (!formats.ok()) return formats.status();
  const bool chinese = context.terminal.language == Language::kChinese;
  const std::filesystem::path folder = arguments.folder;
  const std::filesystem::path path = folder / (chinese ? "模板.xlsx" : "template.xlsx");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(context.Words(Phrase::kFileUnwritable, {path.string()}));
  }
  if (!arguments.overwrite && std::filesystem::exists(path, error)) {
    return absl::AlreadyExistsError(context.Words(Phrase::kFileThere, {path.string()}));
  }
  const table_import::TemplateOptions options{.chinese = chinese, .kinds = arguments.kinds};
  const absl::Status written = table_import::WriteTemplate(*formats, options, path);
  if (!written.ok()) return written;
  const size_t sheets = arguments.kinds.empty() ? formats->tables().size() : arguments.kinds.size();
  if (context.json) {
    const nlohmann::ordered_json json = {{"file", path.string()}, {"sheets", sheets}};
    context.out << json.dump(2) << "\n" << std::flush;
    return kExitFine;
  }
  Page page;
  page.AddWrapped(
      Line(),
      Line(context.Words(Phrase::kTemplateWritten, {path.string(), std::to_string(sheets)})),
      context.terminal.width);
  page.AddWrapped(Line(), Line(context.Words(Phrase::kTemplateNext, {path.string()}), Style::kDim),
                  context.terminal.width);
  context.Print(page);
  return kExitFine;
}

}  // namespace jifen::tools::cli
