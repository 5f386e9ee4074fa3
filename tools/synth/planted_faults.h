// tools/synth/planted_faults.h: bad rows at the ends of the files, and the list of what each must get.
//
//   Shape    each is a good row with one cell changed, bytes that are no row, or a file or sheet that is at fault
//            as a whole. The list is expected/faults.csv in the folder, which an import does not read: file, row,
//            column, reason. Every reason that an import can report of tables is among them; CSV_MALFORMED and
//            those of encodings only where there is CSV.
//   Errors   UNAVAILABLE if a file cannot be written; FAILED_PRECONDITION if the population has no
//            row to spoil.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tools/synth/table_writer.h"

namespace jifen::tools::synth {

class FaultPlanter {
 public:
  // Whether the row is to be noted: the first of its table that has what is to be spoiled.
  bool Wants(const v1::Record& record) const;
  void Note(v1::RecordKind kind, std::vector<std::string> cells);

  // Appends the bad rows; the writer is still open after it. `unknown_code` is a valid credit code
  // of no enterprise.
  absl::Status Plant(const std::string& unknown_code, TableWriter& writer);

  // What was planted, as the text of faults.csv.
  const std::string& list() const { return list_; }

 private:
  absl::Status PlantCells(const std::string& unknown_code, TableWriter& writer);
  absl::Status PlantBytes(TableFile& file);
  absl::Status PlantDuplicate(TableFile& file);
  absl::Status PlantFiles(TableWriter& writer);
  void List(const TableFile& file, const std::string& column, std::string_view reason);

  std::map<v1::RecordKind, std::vector<std::string>> good_;
  std::string list_ = "file,row,column,reason\r\n";
};

}  // namespace jifen::tools::synth
