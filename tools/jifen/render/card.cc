#include "tools/jifen/render/card.h"

#include "proto/model/calendar.h"
#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/plain_words.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr size_t kHashShown = 12;
constexpr int kTotalBarMax = 60;
constexpr int kMargin = 2;

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

std::string Dotted(const CardView& view, const std::vector<std::string>& parts) {
  return Join(parts, " " + std::string(GlyphsOf(view.terminal.unicode).dot) + " ");
}

void AddFramed(const CardView& view, const Line& content, Page& page) {
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  const int width = view.terminal.width;
  for (const Line& piece : Wrap(content, width - 4)) {
    Line line(glyphs.vertical, Style::kDim);
    line.Add(" ").Add(piece).PadTo(width - 1).Add(glyphs.vertical, Style::kDim);
    page.Add(line);
  }
}

void AddRule(const CardView& view, std::string_view left, std::string_view right, Page& page) {
  Line line(left, Style::kDim);
  while (line.width() < view.terminal.width - 1) {
    line.Add(GlyphsOf(view.terminal.unicode).horizontal, Style::kDim);
  }
  page.Add(line.Add(right, Style::kDim));
}

// The name on the left and the code on the right, or below each other if they do not fit.
void AddNames(const CardView& view, Page& page) {
  const v1::ScoreCard& card = view.card;
  const int inner = view.terminal.width - 4;
  Line line(card.enterprise_name(), Style::kBold);
  const Line code(card.enterprise_id(), Style::kAccent);
  if (line.width() + 2 + code.width() > inner) {
    AddFramed(view, line, page);
    line = Line();
  }
  AddFramed(view, line.PadTo(inner - code.width()).Add(code), page);
}

void AddHeader(const CardView& view, Page& page) {
  const v1::ScoreCard& card = view.card;
  const Language language = view.terminal.language;
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  const std::string document = view.scheme == nullptr ? "" : view.scheme->document_number();
  const std::string scheme = card.scheme_id() + "@" + std::to_string(card.scheme_version());
  AddRule(view, glyphs.top_left, glyphs.top_right, page);
  AddNames(view, page);
  AddFramed(view, Line(Dotted(view, {TextOf(view.terminal, card.scheme_title()), document})), page);
  AddFramed(
      view,
      Line(Dotted(view, {scheme, EnumLabel(language, v1::FiguresStatus_Name(card.scheme_figures())),
                         "SHA-256 " + card.scheme_sha256().substr(0, kHashShown)}),
           Style::kDim),
      page);
  AddFramed(
      view,
      Line(Dotted(view, {Say(language, Phrase::kYearOf, {std::to_string(card.year())}),
                         Say(language, Phrase::kValidAtOf, {model::FormatDate(card.valid_at())}),
                         Say(language, Phrase::kKnownAtOf, {std::to_string(card.known_at())}),
                         TextOf(view.terminal, card.stage().title())}),
           Style::kDim),
      page);
  AddRule(view, glyphs.bottom_left, glyphs.bottom_right, page);
}

// "67.5", or "11–60" while the total is open.
std::string TotalText(const CardView& view) {
  const v1::ScoreCard& card = view.card;
  return PointsRangeText(view.terminal, card.total(), card.total_highest(),
                         {card.pass_mark(), card.total_maximum()});
}

// Why a total is open: experts have still to judge, or it is unknown whether a condition caps it.
std::vector<std::string> WhyOpen(const CardView& view) {
  const Language language = view.terminal.language;
  bool experts = false;
  bool gates = false;
  for (const v1::CategoryResult& category : view.card.categories()) {
    experts = experts || category.has_points_highest();
  }
  for (const v1::GateResult& gate : view.card.gates()) {
    gates = gates || (gate.has_caps_at() && gate.state() == v1::GATE_STATE_UNKNOWN);
  }
  std::vector<std::string> why;
  if (experts) why.push_back(Say(language, Phrase::kTotalExperts));
  if (gates) why.push_back(Say(language, Phrase::kTotalGates));
  return why;
}

// What an open total can become in plain digits, and why it is open.
void AddOpenTotal(const CardView& view, Page& page) {
  const v1::ScoreCard& card = view.card;
  if (!card.has_total() || !card.has_total_highest()) return;
  std::vector<std::string> parts = {TotalText(view) + " / " + card.total_maximum()};
  for (const std::string& why : WhyOpen(view)) parts.push_back(why);
  page.AddWrapped(Line("  "), Line(Dotted(view, parts), Style::kWarn), view.terminal.width);
}

std::string GradeText(const CardView& view) {
  const v1::ScoreCard& card = view.card;
  const Language language = view.terminal.language;
  if (!card.has_grade() && !card.has_grade_highest()) return "";
  const std::string grade = card.has_grade() ? TextOf(view.terminal, card.grade().title())
                                             : Say(language, Phrase::kNoGrade);
  if (!card.has_grade_highest()) return Say(language, Phrase::kGradeOf, {grade});
  return Say(language, Phrase::kGradeOpen,
             {grade, TextOf(view.terminal, card.grade_highest().title())});
}

// As BigDigits has it.
std::string WithPlainDash(std::string total) {
  const std::string_view dash = GlyphsOf(true).dash;
  const size_t at = total.find(dash);
  if (at != std::string::npos) total.replace(at, dash.size(), "-");
  return total;
}

// The total in large digits, or in plain ones where there are no block characters.
std::vector<Line> TotalLines(const CardView& view) {
  const v1::ScoreCard& card = view.card;
  const Style style = card.has_total() ? Style::kBold : Style::kDim;
  const std::string total =
      card.has_total() ? TotalText(view) : std::string(GlyphsOf(view.terminal.unicode).dash);
  std::vector<Line> lines(3);
  if (view.terminal.unicode && card.has_total()) lines = BigDigits(WithPlainDash(total), style);
  const bool fits = !lines[0].empty() && lines[0].width() <= view.terminal.width / 2;
  if (!fits) lines = {Line(), Line(total, style), Line()};
  return lines;
}

Line OutcomeDetails(const CardView& view) {
  const v1::ScoreCard& card = view.card;
  const Language language = view.terminal.language;
  Line line = OutcomeLine(view.terminal, card.outcome());
  std::vector<std::string> details;
  if (card.has_pass_mark()) details.push_back(Say(language, Phrase::kPassMark, {card.pass_mark()}));
  details.push_back(GradeText(view));
  const std::string joined = Dotted(view, details);
  if (!joined.empty()) line.Add("   ").Add(joined, Style::kDim);
  return line;
}

void AddTotal(const CardView& view, Page& page) {
  const v1::ScoreCard& card = view.card;
  const std::vector<Line> digits = TotalLines(view);
  int column = kMargin;
  for (const Line& line : digits) column = std::max(column, kMargin + line.width() + 3);
  const std::optional<std::string> mark =
      card.has_pass_mark() ? std::optional(card.pass_mark()) : std::nullopt;
  const int bar_width = std::min(kTotalBarMax, view.terminal.width - column - kMargin);
  const std::vector<Line> beside = {
      Line(Say(view.terminal.language, Phrase::kOfMaximum, {card.total_maximum()}), Style::kDim),
      OutcomeDetails(view),
      MakeBar({.value = card.total(),
               .maximum = card.total_maximum(),
               .mark = mark,
               .highest =
                   card.has_total_highest() ? std::optional(card.total_highest()) : std::nullopt},
              bar_width, GlyphsOf(view.terminal.unicode), StyleOf(card.outcome()))};
  page.AddBlank();
  for (size_t i = 0; i < beside.size(); ++i) {
    Line prefix;
    prefix.PadTo(kMargin).Add(digits[i]).PadTo(column);
    page.AddWrapped(prefix, beside[i], view.terminal.width);
  }
  AddOpenTotal(view, page);
  page.AddBlank();
}

void AddReasons(const CardView& view, Page& page) {
  for (const v1::Text& reason : view.card.reasons()) {
    Line prefix;
    prefix.PadTo(kMargin).Add(GlyphsOf(view.terminal.unicode).bullet, Style::kAccent).Add(" ");
    page.AddWrapped(prefix, Line(PlainSentence(view, reason)), view.terminal.width);
  }
  if (!view.card.reasons().empty()) page.AddBlank();
}

std::string SourceDays(const CardView& view) {
  const v1::ScoreCard& card = view.card;
  if (!card.has_oldest_source()) return "";
  return Say(view.terminal.language, Phrase::kSourceDays,
             {model::FormatDate(card.oldest_source()), model::FormatDate(card.newest_source())});
}

void AddFooter(const CardView& view, Page& page) {
  const v1::ScoreCard& card = view.card;
  const Language language = view.terminal.language;
  Line facts(Dotted(view, {Say(language, Phrase::kCoverage,
                               {ValueText(view.terminal, v1::UNIT_RATIO, card.coverage(), {"1"})}),
                           SourceDays(view)}));
  if (card.disputed()) facts.Add("  ").Add(Say(language, Phrase::kDisputedCard), Style::kWarn);
  page.AddWrapped(Line("  "), facts, view.terminal.width);
  page.AddWrapped(Line("  "), Line(Say(language, Phrase::kCardId, {card.card_id()}), Style::kDim),
                  view.terminal.width);
  page.AddWrapped(Line("  "), Line(Say(language, Phrase::kForReference), Style::kDim),
                  view.terminal.width);
}

void AddStageEvidence(const CardView& view, Page& page) {
  if (view.card.stage().evidence().empty()) return;
  page.Add(Line("  ").Add(Say(view.terminal.language, Phrase::kStageOf,
                              {TextOf(view.terminal, view.card.stage().title())}),
                          Style::kBold));
  AddEvidence(view, 2 * kMargin, view.card.stage().evidence(), page);
  page.AddBlank();
}

Page Render(const CardView& view, bool whole) {
  Page page;
  AddHeader(view, page);
  AddTotal(view, page);
  AddSum(view, page);
  AddReasons(view, page);
  for (const v1::CategoryResult& category : view.card.categories()) {
    AddCategory(view, category, whole, page);
  }
  if (!whole) page.AddBlank();
  if (whole) AddConditions(view, page);
  if (whole) AddStageEvidence(view, page);
  AddFooter(view, page);
  return page;
}

}  // namespace

Page RenderCard(const CardView& view) { return Render(view, true); }

Page RenderCardSummary(const CardView& view) { return Render(view, false); }

const std::string& TextOf(const Terminal& terminal, const v1::Text& text) {
  return terminal.language == Language::kChinese ? text.zh() : text.en();
}

Style StyleOf(v1::Outcome outcome) {
  switch (outcome) {
    case v1::OUTCOME_PASSED:
      return Style::kGood;
    case v1::OUTCOME_FAILED:
      return Style::kBad;
    case v1::OUTCOME_UNDETERMINED:
    case v1::OUTCOME_NOT_SCORED:
      return Style::kWarn;
    default:
      return Style::kAccent;
  }
}

Line OutcomeLine(const Terminal& terminal, v1::Outcome outcome) {
  const Glyphs& glyphs = GlyphsOf(terminal.unicode);
  std::string_view sign = glyphs.unknown;
  if (outcome == v1::OUTCOME_PASSED) sign = glyphs.pass;
  if (outcome == v1::OUTCOME_FAILED) sign = glyphs.fail;
  if (outcome == v1::OUTCOME_SCORED) sign = glyphs.bullet;
  const std::string label = EnumLabel(terminal.language, v1::Outcome_Name(outcome));
  return Line(std::string(sign) + " " + label, StyleOf(outcome));
}

}  // namespace jifen::tools::cli
