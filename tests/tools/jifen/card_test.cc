#include "tools/jifen/render/card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tools/jifen/samples.h"
#include "tools/jifen/render/display_width.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string TextOf(const Terminal& terminal, const v1::ScoreCard& card, const v1::Scheme* scheme) {
  return RenderCard({.card = card, .scheme = scheme, .terminal = terminal}).ToText(terminal.colour);
}

TEST(Card, IsDrawnInChinese) {
  const v1::Scheme scheme = SampleScheme();
  ExpectGolden("card.zh.txt", TextOf(ChineseTerminal(), SampleCard(), &scheme));
}

TEST(Card, IsDrawnInEnglish) {
  const v1::Scheme scheme = SampleScheme();
  ExpectGolden("card.en.txt", TextOf(EnglishTerminal(), SampleCard(), &scheme));
}

TEST(Card, IsDrawnInAsciiSigns) {
  Terminal terminal = EnglishTerminal();
  terminal.unicode = false;
  terminal.width = 80;
  const v1::Scheme scheme = SampleScheme();
  ExpectGolden("card.ascii.txt", TextOf(terminal, SampleCard(), &scheme));
}

TEST(Card, SummaryIsDrawn) {
  const v1::Scheme scheme = SampleScheme();
  const v1::ScoreCard card = SampleCard();
  const Terminal terminal = ChineseTerminal();
  ExpectGolden(
      "card_summary.zh.txt",
      RenderCardSummary({.card = card, .scheme = &scheme, .terminal = terminal}).ToText(false));
}

v1::Scheme ScaledScheme() {
  v1::Scheme scheme = SampleScheme();
  scheme.mutable_total()->set_maximum("200");
  scheme.mutable_total()->set_scale_to("500");
  return scheme;
}

TEST(Card, ThatIsOpenCutAndScaledIsDrawnInChinese) {
  const v1::Scheme scheme = ScaledScheme();
  ExpectGolden(
      "card_open.zh.txt",
      TextOf(ChineseTerminal(), ReadSample<v1::ScoreCard>("card_open.textproto"), &scheme));
}

TEST(Card, ThatIsOpenCutAndScaledIsDrawnInEnglish) {
  const v1::Scheme scheme = ScaledScheme();
  ExpectGolden(
      "card_open.en.txt",
      TextOf(EnglishTerminal(), ReadSample<v1::ScoreCard>("card_open.textproto"), &scheme));
}

TEST(Card, EveryLineOfAnOpenOneFits) {
  const v1::ScoreCard card = ReadSample<v1::ScoreCard>("card_open.textproto");
  for (int width = kWidthMin; width <= kWidthMax; ++width) {
    const Terminal terminal{.language = Language::kChinese, .width = width};
    const Page page = RenderCard({.card = card, .scheme = nullptr, .terminal = terminal});
    for (const Line& line : page.lines()) EXPECT_LE(line.width(), width);
  }
}

TEST(Card, SaysHowTheTotalFollowsFromItsParts) {
  v1::ScoreCard card = ReadSample<v1::ScoreCard>("card_open.textproto");
  EXPECT_THAT(TextOf(EnglishTerminal(), card, nullptr), HasSubstr("total 250"));
  card.clear_total();
  EXPECT_THAT(TextOf(EnglishTerminal(), card, nullptr), Not(HasSubstr("core 97.8333")));
  EXPECT_THAT(TextOf(EnglishTerminal(), SampleCard(), nullptr), Not(HasSubstr("Sum: ")));
}

TEST(Card, EveryLineFitsAndTheFrameLinesUp) {
  const v1::Scheme scheme = SampleScheme();
  const v1::ScoreCard card = SampleCard();
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    for (int width = kWidthMin; width <= kWidthMax; ++width) {
      const Terminal terminal{.language = language, .width = width};
      const Page page = RenderCard({.card = card, .scheme = &scheme, .terminal = terminal});
      for (const Line& line : page.lines()) {
        std::string text;
        for (const Span& span : line.spans()) text += span.text;
        EXPECT_EQ(DisplayWidth(text), line.width());
        EXPECT_LE(line.width(), width) << text;
        if (text.starts_with("│")) EXPECT_EQ(line.width(), width) << text;
      }
    }
  }
}

TEST(Card, ColoursAddNothingButEscapes) {
  const v1::Scheme scheme = SampleScheme();
  const v1::ScoreCard card = SampleCard();
  Terminal terminal = ChineseTerminal();
  const std::string plain = TextOf(terminal, card, &scheme);
  EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
  terminal.colour = true;
  std::string coloured = TextOf(terminal, card, &scheme);
  EXPECT_THAT(coloured, HasSubstr("\x1b[32m"));
  for (size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, plain);
}

TEST(Card, ClaimsNothingAboutTheEndsOfBandsWithoutTheScheme) {
  const std::string text = TextOf(EnglishTerminal(), SampleCard(), nullptr);
  EXPECT_THAT(text, HasSubstr("band 55 % … 75 %"));
  EXPECT_THAT(text, Not(HasSubstr("≥")));
  EXPECT_THAT(text, Not(HasSubstr("国科发政")));
}

TEST(Card, ShowsTheUpperEndAsClosedWhereTheSchemeSaysSo) {
  const v1::Scheme scheme = SampleScheme();
  EXPECT_THAT(TextOf(EnglishTerminal(), SampleCard(), &scheme), HasSubstr("> 55 % … ≤ 75 %"));
}

TEST(Card, WithoutATotalSaysSo) {
  v1::ScoreCard card = SampleCard();
  card.clear_total();
  card.set_outcome(v1::OUTCOME_NOT_SCORED);
  const std::string text = TextOf(EnglishTerminal(), card, nullptr);
  EXPECT_THAT(text, HasSubstr("not scored"));
  EXPECT_THAT(text, HasSubstr("–"));
}

TEST(Card, ShortensALongListOfEvidenceAndSaysSo) {
  v1::ScoreCard card = SampleCard();
  v1::IndicatorResult& indicator = *card.mutable_categories(0)->mutable_indicators(0);
  for (int i = 0; i < 40; ++i) {
    v1::Evidence& evidence = *indicator.add_evidence();
    evidence.set_kind(v1::RECORD_KIND_AWARD);
    evidence.set_record_id("award-" + std::to_string(i));
  }
  const std::string text = TextOf(EnglishTerminal(), card, nullptr);
  EXPECT_THAT(text, HasSubstr("award-6"));
  EXPECT_THAT(text, Not(HasSubstr("award-7")));
  EXPECT_THAT(text, HasSubstr("and 33 more records"));
}

TEST(Card, OneMoreRecordIsNotOneMoreRecords) {
  v1::ScoreCard card = SampleCard();
  v1::IndicatorResult& indicator = *card.mutable_categories(0)->mutable_indicators(0);
  indicator.clear_evidence();
  for (int i = 0; i < 9; ++i) indicator.add_evidence()->set_kind(v1::RECORD_KIND_AWARD);
  EXPECT_THAT(TextOf(EnglishTerminal(), card, nullptr), HasSubstr("and 1 more record ("));
}

TEST(Card, ControlCharactersOfANameDoNotReachTheTerminal) {
  v1::ScoreCard card = SampleCard();
  card.set_enterprise_name("evil\x1b[2Jname\x07");
  const std::string text = TextOf(EnglishTerminal(), card, nullptr);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
}

}  // namespace
}  // namespace jifen::tools::cli
