// Which card each card of a history follows.

#include "services/score/score_handler.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::score {
namespace {

using rescoring::kScheme;

TEST(ScoreHistory, ComparesAChangeWithTheCardItReplaced) {
  rescoring::Region region;
  region.PutScheme(rescoring::QuickScheme(kScheme));
  region.AddEnterprise(0);
  region.Generate("published", rescoring::PlanOf(kScheme));
  region.Publish("published");
  v1::RunPlan other_day = rescoring::PlanOf(kScheme);
  v1::Date& day = *other_day.mutable_valid_at();
  day.set_year(2025);
  day.set_month(5);
  day.set_day(31);
  region.Generate("unpublished", other_day);
  region.PutReport(0, 500);
  region.CatchUp();

  ScoreHandler scores(*region.store, region.catalog, region.cohorts, rescoring::RegionNow);
  v1::GetScoreHistoryRequest request;
  request.set_enterprise_id(storage::tables::EnterpriseId(0));
  request.set_scheme_id(kScheme);
  const auto history = scores.GetScoreHistory(request);
  ASSERT_TRUE(history.ok()) << history.status();
  ASSERT_EQ(history->events_size(), 3);
  const v1::ScoreEvent& changed = history->events(0);
  const v1::ScoreEvent& unpublished = history->events(1);
  const v1::ScoreEvent& first = history->events(2);
  EXPECT_EQ(changed.generation_id(), "published");
  EXPECT_EQ(unpublished.generation_id(), "unpublished");
  EXPECT_EQ(changed.previous_card_id(), first.card_id());
  EXPECT_EQ(unpublished.previous_card_id(), first.card_id());
  EXPECT_EQ(first.previous_card_id(), "");
}

}  // namespace
}  // namespace jifen::services::score
