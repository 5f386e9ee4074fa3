// scoring/scheme/compile_context.h: what the parts of a scheme must know of each other.
//
//   Threads  one at a time, while a scheme is compiled.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "scoring/expression/environment.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"
#include "scoring/scheme/text_field.h"

namespace jifen::scoring::scheme {

// What of an indicator is missing while experts have still to judge, it or one that it asks for.
struct Judged {
  bool points = false;
  bool value = false;
};

struct CompileContext {
  expression::Environment environment;
  bool official = false;  // clauses are required
  PointsRounding points_rounding;
  bool maxima_hold = true;  // those of all categories: their sums mean something
  absl::flat_hash_map<std::string, int> stages;
  std::vector<std::string> stage_ids;
  IdSet indicators;             // of all categories: vectors name them
  std::vector<Judged> judged;   // by the index of indicator()
  std::vector<bool> by_cohort;  // the same: what it gives is not known before there are cohorts
  IdSet conditions;             // gates and direct passes: vectors name them
};

// Null if the expression does not compile, which is reported, here or at the definition that it names.
ProgramPointer CompileExpression(const std::string& text,
                                 std::initializer_list<expression::Kind> expected,
                                 const expression::Environment& environment,
                                 const FaultPlace& place);
ProgramPointer CompileExpression(const std::string& text,
                                 std::initializer_list<expression::Kind> expected,
                                 const CompileContext& context, const FaultPlace& place);

// The clause of a document: required if the scheme is official.
void CheckClause(const std::string& clause, const CompileContext& context, const FaultPlace& place);

}  // namespace jifen::scoring::scheme
