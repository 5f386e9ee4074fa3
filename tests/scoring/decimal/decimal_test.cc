#include "scoring/decimal/decimal.h"

#include <gtest/gtest.h>

#include <climits>
#include <string>
#include <type_traits>

namespace jifen::scoring::decimal {
namespace {

constexpr char kGreatest[] = "99999999999999999999.999999999999999999";

Decimal D(std::string_view text) {
  auto parsed = Decimal::Parse(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  return parsed.value_or(Decimal());
}

using Operation = Arithmetic (*)(Decimal, Decimal, Decimal*);

std::string Calculate(Operation operation, std::string_view a, std::string_view b) {
  Decimal result = D("77");
  switch (operation(D(a), D(b), &result)) {
    case Arithmetic::kOk:
      return result.Format();
    case Arithmetic::kOverflow:
      EXPECT_EQ(result, D("77")) << "the result was touched";
      return "overflow";
    case Arithmetic::kZeroDivisor:
      EXPECT_EQ(result, D("77")) << "the result was touched";
      return "zero divisor";
  }
  return "?";
}

struct Row {
  const char* a;
  const char* b;
  const char* want;
};

TEST(Decimal, IsSixteenTriviallyCopyableBytes) {
  EXPECT_EQ(sizeof(Decimal), 16u);
  EXPECT_TRUE(std::is_trivially_copyable_v<Decimal>);
}

TEST(DecimalFromInt, HoldsEveryInteger) {
  EXPECT_EQ(Decimal::FromInt(INT64_MIN).Format(), "-9223372036854775808");
  EXPECT_EQ(Decimal::FromInt(INT64_MAX).Format(), "9223372036854775807");
  EXPECT_EQ(Decimal::FromInt(0), Decimal());
}

TEST(DecimalFromUnscaled, RefusesThirtyNineDigits) {
  Decimal result;
  EXPECT_EQ(Decimal::FromUnscaled(Decimal::kBound - 1, &result), Arithmetic::kOk);
  EXPECT_EQ(result.Format(), kGreatest);
  EXPECT_EQ(Decimal::FromUnscaled(Decimal::kBound, &result), Arithmetic::kOverflow);
  EXPECT_EQ(Decimal::FromUnscaled(-Decimal::kBound, &result), Arithmetic::kOverflow);
  EXPECT_EQ(result.Format(), kGreatest);
}

TEST(DecimalCompare, OrdersAsNumbers) {
  EXPECT_LT(D("-1"), D("-0.999999999999999999"));
  EXPECT_LT(D("0.06"), D("0.060000000000000001"));
  EXPECT_GT(D("10"), D("9.9"));
  EXPECT_EQ(D("1.0"), D("1"));
  EXPECT_EQ(D("-0"), D("0"));
}

TEST(DecimalAdd, Table) {
  const Row rows[] = {
      {"0.1", "0.2", "0.3"},
      {"-1", "1", "0"},
      {kGreatest, "0.000000000000000001", "overflow"},
      {kGreatest, "-0.000000000000000001", "99999999999999999999.999999999999999998"},
      {"-99999999999999999999.999999999999999999", "-0.000000000000000001", "overflow"},
      {kGreatest, kGreatest, "overflow"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Calculate(Add, row.a, row.b), row.want) << row.a << " " << row.b;
}

TEST(DecimalSubtract, Table) {
  const Row rows[] = {
      {"0.3", "0.1", "0.2"},
      {"1", "0.000000000000000001", "0.999999999999999999"},
      {"-99999999999999999999", "1", "overflow"},
      {"-99999999999999999999", "0.5", "-99999999999999999999.5"},
  };
  for (const Row& row : rows) EXPECT_EQ(Calculate(Subtract, row.a, row.b), row.want) << row.a;
}

TEST(DecimalMultiply, Table) {
  const Row rows[] = {
      {"0.05", "200", "10"},
      {"-3", "0.5", "-1.5"},
      {"1000.5", "1000.5", "1001000.25"},
      {"12345678901.123456789", "-8000000000", "-98765431208987654312"},
      {"10000000000", "9999999999.999999999999999999", "99999999999999999999.99999999"},
      {"10000000000", "10000000000", "overflow"},
      {"-10000000000", "10000000000", "overflow"},
      {kGreatest, kGreatest, "overflow"},
      {kGreatest, "1", kGreatest},
      // A tie at the 19th place goes to the even neighbour, on either side of zero.
      {"0.000000000000000001", "0.5", "0"},
      {"0.000000000000000003", "0.5", "0.000000000000000002"},
      {"0.000000000000000005", "0.5", "0.000000000000000002"},
      {"-0.000000000000000003", "0.5", "-0.000000000000000002"},
      {"-0.000000000000000001", "0.5", "0"},
      {"0.000000000000000001", "0.500000000000000001", "0.000000000000000001"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Calculate(Multiply, row.a, row.b), row.want) << row.a << " * " << row.b;
    EXPECT_EQ(Calculate(Multiply, row.b, row.a), row.want) << row.b << " * " << row.a;
  }
}

TEST(DecimalDivide, Table) {
  const Row rows[] = {
      {"1", "3", "0.333333333333333333"},
      {"2", "3", "0.666666666666666667"},
      {"-2", "3", "-0.666666666666666667"},
      {"150", "1000", "0.15"},
      {"1", "0", "zero divisor"},
      {"0", "0", "zero divisor"},
      {kGreatest, "0", "zero divisor"},
      {"0", "-7", "0"},
      {kGreatest, "0.1", "overflow"},
      {kGreatest, kGreatest, "1"},
      {kGreatest, "0.000000000000000001", "overflow"},
      {"500.25", "250.125", "2"},
      {"12345678901234567890.5", "98765432109876543210.25", "0.124999998860937500"},
      // Ties: 1 / 2 of the last place and 3 / 2 of it.
      {"0.000000000000000001", "2", "0"},
      {"0.000000000000000003", "2", "0.000000000000000002"},
      {"-0.000000000000000003", "2", "-0.000000000000000002"},
      {"0.000000000000000001", "20000000000.5", "0"},
  };
  for (const Row& row : rows) {
    std::string want = row.want;
    if (want.find('.') != std::string::npos) want = D(want).Format();
    EXPECT_EQ(Calculate(Divide, row.a, row.b), want) << row.a << " / " << row.b;
  }
}

// The reason for eighteen places: rounding never carries a ratio over a published threshold.
TEST(DecimalDivide, DoesNotCarryARatioOverItsThreshold) {
  Decimal ratio;
  ASSERT_EQ(Divide(D("299999900"), D("5000000000"), &ratio), Arithmetic::kOk);
  EXPECT_LT(ratio, D("0.06"));
  ASSERT_EQ(Divide(Decimal::FromInt(INT64_MAX - 1), Decimal::FromInt(INT64_MAX), &ratio),
            Arithmetic::kOk);
  EXPECT_EQ(ratio, D("1"));  // beyond 10^18 fen the difference is below the last place
  ASSERT_EQ(Divide(D("999999999999999999"), D("1000000000000000000"), &ratio), Arithmetic::kOk);
  EXPECT_LT(ratio, D("1"));
}

struct RoundRow {
  const char* value;
  int places;
  const char* half_even;
  const char* half_up;
};

TEST(DecimalRound, Table) {
  const RoundRow rows[] = {
      {"2.5", 0, "2", "3"},
      {"3.5", 0, "4", "4"},
      {"-2.5", 0, "-2", "-3"},
      {"-3.5", 0, "-4", "-4"},
      {"2.500000000000000001", 0, "3", "3"},
      {"2.499999999999999999", 0, "2", "2"},
      {"0.125", 2, "0.12", "0.13"},
      {"0.135", 2, "0.14", "0.14"},
      {"-0.4", 0, "0", "0"},
      {"69.995", 2, "70", "70"},
      {"69.985", 2, "69.98", "69.99"},
      {"1.000000000000000001", 18, "1.000000000000000001", "1.000000000000000001"},
      {"99999999999999999999.4", 0, "99999999999999999999", "99999999999999999999"},
      {"99999999999999999999.5", 0, "overflow", "overflow"},
  };
  for (const RoundRow& row : rows) {
    for (const bool even : {true, false}) {
      Decimal rounded;
      const auto rounding = even ? Rounding::kHalfEven : Rounding::kHalfAwayFromZero;
      const auto outcome = Round(D(row.value), row.places, rounding, &rounded);
      const std::string got = outcome == Arithmetic::kOk ? rounded.Format() : "overflow";
      EXPECT_EQ(got, even ? row.half_even : row.half_up) << row.value << " to " << row.places;
    }
  }
}

TEST(DecimalTruncate, CutsTowardsZeroAndChecksTheRange) {
  int64_t integer = 5;
  ASSERT_EQ(Truncate(D("-2.999"), &integer), Arithmetic::kOk);
  EXPECT_EQ(integer, -2);
  ASSERT_EQ(Truncate(D("9223372036854775807.9"), &integer), Arithmetic::kOk);
  EXPECT_EQ(integer, INT64_MAX);
  EXPECT_EQ(Truncate(D("9223372036854775808"), &integer), Arithmetic::kOverflow);
  EXPECT_EQ(integer, INT64_MAX);
  ASSERT_EQ(Truncate(D("-9223372036854775808.9"), &integer), Arithmetic::kOk);
  EXPECT_EQ(integer, INT64_MIN);
}

// The quotient of 128 bits is all ones in both: rounded up it once became 0.
TEST(Decimal, AResultFarOutOfRangeIsNeverZero) {
  EXPECT_EQ(Calculate(Divide, "91019102964293489497.368716300655365390", "0.267481103378597800"),
            "overflow");
  EXPECT_EQ(Calculate(Divide, "-91019102964293489497.368716300655365390", "0.267481103378597800"),
            "overflow");
  EXPECT_EQ(Calculate(Multiply, "6.427771633508938553", "52939398958574600990.449957863513326078"),
            "overflow");
}

}  // namespace
}  // namespace jifen::scoring::decimal
