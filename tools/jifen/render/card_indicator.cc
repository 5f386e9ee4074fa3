#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/plain_words.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr int kDetailIndent = 6;

bool HasValue(v1::ValueState state) {
  return state == v1::VALUE_STATE_PRESENT || state == v1::VALUE_STATE_DISPUTED;
}

std::vector<std::string> BoundsOf(const v1::Position& position, const v1::NextBand& next) {
  std::vector<std::string> bounds;
  if (position.has_from()) bounds.push_back(position.from());
  if (position.has_to()) bounds.push_back(position.to());
  if (!next.bound().empty()) bounds.push_back(next.bound());
  return bounds;
}

// A value and the band it lies in; "true, in true" is not said twice.
struct Measured {
  v1::Unit unit;
  v1::ValueState state;
  std::string value;
  const v1::Position& position;
  const v1::NextBand& next;
  std::optional<v1::Closed> closed;
  const v1::CohortPosition* cohort = nullptr;  // the band is one of its place
};

Line BandLine(const Terminal& terminal, v1::Unit unit, const Measured& measured) {
  std::optional<v1::Closed> closed = measured.closed;
  if (!closed.has_value() && measured.position.closed() != v1::CLOSED_UNSPECIFIED) {
    closed = measured.position.closed();
  }
  const std::string band = BandText(terminal, unit, measured.position, closed);
  if (band.empty() || !measured.position.equals().empty()) return Line();
  return Line("   ").Add(Say(terminal.language, Phrase::kInBand, {band}), Style::kDim);
}

// Where the value stands among its peers.
Line PlaceLine(const Terminal& terminal, const Measured& measured) {
  const v1::CohortPosition& cohort = *measured.cohort;
  const std::string place = ValueText(terminal, v1::UNIT_RATIO, cohort.place(),
                                      BoundsOf(measured.position, v1::NextBand()));
  Line line(Say(
      terminal.language, Phrase::kPlaceAmong,
      {place, std::to_string(cohort.members()), cohort.group(), TextOf(terminal, cohort.title())}));
  return line.Add(BandLine(terminal, v1::UNIT_RATIO, measured));
}

Line MeasuredLine(const Terminal& terminal, const Measured& measured) {
  const Language language = terminal.language;
  if (!HasValue(measured.state)) {
    return Line(EnumLabel(language, v1::ValueState_Name(measured.state)), Style::kWarn);
  }
  Line line(ValueText(terminal, measured.unit, measured.value,
                      BoundsOf(measured.position, measured.next)),
            Style::kBold);
  if (measured.cohort == nullptr) line.Add(BandLine(terminal, measured.unit, measured));
  if (measured.state == v1::VALUE_STATE_DISPUTED) {
    line.Add("   ").Add(Say(language, Phrase::kDisputed), Style::kWarn);
  }
  return line;
}

struct OptionOf {
  const v1::IndicatorResult& indicator;
  const v1::OptionResult& option;
  v1::CategoryKind kind;
};

std::string OptionPoints(const CardView& view, const OptionOf& of) {
  if (of.kind == v1::CATEGORY_KIND_DEDUCTION) {
    return DeductedText(view.terminal, of.option.points());
  }
  return PointsRangeText(view.terminal, of.option.points(), of.option.points_highest(),
                         {of.indicator.maximum()});
}

void AddOption(const CardView& view, const OptionOf& of, Page& page) {
  const v1::IndicatorResult& indicator = of.indicator;
  const v1::OptionResult& option = of.option;
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  const bool counts = option.option_id() == indicator.option_id();
  const Measured measured{.unit = option.unit(),
                          .state = option.state(),
                          .value = option.value(),
                          .position = option.position(),
                          .next = indicator.next(),
                          .closed = ClosedOf(view.scheme, view.card.stage().stage_id(),
                                             indicator.indicator_id(), option.option_id()),
                          .cohort = option.has_cohort() ? &option.cohort() : nullptr};
  Line prefix;
  prefix.PadTo(kDetailIndent)
      .Add(counts ? glyphs.chosen : glyphs.not_chosen, counts ? Style::kAccent : Style::kDim)
      .Add(" ");
  Line body(TextOf(view.terminal, option.title()), counts ? Style::kPlain : Style::kDim);
  body.Add("  ").Add(MeasuredLine(view.terminal, measured));
  if (measured.cohort != nullptr) body.Add("   ").Add(PlaceLine(view.terminal, measured));
  body.Add("   ").Add(Say(view.terminal.language, Phrase::kPoints, {OptionPoints(view, of)}),
                      Style::kDim);
  page.AddWrapped(prefix, body, view.terminal.width);
  AddMissing(view, kDetailIndent + 2, option.missing(), page);
}

void AddValue(const CardView& view, const v1::IndicatorResult& indicator, v1::CategoryKind kind,
              Page& page) {
  for (const v1::OptionResult& option : indicator.options()) {
    AddOption(view, {indicator, option, kind}, page);
  }
  if (!indicator.options().empty()) return;
  const Measured measured{
      .unit = indicator.unit(),
      .state = indicator.state(),
      .value = indicator.value(),
      .position = indicator.position(),
      .next = indicator.next(),
      .closed = ClosedOf(view.scheme, view.card.stage().stage_id(), indicator.indicator_id(), ""),
      .cohort = indicator.has_cohort() ? &indicator.cohort() : nullptr};
  AddLabelled(view,
              {.label = Say(view.terminal.language, Phrase::kLabelValue),
               .text = MeasuredLine(view.terminal, measured),
               .indent = kDetailIndent},
              page);
  if (measured.cohort == nullptr) return;
  AddLabelled(view,
              {.label = Say(view.terminal.language, Phrase::kLabelCohort),
               .text = PlaceLine(view.terminal, measured),
               .indent = kDetailIndent},
              page);
}

// What experts have still to say, or said.
void AddExperts(const CardView& view, const v1::IndicatorResult& indicator, Page& page) {
  const Language language = view.terminal.language;
  Line text;
  if (indicator.has_points_highest()) {
    text = Line(Say(language, Phrase::kExpertsToJudge,
                    {PointsText(indicator.points(), {indicator.points_highest()}),
                     PointsText(indicator.points_highest(), {indicator.points()})}),
                Style::kWarn);
  } else if (indicator.has_mark()) {
    text = Line(Say(language, Phrase::kExpertsMark, {PointsText(indicator.mark())}));
  } else {
    return;
  }
  AddLabelled(
      view, {.label = Say(language, Phrase::kLabelExperts), .text = text, .indent = kDetailIndent},
      page);
}

// The option that leads to the next band; null if there are none.
const v1::OptionResult* NextOption(const v1::IndicatorResult& indicator) {
  for (const v1::OptionResult& option : indicator.options()) {
    if (option.option_id() == indicator.next().option_id()) return &option;
  }
  return nullptr;
}

void AddNext(const CardView& view, const v1::IndicatorResult& indicator, Page& page) {
  if (!indicator.has_next()) return;
  const Language language = view.terminal.language;
  const v1::NextBand& next = indicator.next();
  const v1::OptionResult* option = NextOption(indicator);
  const v1::Unit unit = option == nullptr ? indicator.unit() : option->unit();
  const std::string& value = option == nullptr ? indicator.value() : option->value();
  const bool number = IsDecimal(next.bound());
  const bool falls = number && IsDecimal(value) && CompareDecimals(value, next.bound()) > 0;
  const Phrase phrase =
      !number ? Phrase::kNextLevel : (falls ? Phrase::kNextDown : Phrase::kNextUp);
  std::string text = Say(language, phrase,
                         {NextBoundText(view.terminal, unit, next), PointsText(next.points()),
                          PointsText(next.gain())});
  if (option != nullptr) {
    text = Say(language, Phrase::kNextBy, {TextOf(view.terminal, option->title()), text});
  }
  AddLabelled(view,
              {.label = Say(language, Phrase::kLabelNext),
               .text = Line(text, Style::kAccent),
               .indent = kDetailIndent},
              page);
}

void AddMinimum(const CardView& view, const v1::IndicatorResult& indicator, Page& page) {
  if (!indicator.has_minimum_exceeded() || indicator.minimum_reached()) return;
  const bool open = indicator.has_points_highest() &&
                    CompareDecimals(indicator.points_highest(), indicator.minimum_exceeded()) > 0;
  const Style style = open ? Style::kWarn : Style::kBad;
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  Line prefix;
  prefix.PadTo(kDetailIndent).Add(open ? glyphs.unknown : glyphs.fail, style).Add(" ");
  page.AddWrapped(
      prefix,
      Line(Say(view.terminal.language, Phrase::kIndicatorMinimum, {indicator.minimum_exceeded()}),
           style),
      view.terminal.width);
}

}  // namespace

void AddIndicator(const CardView& view, const v1::IndicatorResult& indicator, v1::CategoryKind kind,
                  Page& page) {
  const Language language = view.terminal.language;
  AddPointsRow(view, RowOf(view, indicator, kind), page);
  AddValue(view, indicator, kind, page);
  AddExperts(view, indicator, page);
  AddMinimum(view, indicator, page);
  if (!HasValue(indicator.state()) && indicator.has_reason()) {
    AddLabelled(view,
                {.label = Say(language, Phrase::kLabelWhy),
                 .text = Line(PlainSentence(view, indicator.reason())),
                 .indent = kDetailIndent},
                page);
  }
  AddNext(view, indicator, page);
  AddEvidence(view, kDetailIndent, indicator.evidence(), page);
  if (indicator.options().empty()) AddMissing(view, kDetailIndent, indicator.missing(), page);
}

}  // namespace jifen::tools::cli
