#include <gmock/gmock.h>

#include "tests/tools/jifen/region_samples.h"
#include "tools/jifen/render/diff_view.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/statistics_view.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;

Page StatisticsPage(const Terminal& terminal) {
  Page page;
  AddStatistics(terminal, SampleStatistics(), page);
  return page;
}

TEST(RegionViews, FitTheWidthOfTheTerminal) {
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    for (const int width : {kWidthMin, kWidthDefault, kWidthMax}) {
      const Terminal terminal{.language = language, .width = width};
      for (const Page& page : {StatisticsPage(terminal), RenderDiff(terminal, SampleDiff())}) {
        for (const Line& line : page.lines()) {
          EXPECT_LE(line.width(), width) << Page(page).ToText(false);
        }
      }
    }
  }
}

TEST(RegionViews, AreWhatTheyWere) {
  ExpectGolden("statistics.zh.txt", StatisticsPage(ChineseTerminal()).ToText(false));
  ExpectGolden("statistics.en.txt", StatisticsPage(EnglishTerminal()).ToText(false));
  ExpectGolden("diff.zh.txt", RenderDiff(ChineseTerminal(), SampleDiff()).ToText(false));
  ExpectGolden("diff.en.txt", RenderDiff(EnglishTerminal(), SampleDiff()).ToText(false));
}

TEST(RegionViews, WithoutUnicodeAreAscii) {
  const Terminal terminal{.language = Language::kEnglish, .unicode = false};
  for (const char c : StatisticsPage(terminal).ToText(false)) {
    EXPECT_LT(static_cast<unsigned char>(c), 128) << StatisticsPage(terminal).ToText(false);
    if (static_cast<unsigned char>(c) >= 128) return;
  }
}

TEST(Figures, OfDurations) {
  EXPECT_EQ(DurationText(EnglishTerminal(), absl::Seconds(25)), "25 s");
  EXPECT_EQ(DurationText(EnglishTerminal(), absl::Seconds(200)), "3 min 20 s");
  EXPECT_EQ(DurationText(ChineseTerminal(), absl::Seconds(3900)), "1 小时 05 分");
}

TEST(Figures, OfSharesAndDifferences) {
  EXPECT_EQ(ShareText(1, 3), "33.3 %");
  EXPECT_EQ(ShareText(0, 0), "0 %");
  EXPECT_EQ(ShareText(1, 2000), "0.0 %");  // ties to the even digit
  EXPECT_EQ(ShareText(3, 2000), "0.2 %");
  EXPECT_EQ(ShareText(5, 2000), "0.2 %");
  EXPECT_EQ(ShareText(1, 1999), "0.1 %");
  EXPECT_EQ(ShareText(2, 3), "66.7 %");
  EXPECT_EQ(SignedText(EnglishTerminal(), "1250.5"), "+1,250.5");
  EXPECT_EQ(SignedText(EnglishTerminal(), "-3"), "−3");
  EXPECT_EQ(SignedText(EnglishTerminal(), "0"), "0");
  EXPECT_EQ(SectionText(ChineseTerminal(), "I"), "I 信息传输、软件和信息技术服务业");
  EXPECT_EQ(SectionText(ChineseTerminal(), "Z"), "Z");
}

}  // namespace
}  // namespace jifen::tools::cli
