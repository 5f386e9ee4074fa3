// tools/jifen/render/page.h: styled lines of text, laid out before anything is coloured.
//
//   Shape    a page is lines, a line is spans of one style. Widths are columns (display_width.h).
//   Range    texts are made printable when they are added: no text can hold a control character.
//   Threads  as plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jifen::tools::cli {

enum class Style { kPlain, kBold, kDim, kGood, kBad, kWarn, kAccent };

struct Span {
  std::string text;
  Style style = Style::kPlain;
};

class Line {
 public:
  Line() = default;
  explicit Line(std::string_view text, Style style = Style::kPlain) { Add(text, style); }

  Line& Add(std::string_view text, Style style = Style::kPlain);
  Line& Add(const Line& other);
  // Spaces up to a column; none if the line is there already.
  Line& PadTo(int column);

  int width() const { return width_; }
  bool empty() const { return spans_.empty(); }
  const std::vector<Span>& spans() const { return spans_; }

 private:
  std::vector<Span> spans_;
  int width_ = 0;
};

// Breaks a line where Unicode allows it (UAX #14), within words that are too long only. Never empty.
std::vector<Line> Wrap(const Line& line, int width);

class Page {
 public:
  void Add(Line line) { lines_.push_back(std::move(line)); }
  void AddBlank() { lines_.emplace_back(); }
  // The body after the prefix, wrapped to `width` columns in all; further lines are indented.
  void AddWrapped(const Line& prefix, const Line& body, int width);
  void Append(const Page& other);

  const std::vector<Line>& lines() const { return lines_; }
  // With line ends; with ANSI colours if asked.
  std::string ToText(bool colour) const;

 private:
  std::vector<Line> lines_;
};

}  // namespace jifen::tools::cli
