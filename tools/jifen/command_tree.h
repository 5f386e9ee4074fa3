// tools/jifen/command_tree.h: the commands as CLI11 parses them, and what most of them share.
//
//   Shape    options fill a Raw; the command that was given makes its arguments from it at the end.
//   Errors   Parse throws CLI::Error, or UsageFault for what CLI11 does not check.
//   Threads  one at a time.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tools/jifen/raw_arguments.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

// "" if it is a revision, the text itself otherwise, as CLI11 wants it.
std::string CheckRevision(const std::string& text);

class CommandTree {
 public:
  explicit CommandTree(Language language);
  CommandTree(const CommandTree&) = delete;
  CommandTree& operator=(const CommandTree&) = delete;

  Command Parse(int argc, const char* const* argv);

  CLI::App& app() { return app_; }
  Raw& raw() { return raw_; }
  Language language() const { return language_; }

  std::string Words(Phrase phrase) const { return Say(language_, phrase); }

  // A command that has commands of its own.
  CLI::App* AddGroup(CLI::App& parent, const char* name, Phrase help);
  // A command that, if it is the one, makes its arguments with `make`.
  CLI::App* AddCommand(CLI::App& parent, const char* name, Phrase help,
                       std::function<Command()> make);
  // An option that may be given several times, with one value each.
  void AddRepeated(CLI::App& app, const char* name, std::vector<std::string>& values, Phrase help);
  void AddKnownAt(CLI::App& app);
  void AddAsOf(CLI::App& app);
  void AddEnterpriseId(CLI::App& app);

 protected:
  ~CommandTree() = default;

  Language language_;
  CLI::App app_;
  Raw raw_;

 private:
  std::function<Command()> make_;
};

}  // namespace jifen::tools::cli
