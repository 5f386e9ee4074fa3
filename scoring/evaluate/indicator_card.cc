#include "scoring/evaluate/indicator_card.h"

#include <algorithm>
#include <array>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/spread.h"

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

void FillPosition(const scheme::Scale& scale, int position, v1::Position* card) {
  const auto index = static_cast<size_t>(position);
  card->set_index(position);
  if (const auto* levels = std::get_if<scheme::LevelScale>(&scale)) {
    card->set_equals(levels->name(index));
    return;
  }
  const auto& bands = std::get<scheme::BandScale>(scale);
  card->set_closed(bands.closed());
  if (bands.from(index) != nullptr) card->set_from(bands.from(index)->Format());
  if (bands.to(index) != nullptr) card->set_to(bands.to(index)->Format());
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
  FillPosition(ScaleOf(parts, making, measure), result.position, card->mutable_position());
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
    option_card->set_points(result.points.Format());
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
    making->used.AddAll(result.evidence);
  }
}

// Points by the scale as they count in a category some of whose weight is spread.
Decimal Counted(const IndicatorParts& parts, Decimal points) {
  const CategoryResult& category = parts.category;
  if (category.weight_all == category.weight_counted) return points;
  return SpreadOne({.all = category.weight_all, .counted = category.weight_counted}, points);
}

Decimal Difference(Decimal a, Decimal b) {
  Decimal difference;
  static_cast<void>(decimal::Subtract(a, b, &difference));  // points are in range
  return difference;
}

// What the category gains by points of an indicator: it counts no more than its maximum.
Decimal GainOf(const IndicatorParts& parts, Decimal points) {
  return std::min(Difference(points, parts.result.points),
                  Difference(parts.category_maximum, parts.category.points));
}

// Nothing if the category would not gain by it.
void FillNext(const IndicatorParts& parts, const CardMaking& making,
              v1::IndicatorResult* indicator) {
  const NextStep& next = parts.result.next;
  if (next.measure == kNone) return;
  const Decimal points = Counted(parts, next.points);
  const Decimal gain = GainOf(parts, points);
  if (gain <= Decimal()) return;
  v1::NextBand* card = indicator->mutable_next();
  const scheme::Scale& scale = ScaleOf(parts, making, next.measure);
  const auto* levels = std::get_if<scheme::LevelScale>(&scale);
  card->set_bound(levels != nullptr ? levels->name(static_cast<size_t>(next.position))
                                    : next.bound.Format());
  card->set_beyond(next.beyond);
  card->set_points(points.Format());
  card->set_gain(gain.Format());
  if (const v1::Alternatives* alternatives = AlternativesOf(parts)) {
    card->set_option_id(alternatives->options(next.measure).id());
  }
}

// The indicator's title, with that of the option that counts.
v1::Text TitleOf(const IndicatorParts& parts, int measure) {
  v1::Text title = parts.message.title();
  const v1::Alternatives* alternatives = AlternativesOf(parts);
  if (alternatives == nullptr || measure == kNone) return title;
  const v1::Text& option = alternatives->options(measure).title();
  title.set_zh(absl::StrCat(title.zh(), "（", option.zh(), "）"));
  title.set_en(absl::StrCat(title.en(), " (", option.en(), ")"));
  return title;
}

v1::Text ReasonOf(const IndicatorParts& parts, const CardMaking& making,
                  const v1::IndicatorResult& card) {
  const scheme::Reasons& reasons = making.scheme.parts().reasons;
  const int chosen = parts.result.chosen;
  const scheme::Filling title{"title", TitleOf(parts, chosen)};
  const scheme::Filling points{"points", BothLanguages(card.points())};
  if (parts.result.state != v1::VALUE_STATE_PRESENT) {
    const std::array fillings = {title, points,
                                 scheme::Filling{"missing", JoinPaths(card.missing())}};
    return reasons.missing.Render(fillings);
  }
  const MeasureResult& result = MeasureOf(parts, making, chosen);
  const v1::Unit unit = UnitOf(parts, chosen);
  const std::array fillings = {
      title,
      points,
      scheme::Filling{"maximum", BothLanguages(card.maximum())},
      scheme::Filling{"value", ShowValue(result.value, CompiledMeasure(parts, chosen).value->type(),
                                         unit, ScaleOf(parts, making, chosen))},
      scheme::Filling{"band", ShowPosition(ScaleOf(parts, making, chosen), result.position, unit)},
  };
  return reasons.indicator.Render(fillings);
}

}  // namespace

v1::Text NextBandReason(const IndicatorParts& parts, const CardMaking& making,
                        const v1::IndicatorResult& card) {
  const NextStep& next = parts.result.next;
  if (next.measure == kNone) return {};
  const std::array fillings = {
      scheme::Filling{"title", TitleOf(parts, next.measure)},
      scheme::Filling{"next", ShowNext(ScaleOf(parts, making, next.measure), next,
                                       UnitOf(parts, next.measure))},
      scheme::Filling{"gain", BothLanguages(card.next().gain())},
  };
  return making.scheme.parts().reasons.next_band.Render(fillings);
}

void FillIndicator(const IndicatorParts& parts, CardMaking* making, v1::IndicatorResult* card) {
  const IndicatorResult& result = parts.result;
  card->set_indicator_id(parts.message.id());
  *card->mutable_title() = parts.message.title();
  card->set_unit(UnitOf(parts, result.chosen));
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
  card->set_points(result.points.Format());
  card->set_maximum(result.maximum.Format());
  FillNext(parts, *making, card);
  FillOptions(parts, *making, card);
  if (parts.compiled.minimum_exceeded.has_value()) {
    card->set_minimum_exceeded(parts.compiled.minimum_exceeded->Format());
  }
  card->set_minimum_reached(result.minimum_reached);
  *card->mutable_reason() = ReasonOf(parts, *making, *card);
}

}  // namespace jifen::scoring::evaluate
