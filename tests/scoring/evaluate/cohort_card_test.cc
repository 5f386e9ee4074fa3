// What a card says of peers, what is missing without them, and where the next step leads.
#include <iostream>
#include <random>

#include "gmock/gmock.h"
#include "tests/scoring/evaluate/cohort_scheme.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::evaluate {
namespace {

using testing::ElementsAre;

std::vector<Peer> TenOfC() {
  std::vector<Peer> peers;
  for (int i = 0; i < 10; ++i) peers.push_back({"C39", 100 * i, i % 5});
  return peers;
}

class CohortCard : public testing::Test {
 protected:
  v1::IndicatorResult ShareOf(const Peer& peer, uint32_t smallest = 5) const {
    const auto scheme = MustCompile(CohortScheme(smallest));
    const auto tables = TablesOf(*scheme, peers_);
    return CardAmong(*scheme, tables.get(), peer).categories(0).indicators(0);
  }
  v1::IndicatorResult CountOf(const Peer& peer, uint32_t smallest = 5) const {
    const auto scheme = MustCompile(CohortScheme(smallest));
    const auto tables = TablesOf(*scheme, peers_);
    return CardAmong(*scheme, tables.get(), peer).categories(0).indicators(1);
  }

  std::vector<Peer> peers_ = TenOfC();
};

TEST_F(CohortCard, SaysThePlaceAndAmongWhom) {
  const v1::IndicatorResult share = ShareOf({"C39", 500, 0});
  EXPECT_EQ(share.value(), "0.05");
  EXPECT_EQ(share.points(), "10");
  EXPECT_EQ(share.cohort().level_id(), "section");
  EXPECT_EQ(share.cohort().title().en(), "the same section");
  EXPECT_EQ(share.cohort().group(), "C");
  EXPECT_EQ(share.cohort().members(), 10u);
  EXPECT_EQ(share.cohort().place(), "0.555555555555555556");
  EXPECT_EQ(share.position().index(), 1);
  EXPECT_EQ(share.position().from(), "0.5");
  EXPECT_EQ(share.position().to(), "0.9");
  EXPECT_EQ(share.reason().en(),
            "R&D share: 5%, a percentile of 50% to below 90% among the 10 of \"C\", 10/20");
  EXPECT_EQ(share.reason().zh(),
            "研发占比:5%,在“C”组 10 家企业中的百分位为 50% 至 90%（不含）,10/20");
  // 0.9 takes 9 of the 9 others: more than the ninth has.
  EXPECT_EQ(share.next().bound(), "0.08");
  EXPECT_TRUE(share.next().beyond());
  EXPECT_EQ(share.next().points(), "20");
}

TEST_F(CohortCard, SaysTheWayBetweenLeastAndGreatest) {
  const v1::IndicatorResult count = CountOf({"C39", 500, 3});
  EXPECT_EQ(count.cohort().place(), "0.75");
  EXPECT_EQ(count.points(), "7.5");
  EXPECT_EQ(count.reason().en(),
            "Awards: 3, 0% to below 100% of the way from the least to the greatest of the 10 of "
            "\"C\", 7.5/10");
  EXPECT_EQ(count.next().bound(), "4");
  EXPECT_FALSE(count.next().beyond());
}

TEST_F(CohortCard, FallsBackToTheWiderGroup) {
  for (int i = 0; i < 4; ++i) peers_.push_back({"I65", 50, 0});
  const v1::IndicatorResult share = ShareOf({"I65", 450, 0});
  EXPECT_EQ(share.cohort().level_id(), "all");
  EXPECT_EQ(share.cohort().group(), "all");
  EXPECT_EQ(share.cohort().members(), 14u);
  EXPECT_EQ(share.cohort().place(), "0.692307692307692308");
}

TEST_F(CohortCard, WithoutEnoughPeersSaysHowManyThereAre) {
  const v1::IndicatorResult share = ShareOf({"C39", 500, 0}, 12);
  EXPECT_EQ(share.state(), v1::VALUE_STATE_MISSING);
  EXPECT_FALSE(share.has_cohort());
  EXPECT_THAT(share.missing(), ElementsAre("cohort of share: 10 of 12 in all"));
  EXPECT_EQ(share.reason().en(),
            "R&D share: no enough peers for \"share\" (the cohort \"all\" has 10, it takes 12), 0");
  EXPECT_EQ(share.reason().zh(),
            "研发占比:缺 “share”足够的同类企业（“all”组有 10 家，至少需要 12 家）,0");
}

TEST_F(CohortCard, WithoutTablesSaysThatThereAreNone) {
  const auto scheme = MustCompile(CohortScheme(5));
  const v1::ScoreCard card = CardAmong(*scheme, nullptr, {"C39", 500, 0});
  EXPECT_THAT(card.categories(0).indicators(0).missing(), ElementsAre("cohort of share: none"));
  EXPECT_THAT(card.categories(0).indicators(0).reason().en(),
              testing::HasSubstr("the cohort of \"share\", which is not there yet"));
  EXPECT_EQ(card.cohort_tables_sha256(), "");
}

TEST_F(CohortCard, WithoutAGroupSaysSo) {
  v1::Scheme message = CohortScheme(5);
  message.mutable_cohorts()->mutable_levels()->RemoveLast();
  const auto scheme = MustCompile(message);
  const auto tables = TablesOf(*scheme, peers_);
  const v1::ScoreCard card = CardAmong(*scheme, tables.get(), {"", 500, 0});
  EXPECT_THAT(card.categories(0).indicators(0).missing(), ElementsAre("cohort of share: no group"));
  EXPECT_THAT(card.categories(0).indicators(0).reason().zh(), testing::HasSubstr("不属于任何一组"));
}

TEST_F(CohortCard, OfEqualValuesHasNoWayBetweenThem) {
  for (Peer& peer : peers_) peer.awards = 2;
  const v1::IndicatorResult count = CountOf({"C39", 500, 2});
  EXPECT_THAT(count.missing(), ElementsAre("cohort of count: one value in C"));
  EXPECT_THAT(count.reason().en(), testing::HasSubstr("different values of \"count\""));
  EXPECT_EQ(ShareOf({"C39", 500, 2}).cohort().members(), 10u);
}

TEST_F(CohortCard, NamesItsGenerationAndTables) {
  const auto scheme = MustCompile(CohortScheme(5));
  const auto tables = TablesOf(*scheme, peers_);
  const v1::Dossier dossier = DossierOfPeer({"C39", 500, 1});
  Evaluator evaluator;
  v1::ScoreCard reused;
  reused.add_reasons()->set_en("of another card");
  const CardSetting setting{.evaluation = {.cohorts = tables.get()}, .generation_id = "2026q3"};
  ASSERT_TRUE(Score(*scheme, dossier, setting, &evaluator, &reused).ok());
  EXPECT_EQ(reused.generation_id(), "2026q3");
  EXPECT_EQ(reused.card_id(), "91421202000000000A/small@1/2024/2025-06-30/57/2026q3");
  EXPECT_EQ(reused.cohort_tables_sha256(), tables->sha256());
  EXPECT_EQ(evaluator.last().total.Format(), reused.total());
  const auto fresh = Score(*scheme, dossier, setting, &evaluator);
  ASSERT_TRUE(fresh.ok()) << fresh.status();
  EXPECT_EQ(CardBytes(*fresh), CardBytes(reused));
}

// Raising the value as the card says gives the points that it says, under the same tables.
TEST_F(CohortCard, LeadsToTheNextStepThatItShows) {
  const uint64_t seed = TestSeed();
  std::mt19937_64 random(seed);
  const auto below = [&random](int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random);
  };
  const auto scheme = MustCompile(CohortScheme(5));
  int steps = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<Peer> peers;
    const int values = 2 + below(30);
    for (int i = 5 + below(40); i > 0; --i) peers.push_back({"C1", 10 * below(values), below(9)});
    const auto tables = TablesOf(*scheme, peers);
    Peer one = peers[static_cast<size_t>(below(static_cast<int>(peers.size())))];
    const v1::ScoreCard card = CardAmong(*scheme, tables.get(), one);
    for (int i = 0; i < 2; ++i) {
      const v1::IndicatorResult& before = card.categories(0).indicators(i);
      if (!before.has_next()) continue;
      ++steps;
      const auto bound = decimal::Decimal::Parse(before.next().bound());
      Peer raised = one;
      decimal::Decimal spending;
      ASSERT_EQ(decimal::Multiply(*bound, decimal::Decimal::FromInt(10000), &spending),
                decimal::Arithmetic::kOk);
      // Just at the bound, or 1 of 10,000 beyond.
      if (i == 0) {
        raised.spending = static_cast<int>(spending.unscaled() / decimal::Decimal::kOne) +
                          (before.next().beyond() ? 1 : 0);
        ASSERT_GT(raised.spending, one.spending);
      } else {
        raised.awards = static_cast<int>(bound->unscaled() / decimal::Decimal::kOne);
        ASSERT_GT(raised.awards, one.awards);
      }
      const v1::ScoreCard after = CardAmong(*scheme, tables.get(), raised);
      EXPECT_EQ(after.categories(0).indicators(i).points(), before.next().points())
          << "seed " << seed << ", " << before.ShortDebugString();
      if (!before.next().beyond() || i == 1) continue;
      raised.spending -= 1;
      EXPECT_EQ(CardAmong(*scheme, tables.get(), raised).categories(0).indicators(i).points(),
                before.points())
          << "seed " << seed << ", " << before.ShortDebugString();
    }
  }
  std::cout << steps << " steps\n";
  EXPECT_GT(steps, 20);
}

// A fall is worth more where less is better.
TEST_F(CohortCard, LeadsDownWhereLessIsBetter) {
  v1::Scheme message = CohortScheme(5);
  v1::Bands* bands = ScaleOf(Share(&message))->mutable_percentile()->mutable_bands();
  bands->mutable_bands(0)->set_points("20");
  bands->mutable_bands(2)->set_points("0");
  ScaleOf(Share(&message))->set_monotone(v1::MONOTONE_FALLING);
  const auto scheme = MustCompile(message);
  const auto tables = TablesOf(*scheme, peers_);
  const v1::ScoreCard card = CardAmong(*scheme, tables.get(), {"C39", 500, 0});
  const v1::IndicatorResult& share = card.categories(0).indicators(0);
  EXPECT_EQ(share.points(), "10");
  EXPECT_EQ(share.next().bound(), "0.04");
  EXPECT_FALSE(share.next().beyond());
  EXPECT_EQ(CardAmong(*scheme, tables.get(), {"C39", 400, 0}).categories(0).indicators(0).points(),
            "20");
  EXPECT_EQ(CardAmong(*scheme, tables.get(), {"C39", 401, 0}).categories(0).indicators(0).points(),
            "10");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
