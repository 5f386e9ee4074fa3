// tools/jifen/commands/comparison_progress.h: how far a comparison is, as a bar.
//
//   Threads  one at a time.
#pragma once

#include "absl/time/clock.h"
#include "jifen/v1/comparison_service.pb.h"
#include "tools/jifen/progress.h"
#include "tools/jifen/render/figures.h"

namespace jifen::tools::cli {

class ComparisonBar {
 public:
  ComparisonBar(const Context& context, Phrase label) : progress_(context, context.Words(label)) {}

  void Update(const v1::ComparisonProgress& progress) {
    progress_.Update({.done = static_cast<int64_t>(progress.enterprises_done()),
                      .total = static_cast<int64_t>(progress.enterprises()),
                      .note = CountText(progress.enterprises_done()) + " / " +
                              CountText(progress.enterprises())},
                     absl::Now());
  }

 private:
  Progress progress_;
};

}  // namespace jifen::tools::cli
