// tools/jifen/render/next_steps.h: what would raise a card's points, the cheapest step first.
//
//   Shape    one step for each indicator that has a next band; ordered by the share of the bound that is
//            still to go, then by what is gained, then as in the card. Where there is no number on both
//            sides, a step comes last.
//   Threads  free functions without state.
#pragma once

#include <vector>

#include "jifen/v1/score_card.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// Borrowed from the card. `option` is the one that leads to the next band; null without alternatives.
struct NextStep {
  const v1::IndicatorResult* indicator = nullptr;
  const v1::OptionResult* option = nullptr;

  const std::string& value() const { return option ? option->value() : indicator->value(); }
  v1::Unit unit() const { return option ? option->unit() : indicator->unit(); }
};

std::vector<NextStep> ListNextSteps(const v1::ScoreCard& card);

// Adds a heading and a line for each; nothing if there is none.
void AddNextSteps(const Terminal& terminal, const v1::ScoreCard& card, Page& page);

}  // namespace jifen::tools::cli
