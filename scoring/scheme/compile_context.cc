#include "scoring/scheme/compile_context.h"

#include <span>
#include <utility>

namespace jifen::scoring::scheme {

ProgramPointer CompileExpression(const std::string& text,
                                 std::initializer_list<expression::Kind> expected,
                                 const CompileContext& context, const FaultPlace& place) {
  if (text.empty()) {
    place.Report({.reason = v1::REASON_FIELD_REQUIRED, .message = "an expression is missing"});
    return nullptr;
  }
  const std::span<const expression::Kind> kinds(expected.begin(), expected.size());
  absl::StatusOr<ProgramPointer> program = expression::Compile(text, context.environment, kinds);
  if (program.ok()) return *std::move(program);
  place.Report(program.status());
  return nullptr;
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
