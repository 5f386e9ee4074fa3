#include "tools/table_import/number_format.h"

#include <gtest/gtest.h>

namespace jifen::tools::table_import {
namespace {

using Kind = NumberFormat::Kind;

std::string Shown(const char* number, NumberFormat format = {}, bool date1904 = false) {
  const absl::StatusOr<std::string> text = ShowNumber(number, format, date1904);
  return text.ok() ? *text : "refused";
}

TEST(ShowNumber, KeepsFifteenDigitsAndNoExponent) {
  struct Row {
    const char* number;
    const char* shown;
  };
  const Row rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"1.1000000000000001", "1.1"},
      {"0.29999999999999999", "0.3"},
      {"33.333333333333336", "33.3333333333333"},
      {"99999999999999.996", "100000000000000"},
      {"1E3", "1000"},
      {"1.5e-3", "0.0015"},
      {"-12.50", "-12.5"},
      {"123456789012345", "123456789012345"},
      {"1E+2", "100"},
      {".5", "0.5"},
      {"5.", "5"},
      {"914403001922038000", "refused"},
      {"1E999", "refused"},
      {"1E", "refused"},
      {"1E+-2", "refused"},
      {"", "refused"},
      {"NaN", "refused"},
      {"0x10", "refused"},
      {"1,2", "refused"},
  };
  for (const Row& row : rows) EXPECT_EQ(Shown(row.number), row.shown) << row.number;
}

// ECMA-376 part 1, 18.17.4.1: day 60 of the 1900 system is a day that never was.
TEST(ShowNumber, CountsDaysWithExcelsLeapDayOf1900) {
  const NumberFormat date{.kind = Kind::kDate};
  EXPECT_EQ(Shown("1", date), "1900-01-01");
  EXPECT_EQ(Shown("59", date), "1900-02-28");
  EXPECT_EQ(Shown("60", date), "refused");
  EXPECT_EQ(Shown("61", date), "1900-03-01");
  EXPECT_EQ(Shown("45717", date), "2025-03-01");
  EXPECT_EQ(Shown("45717.999", date), "2025-03-01");
  EXPECT_EQ(Shown("2958465", date), "9999-12-31");
  EXPECT_EQ(Shown("2958466", date), "refused");
  EXPECT_EQ(Shown("0.5", date), "refused");
  EXPECT_EQ(Shown("-1", date), "refused");
  EXPECT_EQ(Shown("0", date, true), "1904-01-01");
  EXPECT_EQ(Shown("44255", date, true), "2025-03-01");
}

TEST(ShowNumber, ShowsPercentsAndZerosInFront) {
  EXPECT_EQ(Shown("0.0345", {.kind = Kind::kPercent}), "3.45%");
  EXPECT_EQ(Shown("1", {.kind = Kind::kPercent}), "100%");
  EXPECT_EQ(Shown("111", {.kind = Kind::kPadded, .digits = 4}), "0111");
  EXPECT_EQ(Shown("12345", {.kind = Kind::kPadded, .digits = 4}), "12345");
  EXPECT_EQ(Shown("0.5", {.kind = Kind::kTime}), "refused");
}

TEST(FormatOfCode, TellsDatesFromNumbers) {
  struct Row {
    const char* code;
    Kind kind;
  };
  const Row rows[] = {
      {"General", Kind::kPlain},
      {"@", Kind::kPlain},
      {"0.00", Kind::kPlain},
      {"#,##0.00_);[Red](#,##0.00)", Kind::kPlain},
      {"_ ¥* #,##0.00_ ", Kind::kPlain},
      {"0.00E+00", Kind::kPlain},
      {"\"No.\"0", Kind::kPlain},
      {"yyyy-mm-dd", Kind::kDate},
      {"yyyy\"年\"m\"月\"d\"日\";@", Kind::kDate},
      {"[$-804]yyyy\"年\"m\"月\"", Kind::kDate},
      {"m/d", Kind::kDate},
      {"mmm", Kind::kDate},
      {"yyyy/m/d h:mm", Kind::kDate},
      {"h:mm", Kind::kTime},
      {"[h]:mm:ss", Kind::kTime},
      {"mm:ss", Kind::kTime},
      {"0%", Kind::kPercent},
      {"0.00%", Kind::kPercent},
      {"0000", Kind::kPadded},
      {"0", Kind::kPlain},
      {"#,##0,", Kind::kScaled},
      {"0!.0,\"万\"", Kind::kScaled},
      {"0\\.0,", Kind::kScaled},
      {"0.0\"万元\"", Kind::kScaled},
  };
  for (const Row& row : rows) EXPECT_EQ(FormatOfCode(row.code).kind, row.kind) << row.code;
}

TEST(FormatOfId, KnowsTheBuiltInDatesOfChineseExcel) {
  for (int id : {14, 22, 27, 31, 36, 50, 57, 58}) EXPECT_EQ(FormatOfId(id).kind, Kind::kDate) << id;
  for (int id : {18, 20, 32, 45, 55}) EXPECT_EQ(FormatOfId(id).kind, Kind::kTime) << id;
  for (int id : {9, 10}) EXPECT_EQ(FormatOfId(id).kind, Kind::kPercent) << id;
  for (int id : {0, 1, 4, 11, 40, 49}) EXPECT_EQ(FormatOfId(id).kind, Kind::kPlain) << id;
}

}  // namespace
}  // namespace jifen::tools::table_import
