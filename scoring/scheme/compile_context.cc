#include "scoring/scheme/compile_context.h"

#include <span>
#include <utility>
#include <vector>

#include "scoring/expression/fault.h"
#include "scoring/expression/source_text.h"

namespace jifen::scoring::scheme {

namespace {

// Each fault for itself, with the line of the expression and a caret.
void ReportFaults(std::vector<expression::Fault> faults, const std::string& text,
                  const FaultPlace& place) {
  for (expression::Fault& fault : faults) {
    const expression::Place at = expression::Locate(text, fault.offset);
    place.Report({.reason = fault.reason,
                  .message = expression::Render(fault, text),
                  .got = expression::WellFormed(fault.got),
                  .want = std::move(fault.want),
                  .line = at.line,
                  .column = at.column});
  }
}

}  // namespace

ProgramPointer CompileExpression(const std::string& text,
                                 std::initializer_list<expression::Kind> expected,
                                 const expression::Environment& environment,
                                 const FaultPlace& place) {
  if (text.empty()) {
    place.Report({.reason = v1::REASON_FIELD_REQUIRED, .message = "an expression is missing"});
    return nullptr;
  }
  const std::span<const expression::Kind> kinds(expected.begin(), expected.size());
  absl::StatusOr<ProgramPointer> program = expression::Compile(text, environment, kinds);
  if (program.ok()) return *std::move(program);
  ReportFaults(expression::FaultsOf(text, environment, kinds), text, place);
  return nullptr;
}

ProgramPointer CompileExpression(const std::string& text,
                                 std::initializer_list<expression::Kind> expected,
                                 const CompileContext& context, const FaultPlace& place) {
  return CompileExpression(text, expected, context.environment, place);
}

void CheckClause(const std::string& clause, const CompileContext& context,
                 const FaultPlace& place) {
  if (context.official) {
    CheckRequired(clause, place);
  } else {
    CheckOptional(clause, place);
  }
}

}  // namespace jifen::scoring::scheme
