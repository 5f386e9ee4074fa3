// tools/jifen/commands/import_source.h: the tables that an import or a preview reads, as its options say.
//
//   Shape    look_only: for a preview, which also shows files of which none has a table's name.
//   Errors   NOT_FOUND if there is no such folder or file, or no mapping; those of WithMapping and TableSource.
//   Threads  free functions without state.
#pragma once

#include "absl/status/statusor.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/context.h"
#include "tools/table_import/table_source.h"

namespace jifen::tools::cli {

absl::StatusOr<table_import::ReadOptions> ReadOptionsOf(const Context& context,
                                                        const ImportSource& source);

absl::StatusOr<table_import::TableSource> OpenTables(const Context& context,
                                                     const ImportSource& source,
                                                     bool look_only = false);

}  // namespace jifen::tools::cli
