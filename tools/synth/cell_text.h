// tools/synth/cell_text.h: the value of a field as the text of a cell, the inverse of reading it.
//
//   Shape    empty if the field is not set; a yes/no without presence is always written.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string>

#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::synth {

std::string CellText(const table_import::Column& column, const v1::ImportRow& row,
                     const table_import::MoneyUnit& unit, bool chinese);

// value / 10^digits exactly, without zeros at the end beyond two places.
std::string FormatScaled(int64_t value, int digits);

}  // namespace jifen::tools::synth
