// tools/table_import/table_folder.h: the earlier name of table_source.h; callers change over to TableSource.
#pragma once

#include "tools/table_import/table_source.h"

namespace jifen::tools::table_import {

using TableFolder = TableSource;

}  // namespace jifen::tools::table_import
