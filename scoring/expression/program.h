// scoring/expression/program.h: an expression that was read, checked and compiled.
//
//   Range    text of at most kTextBytesMax, kNodesMax nodes, kDepthMax levels.
//   Errors   Compile: EXPRESSION_TOO_COMPLEX (too long); the first of EXPRESSION_SYNTAX,
//            EXPRESSION_TOO_COMPLEX (too deep, too many nodes), NUMBER_OVERFLOW and DECIMAL_INVALID
//            as the text is read; all of EXPRESSION_NAME and EXPRESSION_TYPE, the detail being that
//            of the first; what a function or arithmetic of constants cannot be. The detail has
//            line, column, got and want; the message shows the line with a caret.
//   Threads  immutable; share it between any number of threads.
//   Cost     Compile: once per scheme. Evaluation is Workspace's.
#pragma once

#include <compare>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/type.h"

namespace jifen::scoring::expression {

inline constexpr size_t kTextBytesMax = 64 * 1024;
inline constexpr int kDepthMax = 200;
inline constexpr int kNodesMax = 8192;
inline constexpr int kLoopDepthMax = 4;  // macros within macros
inline constexpr int kLoopVariablesMax = 2 * kLoopDepthMax;

struct Code;   // instruction.h
struct Fault;  // fault.h

// indicator("id") or points("id") of an expression.
struct Asked {
  int indicator = 0;  // Environment::indicators
  bool points = false;

  auto operator<=>(const Asked&) const = default;
};

class Program {
 public:
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const Type& type() const { return type_; }
  const std::string& text() const { return text_; }
  const Code& code() const { return *code_; }
  // What it asks of indicators, its definitions with it; each once.
  const std::vector<Asked>& asked() const { return asked_; }

 private:
  friend absl::StatusOr<std::shared_ptr<const Program>> Compile(std::string_view,
                                                                const Environment&,
                                                                std::span<const Kind>);
  explicit Program(std::string text);

  std::string text_;
  Type type_;
  std::unique_ptr<const Code> code_;
  std::vector<Asked> asked_;
};

// `expected`: the kinds that the result may have, none of them a list; empty for any type. The
// program keeps the definitions that it uses.
absl::StatusOr<std::shared_ptr<const Program>> Compile(std::string_view text,
                                                       const Environment& environment,
                                                       std::span<const Kind> expected = {});

// All faults of an expression in the order of the text, empty if it compiles or would but for a definition
// or an indicator that did not: for authors, who want to see them at once.
std::vector<Fault> FaultsOf(std::string_view text, const Environment& environment,
                            std::span<const Kind> expected = {});

}  // namespace jifen::scoring::expression
