// Places in cohorts equal those of counting by hand, on random populations.
#include "scoring/evaluate/cohort_place.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <random>

#include "tests/scoring/evaluate/cohort_scheme.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

constexpr int kSmallest = 30;

// part / whole, 18 places, half to even, as text; of small numbers.
std::string ShareText(int64_t part, int64_t whole) {
  const decimal::Int128 scaled = decimal::Int128{part} * 1'000'000'000'000'000'000;
  decimal::Int128 quotient = scaled / whole;
  const decimal::Int128 twice = 2 * (scaled % whole);
  if (twice > whole || (twice == whole && quotient % 2 == 1)) ++quotient;
  std::string digits;
  for (int i = 0; i < 18; ++i) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(quotient % 10)));
    quotient /= 10;
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return (quotient == 0 ? "0" : "1") + (digits.empty() ? "" : "." + digits);
}

struct Expected {
  std::string level;
  size_t members = 0;
  std::string place;
};

// By looking at everybody. `value` gives nothing for those who have none.
template <typename ValueOf>
std::optional<Expected> ByHand(const std::vector<Peer>& peers, const Peer& one, bool percentile,
                               const ValueOf& value) {
  if (!value(one).has_value()) return std::nullopt;
  for (const bool section : {true, false}) {
    if (section && one.industry.empty()) continue;
    std::vector<int> values;
    for (const Peer& other : peers) {
      const bool together =
          !section || (!other.industry.empty() && other.industry[0] == one.industry[0]);
      if (together && value(other).has_value()) values.push_back(*value(other));
    }
    if (values.size() < kSmallest) continue;
    const int own = *value(one);
    int64_t part = 0;
    int64_t whole = static_cast<int64_t>(values.size()) - 1;
    for (const int other : values) part += other < own ? 1 : 0;
    if (!percentile) {
      const int least = *std::min_element(values.begin(), values.end());
      whole = *std::max_element(values.begin(), values.end()) - least;
      if (whole == 0) return std::nullopt;
      part = std::max(own - least, 0);
    }
    return Expected{section ? "section" : "all", values.size(),
                    ShareText(std::min(part, whole), whole)};
  }
  return std::nullopt;
}

void ExpectPlace(const v1::IndicatorResult& card, const std::optional<Expected>& want,
                 const std::string& where) {
  EXPECT_EQ(card.has_cohort(), want.has_value()) << where << card.ShortDebugString();
  EXPECT_EQ(card.state(), want.has_value() ? v1::VALUE_STATE_PRESENT : v1::VALUE_STATE_MISSING)
      << where;
  if (!want.has_value() || !card.has_cohort()) return;
  EXPECT_EQ(card.cohort().level_id(), want->level) << where;
  EXPECT_EQ(card.cohort().members(), want->members) << where;
  EXPECT_EQ(card.cohort().place(), want->place) << where;
}

// Sections with so many members, some without a value; one with nobody but the one who asks.
std::vector<Peer> RandomPeers(std::mt19937_64& random) {
  const auto below = [&random](int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random);
  };
  std::vector<Peer> peers;
  const std::map<std::string, int> sizes = {{"A01", 1},  {"B06", 2}, {"C39", 29},
                                            {"D44", 30}, {"", 3},    {"I65", 31 + below(60)}};
  for (const auto& [industry, size] : sizes) {
    const int values = 1 + below(200);  // few of them: many ties
    for (int i = 0; i < size; ++i) {
      const bool missing = industry == "I65" && below(6) == 0;
      peers.push_back({industry, missing ? -1 : below(values), below(5)});
    }
  }
  std::shuffle(peers.begin(), peers.end(), random);
  if (below(4) == 0) peers.resize(static_cast<size_t>(below(60)));
  return peers;
}

TEST(CohortPlace, EqualsThatByHandOnRandomPopulations) {
  const uint64_t seed = TestSeed();
  std::mt19937_64 random(seed);
  const auto scheme = MustCompile(CohortScheme(kSmallest));
  ASSERT_NE(scheme, nullptr);
  std::map<std::string, int> seen;
  for (int round = 0; round < 12; ++round) {
    const std::vector<Peer> peers = RandomPeers(random);
    const auto tables = TablesOf(*scheme, peers);
    std::vector<Peer> asked = peers;
    asked.push_back({"Z99", 50, 2});   // of a section of 0
    asked.push_back({"I65", 500, 9});  // above everybody, and not in the tables
    for (const Peer& one : asked) {
      const v1::ScoreCard card = CardAmong(*scheme, tables.get(), one);
      const std::string where = "seed " + std::to_string(seed) + ", " + one.industry + " " +
                                std::to_string(one.spending) + " " + std::to_string(one.awards) +
                                " ";
      const auto share = ByHand(peers, one, true, [](const Peer& peer) {
        return peer.spending < 0 ? std::nullopt : std::optional(peer.spending);
      });
      ExpectPlace(card.categories(0).indicators(0), share, where);
      const auto count =
          ByHand(peers, one, false, [](const Peer& peer) { return std::optional(peer.awards); });
      ExpectPlace(card.categories(0).indicators(1), count, where);
      ++seen[share.has_value() ? share->level : "none"];
      if (testing::Test::HasFailure()) return;
    }
  }
  for (const auto& [level, count] : seen) std::cout << level << ": " << count << "\n";
  EXPECT_EQ(seen.size(), 3u);
}

// 10^20 apart and more: no decimal holds the difference.
TEST(CohortPlace, IsExactBetweenTheEndsOfTheRange) {
  const auto scheme = MustCompile(CohortScheme(2));
  const auto parse = [](const char* text) { return *Decimal::Parse(text); };
  const char* const least = "-99999999999999999999.999999999999999999";
  const char* const greatest = "99999999999999999999.999999999999999999";
  CohortTablesBuilder builder(scheme->parts());
  builder.Add(0, 1, "all", parse(least));
  builder.Add(0, 1, "all", parse(greatest));
  const auto tables = std::move(builder).Build();
  const CohortGroup& group = *tables->Find(0, 1, "all");
  EXPECT_EQ(MinMaxPlace(group, parse(least)).Format(), "0");
  EXPECT_EQ(MinMaxPlace(group, parse(greatest)).Format(), "1");
  EXPECT_EQ(MinMaxPlace(group, parse("0")).Format(), "0.5");
  EXPECT_EQ(MinMaxPlace(group, parse("50000000000000000000")).Format(), "0.75");
  EXPECT_EQ(MinMaxPlace(group, parse("-33333333333333333333.333333333333333333")).Format(),
            "0.333333333333333333");
  EXPECT_EQ(MinMaxPlace(group, parse("33333333333333333333.333333333333333333")).Format(),
            "0.666666666666666667");
}

TEST(CohortPlace, IsRoundedHalfToEven) {
  EXPECT_EQ(PercentilePlace(1, 4).Format(), "0.333333333333333333");
  EXPECT_EQ(PercentilePlace(2, 4).Format(), "0.666666666666666667");
  // 1 / 2^19 has 19 digits, of which the last is 5.
  EXPECT_EQ(PercentilePlace(1, (1u << 19) + 1).Format(), "0.000001907348632812");
  EXPECT_EQ(PercentilePlace(3, (1u << 19) + 1).Format(), "0.000005722045898438");
  EXPECT_EQ(PercentilePlace(4, 4).Format(), "1");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
