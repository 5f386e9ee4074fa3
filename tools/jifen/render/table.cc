#include "tools/jifen/render/table.h"

#include <algorithm>
#include <numeric>

#include "tools/jifen/render/display_width.h"

namespace jifen::tools::cli {
namespace {

constexpr int kGap = 2;
constexpr int kFlexibleMin = 8;

std::vector<int> UncutWidths(const Table& table) {
  std::vector<int> widths;
  for (const Column& column : table.columns) widths.push_back(DisplayWidth(column.heading));
  for (const std::vector<Line>& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].width());
  }
  return widths;
}

int WithGaps(const std::vector<int>& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0) +
         kGap * (static_cast<int>(widths.size()) - 1);
}

std::vector<int> WidthsOf(const Table& table, int width) {
  std::vector<int> widths = UncutWidths(table);
  int excess = WithGaps(widths) - width;
  while (excess > 0) {  // the widest flexible column gives way, a column at a time
    size_t widest = widths.size();
    for (size_t i = 0; i < widths.size(); ++i) {
      if (!table.columns[i].flexible || widths[i] <= kFlexibleMin) continue;
      if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == widths.size()) break;
    --widths[widest];
    --excess;
  }
  return widths;
}

Line CutTo(const Line& cell, int width) {
  if (cell.width() <= width) return cell;
  std::string text;
  for (const Span& span : cell.spans()) text += span.text;
  return Line(Truncate(text, width), cell.spans().front().style);
}

Line MakeRow(const Table& table, const std::vector<Line>& cells, const std::vector<int>& widths) {
  Line line;
  int column = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const Line cell = CutTo(cells[i], widths[i]);
    line.PadTo(table.columns[i].right ? column + widths[i] - cell.width() : column);
    line.Add(cell);
    column += widths[i] + kGap;
  }
  return line;
}

}  // namespace

int NaturalWidth(const Table& table) { return WithGaps(UncutWidths(table)); }

Page MakeTable(const Table& table, int width, const Glyphs& glyphs) {
  const std::vector<int> widths = WidthsOf(table, width);
  std::vector<Line> headings;
  Line rule;
  for (size_t i = 0; i < widths.size(); ++i) {
    headings.emplace_back(table.columns[i].heading, Style::kBold);
    if (i > 0) rule.Add(std::string(kGap, ' '));
    for (int k = 0; k < widths[i]; ++k) rule.Add(glyphs.horizontal, Style::kDim);
  }
  Page page;
  page.Add(MakeRow(table, headings, widths));
  page.Add(rule);
  for (const std::vector<Line>& row : table.rows) page.Add(MakeRow(table, row, widths));
  return page;
}

}  // namespace jifen::tools::cli
