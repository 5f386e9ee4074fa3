// tools/table_import/heading_likeness.h: which heading or table's name a misspelt or shortened one was meant to be.
//
//   Shape    two texts are the more alike the more neighbouring characters they share.
//   Threads  free functions without state.
#pragma once

#include <string_view>

#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

// The column whose heading is most like this one, or null if none is.
const Column* MostLike(const Table& table, std::string_view heading);

// The table one of whose names is most like this one, or null if none is.
const Table* MostLikeTable(const TableFormats& formats, std::string_view name);

}  // namespace jifen::tools::table_import
