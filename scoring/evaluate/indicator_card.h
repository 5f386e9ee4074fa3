// scoring/evaluate/indicator_card.h: fills the part of a score card that one indicator has.
//
//   Threads  a CardMaking is used by one thread at a time.
#pragma once

#include "google/protobuf/repeated_ptr_field.h"
#include "jifen/v1/score_card.pb.h"
#include "scoring/evaluate/card_parts.h"
#include "scoring/evaluate/evaluation.h"
#include "scoring/evaluate/value_text.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::evaluate {

// An indicator as the scheme gives it, and how it came out.
struct IndicatorParts {
  const v1::Indicator& message;
  const scheme::Indicator& compiled;
  const IndicatorResult& result;
  v1::CategoryKind kind;  // of its category
};

void FillIndicator(const IndicatorParts& parts, CardMaking* making, v1::IndicatorResult* card);

// Adds the sentence of the indicator's next band, which it must have, to the reasons of the card.
void AddNextBandReason(const IndicatorParts& parts, const CardMaking& making, v1::ScoreCard* card);

// Adds the records to the evidence and to those used; whether one of them is disputed.
bool FillEvidence(const expression::RecordSet& records, CardMaking* making,
                  google::protobuf::RepeatedPtrField<v1::Evidence>* evidence);

}  // namespace jifen::scoring::evaluate
