#include "scoring/evaluate/card_reasons.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/indicator_card.h"
#include "scoring/evaluate/missing_text.h"
#include "scoring/evaluate/points_text.h"
#include "scoring/evaluate/total.h"
#include "scoring/evaluate/value_text.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using Gates = google::protobuf::RepeatedPtrField<v1::GateResult>;

void AddGates(const Gates& gates, v1::GateState state, bool that_cap, v1::ScoreCard* card) {
  for (const v1::GateResult& gate : gates) {
    if (gate.state() == state && gate.has_caps_at() == that_cap) {
      *card->add_reasons() = gate.reason();
    }
  }
}

void AddPaths(const google::protobuf::RepeatedPtrField<std::string>& from,
              google::protobuf::RepeatedPtrField<std::string>* paths) {
  for (const std::string& path : from) AddPath(path, paths);
}

// Whether there is no score because of the indicator: it has to be there, is invalid, or counts for a
// coverage that is too low.
bool Withholds(const CardMaking& making, int category, int number, v1::ValueState state) {
  if (state == v1::VALUE_STATE_INVALID) return true;
  if (state != v1::VALUE_STATE_MISSING) return false;
  const v1::Category& of = making.scheme.message().categories(category);
  if (of.indicators(number).missing() == v1::MISSING_POLICY_REFUSE) return true;
  const scheme::SchemeParts& parts = making.scheme.parts();
  return parts.categories[static_cast<size_t>(category)].kind == v1::CATEGORY_KIND_CORE &&
         making.evaluation.coverage < parts.total.minimum_coverage;
}

// What is missing of the stage and the indicators that there is no score without.
void AddNotScored(const CardMaking& making, v1::ScoreCard* card) {
  google::protobuf::RepeatedPtrField<std::string> paths;
  AddPaths(card->stage().missing(), &paths);
  for (int c = 0; c < card->categories_size(); ++c) {
    const v1::CategoryResult& category = card->categories(c);
    for (int i = 0; i < category.indicators_size(); ++i) {
      const v1::IndicatorResult& indicator = category.indicators(i);
      if (Withholds(making, c, i, indicator.state())) AddPaths(indicator.missing(), &paths);
    }
  }
  const scheme::Wording missing = JoinPaths(paths);
  const std::array fillings = {scheme::Filling{"missing", missing}};
  making.scheme.parts().reasons.not_scored.Render(fillings, card->add_reasons());
}

// "19 至 23", or one number.
scheme::Wording ShowSpan(const std::string& lowest, bool open, const std::string& highest) {
  if (!open) return BothLanguages(lowest);
  return {.zh = absl::StrCat(lowest, " 至 ", highest), .en = absl::StrCat(lowest, " to ", highest)};
}

// "56 至 64" while the total is a range.
scheme::Wording ShowTotal(const v1::ScoreCard& card) {
  return ShowSpan(card.total(), card.has_total_highest(), card.total_highest());
}

// The lowest total is no pass, the highest is one.
void AddNotYetCertain(v1::ScoreCard* card) {
  const scheme::Wording total = ShowTotal(*card);
  v1::Text* text = card->add_reasons();
  text->set_zh(absl::StrCat("总分为 ", total.zh, " 分，合格线为 ", card->pass_mark(),
                            " 分，是否合格尚不能确定。"));
  text->set_en(absl::StrCat("The total is ", total.en, " points and the pass mark is ",
                            card->pass_mark(), ": it is not yet certain whether it is a pass."));
}

void AddTotal(const CardMaking& making, v1::ScoreCard* card) {
  const scheme::SchemeParts& parts = making.scheme.parts();
  const Evaluation& evaluation = making.evaluation;
  const bool passes = evaluation.minima_reached && Reaches(parts.total, evaluation.total);
  const bool may_pass =
      evaluation.minima_reached_highest && Reaches(parts.total, evaluation.total_highest);
  if (passes != may_pass) {
    AddNotYetCertain(card);
    return;
  }
  const scheme::Wording total = ShowTotal(*card);
  const std::array fillings = {scheme::Filling{"total", total},
                               scheme::Filling{"pass", card->pass_mark()}};
  const scheme::ReasonTemplate& reason = passes ? parts.reasons.passed : parts.reasons.failed;
  reason.Render(fillings, card->add_reasons());
}

struct Minimum {
  const v1::Text& title;
  scheme::Wording points;
  scheme::Wording minimum;  // a phrase
};

scheme::Wording CategoryPhrase(const v1::CategoryResult& category, bool may_reach) {
  scheme::Wording phrase;
  const std::string& minimum = category.minimum();
  phrase.zh = (may_reach ? absl::StrCat("是否达到要求的 ", minimum, " 分尚不能确定")
                         : absl::StrCat("低于要求的 ", minimum, " 分"));
  phrase.en = (may_reach ? absl::StrCat("and it is not yet certain whether it reaches the ",
                                        minimum, " required")
                         : absl::StrCat("less than the ", minimum, " required"));
  return phrase;
}

scheme::Wording IndicatorPhrase(const v1::IndicatorResult& indicator, bool may_reach) {
  scheme::Wording phrase;
  const std::string& minimum = indicator.minimum_exceeded();
  phrase.zh = (may_reach ? absl::StrCat("是否高于要求的 ", minimum, " 分尚不能确定")
                         : absl::StrCat("要求高于 ", minimum, " 分"));
  phrase.en =
      (may_reach ? absl::StrCat("and it is not yet certain whether it gives more than ", minimum)
                 : absl::StrCat("and must give more than ", minimum));
  return phrase;
}

void AddMinimum(const CardMaking& making, const Minimum& minimum, v1::ScoreCard* card) {
  const std::array fillings = {scheme::Filling{"title", minimum.title},
                               scheme::Filling{"points", minimum.points},
                               scheme::Filling{"minimum", minimum.minimum}};
  making.scheme.parts().reasons.minimum_missed.Render(fillings, card->add_reasons());
}

// The points of a category or an indicator beside the minimum that they do not surely reach.
template <typename Part>
scheme::Wording ShowBeside(const std::string& minimum, const Part& part, bool may_reach,
                           decimal::Rounding rounding) {
  std::string lowest = part.points();
  std::string highest = may_reach ? part.points_highest() : lowest;
  RoundBeside(rounding, &lowest, &highest, minimum);
  return ShowSpan(lowest, may_reach, highest);
}

void AddMinima(const CardMaking& making, v1::ScoreCard* card) {
  const decimal::Rounding rounding = making.scheme.parts().total.rounding;
  size_t position = 0;
  for (size_t c = 0; c < making.evaluation.categories.size(); ++c) {
    const v1::CategoryResult& category = card->categories(static_cast<int>(c));
    if (!category.minimum_reached()) {
      const bool may_reach = making.evaluation.categories[c].minimum_reached_highest;
      AddMinimum(making,
                 {category.title(), ShowBeside(category.minimum(), category, may_reach, rounding),
                  CategoryPhrase(category, may_reach)},
                 card);
    }
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      const bool may_reach = making.evaluation.indicators[position++].minimum_reached_highest;
      if (indicator.minimum_reached()) continue;
      AddMinimum(making,
                 {indicator.title(),
                  ShowBeside(indicator.minimum_exceeded(), indicator, may_reach, rounding),
                  IndicatorPhrase(indicator, may_reach)},
                 card);
    }
  }
}

// An indicator that could give more points.
struct NextReason {
  Decimal gain;
  size_t position;  // in the evaluation
  int category;
  int number;  // in its category
};

std::vector<NextReason> CollectNext(const CardMaking& making) {
  std::vector<NextReason> nexts;
  const v1::Scheme& scheme = making.scheme.message();
  size_t position = 0;
  for (int c = 0; c < scheme.categories_size(); ++c) {
    for (int i = 0; i < scheme.categories(c).indicators_size(); ++i, ++position) {
      const NextStep& next = making.evaluation.indicators[position].next;
      if (next.measure == kNone) continue;
      nexts.push_back({.gain = next.gain, .position = position, .category = c, .number = i});
    }
  }
  return nexts;
}

void AddNext(const CardMaking& making, v1::ScoreCard* card) {
  std::vector<NextReason> nexts = CollectNext(making);
  std::stable_sort(nexts.begin(), nexts.end(),
                   [](const NextReason& a, const NextReason& b) { return a.gain > b.gain; });
  if (nexts.size() > kNextReasonsMax) nexts.resize(kNextReasonsMax);
  for (const NextReason& next : nexts) {
    const scheme::Category& category =
        making.scheme.parts().categories[static_cast<size_t>(next.category)];
    AddNextBandReason(
        {.message = making.scheme.message().categories(next.category).indicators(next.number),
         .compiled = category.indicators[static_cast<size_t>(next.number)],
         .result = making.evaluation.indicators[next.position],
         .kind = category.kind},
        making, card);
  }
}

}  // namespace

void FillReasons(const CardMaking& making, v1::ScoreCard* card) {
  AddGates(card->gates(), v1::GATE_STATE_FAIL, false, card);
  AddGates(card->gates(), v1::GATE_STATE_UNKNOWN, false, card);
  const bool passed = card->outcome() == v1::OUTCOME_PASSED;
  if (passed) AddGates(card->direct_passes(), v1::GATE_STATE_PASS, false, card);
  if (!making.evaluation.scored) AddNotScored(making, card);
  AddGates(card->gates(), v1::GATE_STATE_FAIL, true, card);
  AddGates(card->gates(), v1::GATE_STATE_UNKNOWN, true, card);
  if (making.evaluation.scored && card->has_pass_mark()) {
    AddTotal(making, card);
    AddMinima(making, card);
  }
  if (!passed) AddGates(card->direct_passes(), v1::GATE_STATE_UNKNOWN, false, card);
  if (!passed) AddNext(making, card);
}

}  // namespace jifen::scoring::evaluate
