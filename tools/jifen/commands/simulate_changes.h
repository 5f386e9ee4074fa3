// tools/jifen/commands/simulate_changes.h: --set, --drop and --clear as the changes of a simulation.
//
//   Shape    a field is kind[record].path, e.g. annual_report[2024].staff; of an annual report the year
//            names the record, too. Without brackets it is the only record of its kind. A set of a record
//            that is not there adds it: an annual report of the year in brackets, anything else from the
//            dossier's day on.
//   Units    an amount is set with its unit (260万元, 2600000元), a day or an enum value as
//            in the tables that are imported. A name may go without its _fen or _hundredths: then 6.5
//            are 650 hundredths.
//   Errors   the first fault, its path the option and its words: TEXT_INVALID (form, unknown kind or
//            field), RECORD_UNKNOWN (no record, or several without brackets), then as cell.h.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/score_service.pb.h"

namespace jifen::tools::cli {

// As they stand on the command line.
struct ChangeWords {
  std::vector<std::string> sets;    // FIELD=VALUE
  std::vector<std::string> drops;   // KIND:ID
  std::vector<std::string> clears;  // FIELD

  bool empty() const { return sets.empty() && drops.empty() && clears.empty(); }
};

// Adds them to the request; `dossier` is the one that they change.
absl::Status AddChanges(const ChangeWords& words, const v1::Dossier& dossier,
                        v1::SimulateRequest& request);

}  // namespace jifen::tools::cli
