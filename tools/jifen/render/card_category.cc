#include <algorithm>

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 24;
constexpr int kPointsWidth = 13;

// Points under the maximum, so that the strokes of all rows lie under each other.
Line PointsLine(const PointsRow& row) {
  Line line;
  line.Add(PadLeft(row.points, kPointsWidth / 2), row.bold ? Style::kBold : Style::kPlain);
  line.Add(" / " + row.maximum, Style::kDim);
  return line;
}

void AddMinimum(const CardView& view, const v1::CategoryResult& category, Page& page) {
  if (!category.has_minimum()) return;
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  const bool reached = category.minimum_reached();
  Line line;
  line.PadTo(4).Add(reached ? glyphs.pass : glyphs.fail, reached ? Style::kGood : Style::kBad);
  line.Add(" " + Say(view.terminal.language, Phrase::kCategoryMinimum, {category.minimum()}),
           reached ? Style::kDim : Style::kBad);
  page.Add(line);
}

}  // namespace

void AddPointsRow(const CardView& view, const PointsRow& row, Page& page) {
  const int bar_column = view.terminal.width - kBarWidth - kPointsWidth - 2;
  std::vector<Line> title = Wrap(row.title, bar_column - row.indent - 2);
  for (size_t i = 0; i < title.size(); ++i) {
    Line line;
    line.PadTo(row.indent).Add(title[i]);
    if (i == 0) {
      line.PadTo(bar_column)
          .Add(MakeBar({.value = row.points, .maximum = row.maximum, .mark = std::nullopt},
                       kBarWidth, GlyphsOf(view.terminal.unicode), row.style))
          .Add("  ")
          .Add(PointsLine(row));
    }
    page.Add(line);
  }
}

void AddLabelled(const CardView& view, const Labelled& labelled, Page& page) {
  const Language language = view.terminal.language;
  int column = 0;
  for (const Phrase phrase : {Phrase::kLabelValue, Phrase::kLabelNext, Phrase::kLabelEvidence,
                              Phrase::kLabelMissing, Phrase::kLabelWhy}) {
    column = std::max(column, DisplayWidth(Say(language, phrase)));
  }
  Line prefix;
  prefix.PadTo(labelled.indent).Add(labelled.label, Style::kDim);
  prefix.PadTo(labelled.indent + column + 2);
  page.AddWrapped(prefix, labelled.text, view.terminal.width);
}

void AddCategory(const CardView& view, const v1::CategoryResult& category, bool whole, Page& page) {
  AddPointsRow(view,
               {.title = Line(TextOf(view.terminal, category.title()), Style::kBold),
                .points = category.points(),
                .maximum = category.maximum(),
                .indent = 2,
                .style = Style::kAccent,
                .bold = true},
               page);
  AddMinimum(view, category, page);
  if (!whole) return;
  page.AddBlank();
  for (const v1::IndicatorResult& indicator : category.indicators()) {
    AddIndicator(view, indicator, page);
    page.AddBlank();
  }
}

}  // namespace jifen::tools::cli
