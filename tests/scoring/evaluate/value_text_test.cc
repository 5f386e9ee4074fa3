#include "scoring/evaluate/value_text.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

Decimal D(const std::string& text) { return *Decimal::Parse(text); }

TEST(ShowNumber, ShowsABoundExactly) {
  EXPECT_EQ(ShowNumber(D("0.3"), v1::UNIT_RATIO).zh, "30%");
  EXPECT_EQ(ShowNumber(D("0.55000001"), v1::UNIT_RATIO).zh, "55.000001%");
  EXPECT_EQ(ShowNumber(D("-0.000000000000000001"), v1::UNIT_RATIO).zh, "-0.0000000000000001%");
  EXPECT_EQ(ShowNumber(D("99999999999999999999"), v1::UNIT_RATIO).zh, "99999999999999999999");
}

TEST(ShowNumber, ShowsUnitsInBothLanguages) {
  EXPECT_EQ(ShowNumber(D("260"), v1::UNIT_WAN_YUAN).zh, "260 万元");
  EXPECT_EQ(ShowNumber(D("260"), v1::UNIT_WAN_YUAN).en, "CNY 2.6 million");
  EXPECT_EQ(ShowNumber(D("1"), v1::UNIT_YEARS).en, "1 year");
  EXPECT_EQ(ShowNumber(D("2"), v1::UNIT_YEARS).en, "2 years");
  EXPECT_EQ(ShowNumber(D("2"), v1::UNIT_YEARS).zh, "2 年");
  EXPECT_EQ(ShowNumber(D("3"), v1::UNIT_COUNT).en, "3");
}

scheme::Scale BandsOf(const std::string& text) {
  scheme::FaultList faults;
  auto bands = scheme::BandScale::Make(ParseBands(text), scheme::FaultPlace(&faults));
  EXPECT_TRUE(bands.has_value());
  return scheme::Scale(*std::move(bands));
}

TEST(ShowValue, CutsAPercentageSoThatItNeverLooksLikeABoundOfAnotherBand) {
  const scheme::Scale lower = BandsOf(R"pb(bands { points: "0" }
                                           bands { from: "0" points: "1" }
                                           bands { from: "0.3" points: "2" })pb");
  const scheme::Scale upper = BandsOf(R"pb(closed: CLOSED_UPPER
                                           bands { to: "-0.1" points: "3" }
                                           bands { to: "0.55" points: "2" }
                                           bands { points: "0" })pb");
  const auto show = [](const std::string& ratio, const scheme::Scale& scale) {
    return ShowValue(expression::Value::OfDecimal(D(ratio)),
                     expression::Type::Of(expression::Kind::kDecimal), v1::UNIT_RATIO, scale)
        .zh;
  };
  EXPECT_EQ(show("0.299999999999999999", lower), "29.9999%");
  EXPECT_EQ(show("0.123456789", lower), "12.3456%");
  EXPECT_EQ(show("-0.0512345678", lower), "-5.1234%");
  EXPECT_EQ(show("0.3", lower), "30%");
  EXPECT_EQ(show("-0.000000000125", lower), "-0.00000001%");
  EXPECT_EQ(show("-0.000000000000000001", lower), "-0.0000000000000001%");
  EXPECT_EQ(show("0.5500000001", upper), "55.00000001%");
  EXPECT_EQ(show("0.550000000000000001", upper), "55.0000000000000001%");
  EXPECT_EQ(show("0.55", upper), "55%");
  EXPECT_EQ(show("-0.1000000001", upper), "-10%") << "in the band that ends with it";
  EXPECT_EQ(show("-0.0999999999", upper), "-9.9999%");
}

TEST(ShowPosition, SaysWhichEndOfABandBelongsToIt) {
  const scheme::Scale lower = BandsOf(R"pb(bands { points: "0" }
                                           bands { from: "0.1" points: "1" }
                                           bands { from: "0.2" points: "2" })pb");
  EXPECT_EQ(ShowPosition(lower, 0, v1::UNIT_RATIO).zh, "低于 10%");
  EXPECT_EQ(ShowPosition(lower, 1, v1::UNIT_RATIO).zh, "10% 至 20%（不含）");
  EXPECT_EQ(ShowPosition(lower, 2, v1::UNIT_RATIO).zh, "20% 及以上");
  const scheme::Scale upper = BandsOf(R"pb(closed: CLOSED_UPPER
                                           bands { to: "0.55" points: "2" }
                                           bands { to: "0.75" points: "1" }
                                           bands { points: "0" })pb");
  EXPECT_EQ(ShowPosition(upper, 0, v1::UNIT_RATIO).en, "55% or less");
  EXPECT_EQ(ShowPosition(upper, 1, v1::UNIT_RATIO).en, "above 55% to 75%");
  EXPECT_EQ(ShowPosition(upper, 2, v1::UNIT_RATIO).en, "above 75%");
}

TEST(ShowPosition, ShowsABandOfOneCountAsThatCount) {
  const scheme::Scale counts = BandsOf(R"pb(bands { points: "0" }
                                            bands { from: "1" points: "1" }
                                            bands { from: "2" points: "2" }
                                            bands { from: "4" points: "3" })pb");
  EXPECT_EQ(ShowPosition(counts, 0, v1::UNIT_COUNT).en, "0");
  EXPECT_EQ(ShowPosition(counts, 1, v1::UNIT_COUNT).en, "1");
  EXPECT_EQ(ShowPosition(counts, 2, v1::UNIT_COUNT).en, "2 to below 4");
  EXPECT_EQ(ShowPosition(counts, 3, v1::UNIT_COUNT).en, "4 or more");
}

TEST(ShowNext, SaysInWhichDirectionAndWhetherTheBoundIsEnough) {
  const scheme::Scale any = BandsOf(R"pb(bands { points: "0" })pb");
  const auto show = [&any](bool upward, bool beyond) {
    return ShowNext(any, {.bound = D("0.5"), .beyond = beyond, .upward = upward}, v1::UNIT_RATIO);
  };
  EXPECT_EQ(show(true, false).zh, "不低于 50%");
  EXPECT_EQ(show(true, true).en, "more than 50%");
  EXPECT_EQ(show(false, false).en, "at most 50%");
  EXPECT_EQ(show(false, true).zh, "低于 50%");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
