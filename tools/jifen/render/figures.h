// tools/jifen/render/figures.h: counts, shares, differences, durations and instants as people read them.
//
//   Units    shares are percentages with one digit after the point; instants are shown in China Standard Time.
//   Rounding of shares half to even (GB/T 8170), from integers alone; durations down to the second.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "jifen/v1/text.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

// 1234567 is 1,234,567.
std::string CountText(uint64_t count);
std::string ShareText(uint64_t part, uint64_t whole);
// "+1.25", "−3"; "0" of nothing.
std::string SignedText(const Terminal& terminal, std::string_view difference);
Style StyleOfDifference(std::string_view difference);
// "1 h 05 min", "3 min 20 s", "25 s".
std::string DurationText(const Terminal& terminal, absl::Duration duration);
// "2026-11-23 18:04:59"; "" of an unset one.
std::string TimeText(const google::protobuf::Timestamp& time);

// Of a part of a population: its title, or the key, or "without" if both are empty.
std::string PartText(const Terminal& terminal, const v1::Text& title, const std::string& key);
// The letter of an industry section and its name.
std::string SectionText(const Terminal& terminal, const std::string& letter);

// Labels in a column, texts beside them.
class Facts {
 public:
  explicit Facts(const Terminal& terminal) : terminal_(terminal) {}
  void Add(Phrase label, const Line& text);
  void Add(Phrase label, std::string_view text) { Add(label, Line(text)); }
  void AppendTo(Page& page) const;

 private:
  const Terminal& terminal_;
  std::vector<std::pair<std::string, Line>> facts_;
};

// A heading with a blank line before it.
void AddHeading(const Terminal& terminal, Phrase heading, Page& page);
// A line that is wrapped.
void AddNote(const Terminal& terminal, std::string_view text, Style style, Page& page);

}  // namespace jifen::tools::cli
