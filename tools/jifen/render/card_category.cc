#include <algorithm>

#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

void AddMinimum(const CardView& view, const v1::CategoryResult& category, Page& page) {
  if (!category.has_minimum()) return;
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  const bool reached = category.minimum_reached();
  const bool open = !reached && category.has_points_highest() &&
                    CompareDecimals(category.points_highest(), category.minimum()) >= 0;
  const Style missed = open ? Style::kWarn : Style::kBad;
  Line line;
  line.PadTo(4).Add(reached ? glyphs.pass : (open ? glyphs.unknown : glyphs.fail),
                    reached ? Style::kGood : missed);
  line.Add(" " + Say(view.terminal.language, Phrase::kCategoryMinimum, {category.minimum()}),
           reached ? Style::kDim : missed);
  page.Add(line);
}

// Points of the indicators that the category has no room for.
void AddCut(const CardView& view, const v1::CategoryResult& category, Page& page) {
  if (!category.has_cut()) return;
  Line prefix;
  prefix.PadTo(4);
  page.AddWrapped(
      prefix,
      Line(Say(view.terminal.language, Phrase::kCategoryCut, {PointsText(category.cut())}),
           Style::kDim),
      view.terminal.width);
}

}  // namespace

void AddLabelled(const CardView& view, const Labelled& labelled, Page& page) {
  const Language language = view.terminal.language;
  int column = 0;
  for (const Phrase phrase : {Phrase::kLabelValue, Phrase::kLabelNext, Phrase::kLabelEvidence,
                              Phrase::kLabelMissing, Phrase::kLabelWhy, Phrase::kLabelExperts}) {
    column = std::max(column, DisplayWidth(Say(language, phrase)));
  }
  Line prefix;
  prefix.PadTo(labelled.indent).Add(labelled.label, Style::kDim);
  prefix.PadTo(labelled.indent + column + 2);
  page.AddWrapped(prefix, labelled.text, view.terminal.width);
}

void AddCategory(const CardView& view, const v1::CategoryResult& category, bool whole, Page& page) {
  AddPointsRow(view, RowOf(view, category), page);
  AddMinimum(view, category, page);
  AddCut(view, category, page);
  if (!whole) return;
  page.AddBlank();
  for (const v1::IndicatorResult& indicator : category.indicators()) {
    AddIndicator(view, indicator, category.kind(), page);
    page.AddBlank();
  }
}

}  // namespace jifen::tools::cli
