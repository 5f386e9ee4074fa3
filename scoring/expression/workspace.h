// scoring/expression/workspace.h: evaluates programs over one dossier after the other.
//
//   Shape    keeps memory from dossier to dossier; remembers what definitions gave until Begin.
//   Errors   none of its own: a Value says present, missing or error.
//   Range    at most kIterationsMax elements visited (by macros, functions, in, == and + alike) and kArenaBytesMax of strings and lists per
//            dossier; beyond it the value is an error with EXPRESSION_TOO_COMPLEX.
//   Threads  one workspace per thread. Programs, and the dossier between two calls of Begin, may be
//            shared.
#pragma once

#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/expression/arena.h"
#include "scoring/expression/dossier_view.h"
#include "scoring/expression/program.h"
#include "scoring/expression/record_set.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

inline constexpr int64_t kIterationsMax = 1'000'000;
inline constexpr size_t kBytesPerElement = 64;  // of a string that is gone through
inline constexpr size_t kArenaBytesMax = 16 * 1024 * 1024;

class Workspace {
 public:
  // Forgets everything and turns to a dossier, which must outlive the use of the workspace.
  // `year` is the year of evaluation.
  void Begin(const DossierView& dossier, int year);

  // The result, good until Begin. The program must live until then.
  Value Evaluate(const Program& program);
  // The same into `value`, without a copy.
  void Evaluate(const Program& program, Value* value) { new (value) Value(Evaluate(program)); }

  // What `stage` gives until Begin, where an environment has it; empty before. It must live until then.
  void SetStage(std::string_view stage) { stage_ = stage; }

  // What indicator() and points() give until Begin, by the index that Environment::AddIndicator gave:
  // the value, of the indicator's type, missing or an error, and the points, a decimal or missing.
  // `evidence`, if given, joins that of expressions that ask for either. An indicator that was not set
  // is missing. What the values borrow from must live until Begin, as what Evaluate gave does.
  void SetIndicator(size_t index, Value value, Value points, const RecordSet* evidence = nullptr);

  // The records that the last evaluation counted, summed or read, rising. Good until Evaluate.
  std::span<const RecordIndex> evidence();
  // The same as a set, to be joined with others.
  const RecordSet& evidence_set() const { return evidence_; }

  // Since Begin, as they are counted against kIterationsMax.
  int64_t elements_visited() const { return iterations_; }

  // The paths of a missing value, in the order of evaluation without repetition.
  std::vector<std::string> MissingPaths(const Value& value) const;

 private:
  friend class Interpreter;
  friend class Call;

  struct Remembered {
    const Program* program;
    Value value;
    RecordSet evidence;
  };

  struct IndicatorResult {
    Value value;
    Value points;
    RecordSet evidence;
    bool is_set = false;
  };

  const DossierView* dossier_ = nullptr;
  int year_ = 0;
  std::string_view stage_;
  int64_t iterations_ = 0;
  Arena arena_;
  RecordSet evidence_;
  std::vector<Remembered> definitions_;
  size_t definition_count_ = 0;
  std::vector<IndicatorResult> indicators_;
  std::vector<RecordIndex> evidence_list_;
};

}  // namespace jifen::scoring::expression
