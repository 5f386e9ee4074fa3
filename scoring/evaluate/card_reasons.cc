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
  const std::array fillings = {scheme::Filling{"missing", JoinPaths(paths)}};
  *card->add_reasons() = making.scheme.parts().reasons.not_scored.Render(fillings);
}

// "19 至 23", or one number.
v1::Text ShowSpan(const std::string& lowest, bool open, const std::string& highest) {
  v1::Text text = BothLanguages(lowest);
  if (!open) return text;
  text.set_zh(absl::StrCat(lowest, " 至 ", highest));
  text.set_en(absl::StrCat(lowest, " to ", highest));
  return text;
}

// "56 至 64" while the total is a range.
v1::Text ShowTotal(const v1::ScoreCard& card) {
  return ShowSpan(card.total(), card.has_total_highest(), card.total_highest());
}

// The lowest total is no pass, the highest is one.
v1::Text NotYetCertain(const v1::ScoreCard& card) {
  const v1::Text total = ShowTotal(card);
  v1::Text text;
  text.set_zh(absl::StrCat("总分为 ", total.zh(), " 分，合格线为 ", card.pass_mark(),
                           " 分，是否合格尚不能确定。"));
  text.set_en(absl::StrCat("The total is ", total.en(), " points and the pass mark is ",
                           card.pass_mark(), ": it is not yet certain whether it is a pass."));
  return text;
}

void AddTotal(const CardMaking& making, v1::ScoreCard* card) {
  const scheme::SchemeParts& parts = making.scheme.parts();
  const Evaluation& evaluation = making.evaluation;
  const bool passes = evaluation.minima_reached && Reaches(parts.total, evaluation.total);
  const bool may_pass =
      evaluation.minima_reached_highest && Reaches(parts.total, evaluation.total_highest);
  if (passes != may_pass) {
    *card->add_reasons() = NotYetCertain(*card);
    return;
  }
  const std::array fillings = {scheme::Filling{"total", ShowTotal(*card)},
                               scheme::Filling{"pass", BothLanguages(card->pass_mark())}};
  *card->add_reasons() = (passes ? parts.reasons.passed : parts.reasons.failed).Render(fillings);
}

struct Minimum {
  const v1::Text& title;
  v1::Text points;
  v1::Text minimum;  // a phrase
};

v1::Text CategoryPhrase(const v1::CategoryResult& category, bool may_reach) {
  v1::Text phrase;
  const std::string& minimum = category.minimum();
  phrase.set_zh(may_reach ? absl::StrCat("是否达到要求的 ", minimum, " 分尚不能确定")
                          : absl::StrCat("低于要求的 ", minimum, " 分"));
  phrase.set_en(may_reach ? absl::StrCat("and it is not yet certain whether it reaches the ",
                                         minimum, " required")
                          : absl::StrCat("less than the ", minimum, " required"));
  return phrase;
}

v1::Text IndicatorPhrase(const v1::IndicatorResult& indicator, bool may_reach) {
  v1::Text phrase;
  const std::string& minimum = indicator.minimum_exceeded();
  phrase.set_zh(may_reach ? absl::StrCat("是否高于要求的 ", minimum, " 分尚不能确定")
                          : absl::StrCat("要求高于 ", minimum, " 分"));
  phrase.set_en(may_reach
                    ? absl::StrCat("and it is not yet certain whether it gives more than ", minimum)
                    : absl::StrCat("and must give more than ", minimum));
  return phrase;
}

void AddMinimum(const CardMaking& making, const Minimum& minimum, v1::ScoreCard* card) {
  const std::array fillings = {scheme::Filling{"title", minimum.title},
                               scheme::Filling{"points", minimum.points},
                               scheme::Filling{"minimum", minimum.minimum}};
  *card->add_reasons() = making.scheme.parts().reasons.minimum_missed.Render(fillings);
}

// The points of a category or an indicator beside the minimum that they do not surely reach.
template <typename Part>
v1::Text ShowBeside(const std::string& minimum, const Part& part, bool may_reach,
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

struct NextReason {
  Decimal gain;
  v1::Text text;
};

std::vector<NextReason> CollectNext(const CardMaking& making, const v1::ScoreCard& card) {
  std::vector<NextReason> nexts;
  size_t position = 0;
  for (int c = 0; c < card.categories_size(); ++c) {
    const v1::CategoryResult& category = card.categories(c);
    for (int i = 0; i < category.indicators_size(); ++i, ++position) {
      const v1::IndicatorResult& indicator = category.indicators(i);
      if (!indicator.has_next()) continue;
      const auto part = static_cast<size_t>(c);
      const IndicatorParts parts{
          .message = making.scheme.message().categories(c).indicators(i),
          .compiled = making.scheme.parts().categories[part].indicators[static_cast<size_t>(i)],
          .result = making.evaluation.indicators[position],
          .kind = making.scheme.parts().categories[part].kind};
      const auto gain = Decimal::Parse(indicator.next().gain());
      nexts.push_back({.gain = gain.ok() ? *gain : Decimal(),
                       .text = NextBandReason(parts, making, indicator)});
    }
  }
  return nexts;
}

void AddNext(const CardMaking& making, v1::ScoreCard* card) {
  std::vector<NextReason> nexts = CollectNext(making, *card);
  std::stable_sort(nexts.begin(), nexts.end(),
                   [](const NextReason& a, const NextReason& b) { return a.gain > b.gain; });
  if (nexts.size() > kNextReasonsMax) nexts.resize(kNextReasonsMax);
  for (NextReason& next : nexts) *card->add_reasons() = std::move(next.text);
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
