#include <gtest/gtest.h>

#include <string>

#include "proto/model/error.h"
#include "scoring/decimal/decimal.h"

namespace jifen::scoring::decimal {
namespace {

struct Row {
  const char* text;
  const char* canonical;
};

TEST(DecimalParse, ReadsPlainNotation) {
  const Row rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.0", "0"},
      {"00012.50", "12.5"},
      {"-0.05", "-0.05"},
      {"100", "100"},
      {"1000000", "1000000"},
      {"0.000000000000000001", "0.000000000000000001"},
      {"99999999999999999999.999999999999999999", "99999999999999999999.999999999999999999"},
      {"-99999999999999999999", "-99999999999999999999"},
      {"000000000000000000000000000000000000000000001", "1"},
      {"1.000000000000000000", "1"},
  };
  for (const Row& row : rows) {
    const auto parsed = Decimal::Parse(row.text);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(parsed->Format(), row.canonical) << row.text;
  }
}

TEST(DecimalParse, RefusesEverythingElseWithReasonGotAndWant) {
  const std::string rows[] = {
      "",
      "-",
      ".",
      "-.",
      ".5",
      "5.",
      "+1",
      "1e3",
      "1E3",
      " 1",
      "1 ",
      "1,000",
      "1_000",
      "--1",
      "1-",
      "1.2.3",
      "0x10",
      "NaN",
      "inf",
      "١",
      "１",
      "1.0000000000000000000",
      "100000000000000000000",
      "0.0000000000000000001",
      std::string("1\0", 2),
      "-100000000000000000000.5",
  };
  for (const std::string& row : rows) {
    const auto parsed = Decimal::Parse(row);
    ASSERT_FALSE(parsed.ok()) << row;
    const auto detail = model::DetailOf(parsed.status());
    ASSERT_TRUE(detail.has_value());
    EXPECT_EQ(detail->reason(), v1::REASON_DECIMAL_INVALID) << row;
    EXPECT_FALSE(detail->got().empty()) << row;
    EXPECT_NE(detail->want().find("18"), std::string::npos) << row;
  }
}

TEST(DecimalParse, ReadsATextOfAnyLengthWithoutHarm) {
  EXPECT_FALSE(Decimal::Parse(std::string(1 << 20, '9')).ok());
  EXPECT_FALSE(Decimal::Parse("0." + std::string(1 << 20, '0')).ok());
  const auto zero = Decimal::Parse(std::string(1 << 20, '0'));
  ASSERT_TRUE(zero.ok());
  EXPECT_TRUE(zero->IsZero());
}

}  // namespace
}  // namespace jifen::scoring::decimal
