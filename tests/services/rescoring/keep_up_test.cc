// Changed records: a generation that is kept up is what a run over the same population in the same cohort tables makes.

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>

#include "proto/model/calendar.h"
#include "services/score/score_handler.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/generations.h"
#include "tests/scoring/seed.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::rescoring {
namespace {

// What a generation says of an enterprise, but for its own name.
std::map<std::string, std::string> LinesOf(Region& region, const std::string& id) {
  std::map<std::string, std::string> lines;
  const auto snapshot = region.store->NewSnapshot();
  EXPECT_TRUE(snapshot.ok());
  const absl::Status status = storage::tables::ForEachGenerationScore(
      **snapshot, {.generation_id = id, .at = (*snapshot)->revision()},
      [&](std::string_view enterprise, const storage::v1::StoredScore& score) {
        storage::v1::StoredScore line = score;
        line.clear_card_sha256();
        line.clear_cause();
        lines[std::string(enterprise)] = line.SerializeAsString();
        return true;
      });
  EXPECT_TRUE(status.ok()) << status;
  return lines;
}

// The cards of a generation by enterprise, but for its name in them.
std::map<std::string, std::string> CardsOf(Region& region, const std::string& id) {
  std::map<std::string, std::string> cards;
  score::ScoreHandler scores(*region.store, region.catalog, region.cohorts, RegionNow);
  for (const v1::RankedScore& line : WholeRanking(region, id)) {
    v1::GetScoreRequest request;
    request.set_card_id(line.card_id());
    auto card = scores.GetScore(request);
    EXPECT_TRUE(card.ok()) << card.status();
    if (!card.ok()) continue;
    card->mutable_card()->clear_generation_id();
    card->mutable_card()->clear_card_id();
    cards[line.enterprise_id()] = card->card().SerializeAsString();
  }
  return cards;
}

class Edits {
 public:
  Edits(Region& region, uint64_t seed) : region_(region), state_(seed) {}

  void One() {
    const int n = static_cast<int>(Below(24));
    switch (Below(8)) {
      case 0:
        return Move(n);
      case 1:
        return Withdraw(n);
      default:
        if (known_.insert(n).second) region_.AddEnterprise(n, Below(1000));
        region_.PutReport(n, Below(1'000'000));
    }
  }

  void Know(int n) { known_.insert(n); }

 private:
  uint64_t Below(uint64_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33U) % limit;
  }

  // To another county: into the population, or out of it.
  void Move(int n) {
    v1::Enterprise enterprise = storage::tables::SampleEnterprise(n);
    enterprise.set_area_code(Below(2) == 0 ? "421202" : "330106");
    enterprise.set_industry_code(Below(2) == 0 ? "C3971" : "I6510");
    known_.insert(n);
    region_.PutEnterprise(enterprise);
  }

  void Withdraw(int n) {
    v1::WithdrawRecordRequest request;
    request.set_request_id(region_.NextRequestId());
    request.set_enterprise_id(storage::tables::EnterpriseId(n));
    request.set_kind(v1::RECORD_KIND_ANNUAL_REPORT);
    request.set_record_id("2024");
    request.set_reason("test");
    // Of one that has none there is nothing to withdraw.
    static_cast<void>(region_.registry.WithdrawRecord("local", request));
  }

  Region& region_;
  uint64_t state_;
  std::set<int> known_;
};

int EditCount(int usual) {
  const char* asked = std::getenv("JIFEN_EDITS");
  return asked == nullptr ? usual : std::atoi(asked);
}

void ExpectIncrementalEqualsFull(const std::string& scheme, uint64_t seed, int edits) {
  Region region;
  region.PutScheme(QuickScheme(scheme));
  Edits random(region, seed);
  for (int n = 0; n < 16; ++n) {
    region.AddEnterprise(n, seed);
    random.Know(n);
  }
  v1::RunPlan plan = PlanOf(scheme);
  plan.mutable_population()->set_area_prefix("4212");
  region.Generate("base", plan);
  region.Publish("base");
  plan.set_cohorts_of("base");
  int fulls = 0;
  for (int edit = 1; edit <= edits; ++edit) {
    random.One();
    if (edit % 3 == 0) region.CatchUp();  // sometimes one change at a time, sometimes several
    if (edit % std::max(1, edits / 10) != 0) continue;
    region.CatchUp();
    const std::string full = "full-" + std::to_string(++fulls);
    region.Generate(full, plan);
    ASSERT_EQ(LinesOf(region, "base"), LinesOf(region, full)) << "after edit " << edit;
    ASSERT_EQ(CardsOf(region, "base"), CardsOf(region, full)) << "after edit " << edit;
    const auto kept = WholeRanking(region, "base");
    const auto made = WholeRanking(region, full);
    ASSERT_EQ(kept.size(), made.size());
    for (size_t i = 0; i < kept.size(); ++i) {
      ASSERT_EQ(kept[i].enterprise_id(), made[i].enterprise_id());
      ASSERT_EQ(kept[i].rank(), made[i].rank());
    }
  }
}

TEST(KeepUp, IsWhatAFullRunMakes) {
  ExpectIncrementalEqualsFull(kScheme, scoring::TestSeed(), EditCount(200));
}

TEST(KeepUp, IsWhatAFullRunMakesInTheSameCohorts) {
  ExpectIncrementalEqualsFull(kPeerScheme, scoring::TestSeed(), EditCount(200));
}

v1::GetScoreHistoryResponse HistoryOf(Region& region, int n) {
  score::ScoreHandler scores(*region.store, region.catalog, region.cohorts, RegionNow);
  v1::GetScoreHistoryRequest request;
  request.set_enterprise_id(storage::tables::EnterpriseId(n));
  request.set_scheme_id(kScheme);
  const auto history = scores.GetScoreHistory(request);
  EXPECT_TRUE(history.ok()) << history.status();
  return history.ok() ? *history : v1::GetScoreHistoryResponse();
}

void MoveTo(Region& region, int n, const std::string& area) {
  v1::Enterprise enterprise = storage::tables::SampleEnterprise(n);
  enterprise.set_area_code(area);
  region.PutEnterprise(enterprise);
}

TEST(KeepUp, TakesOutWhoLeavesAndTakesInWhoComesBack) {
  Region region;
  region.PutScheme(QuickScheme(kScheme));
  for (int n = 0; n < 3; ++n) region.AddEnterprise(n);
  MoveTo(region, 1, "421202");
  v1::RunPlan plan = PlanOf(kScheme);
  plan.mutable_population()->set_area_prefix("4212");
  region.Generate("g1", plan);
  region.Publish("g1");
  EXPECT_EQ(WholeRanking(region, "g1").size(), 3U);
  MoveTo(region, 1, "330106");
  region.CatchUp();
  EXPECT_EQ(WholeRanking(region, "g1").size(), 2U);
  MoveTo(region, 1, "421221");
  region.CatchUp();
  EXPECT_EQ(WholeRanking(region, "g1").size(), 3U);
  const v1::GetScoreHistoryResponse history = HistoryOf(region, 1);
  ASSERT_EQ(history.events_size(), 3);
  EXPECT_TRUE(history.events(1).left());
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(history.events(i).cause(), v1::SCORE_CAUSE_CHANGE);
    EXPECT_EQ(history.events(i).changes_size(), 1) << "the register entry, once";
  }
}

TEST(KeepUp, DoesNothingTwiceAfterARestart) {
  Region region;
  region.PutScheme(QuickScheme(kScheme));
  for (int n = 0; n < 4; ++n) region.AddEnterprise(n);
  region.Generate("g1", PlanOf(kScheme));
  region.Publish("g1");
  for (int i = 0; i < 100; ++i) region.PutReport(i % 4, static_cast<uint64_t>(i));
  const auto again = [&region] {
    KeepUp restarted({.store = *region.store,
                      .catalog = region.catalog,
                      .cohorts = region.cohorts,
                      .clock = RegionNow,
                      .log = [](const absl::Status& status) { ADD_FAILURE() << status; }});
    return restarted.CatchUp();
  };
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(again().ok());  // 64 commits each
  EXPECT_GE(HistoryOf(region, 0).events_size(), 3);
  const auto before = region.store->NewSnapshot();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(again().ok());
  const auto after = region.store->NewSnapshot();
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_EQ((*before)->revision(), (*after)->revision()) << "there is nothing left to do";
  std::set<std::string> ids;
  const v1::GetScoreHistoryResponse history = HistoryOf(region, 0);
  for (const v1::ScoreEvent& event : history.events()) {
    EXPECT_TRUE(ids.insert(event.card_id()).second) << event.card_id() << " twice";
  }
}

TEST(KeepUp, CatchesUpAfterARollback) {
  Region region;
  region.PutScheme(QuickScheme(kScheme));
  for (int n = 0; n < 4; ++n) region.AddEnterprise(n);
  for (const char* id : {"g1", "g2"}) {
    region.Generate(id, PlanOf(kScheme));
    region.Publish(id);
  }
  region.PutReport(2, 4711);
  region.CatchUp();
  v1::RollBackGenerationRequest request;
  request.set_request_id(region.NextRequestId());
  request.set_scheme_id(kScheme);
  ASSERT_TRUE(region.generations.RollBackGeneration("local", request).ok());
  EXPECT_NE(LinesOf(region, "g1"), LinesOf(region, "g2"));
  region.CatchUp();
  EXPECT_EQ(LinesOf(region, "g1"), LinesOf(region, "g2"));
}

// Does something right before the next commit.
class InterruptedStore final : public storage::kv::Store {
 public:
  explicit InterruptedStore(storage::kv::Store& store) : store_(store) {}

  void Interrupt(std::function<void()> with) { with_ = std::move(with); }

  absl::StatusOr<std::shared_ptr<const storage::kv::Snapshot>> NewSnapshot() override {
    return store_.NewSnapshot();
  }
  void Commit(storage::kv::CommitRequest request, storage::kv::CommitDone done) override {
    if (const auto with = std::exchange(with_, nullptr)) with();
    store_.Commit(std::move(request), std::move(done));
  }

 private:
  storage::kv::Store& store_;
  std::function<void()> with_;
};

TEST(KeepUp, WritesNothingIntoAGenerationThatIsNoLongerPublished) {
  Region region;
  region.PutScheme(QuickScheme(kScheme));
  for (int n = 0; n < 4; ++n) region.AddEnterprise(n);
  for (const char* id : {"g1", "g2"}) region.Generate(id, PlanOf(kScheme));
  region.Publish("g1");
  region.PutReport(2, 4711);
  InterruptedStore store(*region.store);
  KeepUp keep_up({.store = store,
                  .catalog = region.catalog,
                  .cohorts = region.cohorts,
                  .clock = RegionNow,
                  .log = [](const absl::Status& status) { ADD_FAILURE() << status; }});
  const auto before = LinesOf(region, "g1");
  store.Interrupt([&region] { region.Publish("g2"); });
  const auto worked = keep_up.CatchUp();
  ASSERT_TRUE(worked.ok()) << worked.status();
  EXPECT_TRUE(*worked) << "it is to be called again";
  EXPECT_EQ(LinesOf(region, "g1"), before);
  for (int i = 0; i < 9 && *keep_up.CatchUp(); ++i) continue;
  EXPECT_EQ(LinesOf(region, "g1"), before);
  EXPECT_NE(LinesOf(region, "g2"), before);
}

// Of a generation the frozen cohort tables are damaged.
TEST(KeepUp, OneBrokenSchemeKeepsBackNoOther) {
  Region region;
  for (const char* scheme : {kPeerScheme, kScheme}) region.PutScheme(QuickScheme(scheme));
  for (int n = 0; n < 8; ++n) region.AddEnterprise(n);
  region.Generate("peers", PlanOf(kPeerScheme));
  region.Generate("g1", PlanOf(kScheme));
  for (const char* id : {"peers", "g1"}) region.Publish(id);
  const auto snapshot = region.store->NewSnapshot();
  auto broken = storage::tables::GetGeneration(**snapshot, "peers");
  ASSERT_TRUE(broken.ok()) << broken.status();
  broken->generation.set_cohort_tables_sha256(std::string(64, '0'));
  storage::kv::CommitRequest commit;
  storage::tables::PutGeneration(*broken, commit);
  ASSERT_TRUE(storage::kv::CommitAndWait(*region.store, std::move(commit)).ok());
  std::vector<absl::Status> logged;
  KeepUp keep_up({.store = *region.store,
                  .catalog = region.catalog,
                  .cohorts = region.cohorts,
                  .clock = RegionNow,
                  .log = [&logged](const absl::Status& status) { logged.push_back(status); }});
  const auto before = LinesOf(region, "g1");
  region.PutReport(2, 4711);
  for (int i = 0; i < 9; ++i) {
    const auto worked = keep_up.CatchUp();
    ASSERT_TRUE(worked.ok()) << worked.status();
    if (!*worked) break;
  }
  EXPECT_NE(LinesOf(region, "g1"), before);
  ASSERT_EQ(logged.size(), 1U) << "it is not tried again at once";
  EXPECT_EQ(ReasonOf(logged[0]), v1::REASON_DATA_CORRUPT);
}

TEST(KeepUp, TellsInTheHistoryWhatMadeEachCard) {
  Region region;
  region.PutScheme(QuickScheme(kScheme));
  for (int n = 0; n < 3; ++n) region.AddEnterprise(n);
  region.Generate("g1", PlanOf(kScheme));
  region.Publish("g1");
  region.PutReport(1, 4711);
  region.CatchUp();
  score::ScoreHandler scores(*region.store, region.catalog, region.cohorts, RegionNow);
  v1::ScoreRequest ask;
  ask.set_request_id("ask");
  ask.set_enterprise_id(storage::tables::EnterpriseId(1));
  ask.set_scheme_id(kScheme);
  ASSERT_TRUE(scores.Score("local", ask).ok());
  v1::GetScoreHistoryRequest request;
  request.set_enterprise_id(storage::tables::EnterpriseId(1));
  request.set_scheme_id(kScheme);
  const auto history = scores.GetScoreHistory(request);
  ASSERT_TRUE(history.ok()) << history.status();
  ASSERT_EQ(history->events_size(), 3);
  EXPECT_EQ(history->events(0).cause(), v1::SCORE_CAUSE_ASKED);
  EXPECT_EQ(history->events(1).cause(), v1::SCORE_CAUSE_CHANGE);
  ASSERT_EQ(history->events(1).changes_size(), 1);
  EXPECT_EQ(history->events(1).changes(0).kind(), v1::RECORD_KIND_ANNUAL_REPORT);
  EXPECT_EQ(history->events(1).changes(0).record_id(), "2024");
  EXPECT_EQ(history->events(2).cause(), v1::SCORE_CAUSE_RUN);
  for (const v1::ScoreEvent& event : history->events()) {
    v1::GetScoreRequest get;
    get.set_card_id(event.card_id());
    const auto card = scores.GetScore(get);
    ASSERT_TRUE(card.ok()) << card.status();
    EXPECT_EQ(card->card().total(), event.total());
  }
  request.set_page_size(2);
  const auto page = scores.GetScoreHistory(request);
  ASSERT_TRUE(page.ok());
  request.set_page_token(page->next_page_token());
  const auto rest = scores.GetScoreHistory(request);
  ASSERT_TRUE(rest.ok()) << rest.status();
  ASSERT_EQ(rest->events_size(), 1);
  EXPECT_EQ(rest->events(0).card_id(), history->events(2).card_id());
}

}  // namespace
}  // namespace jifen::services::rescoring
