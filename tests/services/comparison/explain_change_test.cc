// Two cards of an enterprise, explained.
#include <string>

#include "jifen/v1/score_service.pb.h"
#include "proto/model/calendar.h"
#include "services/score/score_handler.h"
#include "tests/services/comparison/compared_region.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::comparison {
namespace {

using rescoring::PlanOf;

class ExplainChangeTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(RegionScheme(1));
    region_.PutScheme(RegionScheme(2));
    PutReport(300);
  }

  // Of sales of 10,000 wan: 300 is 3 %.
  void PutReport(int spending) {
    region_.PutEnterprise(storage::tables::SampleEnterprise(1));
    v1::Record record = storage::tables::SampleReport(1);
    record.mutable_annual_report()->clear_revenue_fen();
    record.mutable_annual_report()->set_sales_fen(10'000'000'000);
    record.mutable_annual_report()->set_rd_expense_fen(int64_t{1'000'000} * spending);
    region_.PutRecord(record);
  }

  // The id of a card that is made and stored by itself.
  std::string Score(const std::string& scheme_id, uint32_t version) {
    score::ScoreHandler scores(*region_.store, region_.catalog, region_.cohorts,
                               rescoring::RegionNow);
    v1::ScoreRequest request;
    request.set_request_id(region_.NextRequestId());
    request.set_enterprise_id(storage::tables::EnterpriseId(1));
    request.set_scheme_id(scheme_id);
    request.set_scheme_version(version);
    const auto scored = scores.Score("local", request);
    EXPECT_TRUE(scored.ok()) << scored.status();
    return scored.ok() ? scored->card().card_id() : "";
  }

  static std::string Told(const v1::ExplainChangeResponse& explained) {
    std::string text = explained.from_points() + " to " + explained.to_points();
    for (const v1::CauseAmount& cause : explained.causes()) {
      text += "; " + v1::ChangeCause_Name(cause.cause()).substr(13) + " " + cause.amount() + " =";
      for (const v1::IndicatorAmount& part : cause.indicators()) {
        text += " " + part.indicator_id() + " " + part.amount();
      }
      text += " rest " + cause.rest();
    }
    return text;
  }

  ComparedRegion region_;
};

TEST_F(ExplainChangeTest, OfStoredCards) {
  const std::string first = Score(kRegion, 1);
  PutReport(500);
  const std::string second = Score(kRegion, 1);
  const std::string third = Score(kRegion, 2);
  EXPECT_EQ(Told(region_.Explain(first, second)), "10 to 20; DATA 10 = share 10 rest 0");
  EXPECT_EQ(Told(region_.Explain(second, first)), "20 to 10; DATA -10 = share -10 rest 0");
  EXPECT_EQ(Told(region_.Explain(second, third)), "20 to 20");
  const v1::ExplainChangeResponse same = region_.Explain(first, first);
  EXPECT_EQ(Told(same), "10 to 10");
  EXPECT_EQ(same.difference(), "0");
  EXPECT_TRUE(same.from_scored());
}

// The example of docs/comparison.md.
TEST_F(ExplainChangeTest, OfManyCauses) {
  const std::string first = Score(kRegion, 1);
  region_.PutAward(1, "x");
  region_.PutAward(1, "y");
  const std::string second = Score(kRegion, 2);
  EXPECT_EQ(Told(region_.Explain(first, second)),
            "10 to 11; DATA 5 = count 5 rest 0; STAGE -1 = share -8 count 7 rest 0; "
            "SCHEME -3 = share 1 count -4 rest 0");
}

TEST_F(ExplainChangeTest, OfACardWithoutAScore) {
  const std::string first = Score(kRegion, 1);
  v1::Record record = storage::tables::SampleReport(1);
  record.mutable_annual_report()->clear_revenue_fen();
  record.mutable_annual_report()->clear_rd_expense_fen();
  region_.PutRecord(record);
  const v1::ExplainChangeResponse explained = region_.Explain(first, Score(kRegion, 1));
  EXPECT_TRUE(explained.from_scored());
  EXPECT_FALSE(explained.to_scored());
  EXPECT_EQ(explained.to_points(), "0");
}

TEST_F(ExplainChangeTest, OfCardsOfGenerationsThatWereKeptUp) {
  v1::RunPlan plan = PlanOf(kRegion);
  plan.set_scheme_version(1);
  region_.Generate("a", plan);
  region_.Publish("a");
  const std::string first = LinesOf(region_, "a")[storage::tables::EnterpriseId(1)].card_id();
  PutReport(500);
  region_.CatchUp();
  const std::string second = LinesOf(region_, "a")[storage::tables::EnterpriseId(1)].card_id();
  EXPECT_NE(first, second);
  EXPECT_EQ(Told(region_.Explain(first, second)), "10 to 20; DATA 10 = share 10 rest 0");
  EXPECT_EQ(Told(region_.Explain(first, Score(kRegion, 1))), "10 to 20; DATA 10 = share 10 rest 0");
}

TEST_F(ExplainChangeTest, OfAPlaceAmongPeers) {
  region_.PutScheme(PeerScheme(1));
  for (int n = 2; n < 12; ++n) region_.AddEnterprise(n, 3);
  region_.Generate("a", PlanOf(kPeers));
  for (int n = 2; n < 12; ++n) region_.PutReport(n, 900 + static_cast<uint64_t>(n));
  region_.Generate("b", PlanOf(kPeers));
  bool moved = false;
  auto after = LinesOf(region_, "b");
  for (const auto& [id, line] : LinesOf(region_, "a")) {
    const v1::ExplainChangeResponse explained =
        region_.Explain(line.card_id(), after[id].card_id());
    Int128 sum = 0;
    for (const v1::CauseAmount& cause : explained.causes()) {
      sum += Units(cause.amount());
      moved = moved || cause.cause() == v1::CHANGE_CAUSE_COHORT;
    }
    EXPECT_TRUE(sum == Units(explained.difference())) << id;
  }
  EXPECT_TRUE(moved);
}

}  // namespace
}  // namespace jifen::services::comparison
