#include "tools/synth/cell_form.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tools/synth/draw.h"

namespace jifen::tools::synth {
namespace {

using table_import::CellType;

constexpr uint64_t kFormSeed = 20110701;
constexpr size_t kGroupDigits = 3;
// Of a thousand cells.
constexpr uint64_t kGroupedUntil = 60;
constexpr uint64_t kWideUntil = 75;
constexpr uint64_t kSlashesUntil = 60;
constexpr uint64_t kDigitsUntil = 90;
constexpr uint64_t kCharactersUntil = 120;

std::string Grouped(const std::string& text) {
  const size_t first = text.find_first_of("0123456789");
  const size_t end = std::min(text.find('.'), text.size());
  std::string grouped = text.substr(0, first);
  for (size_t i = first; i < end; ++i) {
    if (i > first && (end - i) % kGroupDigits == 0) grouped += ',';
    grouped += text[i];
  }
  return grouped + text.substr(end);
}

std::string Wide(const std::string& text) {
  std::string wide;
  for (char c : text) {
    if (c >= '0' && c <= '9') {
      wide += "\xEF\xBC";
      wide += static_cast<char>(0x90 + (c - '0'));
    } else {
      wide += c;
    }
  }
  return wide;
}

// text is YYYY-MM-DD.
std::string Day(const std::string& text, uint64_t chance, bool chinese) {
  int month = 0;
  int day = 0;
  const bool whole = text.size() == 10 && absl::SimpleAtoi(text.substr(5, 2), &month) &&
                     absl::SimpleAtoi(text.substr(8, 2), &day);
  const std::string year = text.substr(0, 4);
  if (!whole || chance >= kCharactersUntil) return text;
  if (chance < kSlashesUntil) return absl::StrCat(year, "/", month, "/", day);
  if (chance < kDigitsUntil || !chinese) {
    return absl::StrCat(year, text.substr(5, 2), text.substr(8, 2));
  }
  return absl::StrCat(year, "年", month, "月", day, "日");
}

}  // namespace

std::string InSomeForm(CellType type, std::string text, uint64_t place, bool chinese) {
  if (text.empty()) return text;
  const uint64_t chance = Shuffled(place & 0xFFFFFFFFU, kFormSeed, 32) % 1000;
  switch (type) {
    case CellType::kMoney:
    case CellType::kInteger:
      if (chance < kGroupedUntil) return Grouped(text);
      return chance < kWideUntil && chinese ? Wide(text) : text;
    case CellType::kYear:
      return chance < kGroupedUntil && chinese ? text + "年" : text;
    case CellType::kDate:
      return Day(text, chance, chinese);
    default:
      return text;
  }
}

}  // namespace jifen::tools::synth
