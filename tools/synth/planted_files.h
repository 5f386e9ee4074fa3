// tools/synth/planted_files.h: files, sheets and archives that are at fault as a whole.
//
//   Shape    they stand beside the good tables: as CSV files, in the zip file, or as sheets of the workbook; damaged
//            archives and a workbook with formulas and merged cells as files of their own. What is named for nothing
//            is a warning of the import, and is listed too.
//   Errors   UNAVAILABLE if one cannot be written.
//   Threads  free function without state.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/synth/table_writer.h"

namespace jifen::tools::synth {

// Good rows to spoil.
struct GoodRows {
  const std::vector<std::string>& report;  // of the annual reports
  const std::vector<std::string>& title;   // of the qualifications
};

// The lines for faults.csv.
absl::StatusOr<std::string> PlantFaultyFiles(TableWriter& writer, const GoodRows& good);

}  // namespace jifen::tools::synth
