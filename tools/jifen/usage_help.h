// tools/jifen/usage_help.h: the help as CLI11 writes it, with descriptions that line up beside Chinese names too.
//
//   Units    columns of the terminal; CLI11 itself counts bytes.
//   Threads  no state of its own.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace jifen::tools::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_subcommand(const CLI::App* command) const override;

 private:
  std::string Row(const std::string& name, const std::string& description) const;
};

}  // namespace jifen::tools::cli
