#include "tools/jifen/render/ranking_view.h"

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 16;

std::map<std::string, std::string> GradesOf(const Terminal& terminal, const v1::Scheme& scheme) {
  std::map<std::string, std::string> titles;
  for (const v1::Grade& grade : scheme.grades()) {
    titles[grade.id()] = TextOf(terminal, grade.title());
  }
  return titles;
}

std::vector<Line> RowOf(const Terminal& terminal, const v1::RankedScore& score,
                        const std::map<std::string, std::string>& grades,
                        const std::string& maximum) {
  const Glyphs& glyphs = GlyphsOf(terminal.unicode);
  const auto grade = grades.find(score.grade_id());
  const std::string highest = score.has_total_highest() ? score.total_highest() : "";
  const std::string dash(glyphs.dash);
  return {
      Line(score.rank() == 0 ? dash : CountText(score.rank()), Style::kDim),
      Line(score.enterprise_name()),
      Line(score.enterprise_id()),
      Line(score.area_code()),
      Line(score.industry_code()),
      Line(grade == grades.end() ? score.grade_id() : grade->second),
      Line(score.has_total() ? PointsRangeText(terminal, score.total(), highest, {maximum}) : dash,
           Style::kBold),
      MakeBar({.value = score.has_total() ? score.total() : "0",
               .maximum = maximum,
               .mark = std::nullopt},
              kBarWidth, glyphs, Style::kAccent),
      OutcomeLine(terminal, score.outcome())};
}

}  // namespace

Page RenderRanking(const Terminal& terminal, const v1::ListRankingResponse& ranking,
                   const v1::GetSchemeResponse& scheme) {
  const auto field = [&](std::string_view name) {
    return FieldLabel(terminal.language, "enterprise", name);
  };
  const auto heading = [&](Phrase phrase) { return Say(terminal.language, phrase); };
  Table table{.columns = {{.heading = "#", .right = true},
                          {.heading = field("name"), .flexible = true},
                          {.heading = field("enterprise_id")},
                          {.heading = heading(Phrase::kArea)},
                          {.heading = heading(Phrase::kIndustry)},
                          {.heading = heading(Phrase::kGrade), .flexible = true},
                          {.heading = heading(Phrase::kTotal), .right = true},
                          {.heading = ""},
                          {.heading = heading(Phrase::kOutcome)}},
              .rows = {}};
  const auto grades = GradesOf(terminal, scheme.scheme());
  for (const v1::RankedScore& score : ranking.scores()) {
    table.rows.push_back(RowOf(terminal, score, grades, scheme.summary().maximum()));
  }
  Page page = MakeTable(table, terminal.width, GlyphsOf(terminal.unicode));
  page.Add(Line(Say(terminal.language, Phrase::kRankingOf,
                    {CountText(static_cast<uint64_t>(ranking.scores_size())),
                     ranking.generation_id(), std::to_string(ranking.revision())}),
                Style::kDim));
  return page;
}

}  // namespace jifen::tools::cli
