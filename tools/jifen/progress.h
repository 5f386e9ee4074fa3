// tools/jifen/progress.h: how far a long work is.
//
//   Shape    on a terminal one line with a bar that is redrawn; otherwise a plain line every
//            kPlainPause. Nothing with --json, so that a script's log stays clean.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

struct ProgressState {
  int64_t done = 0;
  int64_t total = 0;
  std::string note;  // after the bar, e.g. "1,200 rows"
};

class Progress {
 public:
  static constexpr absl::Duration kRedrawPause = absl::Milliseconds(100);
  static constexpr absl::Duration kPlainPause = absl::Seconds(2);

  Progress(const Context& context, std::string label);
  // Takes the bar from the screen.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Shows the state unless the last one was shown just now; `now` is the caller's.
  void Update(const ProgressState& state, absl::Time now);

 private:
  void Draw(const ProgressState& state);

  const Context& context_;
  std::string label_;
  absl::Time shown_;
  bool drawn_ = false;
};

}  // namespace jifen::tools::cli
