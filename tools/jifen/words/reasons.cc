#include "tools/jifen/words/reasons.h"

namespace jifen::tools::cli {
namespace {

struct Row {
  v1::Reason reason;
  ReasonText english;
  ReasonText chinese;
};

constexpr Row kRows[] = {
#define JIFEN_REASON(reason, english, english_next, chinese, chinese_next) \
  {v1::reason, {english, english_next}, {chinese, chinese_next}},
#include "tools/jifen/words/reasons.def"
#undef JIFEN_REASON
};

}  // namespace

ReasonText ReasonTextOf(Language language, v1::Reason reason) {
  for (const Row& row : kRows) {
    if (row.reason == reason) return language == Language::kChinese ? row.chinese : row.english;
  }
  return {};
}

}  // namespace jifen::tools::cli
