#include "tools/jifen/render/diff_view.h"

#include <algorithm>
#include <map>

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 24;

std::string CauseText(const Terminal& terminal, v1::ChangeCause cause) {
  return EnumLabel(terminal.language, v1::ChangeCause_Name(cause));
}

std::string Magnitude(const std::string& amount) {
  return amount.starts_with('-') ? amount.substr(1) : amount;
}

void AddCauses(const Terminal& terminal, const v1::GenerationDiff& diff, Page& page) {
  AddHeading(terminal, Phrase::kByCause, page);
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kCause)},
                          {.heading = Say(terminal.language, Phrase::kPointsSum), .right = true},
                          {.heading = Say(terminal.language, Phrase::kEnterprises), .right = true},
                          {.heading = ""}},
              .rows = {}};
  std::string most = "0";
  for (const v1::CauseSum& cause : diff.causes()) {
    if (CompareDecimals(Magnitude(cause.amount()), most) > 0) most = Magnitude(cause.amount());
  }
  for (const v1::CauseSum& cause : diff.causes()) {
    const Style style = StyleOfDifference(cause.amount());
    table.rows.push_back(
        {Line(CauseText(terminal, cause.cause())),
         Line(SignedText(terminal, cause.amount()), style), Line(CountText(cause.enterprises())),
         MakeBar({.value = Magnitude(cause.amount()), .maximum = most, .mark = std::nullopt},
                 kBarWidth, GlyphsOf(terminal.unicode), style)});
  }
  table.rows.push_back({Line(Say(terminal.language, Phrase::kAltogether), Style::kBold),
                        Line(SignedText(terminal, diff.total_difference()), Style::kBold), Line(),
                        Line()});
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

// Grades before as rows, after as columns, in the order in which they come.
void AddMigrations(const Terminal& terminal, const v1::GenerationDiff& diff, Page& page) {
  // Schemes without grades give one field, from none to none.
  const bool graded = std::any_of(
      diff.migrations().begin(), diff.migrations().end(), [](const v1::GradeMigration& item) {
        return !item.from_grade_id().empty() || !item.to_grade_id().empty();
      });
  if (!graded) return;
  AddHeading(terminal, Phrase::kGradeMigration, page);
  std::vector<std::pair<std::string, std::string>> from;
  std::vector<std::pair<std::string, std::string>> to;
  std::map<std::pair<std::string, std::string>, uint64_t> counts;
  const auto add = [&](auto& list, const std::string& id, const v1::Text& title) {
    const bool there = std::any_of(list.begin(), list.end(),
                                   [&id](const auto& entry) { return entry.first == id; });
    if (!there) list.emplace_back(id, PartText(terminal, title, id));
  };
  for (const v1::GradeMigration& migration : diff.migrations()) {
    add(from, migration.from_grade_id(), migration.from_title());
    add(to, migration.to_grade_id(), migration.to_title());
    counts[{migration.from_grade_id(), migration.to_grade_id()}] += migration.enterprises();
  }
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kBeforeAfter)}}, .rows = {}};
  for (const auto& [id, title] : to) table.columns.push_back({.heading = title, .right = true});
  for (const auto& [row, title] : from) {
    std::vector<Line> cells = {Line(title, Style::kBold)};
    for (const auto& [column, ignored] : to) {
      const auto found = counts.find({row, column});
      if (found == counts.end()) {
        cells.emplace_back(GlyphsOf(terminal.unicode).dot, Style::kDim);
      } else {
        cells.emplace_back(CountText(found->second), row == column ? Style::kDim : Style::kAccent);
      }
    }
    table.rows.push_back(std::move(cells));
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

Style StyleOf(v1::StabilityMark mark) {
  if (mark == v1::STABILITY_MARK_UNSTABLE) return Style::kBad;
  return mark == v1::STABILITY_MARK_MOVED ? Style::kWarn : Style::kGood;
}

void AddStability(const Terminal& terminal, const v1::GenerationDiff& diff, Page& page) {
  if (diff.stabilities().empty()) return;
  AddHeading(terminal, Phrase::kStability, page);
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kIndicator), .flexible = true},
                          {.heading = "PSI", .right = true},
                          {.heading = ""},
                          {.heading = ""}},
              .rows = {}};
  for (const v1::Stability& stability : diff.stabilities()) {
    const std::string title = stability.indicator_id().empty()
                                  ? Say(terminal.language, Phrase::kTotal)
                                  : PartText(terminal, stability.title(), stability.indicator_id());
    table.rows.push_back(
        {Line(title), Line(stability.index()),
         MakeBar({.value = stability.index(), .maximum = "0.5", .mark = "0.25"}, kBarWidth,
                 GlyphsOf(terminal.unicode), StyleOf(stability.mark())),
         Line(EnumLabel(terminal.language, v1::StabilityMark_Name(stability.mark())),
              StyleOf(stability.mark()))});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
  AddNote(terminal, Say(terminal.language, Phrase::kStabilityNote), Style::kDim, page);
}

std::string TotalOf(const Terminal& terminal, const v1::RankedScore& score) {
  return score.has_total() ? PointsText(score.total())
                           : std::string(GlyphsOf(terminal.unicode).dash);
}

std::string CausesText(const Terminal& terminal, const v1::Mover& mover) {
  std::string text;
  for (const v1::CauseAmount& cause : mover.causes()) {
    text += (text.empty() ? "" : ", ") + CauseText(terminal, cause.cause()) + " " +
            SignedText(terminal, cause.amount());
  }
  return text;
}

}  // namespace

void AddMoves(const Terminal& terminal, const v1::MoveCounts& moves, Page& page) {
  Facts facts(terminal);
  const std::pair<Phrase, uint64_t> counts[] = {{Phrase::kRose, moves.rose()},
                                                {Phrase::kFell, moves.fell()},
                                                {Phrase::kSame, moves.same()},
                                                {Phrase::kBecameScored, moves.became_scored()},
                                                {Phrase::kLostScore, moves.lost_score()},
                                                {Phrase::kNeverScored, moves.never_scored()},
                                                {Phrase::kEntered, moves.entered()},
                                                {Phrase::kLeft, moves.left()}};
  for (const auto& [label, count] : counts) facts.Add(label, CountText(count));
  facts.AppendTo(page);
}

void AddMovers(const Terminal& terminal, Phrase heading,
               const google::protobuf::RepeatedPtrField<v1::Mover>& movers, Page& page) {
  if (movers.empty()) return;
  AddHeading(terminal, heading, page);
  const auto words = [&](Phrase phrase) { return Say(terminal.language, phrase); };
  Table table{.columns = {{.heading = FieldLabel(terminal.language, "enterprise", "name"),
                           .flexible = true},
                          {.heading = FieldLabel(terminal.language, "enterprise", "enterprise_id")},
                          {.heading = words(Phrase::kBefore), .right = true},
                          {.heading = words(Phrase::kAfter), .right = true},
                          {.heading = words(Phrase::kChangeBy), .right = true},
                          {.heading = words(Phrase::kCauses), .flexible = true}},
              .rows = {}};
  for (const v1::Mover& mover : movers) {
    table.rows.push_back(
        {Line(mover.to().enterprise_name()), Line(mover.to().enterprise_id(), Style::kDim),
         Line(TotalOf(terminal, mover.from())), Line(TotalOf(terminal, mover.to()), Style::kBold),
         Line(SignedText(terminal, mover.difference()), StyleOfDifference(mover.difference())),
         Line(CausesText(terminal, mover))});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

Page RenderDiff(const Terminal& terminal, const v1::GenerationDiff& diff) {
  Page page;
  Line title(diff.from_generation_id(), Style::kBold);
  title.Add(" " + std::string(GlyphsOf(terminal.unicode).arrow) + " ", Style::kDim);
  title.Add(diff.to_generation_id(), Style::kBold);
  title.Add("  " + Say(terminal.language, Phrase::kKnownAtOf, {std::to_string(diff.revision())}),
            Style::kDim);
  page.AddWrapped(Line(), title, terminal.width);
  AddMoves(terminal, diff.moves(), page);
  AddCauses(terminal, diff, page);
  AddMigrations(terminal, diff, page);
  AddStability(terminal, diff, page);
  AddMovers(terminal, Phrase::kGains, diff.gains(), page);
  AddMovers(terminal, Phrase::kLosses, diff.losses(), page);
  return page;
}

Page RenderChange(const Terminal& terminal, const v1::ExplainChangeResponse& change) {
  Page page;
  Line total(PointsText(change.from_points()));
  total.Add(" " + std::string(GlyphsOf(terminal.unicode).arrow) + " ", Style::kDim);
  total.Add(PointsText(change.to_points()), Style::kBold);
  total.Add("  (" + SignedText(terminal, change.difference()) + ")",
            StyleOfDifference(change.difference()));
  page.Add(Line(Say(terminal.language, Phrase::kTotal) + "  ").Add(total));
  for (const auto& [scored, phrase] : {std::pair(change.from_scored(), Phrase::kFromNotScored),
                                       std::pair(change.to_scored(), Phrase::kToNotScored)}) {
    if (!scored) AddNote(terminal, Say(terminal.language, phrase), Style::kWarn, page);
  }
  page.AddBlank();
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kCause), .flexible = true},
                          {.heading = Say(terminal.language, Phrase::kChangeBy), .right = true}},
              .rows = {}};
  for (const v1::CauseAmount& cause : change.causes()) {
    table.rows.push_back(
        {Line(CauseText(terminal, cause.cause()), Style::kBold),
         Line(SignedText(terminal, cause.amount()), StyleOfDifference(cause.amount()))});
    for (const v1::IndicatorAmount& indicator : cause.indicators()) {
      table.rows.push_back(
          {Line("  " + PartText(terminal, indicator.title(), indicator.indicator_id())),
           Line(SignedText(terminal, indicator.amount()), Style::kDim)});
    }
    if (CompareDecimals(cause.rest(), "0") != 0) {
      table.rows.push_back({Line("  " + Say(terminal.language, Phrase::kRest)),
                            Line(SignedText(terminal, cause.rest()), Style::kDim)});
    }
  }
  if (change.causes().empty()) {
    AddNote(terminal, Say(terminal.language, Phrase::kNoChange), Style::kDim, page);
  } else {
    page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
  }
  return page;
}

}  // namespace jifen::tools::cli
