// tools/jifen/commands/import_faults.h: a fault of an import as people read it.
//
//   Threads  free function without state.
#pragma once

#include "tools/jifen/context.h"
#include "tools/table_import/row_fault.h"

namespace jifen::tools::cli {

// Where it stands on one line, what is wrong with it on the next.
void AddFault(const Context& context, const table_import::RowFault& fault, Page& page);

}  // namespace jifen::tools::cli
