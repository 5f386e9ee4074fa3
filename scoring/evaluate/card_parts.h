// scoring/evaluate/card_parts.h: fills the parts of a score card from an evaluation.
//
//   Threads  a CardMaking is used by one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/expression/record_set.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring::evaluate {

// What all parts are made from, and the records that they used so far.
struct CardMaking {
  const scheme::CompiledScheme& scheme;
  const Evaluation& evaluation;
  expression::RecordSet used;
};

// A condition as the scheme gives it.
struct ConditionText {
  const std::string& id;
  const v1::Text& title;
  const std::string& clause;
  const scheme::ReasonTemplate& passed;
  const scheme::ReasonTemplate& failed;
  std::optional<decimal::Decimal> cap;  // of a gate that caps
};

void FillStage(CardMaking* making, v1::StageResult* stage);
void FillCondition(const ConditionText& text, const ConditionResult& result, CardMaking* making,
                   v1::GateResult* gate);
// `first` is the position of the category's first indicator in the evaluation.
void FillCategory(size_t category, size_t first, CardMaking* making, v1::CategoryResult* card);

// Oldest and newest source, and the dispute mark, of all records used.
void FillSources(const CardMaking& making, v1::ScoreCard* card);

// The causes of a missing value as paths, appended if they are not there yet.
void AppendMissing(const expression::Value& value, const Evaluation& evaluation,
                   google::protobuf::RepeatedPtrField<std::string>* paths);
// Adds a path if it is not there yet.
void AddPath(std::string path, google::protobuf::RepeatedPtrField<std::string>* paths);

}  // namespace jifen::scoring::evaluate
