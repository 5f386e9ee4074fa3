// tools/synth/cell_form.h: the forms that departments write numbers and days in.
//
//   Shape    most cells stay as they are; of the others numbers get thousands separators or full-width digits, days
//            2025/3/1, 20250301 or 2025年3月1日. Which is which follows from the place of the cell.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <string>

#include "tools/table_import/table_format.h"

namespace jifen::tools::synth {

// The same value in the form of the place. `text` is what CellText gave; `chinese` allows signs of Chinese alone.
std::string InSomeForm(table_import::CellType type, std::string text, uint64_t place, bool chinese);

}  // namespace jifen::tools::synth
