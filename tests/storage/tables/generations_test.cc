#include "storage/tables/generations.h"

#include <gtest/gtest.h>

#include "storage/kv/memory/memory_store.h"
#include "storage/tables/commits.h"
#include "storage/tables/runs.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

GenerationVersion SampleGeneration(const std::string& id, const std::string& scheme_id = "demo") {
  GenerationVersion generation{.generation_id = id, .generation = {}};
  generation.generation.mutable_plan()->set_scheme_id(scheme_id);
  return generation;
}

class GenerationsTest : public testing::Test {
 protected:
  template <typename Put, typename Thing>
  absl::StatusOr<kv::Revision> TryPut(Put put, const Thing& thing) {
    kv::CommitRequest commit;
    put(thing, commit);
    return kv::CommitAndWait(*store_, std::move(commit));
  }
  kv::Revision Put(const GenerationVersion& generation) {
    const auto revision = TryPut(PutGeneration, generation);
    EXPECT_TRUE(revision.ok()) << revision.status();
    return revision.value_or(0);
  }
  void PutRunThatIs(const std::string& id, v1::RunState state,
                    v1::Reason failure = v1::REASON_UNSPECIFIED) {
    RunVersion run;
    run.run.mutable_run()->mutable_failure()->set_reason(failure);
    run.run.mutable_run()->set_generation_id(id);
    run.run.mutable_run()->set_state(state);
    EXPECT_TRUE(TryPut(PutRun, run).ok());
  }

  std::vector<std::string> List(const std::string& scheme_id, size_t size) {
    std::vector<std::string> ids;
    PageQuery query{.size = size};
    do {
      const auto page = ListGenerations(*Now(*store_), scheme_id, query);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return ids;
      for (const GenerationVersion& generation : page->items) {
        ids.push_back(generation.generation_id);
      }
      query.after = page->next;
    } while (!query.after.empty());
    return ids;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
};

TEST_F(GenerationsTest, CompletedByTheCommitThatPutItUnlessItSaysWhich) {
  Unrelated(*store_);
  EXPECT_EQ(Put(SampleGeneration("g")), 2U);
  GenerationVersion generation = *GetGeneration(*Now(*store_), "g");
  EXPECT_EQ(generation.generation_id, "g");
  EXPECT_EQ(generation.revision, 2U);
  EXPECT_EQ(generation.completed_revision(), 2U);
  generation.generation.set_completed_revision(2);
  EXPECT_EQ(Put(generation), 3U);
  generation = *GetGeneration(*Now(*store_), "g");
  EXPECT_EQ(generation.revision, 3U);
  EXPECT_EQ(generation.completed_revision(), 2U);
}

TEST_F(GenerationsTest, IsPutOnlyAsItWasRead) {
  Put(SampleGeneration("g"));
  EXPECT_TRUE(absl::IsAborted(TryPut(PutGeneration, SampleGeneration("g")).status()));
  const GenerationVersion read = *GetGeneration(*Now(*store_), "g");
  Put(read);
  EXPECT_TRUE(absl::IsAborted(TryPut(PutGeneration, read).status()));
}

TEST_F(GenerationsTest, WhyThereIsNoneIsSaid) {
  PutRunThatIs("running", v1::RUN_STATE_RUNNING);
  PutRunThatIs("paused", v1::RUN_STATE_PAUSED);
  PutRunThatIs("cancelled", v1::RUN_STATE_CANCELLED);
  PutRunThatIs("failed", v1::RUN_STATE_FAILED, v1::REASON_DATA_CORRUPT);
  PutRunThatIs("unequal", v1::RUN_STATE_FAILED, v1::REASON_GENERATION_CHECK);
  const auto reason = [this](const char* id) {
    const absl::Status status = GetGeneration(*Now(*store_), id, "name").status();
    EXPECT_EQ(PathOf(status), "name");
    return ReasonOf(status);
  };
  EXPECT_EQ(reason("running"), v1::REASON_RUN_INCOMPLETE);
  EXPECT_EQ(reason("paused"), v1::REASON_RUN_INCOMPLETE);
  EXPECT_EQ(reason("cancelled"), v1::REASON_RUN_INCOMPLETE);
  EXPECT_EQ(reason("failed"), v1::REASON_RUN_INCOMPLETE);
  EXPECT_EQ(reason("unequal"), v1::REASON_GENERATION_CHECK);
  EXPECT_EQ(reason("never"), v1::REASON_GENERATION_UNKNOWN);
  EXPECT_FALSE(FindGeneration(*Now(*store_), "running")->has_value());
}

TEST_F(GenerationsTest, AreListedByRisingIdAndByScheme) {
  for (const char* id : {"b", "a", "c1", "c"})
    Put(SampleGeneration(id, id[0] == 'c' ? "sea" : "demo"));
  for (size_t size = 1; size <= 5; ++size) {
    EXPECT_EQ(List("", size), (std::vector<std::string>{"a", "b", "c", "c1"}));
    EXPECT_EQ(List("sea", size), (std::vector<std::string>{"c", "c1"}));
    EXPECT_TRUE(List("none", size).empty());
  }
}

TEST_F(GenerationsTest, WhatIsPublishedIsOneEntryOfEachScheme) {
  PublishedVersion none = *GetPublished(*Now(*store_), "demo");
  EXPECT_EQ(none.scheme_id, "demo");
  EXPECT_TRUE(none.generation_ids.empty());
  EXPECT_EQ(none.revision, 0U);
  EXPECT_TRUE(ListPublished(*Now(*store_))->empty());

  none.generation_ids = {"g1", "g2"};
  ASSERT_TRUE(TryPut(PutPublished, none).ok());
  EXPECT_TRUE(absl::IsAborted(TryPut(PutPublished, none).status())) << "it was put meanwhile";
  ASSERT_TRUE(
      TryPut(PutPublished, PublishedVersion{.scheme_id = "dem", .generation_ids = {"h"}}).ok());
  const PublishedVersion published = *GetPublished(*Now(*store_), "demo");
  EXPECT_EQ(published.generation_ids, (std::vector<std::string>{"g1", "g2"}));
  EXPECT_EQ(published.revision, 1U);
  const auto all = ListPublished(*Now(*store_));
  ASSERT_TRUE(all.ok()) << all.status();
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ((*all)[0].scheme_id, "dem");
  EXPECT_EQ((*all)[1].generation_ids, published.generation_ids);
}

TEST_F(GenerationsTest, KeepUpIsPutOnlyAsItWasRead) {
  KeepUpVersion keep_up = *GetKeepUp(*Now(*store_), "g");
  EXPECT_EQ(keep_up.kept_up_to, 0U);
  EXPECT_EQ(keep_up.revision, 0U);
  keep_up.kept_up_to = 57;
  ASSERT_TRUE(TryPut(PutKeepUp, keep_up).ok());
  EXPECT_TRUE(absl::IsAborted(TryPut(PutKeepUp, keep_up).status()));
  keep_up = *GetKeepUp(*Now(*store_), "g");
  EXPECT_EQ(keep_up.generation_id, "g");
  EXPECT_EQ(keep_up.kept_up_to, 57U);
  EXPECT_EQ(keep_up.revision, 1U);
  kv::CommitRequest commit;
  commit.preconditions.emplace_back(KeepUpUnchanged(keep_up));
  PutCommitNote({.committed_at = absl::UnixEpoch(), .principal = "a"}, commit);
  Commit(*store_, std::move(commit));
  EXPECT_EQ(GetKeepUp(*Now(*store_), "g1")->kept_up_to, 0U) << "of another generation";
}

}  // namespace
}  // namespace jifen::storage::tables
