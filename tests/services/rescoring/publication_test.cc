// Publication: what readers see, before and after, and while it happens.

#include <atomic>
#include <set>
#include <thread>

#include "services/rescoring/leftovers.h"
#include "services/score/score_handler.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::rescoring {
namespace {

class PublicationTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(QuickScheme(kScheme));
    for (int n = 0; n < 12; ++n) region_.AddEnterprise(n, 7);
  }

  std::string PublishedNow() {
    v1::GetGenerationRequest request;
    request.mutable_name()->set_scheme_id(kScheme);
    const auto generation = region_.generations.GetGeneration(request);
    return generation.ok() ? generation->generation().generation_id()
                           : v1::Reason_Name(ReasonOf(generation.status()));
  }

  v1::GenerationState StateOf(const std::string& id) {
    v1::GetGenerationRequest request;
    request.mutable_name()->set_generation_id(id);
    const auto generation = region_.generations.GetGeneration(request);
    EXPECT_TRUE(generation.ok()) << generation.status();
    return generation.ok() ? generation->generation().state() : v1::GENERATION_STATE_UNSPECIFIED;
  }

  static std::string TotalsOf(const std::vector<v1::RankedScore>& lines) {
    std::string totals;
    for (const v1::RankedScore& line : lines) {
      totals += line.enterprise_id() + " " + line.total() + "\n";
    }
    return totals;
  }

  absl::Status RollBack() {
    v1::RollBackGenerationRequest request;
    request.set_request_id(region_.NextRequestId());
    request.set_scheme_id(kScheme);
    return region_.generations.RollBackGeneration("local", request).status();
  }

  absl::Status Drop(const std::string& id) {
    v1::DropGenerationRequest request;
    request.set_request_id(region_.NextRequestId());
    request.set_generation_id(id);
    return region_.generations.DropGeneration("local", request).status();
  }

  int CountKeys(const std::vector<storage::kv::KeyRange>& ranges) {
    const auto snapshot = storage::tables::TakeSnapshot(*region_.store);
    EXPECT_TRUE(snapshot.ok()) << snapshot.status();
    int count = 0;
    for (const storage::kv::KeyRange& range : ranges) {
      EXPECT_TRUE(storage::tables::ForEachEntry(**snapshot, range, [&count](const auto&) {
                    ++count;
                    return true;
                  }).ok());
    }
    return count;
  }

  Region region_;
};

TEST_F(PublicationTest, KeepsTheLastThree) {
  EXPECT_EQ(PublishedNow(), "REASON_NOTHING_PUBLISHED");
  for (const char* id : {"g1", "g2", "g3", "g4"}) {
    region_.Generate(id, PlanOf(kScheme));
    region_.Publish(id);
    EXPECT_EQ(PublishedNow(), id);
  }
  EXPECT_EQ(StateOf("g1"), v1::GENERATION_STATE_DROPPED);
  EXPECT_EQ(StateOf("g2"), v1::GENERATION_STATE_KEPT);
  EXPECT_TRUE(RollBack().ok());
  EXPECT_TRUE(RollBack().ok());
  EXPECT_EQ(PublishedNow(), "g2");
  EXPECT_EQ(ReasonOf(RollBack()), v1::REASON_ROLLBACK_IMPOSSIBLE);
  EXPECT_EQ(PublishedNow(), "g2") << "nothing changed";
  EXPECT_EQ(StateOf("g4"), v1::GENERATION_STATE_CHECKED) << "it can be published again";
  region_.Publish("g4");
  EXPECT_EQ(StateOf("g3"), v1::GENERATION_STATE_DROPPED) << "it was taken back and not published";
}

TEST_F(PublicationTest, SaysSinceWhenThePublishedOneIs) {
  region_.Generate("g1", PlanOf(kScheme));
  const auto publish = [&] {
    v1::PublishGenerationRequest request;
    request.set_request_id(region_.NextRequestId());
    request.set_generation_id("g1");
    return region_.generations.PublishGeneration("local", request)->revision();
  };
  const uint64_t switched = publish();
  EXPECT_GT(switched, 0U);
  EXPECT_EQ(publish(), switched);
}

TEST_F(PublicationTest, DropsWhatIsNeitherPublishedNorKept) {
  for (const char* id : {"g1", "g2", "g3"}) region_.Generate(id, PlanOf(kScheme));
  region_.Publish("g1");
  region_.Publish("g2");
  EXPECT_EQ(ReasonOf(Drop("g1")), v1::REASON_GENERATION_KEPT);
  EXPECT_EQ(ReasonOf(Drop("g2")), v1::REASON_GENERATION_KEPT);
  EXPECT_EQ(ReasonOf(Drop("g4")), v1::REASON_GENERATION_UNKNOWN);
  ASSERT_TRUE(region_.Start("later", PlanOf(kScheme)).ok());
  EXPECT_EQ(ReasonOf(Drop("later")), v1::REASON_RUN_INCOMPLETE);
  ASSERT_FALSE(WholeRanking(region_, "g3").empty());
  EXPECT_TRUE(Drop("g3").ok());
  EXPECT_TRUE(Drop("g3").ok()) << "again";
  EXPECT_EQ(StateOf("g3"), v1::GENERATION_STATE_DROPPED);
  ASSERT_TRUE(RemoveLeftovers(*region_.store, [] { return false; }).ok());
  EXPECT_EQ(CountKeys(storage::tables::DroppedKeys("g3")), 0);
  EXPECT_GT(CountKeys(storage::tables::DroppedKeys("g2")), 0);
  EXPECT_EQ(PublishedNow(), "g2");
}

TEST_F(PublicationTest, RefusesWhatIsNotComplete) {
  ASSERT_TRUE(region_.Start("later", PlanOf(kScheme)).ok());
  v1::PublishGenerationRequest request;
  request.set_request_id(region_.NextRequestId());
  request.set_generation_id("later");
  EXPECT_EQ(ReasonOf(region_.generations.PublishGeneration("local", request).status()),
            v1::REASON_RUN_INCOMPLETE);
  request.set_generation_id("never");
  EXPECT_EQ(ReasonOf(region_.generations.PublishGeneration("local", request).status()),
            v1::REASON_GENERATION_UNKNOWN);
}

TEST_F(PublicationTest, RefusesThePageTokenOfAnotherGeneration) {
  region_.Generate("g1", PlanOf(kScheme));
  region_.Generate("g2", PlanOf(kScheme));
  v1::ListRankingRequest request;
  request.mutable_name()->set_generation_id("g1");
  request.set_page_size(5);
  const auto page = region_.generations.ListRanking(request);
  ASSERT_TRUE(page.ok()) << page.status();
  request.set_page_token(page->next_page_token());
  request.mutable_name()->set_generation_id("g2");
  EXPECT_EQ(ReasonOf(region_.generations.ListRanking(request).status()),
            v1::REASON_PAGE_TOKEN_GENERATION);
  request.mutable_name()->set_generation_id("g1");
  request.set_area_prefix("4212");
  EXPECT_EQ(ReasonOf(region_.generations.ListRanking(request).status()),
            v1::REASON_PAGE_TOKEN_INVALID);
}

// Every enterprise has other data in the second generation; whoever reads pages while they are switched sees the totals of
// one of them, and all of them.
TEST_F(PublicationTest, ShowsReadersNoMixtureDuringFiftySwitches) {
  std::set<std::string> wanted;
  for (const char* id : {"g1", "g2"}) {
    for (int n = 0; n < 12; ++n) region_.PutReport(n, static_cast<uint64_t>(100 * id[1] + n));
    region_.Generate(id, PlanOf(kScheme));
    wanted.insert(TotalsOf(WholeRanking(region_, id)));
  }
  ASSERT_EQ(wanted.size(), 2U) << "they differ";
  region_.Publish("g1");
  std::atomic<bool> done = false;
  std::atomic<int> lists = 0;
  std::atomic<int> mixed = 0;
  std::atomic<int> failed = 0;
  const auto read = [&] {
    while (!done) {
      v1::ListRankingRequest request;
      request.mutable_name()->set_scheme_id(kScheme);
      request.set_page_size(5);
      std::set<std::string> seen;
      std::vector<v1::RankedScore> lines;
      do {
        const auto page = region_.generations.ListRanking(request);
        if (!page.ok()) {
          ++failed;
          break;
        }
        seen.insert(page->generation_id());
        lines.insert(lines.end(), page->scores().begin(), page->scores().end());
        request.set_page_token(page->next_page_token());
      } while (!request.page_token().empty());
      if (seen.size() != 1 || wanted.count(TotalsOf(lines)) == 0) ++mixed;
      ++lists;
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (int i = 0; i < 25; ++i) {
    region_.Publish("g2");
    EXPECT_TRUE(RollBack().ok());
    while (lists < 4 * i) std::this_thread::yield();
  }
  done = true;
  first.join();
  second.join();
  EXPECT_EQ(mixed, 0) << "of " << lists;
  EXPECT_EQ(failed, 0);
}

TEST_F(PublicationTest, GivesTheCardsOfTheGeneration) {
  region_.Generate("g1", PlanOf(kScheme));
  region_.Publish("g1");
  score::ScoreHandler scores(*region_.store, region_.catalog, region_.cohorts, RegionNow);
  for (const v1::RankedScore& line : WholeRanking(region_, "g1")) {
    v1::GetScoreRequest by_id;
    by_id.set_card_id(line.card_id());
    const auto card = scores.GetScore(by_id);
    ASSERT_TRUE(card.ok()) << card.status();
    EXPECT_EQ(card->card().total(), line.total());
    EXPECT_EQ(card->card().generation_id(), "g1");
    v1::GetScoreRequest published;
    published.mutable_published()->set_enterprise_id(line.enterprise_id());
    published.mutable_published()->set_scheme_id(kScheme);
    const auto same = scores.GetScore(published);
    ASSERT_TRUE(same.ok()) << same.status();
    EXPECT_EQ(same->card().SerializeAsString(), card->card().SerializeAsString());
  }
}

TEST_F(PublicationTest, MakesADroppedCardAgainToTheByte) {
  region_.Generate("g1", PlanOf(kScheme));
  region_.Publish("g1");
  score::ScoreHandler scores(*region_.store, region_.catalog, region_.cohorts, RegionNow);
  v1::GetScoreRequest request;
  request.set_card_id(WholeRanking(region_, "g1")[3].card_id());
  const auto before = scores.GetScore(request);
  ASSERT_TRUE(before.ok()) << before.status();
  for (const char* id : {"g2", "g3", "g4"}) {
    region_.Generate(id, PlanOf(kScheme));
    region_.Publish(id);
  }
  ASSERT_TRUE(RemoveLeftovers(*region_.store, [] { return false; }).ok());
  v1::ListRankingRequest ranking;
  ranking.mutable_name()->set_generation_id("g1");
  EXPECT_EQ(ReasonOf(region_.generations.ListRanking(ranking).status()),
            v1::REASON_GENERATION_DROPPED);
  const auto after = scores.GetScore(request);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->card().SerializeAsString(), before->card().SerializeAsString());
}

}  // namespace
}  // namespace jifen::services::rescoring
