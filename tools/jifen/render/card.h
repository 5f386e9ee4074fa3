// tools/jifen/render/card.h: a score card as people read it.
//
//   Shape    a frame with who and what; the total; categories as bars, each indicator with value,
//            band, points, what the next band needs and its evidence; gates; footer.
//   Range    every line fits the terminal's width; a list of evidence shows its first
//            kEvidenceShown rows and says how many there are.
//   Errors   without the scheme (it may be null) the ends of bands, the document's number and clauses
//            are left out; nothing is guessed.
//   Threads  free functions without state.
#pragma once

#include "jifen/v1/scheme.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

inline constexpr int kEvidenceShown = 8;

struct CardView {
  const v1::ScoreCard& card;
  const v1::Scheme* scheme;
  const Terminal& terminal;
};

// The whole card.
Page RenderCard(const CardView& view);

// The frame, the total, the reasons and a bar for each category.
Page RenderCardSummary(const CardView& view);

// The text in the terminal's language.
const std::string& TextOf(const Terminal& terminal, const v1::Text& text);

// Colour and sign of an outcome.
Style StyleOf(v1::Outcome outcome);
Line OutcomeLine(const Terminal& terminal, v1::Outcome outcome);

}  // namespace jifen::tools::cli
