#include "tools/jifen/usage_help.h"

#include "tools/jifen/render/display_width.h"

namespace jifen::tools::cli {

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  return Row(make_option_name(option, is_positional) + make_option_opts(option),
             make_option_desc(option));
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  return Row(command->get_display_name(true), command->get_description());
}

std::string HelpFormatter::Row(const std::string& name, const std::string& description) const {
  const int width = static_cast<int>(column_width_);
  std::string row = PadRight("  " + name, width);
  if (!description.empty() && DisplayWidth("  " + name) >= width) {
    row += "\n" + std::string(column_width_, ' ');
  }
  return row + description + "\n";
}

}  // namespace jifen::tools::cli
