#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

#include "scoring/expression/timestamp.h"
#include "tests/scoring/expression/testing.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::expression {
namespace {

std::string Evaluate(std::string_view text) {
  TestDossier dossier;
  return dossier.Evaluate(text);
}

TEST(Timestamps, AreReadInAnyZoneAndWrittenInUtc) {
  EXPECT_EQ(Evaluate("timestamp('2009-02-13T23:31:30Z')"), "2009-02-13T23:31:30Z");
  EXPECT_EQ(Evaluate("timestamp('2009-02-14T07:31:30+08:00')"), "2009-02-13T23:31:30Z");
  EXPECT_EQ(Evaluate("timestamp('2009-02-13T14:01:30.500-09:30')"), "2009-02-13T23:31:30.5Z");
  EXPECT_EQ(Evaluate("string(timestamp(0))"), "\"1970-01-01T00:00:00Z\"");
  EXPECT_EQ(Evaluate("timestamp(date(2024, 2, 29))"), "2024-02-29T00:00:00Z");
  EXPECT_EQ(Evaluate("int(timestamp('1969-12-31T23:59:59.5Z'))"), "-1");
  EXPECT_EQ(Evaluate("timestamp(valid_at) == timestamp('2025-06-30T00:00:00Z')"), "true");
}

TEST(Timestamps, MalformedOnesAreFaults) {
  for (const char* text :
       {"", "2009-02-13", "2009-02-13T23:31:30", "2009-02-30T00:00:00Z", "2009-02-13T24:00:00Z",
        "2009-02-13T23:31:60Z", "2009-02-13T23:31:30.Z", "2009-02-13T23:31:30.1234567890Z",
        "2009-02-13t23:31:30z", "2009-02-13T23:31:30+24:00", "2009-02-13T23:31:30Z ",
        "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01"}) {
    EXPECT_FALSE(ParseTimestamp(text).has_value()) << text;
    EXPECT_EQ(FaultOf("timestamp('" + std::string(text) + "')").substr(0, 12), "DATE_INVALID")
        << text;
  }
}

TEST(Durations, AreReadAsGoWritesThem) {
  EXPECT_EQ(Evaluate("duration('1h30m')"), "5400s");
  EXPECT_EQ(Evaluate("duration('-1.5s')"), "-1.5s");
  EXPECT_EQ(Evaluate("duration('1h2m3s4ms5us6ns')"), "3723.004005006s");
  EXPECT_EQ(Evaluate("duration('0')"), "0s");
  EXPECT_EQ(Evaluate("duration('+.5m')"), "30s");
  EXPECT_EQ(Evaluate("duration('-9223372036854775808ns')"), "-9223372036.854775808s");
  for (const char* text : {"", "1", "s", "1x", "1h ", "--1s", ".s", "9223372036854775808ns",
                           "320000000000s", "99999999999999999999999999h"}) {
    EXPECT_FALSE(ParseDuration(text).has_value()) << text;
  }
}

TEST(Time, ArithmeticStaysInRange) {
  EXPECT_EQ(Evaluate("timestamp('2009-02-13T23:00:00Z') + duration('240s')"),
            "2009-02-13T23:04:00Z");
  EXPECT_EQ(Evaluate("duration('1s') + timestamp(0) - timestamp(3)"), "-2s");
  EXPECT_EQ(Evaluate("duration('3s') - duration('1ns')"), "2.999999999s");
  EXPECT_EQ(FaultOf("timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')"),
            "NUMBER_OVERFLOW 1:45 timestamp('9999-12-31T23:59:59.999999999Z') + "
            "duration('1ns')|the years 1..9999");
  EXPECT_EQ(Evaluate("true || timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')"
                     " > duration('1s')"),
            "true");
  EXPECT_EQ(FaultOf("timestamp(0) + timestamp(0)").substr(0, 15), "EXPRESSION_TYPE");
  EXPECT_EQ(FaultOf("duration('1s') * 2").substr(0, 15), "EXPRESSION_TYPE");
  EXPECT_EQ(FaultOf("timestamp(0) == valid_at").substr(0, 15), "EXPRESSION_TYPE");
}

TEST(Time, AccessorsTakeFixedOffsetsOnly) {
  const std::string t = "timestamp('2009-02-13T23:31:30.123456789Z')";
  EXPECT_EQ(Evaluate(t + ".getFullYear()"), "2009");
  EXPECT_EQ(Evaluate(t + ".getDate('+08:00')"), "14");
  EXPECT_EQ(Evaluate(t + ".getDayOfMonth('UTC')"), "12");
  EXPECT_EQ(Evaluate(t + ".getDayOfWeek()"), "5");
  EXPECT_EQ(Evaluate(t + ".getHours('02:00')"), "1");
  EXPECT_EQ(Evaluate(t + ".getMilliseconds()"), "123");
  EXPECT_EQ(Evaluate("timestamp('0001-01-01T00:00:00Z').getFullYear('-00:01')"), "0");
  EXPECT_EQ(FaultOf("timestamp(year).getHours('Asia/Shanghai')"),
            "TEXT_INVALID 1:26 'Asia/Shanghai'|UTC or a fixed offset, e.g. +08:00");
  EXPECT_EQ(Evaluate("[\"Asia/Shanghai\"].map(z, timestamp(year).getHours(z))"),
            "error TEXT_INVALID at 1:42");
  EXPECT_EQ(Evaluate("duration('3730.5s').getMinutes()"), "62");
  EXPECT_EQ(Evaluate("duration('-3730.5s').getMilliseconds()"), "-500");
}

// The calendar forwards and backwards, and text there and back, for instants drawn at random.
TEST(Time, CalendarAndTextGoThereAndBack) {
  std::mt19937_64 random(TestSeed());
  constexpr int64_t kSeconds = 315'537'897'600;  // of the years 1..9999
  constexpr int64_t kFirst = -62'135'596'800;
  for (int i = 0; i < 20'000; ++i) {
    const int64_t seconds = kFirst + static_cast<int64_t>(random() % uint64_t{kSeconds});
    const auto fraction = static_cast<int64_t>(random() % uint64_t{kNanosecondsPerSecond});
    const auto timestamp = Timestamp::FromNanoseconds(
        decimal::Int128{seconds} * kNanosecondsPerSecond + (i % 3 == 0 ? 0 : fraction));
    ASSERT_TRUE(timestamp.has_value()) << seconds;
    const std::string text = FormatTimestamp(*timestamp);
    ASSERT_EQ(ParseTimestamp(text), timestamp) << text;
    const int zone = static_cast<int>(random() % 2879) - 1439;
    const CivilTime civil = CivilTimeOf(*timestamp, zone);
    const int64_t days = DaysFromCivil(civil.year, civil.month, civil.day);
    const int64_t of_day = civil.hour * 3600 + civil.minute * 60 + civil.second;
    ASSERT_EQ(days * kSecondsPerDay + of_day - zone * 60, timestamp->seconds()) << text;
    ASSERT_EQ(days - DaysFromCivil(civil.year, 1, 1), civil.day_of_year) << text;
    ASSERT_TRUE(civil.day_of_week >= 0 && civil.day_of_week < 7) << text;
    const auto duration = static_cast<int64_t>(random());
    ASSERT_EQ(ParseDuration(FormatDuration(duration)), duration);
  }
}

TEST(Time, TheCalendarKnowsLeapYears) {
  EXPECT_EQ(DaysFromCivil(1970, 1, 1), 0);
  EXPECT_EQ(DaysFromCivil(2000, 3, 1) - DaysFromCivil(2000, 2, 28), 2);
  EXPECT_EQ(DaysFromCivil(1900, 3, 1) - DaysFromCivil(1900, 2, 28), 1);
  EXPECT_EQ(DaysFromCivil(1, 1, 1), -719'162);
}

}  // namespace
}  // namespace jifen::scoring::expression
