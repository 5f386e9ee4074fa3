#include "tools/jifen/offline/lint_text.h"

namespace jifen::tools::cli {
namespace {

struct LintText {
  std::string_view english;
  std::string_view chinese;
};

constexpr LintText kLintTexts[] = {
#define JIFEN_LINT_TEXT(english, chinese) {english, chinese},
#include "tools/jifen/offline/lint_text.def"
#undef JIFEN_LINT_TEXT
};

}  // namespace

std::string LintTextInChinese(std::string_view text) {
  constexpr std::string_view kInStage = " in stage ";
  constexpr std::string_view kRest = "$0";
  const size_t stage = text.find(kInStage);
  const std::string_view said = text.substr(0, stage);
  for (const auto& [english, chinese] : kLintTexts) {
    const bool open = english.ends_with(kRest);
    const std::string_view stem = english.substr(0, english.size() - (open ? kRest.size() : 0));
    if (open ? !said.starts_with(stem) : said != stem) continue;
    std::string found(chinese);
    if (open) found.replace(found.find(kRest), kRest.size(), said.substr(stem.size()));
    if (stage == std::string_view::npos) return found;
    return found.append("（阶段 ").append(text.substr(stage + kInStage.size())).append("）");
  }
  return std::string(text);
}

}  // namespace jifen::tools::cli
