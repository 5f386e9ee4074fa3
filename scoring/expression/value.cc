#include "scoring/expression/value.h"

namespace jifen::scoring::expression {
namespace {

constexpr int kYearMax = 9999;
constexpr int kDaysInEveryMonth = 28;

bool IsLeapYear(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int64_t DaysInMonth(int64_t year, int64_t month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

bool IsDay(int64_t year, int64_t month, int64_t day) {
  if (year < 1 || year > kYearMax || month < 1 || month > 12 || day < 1) return false;
  return day <= kDaysInEveryMonth || day <= DaysInMonth(year, month);
}

Day DayOf(const v1::Date& date) {
  return IsDay(date.year(), date.month(), date.day()) ? Day(date.year(), date.month(), date.day())
                                                      : Day();
}

v1::Date DateOf(Day day) {
  v1::Date date;
  date.set_year(day.year());
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace jifen::scoring::expression
