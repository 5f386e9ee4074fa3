#include <algorithm>

#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr int kBarWidth = 24;
constexpr int kBarLeast = 6;
constexpr int kTitleLeast = 30;
constexpr int kTitleIndent = 4;
constexpr std::string_view kStroke = " / ";

// The columns on both sides of the stroke.
struct PointsWidths {
  int points = 6;
  int maximum = 4;

  int all() const { return points + DisplayWidth(kStroke) + maximum; }
};

bool IsDeducted(const PointsRow& row) { return row.kind == v1::CATEGORY_KIND_DEDUCTION; }

std::string PointsOf(const CardView& view, const PointsRow& row) {
  if (IsDeducted(row) && row.highest.empty()) return DeductedText(view.terminal, row.points);
  return PointsRangeText(view.terminal, row.points, row.highest, {row.maximum, row.minimum});
}

// What is taken away has no maximum to reach; its title says how much it can be.
std::string MaximumOf(const PointsRow& row) {
  return IsDeducted(row) ? std::string() : PointsText(row.maximum, {row.points});
}

void Widen(const CardView& view, const PointsRow& row, PointsWidths& widths) {
  widths.points = std::max(widths.points, DisplayWidth(PointsOf(view, row)));
  widths.maximum = std::max(widths.maximum, DisplayWidth(MaximumOf(row)));
}

// One width for all rows of a card, so that the strokes lie under each other.
PointsWidths WidthsOf(const CardView& view) {
  PointsWidths widths;
  for (const v1::CategoryResult& category : view.card.categories()) {
    Widen(view, RowOf(view, category), widths);
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      Widen(view, RowOf(view, indicator, category.kind()), widths);
    }
  }
  return widths;
}

Line PointsLine(const CardView& view, const PointsRow& row, const PointsWidths& widths) {
  const Style taken = CompareDecimals(row.points, "0") > 0 ? Style::kBad : Style::kPlain;
  const Style style = IsDeducted(row) ? taken : (row.bold ? Style::kBold : Style::kPlain);
  Line line;
  line.Add(PadLeft(PointsOf(view, row), widths.points), style);
  if (!IsDeducted(row)) line.Add(std::string(kStroke) + MaximumOf(row), Style::kDim);
  return line;
}

Line MakeRowBar(const CardView& view, const PointsRow& row, int width) {
  BarParts parts{.value = row.points, .maximum = row.maximum, .mark = std::nullopt};
  if (!row.highest.empty()) parts.highest = row.highest;
  return MakeBar(parts, width, GlyphsOf(view.terminal.unicode),
                 IsDeducted(row) ? Style::kBad : row.style);
}

}  // namespace

PointsRow RowOf(const CardView& view, const v1::CategoryResult& category) {
  const Language language = view.terminal.language;
  Line title(TextOf(view.terminal, category.title()), Style::kBold);
  if (category.kind() == v1::CATEGORY_KIND_BONUS) {
    title.Add(Say(language, Phrase::kBonusCategory), Style::kDim);
  }
  if (category.kind() == v1::CATEGORY_KIND_DEDUCTION) {
    title.Add(Say(language, Phrase::kDeductionCategory, {PointsText(category.maximum())}),
              Style::kDim);
  }
  return {.title = title,
          .points = category.points(),
          .highest = category.points_highest(),
          .maximum = category.maximum(),
          .minimum = category.minimum(),
          .kind = category.kind(),
          .indent = kTitleIndent / 2,
          .style = Style::kAccent,
          .bold = true};
}

PointsRow RowOf(const CardView& view, const v1::IndicatorResult& indicator, v1::CategoryKind kind) {
  Line title(TextOf(view.terminal, indicator.title()));
  if (kind == v1::CATEGORY_KIND_DEDUCTION) {
    title.Add(
        Say(view.terminal.language, Phrase::kDeductionMost, {PointsText(indicator.maximum())}),
        Style::kDim);
  }
  return {.title = title,
          .points = indicator.points(),
          .highest = indicator.points_highest(),
          .maximum = indicator.maximum(),
          .minimum = indicator.minimum_exceeded(),
          .kind = kind,
          .indent = kTitleIndent,
          .style = Style::kPlain};
}

void AddPointsRow(const CardView& view, const PointsRow& row, Page& page) {
  const PointsWidths widths = WidthsOf(view);
  const int room = view.terminal.width - widths.all() - 2;
  const int bar_width = std::clamp(room - kTitleLeast, kBarLeast, kBarWidth);
  const int bar_column = room - bar_width;
  const std::vector<Line> title = Wrap(row.title, bar_column - row.indent - 2);
  for (size_t i = 0; i < title.size(); ++i) {
    Line line;
    line.PadTo(row.indent).Add(title[i]);
    if (i == 0) {
      line.PadTo(bar_column)
          .Add(MakeRowBar(view, row, bar_width))
          .Add("  ")
          .Add(PointsLine(view, row, widths));
    }
    page.Add(line);
  }
}

}  // namespace jifen::tools::cli
