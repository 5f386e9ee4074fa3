#include "tools/table_import/cell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tools/table_import/number_hint.h"

namespace jifen::tools::table_import {
namespace {

v1::Reason ReasonOf(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  return detail.has_value() ? detail->reason() : v1::REASON_UNSPECIFIED;
}

struct NumberRow {
  std::string name;
  std::string text;
  int digits;
  std::optional<int64_t> value;
  v1::Reason reason = v1::REASON_CELL_INVALID;
};

void PrintTo(const NumberRow& row, std::ostream* out) { *out << row.name << " " << row.text; }

class ParseScaledTable : public ::testing::TestWithParam<NumberRow> {};

TEST_P(ParseScaledTable, GivesTheExactNumberOrTheReason) {
  const NumberRow& row = GetParam();
  const absl::StatusOr<int64_t> value = ParseScaled(row.text, row.digits);
  ASSERT_EQ(value.ok(), row.value.has_value()) << value.status();
  if (row.value.has_value()) {
    EXPECT_EQ(*value, *row.value);
  } else {
    EXPECT_EQ(ReasonOf(value.status()), row.reason);
    // Of a long cell only the beginning is shown.
    const std::string got = model::DetailOf(value.status())->got();
    EXPECT_EQ(got.substr(0, 100), row.text.substr(0, 100));
    EXPECT_LE(got.size(), static_cast<size_t>(model::kGotBytesMax));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cells, ParseScaledTable,
    ::testing::Values(
        NumberRow{"YuanWhole", "5000", 2, 500000}, NumberRow{"YuanFen", "0.01", 2, 1},
        NumberRow{"YuanBelowFen", "0.001", 2, std::nullopt},
        NumberRow{"YuanZerosBelowFen", "12.3400", 2, 1234},
        // 0.1 and 0.29 are no binary fractions: a double would give 28 or 29 fen here.
        NumberRow{"YuanNoBinaryFraction", "0.29", 2, 29}, NumberRow{"WanFen", "0.000001", 6, 1},
        NumberRow{"WanBelowFen", "0.0000001", 6, std::nullopt},
        NumberRow{"WanMixed", "123.456789", 6, 123456789},
        NumberRow{"WanLargest", "9223372036854.775807", 6, INT64_MAX},
        NumberRow{"WanTooLarge", "9223372036854.775808", 6, std::nullopt, v1::REASON_OUT_OF_RANGE},
        NumberRow{"WanSmallest", "-9223372036854.775808", 6, INT64_MIN},
        NumberRow{"Negative", "-12.5", 2, -1250}, NumberRow{"Plus", "+3", 0, 3},
        NumberRow{"UnicodeMinus",
                  "\xE2\x88\x92"
                  "3",
                  0, -3},
        NumberRow{"NegativeZero", "-0.00", 2, 0}, NumberRow{"YuanSign", "¥12", 2, 1200},
        NumberRow{"WideYuanSign", "￥1,200.5", 2, 120050},
        NumberRow{"SignAfterMinus", "-¥12", 2, -1200},
        NumberRow{"Thousands", "1,234,567.89", 2, 123456789},
        NumberRow{"ThousandsMisplaced", "12,34", 2, std::nullopt},
        NumberRow{"ThousandsShort", "1,23", 2, std::nullopt},
        NumberRow{"ThousandsLeading", ",123", 2, std::nullopt},
        NumberRow{"WideDigits", "１２．５", 2, 1250}, NumberRow{"WideComma", "1，234", 0, 1234},
        NumberRow{"WideSignAndSpaceless", "－￥１，２００", 2, -120000},
        NumberRow{"NoWhole", ".5", 2, std::nullopt}, NumberRow{"NoFraction", "5.", 2, std::nullopt},
        NumberRow{"TwoPoints", "1.2.3", 2, std::nullopt},
        NumberRow{"Exponent", "1.2E+07", 2, std::nullopt}, NumberRow{"Dash", "-", 2, std::nullopt},
        NumberRow{"Words", "约500", 2, std::nullopt}, NumberRow{"TwoSigns", "--5", 2, std::nullopt},
        NumberRow{"Inner", "1 000", 2, std::nullopt},
        NumberRow{"Parentheses", "(500)", 2, std::nullopt}, NumberRow{"LeadingZeros", "007", 0, 7},
        NumberRow{"WholeWithZeros", "12.0", 0, 12},
        NumberRow{"WholeWithHalf", "12.5", 0, std::nullopt},
        NumberRow{"Hex", "0x10", 0, std::nullopt},
        NumberRow{"FourHundredDigits", std::string(400, '9'), 0, std::nullopt,
                  v1::REASON_OUT_OF_RANGE}),
    [](const auto& info) { return info.param.name; });

// Full-width digits go the general way, plain ones a short one.
TEST(ParseScaled, PlainDigitsGiveWhatTheGeneralWayGives) {
  for (const char* text : {"0", "7", "007", "12.5", "12.50", "12.", ".5", "1.2.3", "1234567",
                           "0.00", "0.01", "0.001", "99.99", ".", "1e3", "12 3",
                           "92233720368547758.07", "999999999999999999", "1234567890123456"}) {
    std::string wide;
    for (const char* c = text; *c != '\0'; ++c) {
      wide += *c >= '0' && *c <= '9' ? std::string("\xEF\xBC") + static_cast<char>(0x90 + *c - '0')
                                     : std::string(1, *c);
    }
    for (const int digits : {0, 2, 6}) {
      const absl::StatusOr<int64_t> plain = ParseScaled(text, digits);
      const absl::StatusOr<int64_t> general = ParseScaled(wide, digits);
      EXPECT_EQ(plain.ok(), general.ok()) << text << " " << digits;
      EXPECT_EQ(plain.value_or(-1), general.value_or(-1)) << text << " " << digits;
    }
  }
}

TEST(ParseScaled, AFootnoteMarkDoesNotBecomeADigit) {
  for (const char* text :
       {"1200①", "5000²", "5000₂", "½", "１２⑳", "1㎡", "Ⅳ", "１２００①", "𝟏𝟐", "٣",
        "1\xC2\xA0"
        "000"}) {
    EXPECT_EQ(ReasonOf(ParseScaled(text, 2).status()), v1::REASON_CELL_INVALID) << text;
    EXPECT_EQ(ReasonOf(ParseInteger(text).status()), v1::REASON_CELL_INVALID) << text;
    EXPECT_EQ(ReasonOf(ParsePercent(text).status()), v1::REASON_CELL_INVALID) << text;
  }
  EXPECT_EQ(ReasonOf(ParseYear("20①9").status()), v1::REASON_CELL_INVALID);
  EXPECT_EQ(ReasonOf(ParseYear("201⁹年").status()), v1::REASON_CELL_INVALID);
  EXPECT_EQ(ReasonOf(ParseDateCell("2025-0①-03").status()), v1::REASON_DATE_INVALID);
  EXPECT_EQ(ReasonOf(ParseDateCell("2025-06-3²").status()), v1::REASON_DATE_INVALID);
  EXPECT_EQ(ReasonOf(ParseYesNo("①").status()), v1::REASON_CELL_INVALID);
}

TEST(ParseInteger, RefusesWhatDoesNotFitInto32Bits) {
  EXPECT_EQ(*ParseInteger("2147483647"), 2147483647);
  EXPECT_EQ(ReasonOf(ParseInteger("2147483648").status()), v1::REASON_OUT_OF_RANGE);
}

TEST(ParseYear, AllowsTheWordForYear) {
  EXPECT_EQ(*ParseYear("2025"), 2025);
  EXPECT_EQ(*ParseYear("2025年"), 2025);
  EXPECT_EQ(*ParseYear("2025年度"), 2025);
  EXPECT_EQ(*ParseYear("２０２５ 年"), 2025);
  EXPECT_EQ(ReasonOf(ParseYear("二〇二五").status()), v1::REASON_CELL_INVALID);
}

TEST(ParseYear, SaysThatAYearIsOutOfRangeBeforeADayIsMadeOfIt) {
  EXPECT_EQ(ReasonOf(ParseYear("20255").status()), v1::REASON_OUT_OF_RANGE);
  EXPECT_EQ(ReasonOf(ParseYear("1989").status()), v1::REASON_OUT_OF_RANGE);
  EXPECT_EQ(*ParseYear("1990"), 1990);
  EXPECT_EQ(*ParseYear("2100"), 2100);
  EXPECT_EQ(ReasonOf(ParseYear("2101").status()), v1::REASON_OUT_OF_RANGE);
}

TEST(ParsePercent, ReadsPercentsWithAndWithoutTheirSign) {
  EXPECT_EQ(*ParsePercent("3.85"), 385);
  EXPECT_EQ(*ParsePercent("3.85%"), 385);
  EXPECT_EQ(*ParsePercent("12.5 ％"), 1250);
  EXPECT_EQ(ReasonOf(ParsePercent("3.855").status()), v1::REASON_CELL_INVALID);
  EXPECT_EQ(ReasonOf(ParsePercent("3%%").status()), v1::REASON_CELL_INVALID);
}

TEST(ParseScaled, RefusesAPercentSignAndSaysSo) {
  for (const absl::Status& status : {ParseScaled("3%", 2).status(), ParseInteger("3％").status(),
                                     ParseHundredths("3%").status()}) {
    EXPECT_EQ(ReasonOf(status), v1::REASON_CELL_INVALID);
    EXPECT_THAT(model::DetailOf(status)->want(), testing::HasSubstr("without a percent sign"));
  }
  EXPECT_THAT(model::DetailOf(ParseScaled("12,34", 2).status())->want(),
              testing::HasSubstr("千分位"));
}

struct DateRow {
  std::string name;
  std::string text;
  std::string day;  // empty: refused
};

void PrintTo(const DateRow& row, std::ostream* out) { *out << row.name << " " << row.text; }

class ParseDateTable : public ::testing::TestWithParam<DateRow> {};

TEST_P(ParseDateTable, GivesTheDayOrDateInvalid) {
  const DateRow& row = GetParam();
  const absl::StatusOr<v1::Date> date = ParseDateCell(row.text);
  ASSERT_EQ(date.ok(), !row.day.empty()) << date.status();
  if (date.ok()) {
    EXPECT_EQ(model::FormatDate(*date), row.day);
  } else {
    EXPECT_EQ(ReasonOf(date.status()), v1::REASON_DATE_INVALID);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cells, ParseDateTable,
    ::testing::Values(
        DateRow{"Iso", "2025-06-30", "2025-06-30"}, DateRow{"Excel", "2025/6/3", "2025-06-03"},
        DateRow{"ExcelPadded", "2025/06/03", "2025-06-03"},
        DateRow{"Wide", "２０２５－０６－０３", "2025-06-03"},
        DateRow{"LeapDay", "2024-02-29", "2024-02-29"}, DateRow{"NoLeapDay", "2023-02-29", ""},
        DateRow{"Month13", "2025-13-01", ""}, DateRow{"Day0", "2025-01-00", ""},
        DateRow{"Mixed", "2025-01/02", ""}, DateRow{"ShortYear", "25/6/3", ""},
        DateRow{"DayFirst", "03/06/2025", ""}, DateRow{"Points", "2025.6.3", "2025-06-03"},
        DateRow{"Digits", "20250603", "2025-06-03"}, DateRow{"Words", "2025年6月3日", "2025-06-03"},
        DateRow{"WideWords", "２０２５年０６月０３日", "2025-06-03"},
        DateRow{"WideSlashes", "２０２５／６／３", "2025-06-03"},
        DateRow{"NoDayWord", "2025年6月3", ""}, DateRow{"MonthOnly", "2025年6月", ""},
        DateRow{"SevenDigits", "2025063", ""}, DateRow{"NineDigits", "202506030", ""},
        DateRow{"NoDigitsDay", "20250631", ""},
        DateRow{"Midnight", "2025-06-03 00:00", "2025-06-03"},
        DateRow{"Database", "2025-06-03 23:59:59.123", "2025-06-03"},
        DateRow{"IsoTime", "2025-06-03T08:00:00", "2025-06-03"},
        DateRow{"NoTime", "2025-06-03 24:00", ""}, DateRow{"HourOnly", "2025-06-03 08", ""},
        DateRow{"Zone", "2025-06-03T08:00:00Z", ""}, DateRow{"Range", "2025-06-03 2025-06-04", ""},
        DateRow{"Serial", "45811", ""}, DateRow{"NoDay", "2025-06", ""},
        DateRow{"EmptyDay", "2025-06-", ""}, DateRow{"LongMonth", "2025-006-03", ""},
        DateRow{"Signed", "2025--6-03", ""}, DateRow{"TooEarly", "1899-12-31", ""},
        DateRow{"LastYear", "去年", ""}),
    [](const auto& info) { return info.param.name; });

TEST(ParseDateCell, AsksForTheYearFirstWhereADayCouldBeTwo) {
  for (const char* text : {"3/1/2025", "03-01-2025", "1.3.25", "３／１／２０２５"}) {
    const absl::Status status = ParseDateCell(text).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_DATE_INVALID) << text;
    EXPECT_THAT(model::DetailOf(status)->want(), testing::HasSubstr("the year first")) << text;
  }
}

TEST(ParseDateCell, TellsADayThatDoesNotExistFromOneThatCannotBeRead) {
  const std::pair<const char*, const char*> rows[] = {
      {"2023-02-29", "2023-02 has 28 days"}, {"2024年2月30日", "2024 年 2 月为 1 至 29 日"},
      {"20250631", "2025-06 has 30 days"},   {"2025-13-01", "months go from 1 to 12"},
      {"1899-12-31", "1900 to 2200"},        {"去年", "a day that can be read"},
      {"2025年6月", "看得懂的日期"},
  };
  for (const auto& [text, want] : rows) {
    const absl::Status status = ParseDateCell(text).status();
    EXPECT_THAT(model::DetailOf(status)->want(), testing::HasSubstr(want)) << text;
  }
}

TEST(NumberHint, SaysWhatToWriteInstead) {
  static const Column money{.type = CellType::kMoney};
  static const Column count{.type = CellType::kInteger};
  static const Column hundredths{.type = CellType::kHundredths};
  static const Column year{.type = CellType::kYear};
  static const Column day{.type = CellType::kDate};
  static const Column text{.type = CellType::kText};
  const MoneyUnit wan{.name = "wan_yuan", .zh = "万元", .fen_digits = 6};
  struct Row {
    const char* cell;
    const Column* column;
    const char* hint;
  };
  const Row rows[] = {
      {"-", &money,
       "未知请留空；确实没有才填 0 / an empty cell if it is not known; 0 only if there is none"},
      {"无", &count, "确实没有才填 0"},
      {"／", &count, "0 only if there is none"},
      {"N/A", &count, "未知请留空"},
      {"500元", &money, "此列以万元为单位 / the number alone; this column is in wan yuan"},
      {"50万", &money, "只写数字"},
      {"￥1,200 万元", &money, "只写数字"},
      {"12人", &count, "只写数字，不带单位 / the number alone, without its unit"},
      {"-", &day, "未知请留空 / an empty cell if it is not known"},
      {"1.2E+07", &money,
       "不用科学计数法的数字：把该列设为数值格式（不用指数和千分位），再另存；若未丢失数位，应为 "
       "12000000 / "
       "no scientific notation: format the column as numbers, without exponent and thousands "
       "separators, "
       "and save it again; 12000000 if no digit was lost"},
      {"－１．２３４５ｅ２", &money, "应为 -123.45 / "},
      {"+5E-03", &money, "应为 0.005 / "},
      {"5E-06", &money, "应为 0.000005 / "},
      {"2.5E+1", &hundredths, "应为 25 / "},
      {"2.025E+03", &year, "应为 2025 / "},
      {"-0E5", &count, "应为 0 / "},
      {"-0.0E5", &money, "应为 0 / "},
      // What the column would refuse is not proposed.
      {"-1.2E+01", &count, "再另存 / no scientific"},
      {"12E-1", &count, "再另存 / no scientific"},
      {"1E+12", &count, "再另存 / no scientific"},
      {"5E-07", &money, "再另存 / no scientific"},
      {"1.234E+0", &hundredths, "再另存 / no scientific"},
      {"2.9E+03", &year, "再另存 / no scientific"},
      {"0E+5", &count, "应为 0 / "},
      {"12E-1", &money, "应为 1.2 / "},
      {"1E+19", &money, "再另存 / no scientific"},
  };
  for (const Row& row : rows) {
    const FileColumn column{
        .heading = "x", .column = row.column, .unit = row.column == &money ? &wan : nullptr};
    EXPECT_THAT(NumberHint(row.cell, column), testing::HasSubstr(row.hint)) << row.cell;
  }
  for (const char* cell : {"500", "1200①", "12.3.4", "元", "约500", "3%", "E5", "1E", "1.2E+7.5"}) {
    EXPECT_EQ(NumberHint(cell, {.heading = "x", .column = &count}), "") << cell;
  }
  EXPECT_EQ(NumberHint("-", {.heading = "x", .column = &text}), "");
}

TEST(ParseYesNo, KnowsTheWordsInUse) {
  for (const char* text : {"是", "有", "√", "✔", "☑", "1", "Yes", "Y", "TRUE", "ｙｅｓ"}) {
    const absl::StatusOr<bool> value = ParseYesNo(text);
    ASSERT_TRUE(value.ok()) << text;
    EXPECT_TRUE(*value) << text;
  }
  for (const char* text : {"否", "无", "×", "✘", "☒", "0", "No", "n", "FALSE"}) {
    const absl::StatusOr<bool> value = ParseYesNo(text);
    ASSERT_TRUE(value.ok()) << text;
    EXPECT_FALSE(*value) << text;
  }
  for (const char* text : {"-1", "也许", "2", "是否"}) {
    EXPECT_EQ(ReasonOf(ParseYesNo(text).status()), v1::REASON_CELL_INVALID) << text;
  }
}

TEST(ParseEnumCell, ListsTheNamesWhenNoneFits) {
  const EnumNames& levels = BuiltinFormats()->enums().at("Level");
  EXPECT_EQ(*ParseEnumCell("国家级", levels), v1::LEVEL_NATIONAL);
  EXPECT_EQ(*ParseEnumCell("Provincial", levels), v1::LEVEL_PROVINCIAL);
  EXPECT_EQ(*ParseEnumCell("省部级", levels), v1::LEVEL_PROVINCIAL);
  const absl::Status status = ParseEnumCell("乡级", levels).status();
  EXPECT_EQ(ReasonOf(status), v1::REASON_UNKNOWN_ENUM);
  EXPECT_EQ(model::DetailOf(status)->want(),
            "其中之一：国家级、省级、市级、县级 / one of: 国家级、省级、市级、县级");
}

}  // namespace
}  // namespace jifen::tools::table_import
