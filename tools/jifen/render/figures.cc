#include "tools/jifen/render/figures.h"

#include <algorithm>

#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/points_text.h"

namespace jifen::tools::cli {
namespace {

constexpr int kIndent = 2;

struct Section {
  std::string_view letter, english, chinese;
};
constexpr Section kSections[] = {
#define JIFEN_SECTION(letter, english, chinese) {letter, english, chinese},
#include "tools/jifen/words/sections.def"
#undef JIFEN_SECTION
};

std::string TwoDigits(int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

std::string CountText(uint64_t count) { return GroupThousands(std::to_string(count)); }

std::string ShareText(uint64_t part, uint64_t whole) {
  if (whole == 0) return "0 %";
  uint64_t tenths = part * 1000 / whole;
  const uint64_t rest = part * 1000 % whole;
  const bool tie = rest == whole - rest;
  if (rest > whole - rest || (tie && tenths % 2 == 1)) ++tenths;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

std::string SignedText(const Terminal& terminal, std::string_view difference) {
  const int sign = CompareDecimals(difference, "0");
  const std::string shown = GroupThousands(PointsText(difference));
  if (sign > 0) return "+" + shown;
  if (sign < 0) return std::string(GlyphsOf(terminal.unicode).minus) + shown.substr(1);
  return shown;
}

Style StyleOfDifference(std::string_view difference) {
  const int sign = CompareDecimals(difference, "0");
  return sign > 0 ? Style::kGood : (sign < 0 ? Style::kBad : Style::kDim);
}

std::string DurationText(const Terminal& terminal, absl::Duration duration) {
  const int64_t seconds = std::max<int64_t>(0, absl::ToInt64Seconds(duration));
  if (seconds < 60) return Say(terminal.language, Phrase::kSeconds, {std::to_string(seconds)});
  const int64_t minutes = seconds / 60;
  if (minutes < 60) {
    return Say(terminal.language, Phrase::kMinutes,
               {std::to_string(minutes), TwoDigits(seconds % 60)});
  }
  return Say(terminal.language, Phrase::kHours,
             {std::to_string(minutes / 60), TwoDigits(minutes % 60)});
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::FromUnixSeconds(time.seconds()),
                          absl::FixedTimeZone(8 * 60 * 60));
}

std::string PartText(const Terminal& terminal, const v1::Text& title, const std::string& key) {
  const std::string& text = TextOf(terminal, title);
  if (!text.empty()) return text;
  return key.empty() ? Say(terminal.language, Phrase::kWithoutPart) : key;
}

std::string SectionText(const Terminal& terminal, const std::string& letter) {
  const auto* const found =
      std::find_if(std::begin(kSections), std::end(kSections),
                   [&letter](const Section& section) { return section.letter == letter; });
  if (found == std::end(kSections)) return PartText(terminal, v1::Text(), letter);
  const bool chinese = terminal.language == Language::kChinese;
  return letter + " " + std::string(chinese ? found->chinese : found->english);
}

void Facts::Add(Phrase label, const Line& text) {
  if (!text.empty()) facts_.emplace_back(Say(terminal_.language, label), text);
}

void Facts::AppendTo(Page& page) const {
  int width = 0;
  for (const auto& [label, text] : facts_) width = std::max(width, DisplayWidth(label));
  for (const auto& [label, text] : facts_) {
    Line prefix(std::string(kIndent, ' '));
    prefix.Add(label, Style::kDim).PadTo(kIndent + width + 2);
    page.AddWrapped(prefix, text, terminal_.width);
  }
}

void AddHeading(const Terminal& terminal, Phrase heading, Page& page) {
  page.AddBlank();
  page.AddWrapped(Line(), Line(Say(terminal.language, heading), Style::kBold), terminal.width);
}

void AddNote(const Terminal& terminal, std::string_view text, Style style, Page& page) {
  page.AddWrapped(Line(std::string(kIndent, ' ')), Line(text, style), terminal.width);
}

}  // namespace jifen::tools::cli
