#include "scoring/evaluate/card_reasons.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/indicator_card.h"
#include "scoring/evaluate/missing_text.h"
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

// Everything that is missing in the stage and the indicators.
void AddNotScored(const CardMaking& making, v1::ScoreCard* card) {
  google::protobuf::RepeatedPtrField<std::string> paths;
  AddPaths(card->stage().missing(), &paths);
  for (const v1::CategoryResult& category : card->categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      const bool present = indicator.state() == v1::VALUE_STATE_PRESENT ||
                           indicator.state() == v1::VALUE_STATE_DISPUTED ||
                           indicator.state() == v1::VALUE_STATE_NOT_APPLICABLE;
      if (!present) AddPaths(indicator.missing(), &paths);
    }
  }
  const std::array fillings = {scheme::Filling{"missing", JoinPaths(paths)}};
  *card->add_reasons() = making.scheme.parts().reasons.not_scored.Render(fillings);
}

// "56 至 64" while the total is a range.
v1::Text ShowTotal(const v1::ScoreCard& card) {
  v1::Text text = BothLanguages(card.total());
  if (!card.has_total_highest()) return text;
  text.set_zh(absl::StrCat(card.total(), " 至 ", card.total_highest()));
  text.set_en(absl::StrCat(card.total(), " to ", card.total_highest()));
  return text;
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
  const std::string& points;
  v1::Text minimum;  // a phrase
};

void AddMinimum(const CardMaking& making, const Minimum& minimum, v1::ScoreCard* card) {
  const std::array fillings = {scheme::Filling{"title", minimum.title},
                               scheme::Filling{"points", BothLanguages(minimum.points)},
                               scheme::Filling{"minimum", minimum.minimum}};
  *card->add_reasons() = making.scheme.parts().reasons.minimum_missed.Render(fillings);
}

void AddMinima(const CardMaking& making, v1::ScoreCard* card) {
  for (const v1::CategoryResult& category : card->categories()) {
    if (!category.minimum_reached()) {
      v1::Text phrase;
      phrase.set_zh(absl::StrCat("低于要求的 ", category.minimum(), " 分"));
      phrase.set_en(absl::StrCat("less than the ", category.minimum(), " required"));
      AddMinimum(making, {category.title(), category.points(), std::move(phrase)}, card);
    }
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      if (indicator.minimum_reached()) continue;
      v1::Text phrase;
      phrase.set_zh(absl::StrCat("要求高于 ", indicator.minimum_exceeded(), " 分"));
      phrase.set_en(absl::StrCat("and must give more than ", indicator.minimum_exceeded()));
      AddMinimum(making, {indicator.title(), indicator.points(), std::move(phrase)}, card);
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
