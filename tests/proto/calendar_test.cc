#include "proto/model/calendar.h"

#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"

namespace jifen::model {
namespace {

TEST(CalendarToDays, AgreesWithAbseilOnEveryDayOfItsRange) {
  const absl::CivilDay end(2200, 12, 31);
  for (absl::CivilDay day(1900, 1, 1); day <= end; ++day) {
    const v1::Date date = MakeDate(static_cast<int>(day.year()), day.month(), day.day());
    const auto days = static_cast<int32_t>(day - absl::CivilDay(1970, 1, 1));
    ASSERT_EQ(ToDays(date), days);
    ASSERT_EQ(FormatDate(FromDays(days)), FormatDate(date));
  }
}

struct WrongDate {
  const char* name;
  const char* text;
};

class CalendarParseDate : public testing::TestWithParam<WrongDate> {};

TEST_P(CalendarParseDate, RefusesWhatIsNoDay) {
  const absl::StatusOr<v1::Date> date = ParseDate(GetParam().text);
  ASSERT_FALSE(date.ok());
  EXPECT_EQ(DetailOf(date.status())->reason(), v1::REASON_DATE_INVALID);
  EXPECT_EQ(DetailOf(date.status())->got(), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CalendarParseDate,
    testing::Values(WrongDate{"Empty", ""}, WrongDate{"February30", "2025-02-30"},
                    WrongDate{"NoLeapYear", "2100-02-29"}, WrongDate{"Month13", "2025-13-01"},
                    WrongDate{"Slashes", "2025/03/01"}, WrongDate{"Short", "2025-3-1"},
                    WrongDate{"Sign", "2025-+3-01"}, WrongDate{"TooEarly", "1899-12-31"},
                    WrongDate{"TooLate", "2201-01-01"}),
    [](const auto& info) { return info.param.name; });

TEST(CalendarParseDate, ReadsWhatFormatDateWrites) {
  EXPECT_EQ(FormatDate(*ParseDate("2024-02-29")), "2024-02-29");
}

TEST(CalendarDayInChina, TurnsAtSixteenHoursUtc) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::Time before = absl::FromCivil(absl::CivilSecond(2025, 12, 31, 15, 59, 59), utc);
  EXPECT_EQ(FormatDate(DayInChina(before)), "2025-12-31");
  EXPECT_EQ(FormatDate(DayInChina(before + absl::Seconds(1))), "2026-01-01");
}

}  // namespace
}  // namespace jifen::model
