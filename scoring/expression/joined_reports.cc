// Reads the annual reports of one year together.
#include "scoring/expression/interpreter.h"

namespace jifen::scoring::expression {

// The best of the reports that has the field is evidence, and all of them if none has it.
Value Interpreter::ReadJoined(uint32_t index, const FieldReader& reader, const Value& message) {
  const DossierView& dossier = *workspace_.dossier_;
  const auto [reports, basis] = dossier.Reports(message.origin());
  if (!CountElements(reports.size())) return TooMuch(index);
  for (const Value& report : reports) {
    Value value;
    if (!dossier.HasBasis(report, basis) || !reader.read(report.AsMessage(), &value)) continue;
    workspace_.evidence_.Add(report.origin());
    value.set_origin(report.origin());
    return value;
  }
  dossier.AddRecords(message.origin(), &workspace_.evidence_);
  return MissingFor({.kind = CauseKind::kField,
                     .record = dossier.BestOf(message.origin()),
                     .field = reader.field});
}

}  // namespace jifen::scoring::expression
