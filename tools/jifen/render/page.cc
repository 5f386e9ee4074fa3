#include "tools/jifen/render/page.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "tools/jifen/render/display_width.h"

namespace jifen::tools::cli {
namespace {

std::string_view EscapeOf(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "\x1b[1m";
    case Style::kDim:
      return "\x1b[2m";
    case Style::kGood:
      return "\x1b[32m";
    case Style::kBad:
      return "\x1b[31m";
    case Style::kWarn:
      return "\x1b[33m";
    case Style::kAccent:
      return "\x1b[36m";
  }
  return "";
}

constexpr std::string_view kReset = "\x1b[0m";

// Byte offsets at which a line may end, rising; the last is the end of the text.
std::vector<size_t> BreaksOf(const std::string& text) {
  std::vector<size_t> breaks;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createLineInstance(icu::Locale::getChinese(), status));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  if (U_SUCCESS(status)) iterator->setText(utext, status);
  if (U_SUCCESS(status)) {
    iterator->first();
    for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
      breaks.push_back(static_cast<size_t>(at));
    }
  }
  utext_close(utext);
  if (breaks.empty() || breaks.back() != text.size()) breaks.push_back(text.size());
  return breaks;
}

// The end of the longest piece from `begin` that fits, of at least one character: for words that are
// longer than a line.
size_t CutWithin(std::string_view text, size_t begin, size_t end, int width) {
  size_t cut = begin;
  for (size_t next = begin; next < end;) {
    ++next;
    while (next < end && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    if (DisplayWidth(text.substr(begin, next - begin)) > width && cut > begin) break;
    cut = next;
  }
  return cut;
}

std::string_view WithoutTrailingSpaces(std::string_view text) {
  const size_t last = text.find_last_not_of(' ');
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

struct Range {
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Range> LinesOf(const std::string& text, int width) {
  std::vector<Range> lines;
  size_t begin = 0;  // of the line
  size_t fits = 0;   // the last break that still fits
  const auto width_to = [&](size_t end) {
    return DisplayWidth(WithoutTrailingSpaces(std::string_view(text).substr(begin, end - begin)));
  };
  for (const size_t at : BreaksOf(text)) {
    if (width_to(at) > width && fits > begin) {
      lines.push_back({begin, fits});
      begin = fits;
    }
    while (width_to(at) > width) {
      const size_t cut = CutWithin(text, begin, at, width);
      lines.push_back({begin, cut});
      begin = cut;
    }
    fits = at;
  }
  if (begin < text.size() || lines.empty()) lines.push_back({begin, text.size()});
  return lines;
}

// The part of a line between two byte offsets of its text.
Line Cut(const Line& line, Range range) {
  Line cut;
  size_t offset = 0;
  for (const Span& span : line.spans()) {
    const size_t begin = std::max(range.begin, offset);
    const size_t end = std::min(range.end, offset + span.text.size());
    if (begin < end)
      cut.Add(std::string_view(span.text).substr(begin - offset, end - begin), span.style);
    offset += span.text.size();
  }
  return cut;
}

}  // namespace

Line& Line::Add(std::string_view text, Style style) {
  if (text.empty()) return *this;
  std::string printable = Printable(text);
  width_ += DisplayWidth(printable);
  if (!spans_.empty() && spans_.back().style == style) {
    spans_.back().text += printable;
  } else {
    spans_.push_back({std::move(printable), style});
  }
  return *this;
}

Line& Line::Add(const Line& other) {
  for (const Span& span : other.spans_) Add(span.text, span.style);
  return *this;
}

Line& Line::PadTo(int column) {
  if (column > width_) Add(std::string(static_cast<size_t>(column - width_), ' '));
  return *this;
}

std::vector<Line> Wrap(const Line& line, int width) {
  if (line.width() <= width) return {line};
  std::string text;
  for (const Span& span : line.spans()) text += span.text;
  std::vector<Line> wrapped;
  for (Range range : LinesOf(text, std::max(width, 2))) {
    const std::string_view piece =
        std::string_view(text).substr(range.begin, range.end - range.begin);
    range.end = range.begin + WithoutTrailingSpaces(piece).size();
    wrapped.push_back(Cut(line, range));
  }
  return wrapped;
}

void Page::AddWrapped(const Line& prefix, const Line& body, int width) {
  Line start = prefix;
  for (const Line& piece : Wrap(body, width - prefix.width())) {
    Add(start.Add(piece));
    start = Line();
    start.PadTo(prefix.width());
  }
}

void Page::Append(const Page& other) {
  lines_.insert(lines_.end(), other.lines_.begin(), other.lines_.end());
}

std::string Page::ToText(bool colour) const {
  std::string text;
  for (const Line& line : lines_) {
    for (const Span& span : line.spans()) {
      const std::string_view escape = colour ? EscapeOf(span.style) : "";
      text.append(escape).append(span.text);
      if (!escape.empty()) text.append(kReset);
    }
    text += '\n';
  }
  return text;
}

}  // namespace jifen::tools::cli
