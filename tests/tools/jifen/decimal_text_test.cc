#include "tools/jifen/render/decimal_text.h"

#include <gtest/gtest.h>

#include "tools/jifen/render/value_text.h"

namespace jifen::tools::cli {
namespace {

TEST(ShiftPoint, MovesDigitsAndNothingElse) {
  EXPECT_EQ(ShiftPoint("0.052", 2), "5.2");
  EXPECT_EQ(ShiftPoint("0.3", 2), "30");
  EXPECT_EQ(ShiftPoint("1", 2), "100");
  EXPECT_EQ(ShiftPoint("0", 2), "0");
  EXPECT_EQ(ShiftPoint("-0.005", 2), "-0.5");
  EXPECT_EQ(ShiftPoint("0.000000000000000001", 2), "0.0000000000000001");
  EXPECT_EQ(ShiftPoint("123456789012345678901234567890.5", 2), "12345678901234567890123456789050");
  EXPECT_EQ(ShiftPoint("260000000", -6), "260");
  EXPECT_EQ(ShiftPoint("1", -6), "0.000001");
  EXPECT_EQ(ShiftPoint("-1234567", -2), "-12345.67");
}

TEST(ShiftPoint, LeavesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".5", "5.", "1e3", "NATIONAL", "1.2.3"}) {
    EXPECT_FALSE(IsDecimal(text)) << text;
    EXPECT_EQ(ShiftPoint(text, 2), text);
  }
}

TEST(RoundTo, RoundsHalfToEven) {
  EXPECT_EQ(RoundTo("0.125", 2), "0.12");
  EXPECT_EQ(RoundTo("0.135", 2), "0.14");
  EXPECT_EQ(RoundTo("0.1250000001", 2), "0.13");
  EXPECT_EQ(RoundTo("0.5", 0), "0");
  EXPECT_EQ(RoundTo("1.5", 0), "2");
  EXPECT_EQ(RoundTo("9.996", 2), "10");
  EXPECT_EQ(RoundTo("-2.675", 2), "-2.68");
  EXPECT_EQ(RoundTo("-0.004", 2), "0");
}

TEST(CompareDecimals, ComparesByValue) {
  EXPECT_EQ(CompareDecimals("60", "60.0"), 0);
  EXPECT_EQ(CompareDecimals("059.9", "60"), -1);
  EXPECT_EQ(CompareDecimals("100", "99.999"), 1);
  EXPECT_EQ(CompareDecimals("-2", "-1"), -1);
  EXPECT_EQ(CompareDecimals("-0", "0"), 0);
  EXPECT_EQ(CompareDecimals("-1", "0.5"), -1);
}

TEST(PartsOf, RoundsDownExactly) {
  EXPECT_EQ(PartsOf("59.999999999999999999", "100", 10), 5);
  EXPECT_EQ(PartsOf("60", "100", 10), 6);
  EXPECT_EQ(PartsOf("100", "100", 10), 10);
  EXPECT_EQ(PartsOf("0", "100", 10), 0);
  EXPECT_EQ(PartsOf("7", "0", 10), 0);
  EXPECT_EQ(PartsOf("-1", "100", 10), 0);
  EXPECT_EQ(PartsOf("1000", "100", 10), 10);
}

TEST(ShortenHonestly, NeverCrossesABound) {
  EXPECT_EQ(ShortenHonestly("0.05999998", 4, {"0.06"}), "0.05999998");
  EXPECT_EQ(ShortenHonestly("0.0599998123", 4, {"0.06"}), "0.0599998");
  EXPECT_EQ(ShortenHonestly("0.612345678", 4, {"0.55", "0.75"}), "0.6123");
  EXPECT_EQ(ShortenHonestly("0.052", 4, {"0.06"}), "0.052");
  EXPECT_EQ(ShortenHonestly("0.00000001", 4, {}), "0.00000001");
}

TEST(GroupThousands, GroupsTheDigitsBeforeThePoint) {
  EXPECT_EQ(GroupThousands("2600000"), "2,600,000");
  EXPECT_EQ(GroupThousands("999"), "999");
  EXPECT_EQ(GroupThousands("-1234.5678"), "-1,234.5678");
  EXPECT_EQ(GroupThousands("-123"), "-123");
  EXPECT_EQ(GroupThousands("abcdef"), "abcdef");
}

TEST(TimesSmall, IsExact) {
  EXPECT_EQ(TimesSmall("33.3", 3), "99.9");
  EXPECT_EQ(TimesSmall("99999999999999999999", 10), "999999999999999999990");
}

TEST(ValueText, ShowsEachUnit) {
  const Terminal chinese{.language = Language::kChinese};
  const Terminal english{.language = Language::kEnglish};
  EXPECT_EQ(ValueText(chinese, v1::UNIT_RATIO, "0.052"), "5.2 %");
  EXPECT_EQ(ValueText(chinese, v1::UNIT_WAN_YUAN, "1260.5"), "1,260.5 万元");
  EXPECT_EQ(ValueText(english, v1::UNIT_WAN_YUAN, "260"), "2,600,000 yuan");
  EXPECT_EQ(ValueText(chinese, v1::UNIT_YEARS, "3"), "3 年");
  EXPECT_EQ(ValueText(chinese, v1::UNIT_YES_NO, "true"), "是");
  EXPECT_EQ(ValueText(chinese, v1::UNIT_UNSPECIFIED, "PROVINCIAL"), "省部级");
  // National is a level, and a kind of standard.
  EXPECT_EQ(ValueText(chinese, v1::UNIT_UNSPECIFIED, "NATIONAL"), "国家级");
  EXPECT_EQ(ValueText(chinese, v1::UNIT_RATIO, "0.059999979999", {"0.06"}), "5.999998 %");
}

TEST(BandText, SaysWhichEndBelongs) {
  const Terminal terminal;
  v1::Position position;
  position.set_from("0.05");
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, v1::CLOSED_LOWER), "≥ 5 %");
  position.set_to("0.06");
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, v1::CLOSED_LOWER), "≥ 5 % … < 6 %");
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, v1::CLOSED_UPPER), "> 5 % … ≤ 6 %");
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, std::nullopt), "5 % … 6 %");
  position.clear_from();
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, v1::CLOSED_LOWER), "< 6 %");
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, std::nullopt), "… 6 %");
  position.clear_to();
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, v1::CLOSED_LOWER), "");
}

TEST(BandText, ShowsTheLeastStepAboveARoundNumberAsAbove) {
  const Terminal terminal;
  v1::Position position;
  position.set_from("0.000000000000000001");
  EXPECT_EQ(BandText(terminal, v1::UNIT_COUNT, position, v1::CLOSED_LOWER), "> 0");
  position.set_to("0.300000000000000001");
  EXPECT_EQ(BandText(terminal, v1::UNIT_RATIO, position, v1::CLOSED_LOWER), "> 0 % … ≤ 30 %");
  EXPECT_EQ(BandText(terminal, v1::UNIT_COUNT, position, v1::CLOSED_UPPER),
            "> 0.000000000000000001 … ≤ 0.300000000000000001");
  position.set_from("0.123456789123456789");
  position.clear_to();
  EXPECT_EQ(BandText(terminal, v1::UNIT_COUNT, position, v1::CLOSED_LOWER),
            "≥ 0.123456789123456789");
}

TEST(Sum, IsExact) {
  EXPECT_EQ(Sum("1.5", "2.25"), "3.75");
  EXPECT_EQ(Sum("1.5", "-2.25"), "-0.75");
  EXPECT_EQ(Sum("0", "0"), "0");
}

TEST(MoneyText, ConvertsFenExactly) {
  EXPECT_EQ(MoneyText({.language = Language::kChinese}, "123456789"), "123.456789 万元");
  EXPECT_EQ(MoneyText({.language = Language::kEnglish}, "-123456789"), "-1,234,567.89 yuan");
}

TEST(Difference, IsExact) {
  EXPECT_EQ(Difference("66", "52"), "14");
  EXPECT_EQ(Difference("52", "66"), "-14");
  EXPECT_EQ(Difference("52", "52"), "0");
  EXPECT_EQ(Difference("12.5", "12.25"), "0.25");
  EXPECT_EQ(Difference("1000", "0.000000000000000001"), "999.999999999999999999");
  EXPECT_EQ(Difference("-3", "4.5"), "-7.5");
  EXPECT_EQ(Difference("4.5", "-5.5"), "10");
  EXPECT_EQ(Difference("-4", "-4.5"), "0.5");
  EXPECT_EQ(Difference("-4.5", "-4"), "-0.5");
  EXPECT_EQ(Difference("", "7"), "-7");
}

TEST(Product, IsExact) {
  EXPECT_EQ(Product("12", "34"), "408");
  EXPECT_EQ(Product("-0.05", "20"), "-1");
  EXPECT_EQ(Product("99999999999999999999", "99999999999999999999"),
            "9999999999999999999800000000000000000001");
  EXPECT_EQ(Product("0.000000000000000001", "0.5"), "0.0000000000000000005");
  EXPECT_EQ(Product("-7", "0"), "0");
  EXPECT_EQ(Product("x", "7"), "0");
}

}  // namespace
}  // namespace jifen::tools::cli
