#include "scoring/evaluate/indicator_card.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/missing_text.h"
#include "scoring/evaluate/points_text.h"
#include "scoring/evaluate/weight.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

const v1::Alternatives* AlternativesOf(const IndicatorParts& parts) {
  return parts.message.has_alternatives() ? &parts.message.alternatives() : nullptr;
}

v1::Unit UnitOf(const IndicatorParts& parts, int measure) {
  const v1::Alternatives* alternatives = AlternativesOf(parts);
  if (alternatives == nullptr || measure == kNone) return parts.message.unit();
  return alternatives->options(measure).unit();
}

const MeasureResult& MeasureOf(const IndicatorParts& parts, const CardMaking& making, int measure) {
  const auto first = static_cast<size_t>(parts.result.first_measure);
  return making.evaluation.measures[first + static_cast<size_t>(measure)];
}

const scheme::Measure& CompiledMeasure(const IndicatorParts& parts, int measure) {
  return parts.compiled.measures[static_cast<size_t>(measure)];
}

const scheme::Scale& ScaleOf(const IndicatorParts& parts, const CardMaking& making, int measure) {
  return CompiledMeasure(parts, measure).ScaleOf(making.evaluation.stage);
}

// What a place of a scale is, but its number.
struct PositionFiller {
  int position;
  v1::Position* card;

  void operator()(const scheme::LevelScale& levels) const {
    card->set_equals(levels.name(static_cast<size_t>(position)));
  }
  void operator()(const scheme::BandScale& bands) const {
    const auto band = static_cast<size_t>(position);
    card->set_closed(bands.closed());
    if (bands.from(band) != nullptr) card->set_from(bands.from(band)->Format());
    if (bands.to(band) != nullptr) card->set_to(bands.to(band)->Format());
  }
  void operator()(const scheme::PerUnitScale& units) const { SetBounds(BoundsOf(units, position)); }
  void operator()(const scheme::LinearScale& line) const { SetBounds(BoundsOf(line, position)); }
  void operator()(const scheme::ExpressionScale&) const {}
  void operator()(const scheme::CohortScale& cohort) const { std::visit(*this, cohort.steps()); }

  void SetBounds(const Bounds& bounds) const {
    card->set_closed(v1::CLOSED_LOWER);
    if (bounds.from.has_value()) card->set_from(bounds.from->Format());
    if (bounds.to.has_value()) card->set_to(bounds.to->Format());
  }
};

// The least and the most points at a place that leaves a range; only bands and levels do.
std::pair<Decimal, Decimal> RangeAt(const scheme::Scale& scale, int position) {
  const auto at = static_cast<size_t>(position);
  if (const auto* bands = std::get_if<scheme::BandScale>(&scale)) {
    return {bands->points_lowest(at), bands->points(at)};
  }
  if (const auto* cohort = std::get_if<scheme::CohortScale>(&scale)) {
    return {cohort->bands()->points_lowest(at), cohort->bands()->points(at)};
  }
  const auto& levels = std::get<scheme::LevelScale>(scale);
  return {levels.points_lowest(at), levels.points(at)};
}

// What is wrong with a mark, as a path, if something is.
void AppendMark(const scheme::Scale& scale, const MeasureResult& result,
                google::protobuf::RepeatedPtrField<std::string>* paths) {
  if (result.state != v1::VALUE_STATE_INVALID || !result.mark.has_value()) return;
  const auto [lowest, highest] = RangeAt(scale, result.position);
  AddPath(absl::StrCat(std::string(kMarkPath), result.mark->Format(), std::string(kMarkWant),
                       lowest.Format(), "..", highest.Format()),
          paths);
}

// Null unless the scale that counts is by cohort and the value has a place.
const CohortStanding* StandingOf(const IndicatorParts& parts, const CardMaking& making,
                                 int measure) {
  if (!std::holds_alternative<scheme::CohortScale>(ScaleOf(parts, making, measure))) return nullptr;
  const auto at = static_cast<size_t>(CompiledMeasure(parts, measure).cohort);
  const CohortStanding& standing = making.evaluation.cohorts.standings[at];
  return standing.group == nullptr ? nullptr : &standing;
}

void FillCohort(const CohortStanding& standing, const CardMaking& making,
                v1::CohortPosition* card) {
  const v1::CohortLevel& level =
      making.scheme.message().cohorts().levels(static_cast<int>(standing.level));
  card->set_level_id(level.id());
  *card->mutable_title() = level.title();
  card->set_group(standing.group->name());
  card->set_members(standing.group->members());
  card->set_place(standing.place.Format());
}

// Fields that an indicator and an option share.
template <typename Card>
void FillMeasure(const IndicatorParts& parts, const CardMaking& making, int measure, Card* card) {
  const MeasureResult& result = MeasureOf(parts, making, measure);
  card->set_state(result.state);
  AppendMissing(result.value, making.evaluation, card->mutable_missing());
  if (result.state == v1::VALUE_STATE_MISSING) return;
  const expression::Type& type = CompiledMeasure(parts, measure).value->type();
  card->set_value(FormatPlain(result.value, type));
  if (result.position == kNone) return;
  const scheme::Scale& scale = ScaleOf(parts, making, measure);
  card->mutable_position()->set_index(result.position);
  std::visit(PositionFiller{result.position, card->mutable_position()}, scale);
  AppendMark(scale, result, card->mutable_missing());
  if (const CohortStanding* standing = StandingOf(parts, making, measure)) {
    FillCohort(*standing, making, card->mutable_cohort());
  }
}

bool HasDisputed(const expression::RecordSet& records, const CardMaking& making) {
  std::vector<expression::RecordIndex> members;
  records.AppendTo(&members);
  for (const expression::RecordIndex index : members) {
    const v1::Record& record = making.evaluation.dossier->record(index).record();
    if (record.provenance().verification() == v1::VERIFICATION_STATE_DISPUTED) return true;
  }
  return false;
}

void FillOptions(const IndicatorParts& parts, const CardMaking& making, v1::IndicatorResult* card) {
  const v1::Alternatives* alternatives = AlternativesOf(parts);
  if (alternatives == nullptr) return;
  if (parts.result.chosen != kNone) {
    card->set_option_id(alternatives->options(parts.result.chosen).id());
  }
  for (int i = 0; i < alternatives->options_size(); ++i) {
    const v1::Option& option = alternatives->options(i);
    const MeasureResult& result = MeasureOf(parts, making, i);
    v1::OptionResult* option_card = card->add_options();
    option_card->set_option_id(option.id());
    *option_card->mutable_title() = option.title();
    option_card->set_unit(option.unit());
    FillMeasure(parts, making, i, option_card);
    const int stage = making.evaluation.stage;
    const Decimal points = Weighted(parts.compiled, stage, result.points);
    const Decimal highest = Weighted(parts.compiled, stage, result.points_highest);
    option_card->set_points(points.Format());
    if (points != highest) option_card->set_points_highest(highest.Format());
    if (result.state == v1::VALUE_STATE_PRESENT && HasDisputed(result.evidence, making)) {
      option_card->set_state(v1::VALUE_STATE_DISPUTED);
    }
  }
}

// No option counts: what every one of them lacks.
void FillMissingOfAll(const IndicatorParts& parts, CardMaking* making, v1::IndicatorResult* card) {
  card->set_state(parts.result.state);
  for (int i = 0; i < static_cast<int>(parts.compiled.measures.size()); ++i) {
    const MeasureResult& result = MeasureOf(parts, *making, i);
    AppendMissing(result.value, making->evaluation, card->mutable_missing());
    AppendMark(ScaleOf(parts, *making, i), result, card->mutable_missing());
    making->used.AddAll(result.evidence);
  }
}

void FillNext(const IndicatorParts& parts, const CardMaking& making,
              v1::IndicatorResult* indicator) {
  const NextStep& next = parts.result.next;
  if (next.measure == kNone) return;
  v1::NextBand* card = indicator->mutable_next();
  const scheme::Scale& scale = ScaleOf(parts, making, next.measure);
  const auto* levels = std::get_if<scheme::LevelScale>(&scale);
  card->set_bound(levels != nullptr ? levels->name(static_cast<size_t>(next.position))
                                    : next.bound.Format());
  card->set_beyond(next.beyond);
  card->set_points(next.counted.Format());
  card->set_gain(next.gain.Format());
  if (const v1::Alternatives* alternatives = AlternativesOf(parts)) {
    card->set_option_id(alternatives->options(next.measure).id());
  }
}

// The indicator's title, with that of the option that counts, which `made` keeps then.
scheme::Filling TitleOf(const IndicatorParts& parts, int measure, scheme::Wording* made) {
  const v1::Text& title = parts.message.title();
  const v1::Alternatives* alternatives = AlternativesOf(parts);
  if (alternatives == nullptr || measure == kNone) return {"title", title};
  const v1::Text& option = alternatives->options(measure).title();
  made->zh = absl::StrCat(title.zh(), "（", option.zh(), "）");
  made->en = absl::StrCat(title.en(), " (", option.en(), ")");
  return {"title", *made};
}

// Points in a sentence: those of a deduction with a minus.
void ShowPoints(const IndicatorParts& parts, std::string* points) {
  if (parts.kind == v1::CATEGORY_KIND_DEDUCTION && *points != "0") points->insert(0, 1, '-');
}

void NotApplicableReason(const IndicatorParts& parts, const CardMaking& making, v1::Text* reason) {
  const v1::Stage& stage = making.scheme.message().stages(making.evaluation.stage);
  const std::array fillings = {scheme::Filling{"title", parts.message.title()},
                               scheme::Filling{"stage", stage.title()}};
  making.scheme.parts().reasons.not_applicable.Render(fillings, reason);
}

void MissingReason(const IndicatorParts& parts, const CardMaking& making,
                   const v1::IndicatorResult& card, v1::Text* reason) {
  std::string points = card.points();
  RoundForText(making.scheme.parts().total.rounding, &points);
  ShowPoints(parts, &points);
  const scheme::Wording missing = JoinPaths(card.missing());
  scheme::Wording title;
  const std::array fillings = {TitleOf(parts, parts.result.chosen, &title),
                               scheme::Filling{"points", points},
                               scheme::Filling{"missing", missing}};
  making.scheme.parts().reasons.missing.Render(fillings, reason);
}

// Of an indicator, rounded for its sentence.
struct PointsTexts {
  std::string points;
  std::string points_highest;  // empty unless the points are a range
  std::string maximum;
};

PointsTexts RoundedPoints(const IndicatorParts& parts, const CardMaking& making,
                          const v1::IndicatorResult& card) {
  const decimal::Rounding rounding = making.scheme.parts().total.rounding;
  PointsTexts texts{card.points(), card.points_highest(), card.maximum()};
  RoundPartAndWhole(rounding, &texts.points, &texts.points_highest, &texts.maximum);
  for (std::string* text : {&texts.points, &texts.points_highest, &texts.maximum}) {
    ShowPoints(parts, text);
  }
  return texts;
}

// The band of the value, and with whom it was compared.
scheme::Wording BandText(const IndicatorParts& parts, const CardMaking& making, int measure) {
  const scheme::Scale& scale = ScaleOf(parts, making, measure);
  scheme::Wording band =
      ShowPosition(scale, MeasureOf(parts, making, measure).position, UnitOf(parts, measure));
  const CohortStanding* standing = StandingOf(parts, making, measure);
  if (standing == nullptr) return band;
  return ShowPlace(*standing, std::get<scheme::CohortScale>(scale).method(), band);
}

void FillReason(const IndicatorParts& parts, const CardMaking& making,
                const v1::IndicatorResult& card, v1::Text* reason) {
  if (parts.result.state == v1::VALUE_STATE_NOT_APPLICABLE) {
    return NotApplicableReason(parts, making, reason);
  }
  if (parts.result.state != v1::VALUE_STATE_PRESENT) {
    return MissingReason(parts, making, card, reason);
  }
  const int chosen = parts.result.chosen;
  const expression::Type& type = CompiledMeasure(parts, chosen).value->type();
  const PointsTexts texts = RoundedPoints(parts, making, card);
  const scheme::Wording value = ShowValue(MeasureOf(parts, making, chosen).value, type,
                                          UnitOf(parts, chosen), ScaleOf(parts, making, chosen));
  const scheme::Wording band = BandText(parts, making, chosen);
  scheme::Wording title;
  const std::array fillings = {
      TitleOf(parts, chosen, &title),
      scheme::Filling{"points", texts.points},
      scheme::Filling{"points_highest", texts.points_highest},
      scheme::Filling{"maximum", texts.maximum},
      scheme::Filling{"value", value},
      scheme::Filling{"band", band},
  };
  const scheme::Reasons& reasons = making.scheme.parts().reasons;
  (card.has_points_highest() ? reasons.range : reasons.indicator).Render(fillings, reason);
}

}  // namespace

void AddNextBandReason(const IndicatorParts& parts, const CardMaking& making, v1::ScoreCard* card) {
  const NextStep& next = parts.result.next;
  std::string gain = next.gain.Format();
  RoundForText(making.scheme.parts().total.rounding, &gain);
  const scheme::Wording bound =
      ShowNext(ScaleOf(parts, making, next.measure), next, UnitOf(parts, next.measure));
  scheme::Wording title;
  const std::array fillings = {
      TitleOf(parts, next.measure, &title),
      scheme::Filling{"next", bound},
      scheme::Filling{"gain", gain},
  };
  making.scheme.parts().reasons.next_band.Render(fillings, card->add_reasons());
}

namespace {

// The points with which the indicator counts, and where they come from.
void FillPoints(const IndicatorParts& parts, const CardMaking& making, v1::IndicatorResult* card) {
  const IndicatorResult& result = parts.result;
  card->set_points(result.points.Format());
  if (result.points_highest != result.points) {
    card->set_points_highest(result.points_highest.Format());
  }
  card->set_maximum(result.maximum.Format());
  if (result.state != v1::VALUE_STATE_PRESENT) return;
  if (result.scale_points != result.weighted) card->set_scale_points(result.scale_points.Format());
  const MeasureResult& measure = MeasureOf(parts, making, result.chosen);
  if (measure.mark.has_value()) card->set_mark(measure.mark->Format());
}

// The value that counts, or why there is none.
void FillValue(const IndicatorParts& parts, CardMaking* making, v1::IndicatorResult* card) {
  const IndicatorResult& result = parts.result;
  if (result.state == v1::VALUE_STATE_NOT_APPLICABLE) {
    card->set_state(result.state);
    return;
  }
  if (result.chosen == kNone) {
    FillMissingOfAll(parts, making, card);
  } else {
    FillMeasure(parts, *making, result.chosen, card);
    const bool disputed = FillEvidence(MeasureOf(parts, *making, result.chosen).evidence, making,
                                       card->mutable_evidence());
    if (disputed && result.state == v1::VALUE_STATE_PRESENT) {
      card->set_state(v1::VALUE_STATE_DISPUTED);
    }
  }
  FillOptions(parts, *making, card);
}

}  // namespace

void FillIndicator(const IndicatorParts& parts, CardMaking* making, v1::IndicatorResult* card) {
  card->set_indicator_id(parts.message.id());
  *card->mutable_title() = parts.message.title();
  card->set_unit(UnitOf(parts, parts.result.chosen));
  FillValue(parts, making, card);
  FillPoints(parts, *making, card);
  FillNext(parts, *making, card);
  if (parts.compiled.minimum_exceeded.has_value()) {
    card->set_minimum_exceeded(parts.compiled.minimum_exceeded->Format());
  }
  card->set_minimum_reached(parts.result.minimum_reached);
  FillReason(parts, *making, *card, card->mutable_reason());
}

}  // namespace jifen::scoring::evaluate
