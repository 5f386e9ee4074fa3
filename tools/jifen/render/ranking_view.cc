#include "tools/jifen/render/ranking_view.h"

#include <algorithm>
#include <map>

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

// How wide the bar is; 0: there is none. It gives way before names are cut.
constexpr int kBarWidthMin = 6;
constexpr int kGap = 2;  // beside the bar

class RankingTable {
 public:
  RankingTable(const Terminal& terminal, const v1::ListRankingResponse& ranking,
               const v1::GetSchemeResponse& scheme)
      : terminal_(terminal),
        ranking_(ranking),
        maximum_(scheme.summary().maximum()),
        grades_(GradesOf(terminal, scheme.scheme())),
        graded_(
            std::any_of(ranking.scores().begin(), ranking.scores().end(),
                        [](const v1::RankedScore& score) { return !score.grade_id().empty(); })) {}

  Table Make() const {
    const Table without = MakeWithBar(0);
    const int left = terminal_.width - NaturalWidth(without) - kGap;
    return left < kBarWidthMin ? without : MakeWithBar(std::min(left, kBarWidth));
  }

 private:
  Table MakeWithBar(int bar_width) const {
    const auto field = [&](std::string_view name) {
      return FieldLabel(terminal_.language, "enterprise", name);
    };
    const auto heading = [&](Phrase phrase) { return Say(terminal_.language, phrase); };
    Table table{.columns = {{.heading = "#", .right = true},
                            {.heading = field("name"), .flexible = true},
                            {.heading = field("enterprise_id")},
                            {.heading = heading(Phrase::kArea)},
                            {.heading = heading(Phrase::kIndustry)}},
                .rows = {}};
    if (graded_) table.columns.push_back({.heading = heading(Phrase::kGrade), .flexible = true});
    table.columns.push_back({.heading = heading(Phrase::kTotal), .right = true});
    if (bar_width > 0) table.columns.push_back({.heading = ""});
    table.columns.push_back({.heading = heading(Phrase::kOutcome)});
    for (const v1::RankedScore& score : ranking_.scores()) {
      table.rows.push_back(RowOf(score, bar_width));
    }
    return table;
  }

  std::vector<Line> RowOf(const v1::RankedScore& score, int bar_width) const {
    const Glyphs& glyphs = GlyphsOf(terminal_.unicode);
    const std::string highest = score.has_total_highest() ? score.total_highest() : "";
    const std::string dash(glyphs.dash);
    std::vector<Line> row = {Line(score.rank() == 0 ? dash : CountText(score.rank()), Style::kDim),
                             Line(score.enterprise_name()), Line(score.enterprise_id()),
                             Line(score.area_code()), Line(score.industry_code())};
    if (graded_) {
      const auto grade = grades_.find(score.grade_id());
      row.emplace_back(grade == grades_.end() ? score.grade_id() : grade->second);
    }
    row.emplace_back(
        score.has_total() ? PointsRangeText(terminal_, score.total(), highest, {maximum_}) : dash,
        Style::kBold);
    if (bar_width > 0) {
      row.push_back(MakeBar({.value = score.has_total() ? score.total() : "0",
                             .maximum = maximum_,
                             .mark = std::nullopt},
                            bar_width, glyphs, Style::kAccent));
    }
    row.push_back(OutcomeLine(terminal_, score.outcome()));
    return row;
  }

  const Terminal& terminal_;
  const v1::ListRankingResponse& ranking_;
  std::string maximum_;
  std::map<std::string, std::string> grades_;
  bool graded_;
};

}  // namespace

Page RenderRanking(const Terminal& terminal, const v1::ListRankingResponse& ranking,
                   const v1::GetSchemeResponse& scheme) {
  Page page = MakeTable(RankingTable(terminal, ranking, scheme).Make(), terminal.width,
                        GlyphsOf(terminal.unicode));
  page.Add(Line(Say(terminal.language, Phrase::kRankingOf,
                    {CountText(static_cast<uint64_t>(ranking.scores_size())),
                     ranking.generation_id(), std::to_string(ranking.revision())}),
                Style::kDim));
  return page;
}

}  // namespace jifen::tools::cli
