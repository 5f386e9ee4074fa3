#include "tools/jifen/render/simulation.h"

#include <map>
#include <utility>

#include "proto/model/calendar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/next_steps.h"
#include "tools/jifen/render/plain_words.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

// Both cards; `before` is null if there is none.
struct Cards {
  const Terminal& terminal;
  const v1::ScoreCard* before;
  const v1::ScoreCard& after;
  const v1::Scheme* scheme;

  std::string Words(Phrase phrase, const std::vector<std::string>& arguments = {}) const {
    return Say(terminal.language, phrase, arguments);
  }
  const Glyphs& glyphs() const { return GlyphsOf(terminal.unicode); }
};

// "from → to", or the one text if they are equal or there is none before.
Line Arrow(const Cards& cards, const std::string& from, const std::string& to) {
  if (cards.before == nullptr || from == to) return Line(to, Style::kBold);
  Line line(from);
  line.Add(" " + std::string(cards.glyphs().arrow) + " ", Style::kDim);
  return line.Add(to, Style::kBold);
}

// "52", "52–60" while experts have to judge, or a dash.
std::string TotalText(const Cards& cards, const v1::ScoreCard* card) {
  if (card == nullptr || !card->has_total()) return std::string(cards.glyphs().dash);
  return PointsRangeText(cards.terminal, card->total(), card->total_highest(),
                         {card->pass_mark(), card->total_maximum()});
}

std::string Signed(std::string_view difference) {
  const std::string shown = PointsText(difference);
  return CompareDecimals(difference, "0") > 0 ? "+" + shown : shown;
}

Style StyleOfDifference(std::string_view difference) {
  const int sign = CompareDecimals(difference, "0");
  return sign > 0 ? Style::kGood : (sign < 0 ? Style::kBad : Style::kDim);
}

void AddFact(const Cards& cards, Phrase label, Line text, Page& page) {
  Line prefix("  ");
  prefix.Add(cards.Words(label), Style::kDim).PadTo(12).Add(" ");
  page.AddWrapped(prefix, text, cards.terminal.width);
}

void AddHeading(const Cards& cards, Page& page) {
  const v1::ScoreCard& card = cards.after;
  const std::string dot = "  " + std::string(cards.glyphs().dot) + "  ";
  Line name(card.enterprise_name(), Style::kBold);
  name.Add("  ").Add(card.enterprise_id(), Style::kAccent);
  page.AddWrapped(Line(), name, cards.terminal.width);
  Line asked(TextOf(cards.terminal, card.scheme_title()) + dot + card.scheme_id() + "@" +
                 std::to_string(card.scheme_version()) + dot +
                 cards.Words(Phrase::kYearOf, {std::to_string(card.year())}) + dot +
                 cards.Words(Phrase::kValidAtOf, {model::FormatDate(card.valid_at())}) + dot +
                 cards.Words(Phrase::kKnownAtOf, {std::to_string(card.known_at())}),
             Style::kDim);
  page.AddWrapped(Line(), asked, cards.terminal.width);
  page.AddWrapped(Line(), Line(cards.Words(Phrase::kSimulationNote), Style::kWarn),
                  cards.terminal.width);
  if (cards.before == nullptr) {
    page.AddWrapped(Line(), Line(cards.Words(Phrase::kNoCardBefore), Style::kWarn),
                    cards.terminal.width);
  }
  page.AddBlank();
}

void AddTotals(const Cards& cards, Page& page) {
  const v1::ScoreCard& after = cards.after;
  Line total = Arrow(cards, TotalText(cards, cards.before), TotalText(cards, &after));
  total.Add(" / " + after.total_maximum(), Style::kDim);
  if (cards.before != nullptr && cards.before->has_total() && after.has_total()) {
    const std::string difference = Difference(after.total(), cards.before->total());
    total.Add("  (" + Signed(difference) + ")", StyleOfDifference(difference));
  }
  AddFact(cards, Phrase::kTotal, total, page);
  const auto outcome = [&cards](const v1::ScoreCard& card) {
    return EnumLabel(cards.terminal.language, v1::Outcome_Name(card.outcome()));
  };
  AddFact(cards, Phrase::kOutcome,
          Arrow(cards, cards.before == nullptr ? "" : outcome(*cards.before), outcome(after)),
          page);
  const auto title = [&cards](const v1::ScoreCard* card, const auto& title_of) {
    const std::string text = card == nullptr ? "" : title_of(*card);
    return text.empty() ? std::string(cards.glyphs().dash) : text;
  };
  const auto grade = [&cards](const v1::ScoreCard& card) {
    return TextOf(cards.terminal, card.grade().title());
  };
  const auto stage = [&cards](const v1::ScoreCard& card) {
    return TextOf(cards.terminal, card.stage().title());
  };
  if (after.has_grade() || (cards.before != nullptr && cards.before->has_grade())) {
    AddFact(cards, Phrase::kGrade, Arrow(cards, title(cards.before, grade), title(&after, grade)),
            page);
  }
  if (!after.stage().stage_id().empty()) {
    AddFact(cards, Phrase::kStage, Arrow(cards, title(cards.before, stage), title(&after, stage)),
            page);
  }
  page.AddBlank();
}

using Changes = std::map<std::pair<std::string, std::string>, const v1::PointsChange*>;

Changes ChangesOf(const v1::SimulateResponse& simulation) {
  Changes changes;
  for (const v1::PointsChange& change : simulation.changes()) {
    changes[{change.category_id(), change.indicator_id()}] = &change;
  }
  return changes;
}

// `highest` is that of the card after, `highest_before` of the one before; empty where nothing is open.
struct PointsNow {
  std::string points, highest, maximum, highest_before;
};

const v1::CategoryResult* FindCategory(const v1::ScoreCard* card, const std::string& id) {
  if (card == nullptr) return nullptr;
  for (const v1::CategoryResult& category : card->categories()) {
    if (category.category_id() == id) return &category;
  }
  return nullptr;
}

const v1::IndicatorResult* FindIndicator(const v1::ScoreCard* card, const std::string& id) {
  if (card == nullptr) return nullptr;
  for (const v1::CategoryResult& category : card->categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      if (indicator.indicator_id() == id) return &indicator;
    }
  }
  return nullptr;
}

// Empty if there is none, or nothing of it is open.
template <typename Result>
std::string HighestOf(const Result* result) {
  return result == nullptr ? "" : result->points_highest();
}

// A row of the table of points. `id` is that of the category and of the indicator.
std::vector<Line> PointsRowOf(const Cards& cards, const Changes& changes, const Line& title,
                              const std::pair<std::string, std::string>& id, const PointsNow& now) {
  const auto found = changes.find(id);
  const std::string dash(cards.glyphs().dash);
  if (found == changes.end()) {
    const std::string points =
        PointsRangeText(cards.terminal, now.points, now.highest, {now.maximum});
    return {title, Line(cards.before == nullptr ? dash : points), Line(points),
            Line(dash, Style::kDim)};
  }
  const v1::PointsChange& change = *found->second;
  const auto shown = [&](const std::string& points, const std::string& highest,
                         const std::string& other) {
    return PointsRangeText(cards.terminal, points, highest, {now.maximum, other});
  };
  // While experts have to judge, how far it moves is as open as where it ends.
  const bool open = !now.highest.empty() || !now.highest_before.empty();
  return {
      title,
      Line(change.has_before() ? shown(change.before(), now.highest_before, change.after()) : dash),
      Line(change.has_after() ? shown(change.after(), now.highest, change.before()) : dash,
           Style::kBold),
      open ? Line(dash, Style::kDim)
           : Line(Signed(change.difference()), StyleOfDifference(change.difference()))};
}

void AddPoints(const Cards& cards, const Changes& changes, Page& page) {
  Table table{.columns = {{.heading = cards.Words(Phrase::kIndicator), .flexible = true},
                          {.heading = cards.Words(Phrase::kBefore), .right = true},
                          {.heading = cards.Words(Phrase::kAfter), .right = true},
                          {.heading = cards.Words(Phrase::kChangeBy), .right = true}},
              .rows = {}};
  for (const v1::CategoryResult& category : cards.after.categories()) {
    const std::string& id = category.category_id();
    table.rows.push_back(PointsRowOf(
        cards, changes, Line(TextOf(cards.terminal, category.title()), Style::kBold), {id, ""},
        {.points = category.points(),
         .highest = category.points_highest(),
         .maximum = category.maximum(),
         .highest_before = HighestOf(FindCategory(cards.before, id))}));
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      table.rows.push_back(PointsRowOf(
          cards, changes, Line("  " + TextOf(cards.terminal, indicator.title())),
          {id, indicator.indicator_id()},
          {.points = indicator.points(),
           .highest = indicator.points_highest(),
           .maximum = indicator.maximum(),
           .highest_before = HighestOf(FindIndicator(cards.before, indicator.indicator_id()))}));
    }
  }
  page.Append(MakeTable(table, cards.terminal.width, cards.glyphs()));
}

std::string ValueOf(const Cards& cards, const v1::IndicatorResult* indicator) {
  if (indicator == nullptr) return std::string(cards.glyphs().dash);
  if (indicator->value().empty()) {
    return EnumLabel(cards.terminal.language, v1::ValueState_Name(indicator->state()));
  }
  return ValueText(cards.terminal, indicator->unit(), indicator->value());
}

// "title: 22 % → 31 %" and why.
void AddWhy(const Cards& cards, const Line& title, const Line& change, const v1::Text& why,
            Page& page) {
  Line prefix("  ");
  prefix.Add(cards.glyphs().bullet, Style::kAccent).Add(" ");
  Line line = title;
  line.Add("  ").Add(change);
  page.AddWrapped(prefix, line, cards.terminal.width);
  const std::string sentence =
      PlainSentence({.card = cards.after, .scheme = cards.scheme, .terminal = cards.terminal}, why);
  if (sentence.empty()) return;
  page.AddWrapped(Line("    "), Line(sentence, Style::kDim), cards.terminal.width);
}

void AddChangedIndicators(const Cards& cards, const v1::SimulateResponse& simulation, Page& page) {
  for (const v1::PointsChange& change : simulation.changes()) {
    const v1::IndicatorResult* after = FindIndicator(&cards.after, change.indicator_id());
    if (after == nullptr) continue;
    const v1::IndicatorResult* before = FindIndicator(cards.before, change.indicator_id());
    AddWhy(cards, Line(TextOf(cards.terminal, after->title()), Style::kBold),
           Arrow(cards, ValueOf(cards, before), ValueOf(cards, after)), after->reason(), page);
  }
}

using Conditions = google::protobuf::RepeatedPtrField<v1::GateResult>;

void AddChangedConditions(const Cards& cards, const Conditions& before, const Conditions& after,
                          Page& page) {
  std::map<std::string, v1::GateState> states;
  for (const v1::GateResult& gate : before) states[gate.gate_id()] = gate.state();
  const auto label = [&cards](v1::GateState state) {
    return EnumLabel(cards.terminal.language, v1::GateState_Name(state));
  };
  for (const v1::GateResult& gate : after) {
    const auto was = states.find(gate.gate_id());
    if (was == states.end() || was->second == gate.state()) continue;
    AddWhy(cards, Line(TextOf(cards.terminal, gate.title()), Style::kBold),
           Arrow(cards, label(was->second), label(gate.state())), gate.reason(), page);
  }
}

// Whether the sum of it all is the same: a draft may count the same points for another grade.
bool SameResult(const v1::ScoreCard& before, const v1::ScoreCard& after) {
  return before.total() == after.total() && before.total_highest() == after.total_highest() &&
         before.total_maximum() == after.total_maximum() && before.outcome() == after.outcome() &&
         before.grade().grade_id() == after.grade().grade_id() &&
         before.grade_highest().grade_id() == after.grade_highest().grade_id() &&
         before.stage().stage_id() == after.stage().stage_id();
}

void AddReasons(const Cards& cards, const v1::SimulateResponse& simulation, Page& page) {
  if (cards.before == nullptr) return;
  Page reasons;
  AddChangedIndicators(cards, simulation, reasons);
  AddChangedConditions(cards, cards.before->gates(), cards.after.gates(), reasons);
  AddChangedConditions(cards, cards.before->direct_passes(), cards.after.direct_passes(), reasons);
  page.AddBlank();
  Phrase heading = Phrase::kWhatChanges;
  if (reasons.lines().empty()) {
    heading = SameResult(*cards.before, cards.after) ? Phrase::kNothingChanges
                                                     : Phrase::kOnlyResultChanges;
  }
  page.AddWrapped(Line("  "), Line(cards.Words(heading), Style::kBold), cards.terminal.width);
  page.Append(reasons);
}

}  // namespace

Page RenderSimulation(const Terminal& terminal, const v1::SimulateResponse& simulation,
                      const v1::Scheme* scheme) {
  const Cards cards{.terminal = terminal,
                    .before = simulation.has_before() ? &simulation.before() : nullptr,
                    .after = simulation.after(),
                    .scheme = scheme};
  Page page;
  AddHeading(cards, page);
  AddTotals(cards, page);
  AddPoints(cards, ChangesOf(simulation), page);
  AddReasons(cards, simulation, page);
  AddNextSteps(terminal, simulation.after(), page);
  page.AddBlank();
  page.AddWrapped(Line("  "), Line(cards.Words(Phrase::kForReference), Style::kDim),
                  terminal.width);
  return page;
}

}  // namespace jifen::tools::cli
