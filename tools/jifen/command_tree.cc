#include "tools/jifen/command_tree.h"

#include <charconv>

namespace jifen::tools::cli {

// CLI11 would read -1, and what is too large, as the largest number.
std::string CheckRevision(const std::string& text) {
  uint64_t revision = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), revision);
  return error == std::errc() && rest == text.data() + text.size() ? "" : text;
}

CommandTree::CommandTree(Language language)
    : language_(language), app_(Words(Phrase::kHelpProgram), "jifen") {}

Command CommandTree::Parse(int argc, const char* const* argv) {
  app_.parse(argc, argv);
  return make_();
}

CLI::App* CommandTree::AddGroup(CLI::App& parent, const char* name, Phrase help) {
  CLI::App* app = parent.add_subcommand(name, Words(help));
  app->group(Words(Phrase::kHelpLabelCommands));
  // A copy of the option that the program has, made before it got its group.
  app->get_help_ptr()->group(Words(Phrase::kHelpLabelOptions));
  app->fallthrough();
  app->footer(Words(Phrase::kHelpFooter));
  return app;
}

CLI::App* CommandTree::AddCommand(CLI::App& parent, const char* name, Phrase help,
                                  std::function<Command()> make) {
  CLI::App* app = AddGroup(parent, name, help);
  // The callback of a command runs after those of its own commands.
  app->callback([this, app, make = std::move(make)] {
    if (app->get_subcommands().empty()) make_ = make;
  });
  return app;
}

void CommandTree::AddRepeated(CLI::App& app, const char* name, std::vector<std::string>& values,
                              Phrase help) {
  app.add_option(name, values, Words(help))->expected(1)->take_all()->allow_extra_args(false);
}

void CommandTree::AddKnownAt(CLI::App& app) {
  app.add_option("--known-at", raw_.known_at, Words(Phrase::kHelpKnownAt))->check(CheckRevision);
}

void CommandTree::AddAsOf(CLI::App& app) {
  app.add_option("--year", raw_.year, Words(Phrase::kHelpYear))->check(CLI::Range(1990, 2100));
  app.add_option("--valid-at", raw_.valid_at, Words(Phrase::kHelpValidAt));
  AddKnownAt(app);
}

void CommandTree::AddEnterpriseId(CLI::App& app) {
  app.add_option("ENTERPRISE_ID", raw_.enterprise, Words(Phrase::kHelpEnterpriseId))->required();
}

}  // namespace jifen::tools::cli
