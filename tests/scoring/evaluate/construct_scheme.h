// tests/scoring/evaluate/construct_scheme.h: the small scheme bent to what only some schemes have.
#pragma once

#include <string>

#include "gtest/gtest.h"
#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/scheme.pb.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/evaluate/card_check.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/evaluator.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/bent_scheme.h"

namespace jifen::scoring::evaluate {

// An annual report of 2024 with sales of 10,000 fen and this spending: 500 is 5 %.
inline std::string Report(int64_t rd_expense_fen) {
  return "record_id: \"2024\" annual_report { year: 2024 sales_fen: 10000 rd_expense_fen: " +
         std::to_string(rd_expense_fen) + " }";
}
inline std::string Strategic(bool strategic) {
  return std::string("record_id: \"p\" profile { main_product_strategic: ") +
         (strategic ? "true" : "false") + " }";
}
inline std::string Award(const std::string& id) {
  return "record_id: \"" + id + "\" award { kind: AWARD_KIND_SCIENCE level: LEVEL_NATIONAL }";
}
// Of the panel: hundredths of a point for `share`.
inline std::string Marked(int hundredths) {
  return "record_id: \"m\" expert_mark { scheme_id: \"small\" item: \"share\" points_hundredths: " +
         std::to_string(hundredths) + " }";
}

inline v1::ScoreCard CardOf(const v1::Scheme& scheme, const v1::Dossier& dossier) {
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  if (!compiled.ok()) {
    ADD_FAILURE() << compiled.status();
    return {};
  }
  Evaluator evaluator;
  const auto card = Score(**compiled, dossier, 0, &evaluator);
  if (!card.ok()) {
    ADD_FAILURE() << card.status();
    return {};
  }
  EXPECT_TRUE(CheckCard(*card, (*compiled)->parts().total).ok());
  return *card;
}

}  // namespace jifen::scoring::evaluate
