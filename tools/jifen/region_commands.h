// tools/jifen/region_commands.h: how the commands for a whole region are parsed: run, generation, history,
// explain-change, simulate-scheme.
//
//   Errors   as CommandTree.
//   Threads  one at a time.
#pragma once

#include "tools/jifen/command_tree.h"

namespace jifen::tools::cli {

void AddRegionCommands(CommandTree& tree);

}  // namespace jifen::tools::cli
