// scoring/expression/timestamp.h: instants and durations as CEL has them.
//
//   Units    nanoseconds.
//   Range    instants of the years 1..9999 in UTC; durations of 64 bits, about 292 years either way.
//   Source   RFC 3339 for instants; Go's notation of durations (1h30m, 1.5s, -10ms), which CEL takes.
//            Zones are UTC or a fixed offset: names of zones need a database that differs from
//            machine to machine.
//   Threads  values and free functions without state.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scoring/decimal/decimal.h"

namespace jifen::scoring::expression {

inline constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;
inline constexpr int64_t kSecondsPerDay = 86'400;

class Timestamp {
 public:
  constexpr Timestamp() = default;
  // From 1970-01-01T00:00:00Z; nullopt outside of the range.
  static std::optional<Timestamp> FromNanoseconds(decimal::Int128 nanoseconds);
  static std::optional<Timestamp> FromSeconds(int64_t seconds);

  constexpr decimal::Int128 nanoseconds() const { return nanoseconds_; }
  // Rounded down.
  int64_t seconds() const;
  int64_t nanosecond_of_second() const;

  friend constexpr std::strong_ordering operator<=>(Timestamp a, Timestamp b) {
    return a.nanoseconds_ <=> b.nanoseconds_;
  }
  friend constexpr bool operator==(Timestamp a, Timestamp b) {
    return a.nanoseconds_ == b.nanoseconds_;
  }

 private:
  decimal::Int128 nanoseconds_ = 0;
};

// What clock and calendar show; the days of week (Sunday is 0) and year count from 0.
struct CivilTime {
  int64_t year;
  int month;
  int day;
  int day_of_week;
  int day_of_year;
  int hour;
  int minute;
  int second;
};
CivilTime CivilTimeOf(Timestamp timestamp, int zone_minutes);

// Days from 1970-01-01 in the Gregorian calendar.
int64_t DaysFromCivil(int64_t year, int month, int day);

// 2009-02-13T23:31:30.5Z, 2009-02-13T23:31:30+08:00. nullopt: malformed or out of range.
std::optional<Timestamp> ParseTimestamp(std::string_view text);
// In UTC, without zeros at the end of a fraction.
std::string FormatTimestamp(Timestamp timestamp);

// Units h m s ms us ns, each number with a fraction if need be. nullopt: malformed or out of range.
std::optional<int64_t> ParseDuration(std::string_view text);
// In seconds: 90s, -0.5s.
std::string FormatDuration(int64_t nanoseconds);

inline constexpr char kNoZone[] = "the text is no zone that is the same on every machine";
inline constexpr char kZoneWanted[] = "UTC or a fixed offset, e.g. +08:00";
// UTC, +08:00, -09:30, 02:00 as minutes east. nullopt for anything else.
std::optional<int> ParseZone(std::string_view text);

}  // namespace jifen::scoring::expression
