// The command line of Jifen: everything that it does, it does through the public API of a server.
#include <cstdlib>
#include <iostream>
#include <variant>

#include "tools/jifen/arguments.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/context.h"
#include "tools/jifen/failure.h"

int main(int argc, char** argv) {
  namespace cli = jifen::tools::cli;
  // The resolver of the system: it knows the names that this machine knows.
  setenv("GRPC_DNS_RESOLVER", "native", /*overwrite=*/0);
  const cli::Surroundings surroundings = cli::ActualSurroundings();
  const auto parsed = cli::ParseArguments(argc, argv, surroundings);
  if (const auto* ending = std::get_if<cli::Ending>(&parsed)) {
    (ending->exit_code == cli::kExitFine ? std::cout : std::cerr) << ending->text;
    if (std::cout.flush()) return ending->exit_code;
    std::cerr << cli::Say(cli::LanguageOf(surroundings), cli::Phrase::kOutputFailed) << "\n";
    return cli::kExitFailed;
  }
  const auto& arguments = std::get<cli::Arguments>(parsed);
  const cli::Context context{.terminal = arguments.terminal,
                             .json = arguments.json,
                             .connection = arguments.connection,
                             .out = std::cout,
                             .err = std::cerr};
  const absl::StatusOr<int> exit_code = std::visit(
      [&](const auto& command) { return cli::Run(context, command); }, arguments.command);
  // An answer that is cut off must not look like a whole one.
  const bool written = static_cast<bool>(std::cout.flush());
  if (exit_code.ok() && written) return *exit_code;
  cli::PrintFailure(context, exit_code.ok()
                                 ? absl::DataLossError(context.Words(cli::Phrase::kOutputFailed))
                                 : exit_code.status());
  return cli::kExitFailed;
}
