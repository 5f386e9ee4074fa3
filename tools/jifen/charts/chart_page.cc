#include "tools/jifen/charts/chart_page.h"

#include "tools/jifen/charts/chart_data.h"
#include "tools/jifen/charts/echarts.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::embedded {
extern const std::string_view kChartPageStyle;
extern const std::string_view kChartPageFrameScript;
extern const std::string_view kGenerationChartsScript;
extern const std::string_view kComparisonChartsScript;
extern const std::string_view kChartPageScript;
}  // namespace jifen::embedded

namespace jifen::tools::cli {
namespace {

std::string Replaced(std::string_view text, std::string_view characters,
                     std::string (*replacement)(char)) {
  std::string replaced;
  for (const char c : text) {
    if (characters.find(c) == std::string_view::npos) {
      replaced += c;
    } else {
      replaced += replacement(c);
    }
  }
  return replaced;
}

std::string EscapeMarkup(std::string_view text) {
  return Replaced(text, "&<>\"",
                  [](char c) { return "&#" + std::to_string(static_cast<int>(c)) + ";"; });
}

// JSON knows these as escapes; without them no text can end the element that holds it.
std::string EscapeJson(std::string_view json) {
  return Replaced(json, "<>&", [](char c) {
    return std::string(c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026");
  });
}

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

}  // namespace

std::string RevisionsNote(Language language, const v1::GenerationStatistics& statistics,
                          const v1::GenerationStatistics& before, const v1::GenerationDiff& diff) {
  if (statistics.revision() == before.revision() && before.revision() == diff.revision()) return "";
  return Say(language, Phrase::kRevisionsDiffer,
             {std::to_string(statistics.revision()), std::to_string(before.revision()),
              std::to_string(diff.revision())});
}

std::string MakeChartPage(Language language, const ChartInput& input) {
  const std::string title =
      Say(language, Phrase::kGenerationOf, {input.generation.generation_id()});
  std::string page = "<!DOCTYPE html>\n<html lang=\"";
  page += language == Language::kChinese ? "zh-CN" : "en";
  page += "\">\n<head>\n<meta charset=\"utf-8\">\n";
  page +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"" + std::string(kPolicy) + "\">\n";
  page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  page += "<title>" + EscapeMarkup(title) + " · Jifen</title>\n<style>\n";
  page += embedded::kChartPageStyle;
  page += "</style>\n</head>\n<body>\n<main></main>\n<noscript>";
  page += EscapeMarkup(Say(language, Phrase::kChartNoScript));
  page += "</noscript>\n<script type=\"application/json\" id=\"data\">";
  page += EscapeJson(ChartDataJson(language, input));
  page += "</script>\n";
  // Each stands on those before it.
  for (const std::string_view script :
       {EchartsScript(), embedded::kChartPageFrameScript, embedded::kGenerationChartsScript,
        embedded::kComparisonChartsScript, embedded::kChartPageScript}) {
    page += "<script>\n";
    page += script;
    page += "\n</script>\n";
  }
  return page + "</body>\n</html>\n";
}

}  // namespace jifen::tools::cli
