// tools/jifen/failure.h: how a fault is told.
//
//   Shape    one sentence, the reason's name, path, got and want, what the server said (with line and
//            caret for expressions), and what to do next. With --json one object {"error": ...}.
//   Threads  free functions without state.
#pragma once

#include "absl/status/status.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

inline constexpr int kExitFine = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

Page RenderFailure(const Terminal& terminal, const absl::Status& status);
std::string FailureJson(const absl::Status& status);

// To context.err.
void PrintFailure(const Context& context, const absl::Status& status);

}  // namespace jifen::tools::cli
