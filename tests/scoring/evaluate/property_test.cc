// Random dossiers: the totals are those of the document as read by hand, every card adds up, and the same
// dossier gives the same bytes.
#include <string>

#include "gtest/gtest.h"
#include "scoring/evaluate/card_check.h"
#include "scoring/evaluate/card_maker.h"
#include "tests/scoring/scheme/shipped_scheme.h"
#include "tests/scoring/seed.h"
#include "tools/bench/dossier_generator.h"
#include "tools/bench/national_2024_by_hand.h"

namespace jifen::scoring::evaluate {
namespace {

constexpr int kDossiers = 6000;
constexpr int kYear = 2024;

class RandomDossiers : public testing::Test {
 protected:
  const uint64_t seed_ = TestSeed();
};

TEST_F(RandomDossiers, HaveTheStagesAndTotalsOfNational2024ByHand) {
  const auto scheme = CompileShippedScheme("national-2024");
  bench::DossierGenerator generator(seed_);
  Evaluator evaluator;
  int scored = 0;
  int spread = 0;
  for (int i = 0; i < kDossiers; ++i) {
    const v1::Dossier dossier = generator.Next();
    const bench::HandScore want = bench::ScoreNationalByHand(dossier, kYear);
    const auto got = evaluator.Evaluate(*scheme, dossier, kYear);
    ASSERT_TRUE(got.ok()) << got.status();
    ASSERT_EQ((*got)->stage, want.stage.value_or(scheme::kNoStage))
        << "seed " << seed_ << ", dossier " << i;
    ASSERT_EQ((*got)->scored, want.total_hundredths.has_value())
        << "seed " << seed_ << ", dossier " << i;
    if (!want.total_hundredths.has_value()) continue;
    ASSERT_EQ((*got)->total.unscaled(), *want.total_hundredths * (decimal::Decimal::kOne / 100))
        << "seed " << seed_ << ", dossier " << i;
    ++scored;
    if ((*got)->coverage < decimal::Decimal::FromInt(1)) ++spread;
  }
  // The dossiers are not all alike.
  EXPECT_GT(scored, kDossiers / 2);
  EXPECT_LT(scored, kDossiers);
  EXPECT_GT(spread, kDossiers / 20);
  EXPECT_LT(spread, scored);
}

TEST_F(RandomDossiers, GiveCardsThatAddUpAndTheSameBytesAgain) {
  for (const std::string& id : ShippedSchemeIds()) {
    const auto scheme = CompileShippedScheme(id);
    const auto again = CompileShippedScheme(id);
    bench::DossierGenerator generator(seed_);
    Evaluator evaluator;
    for (int i = 0; i < 120; ++i) {
      const v1::Dossier dossier = generator.Next();
      const auto card = Score(*scheme, dossier, kYear, &evaluator);
      ASSERT_TRUE(card.ok()) << card.status();
      ASSERT_TRUE(CheckCard(*card, scheme->parts().total).ok());
      Evaluator fresh;
      const auto same = Score(*again, dossier, kYear, &fresh);
      ASSERT_TRUE(same.ok());
      ASSERT_EQ(CardBytes(*card), CardBytes(*same)) << "seed " << seed_ << ", dossier " << i;
      v1::Dossier copy;
      ASSERT_TRUE(copy.ParseFromString(dossier.SerializeAsString()));
      ASSERT_EQ(CardBytes(*card), CardBytes(*Score(*scheme, copy, kYear, &evaluator)));
    }
  }
}

// Weight that is spread, categories that are cut, totals that are rounded: still exact.
TEST_F(RandomDossiers, AddUpExactlyUnderASchemeThatSpreadsCutsAndRounds) {
  v1::Scheme bent = ReadShippedScheme("innovative-sme-2022");
  bent.clear_vectors();
  bent.clear_base_dossiers();
  bent.set_figures(v1::FIGURES_STATUS_ILLUSTRATIVE);
  for (v1::Category& category : *bent.mutable_categories()) {
    category.clear_minimum();
    category.set_maximum("17.4");
    for (v1::Indicator& indicator : *category.mutable_indicators()) {
      indicator.set_missing(v1::MISSING_POLICY_EXCLUDE);
    }
  }
  bent.mutable_total()->set_maximum("52.2");
  bent.mutable_total()->set_pass("30");
  const auto compiled = scheme::CompiledScheme::Make(bent);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  bench::DossierGenerator generator(seed_);
  Evaluator evaluator;
  int cut = 0;
  int spread = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto card = Score(**compiled, generator.Next(), kYear, &evaluator);
    ASSERT_TRUE(card.ok()) << card.status();
    for (const v1::CategoryResult& category : card->categories()) {
      if (category.has_cut()) ++cut;
      for (const v1::IndicatorResult& indicator : category.indicators()) {
        if (indicator.maximum() == "0") ++spread;
      }
    }
  }
  EXPECT_GT(cut, 100);
  EXPECT_GT(spread, 100);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
