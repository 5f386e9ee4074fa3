#include "storage/tables/runs.h"

#include <gtest/gtest.h>

#include "storage/kv/memory/memory_store.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

RunVersion SampleRun(const std::string& id, const std::string& scheme_id = "demo") {
  RunVersion run;
  run.run.mutable_run()->set_generation_id(id);
  run.run.mutable_run()->mutable_plan()->set_scheme_id(scheme_id);
  return run;
}

class RunsTest : public testing::Test {
 protected:
  kv::Revision Put(const RunVersion& run) {
    kv::CommitRequest commit;
    PutRun(run, commit);
    return Commit(*store_, std::move(commit));
  }

  absl::Status TryPut(const RunVersion& run) {
    kv::CommitRequest commit;
    PutRun(run, commit);
    return kv::CommitAndWait(*store_, std::move(commit)).status();
  }

  // The ids of all pages.
  std::vector<std::string> List(const std::string& scheme_id, size_t size) {
    std::vector<std::string> ids;
    PageQuery query{.size = size};
    do {
      const auto page = ListRuns(*Now(*store_), scheme_id, query);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return ids;
      EXPECT_LE(page->items.size(), size);
      for (const RunVersion& run : page->items) ids.push_back(run.run.run().generation_id());
      query.after = page->next;
    } while (!query.after.empty());
    return ids;
  }

  void PutRange(const std::string& id, uint32_t number, uint64_t enterprises) {
    RunRangeVersion range{.number = number, .range = {}, .revision = 0};
    range.range.set_enterprises(enterprises);
    kv::CommitRequest commit;
    PutRunRange(id, range, commit);
    Commit(*store_, std::move(commit));
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
};

TEST(CheckGenerationId, TakesSixtyFourCharactersAndNoOther) {
  for (const std::string& id :
       {std::string("2026-q3"), std::string("A.b_c-9"), std::string(64, 'a')}) {
    EXPECT_TRUE(CheckGenerationId(id).ok()) << id;
  }
  for (const std::string& id : {std::string(65, 'a'), std::string("a b"), std::string("a/b"),
                                std::string("季度"), std::string("a\0b", 3)}) {
    EXPECT_EQ(ReasonOf(CheckGenerationId(id)), v1::REASON_TEXT_INVALID) << id;
    EXPECT_EQ(PathOf(CheckGenerationId(id, "name")), "name") << id;
  }
  EXPECT_EQ(ReasonOf(CheckGenerationId("")), v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(PathOf(CheckGenerationId("")), "generation_id");
}

TEST_F(RunsTest, RunIsWhatWasPutAtTheRevisionOfItsCommit) {
  Unrelated(*store_);
  RunVersion run = SampleRun("g");
  run.run.set_taken(3);
  EXPECT_EQ(Put(run), 2U);
  const auto found = GetRun(*Now(*store_), "g");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->revision, 2U);
  EXPECT_EQ(SerializeStored(found->run), SerializeStored(run.run));
}

TEST_F(RunsTest, NoneIsUnknown) {
  Put(SampleRun("g1"));
  EXPECT_FALSE(FindRun(*Now(*store_), "g")->has_value());
  EXPECT_EQ(ReasonOf(GetRun(*Now(*store_), "g").status()), v1::REASON_GENERATION_UNKNOWN);
  EXPECT_EQ(PathOf(GetRun(*Now(*store_), "g").status()), "generation_id");
}

TEST_F(RunsTest, OfTwoWhoTakeARunOneIsFencedOff) {
  Put(SampleRun("g"));
  EXPECT_TRUE(absl::IsAborted(TryPut(SampleRun("g")))) << "there is one";
  RunVersion mine = *GetRun(*Now(*store_), "g");
  RunVersion theirs = mine;
  theirs.run.set_taken(1);
  ASSERT_TRUE(TryPut(theirs).ok());
  mine.run.set_taken(1);
  EXPECT_TRUE(absl::IsAborted(TryPut(mine)));
  kv::CommitRequest chunk;
  chunk.preconditions.emplace_back(RunUnchanged(mine));
  PutCohortValues("g", EnterpriseId(1), {}, chunk);
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(*store_, std::move(chunk)).status()));
}

TEST_F(RunsTest, AreListedByRisingIdAndByScheme) {
  for (const char* id : {"b", "a", "c1", "c"}) Put(SampleRun(id, id[0] == 'c' ? "sea" : "demo"));
  for (size_t size = 1; size <= 5; ++size) {
    EXPECT_EQ(List("", size), (std::vector<std::string>{"a", "b", "c", "c1"}));
    EXPECT_EQ(List("sea", size), (std::vector<std::string>{"c", "c1"}));
    EXPECT_EQ(List("demo", size), (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(List("none", size).empty());
  }
}

TEST_F(RunsTest, RangesAreListedInTheirOrderWithTheirRevisions) {
  for (const uint32_t number : {2U, 0U, 1U}) PutRange("g", number, number + 10);
  PutRange("g1", 0, 99);
  const auto ranges = ListRunRanges(*Now(*store_), "g");
  ASSERT_TRUE(ranges.ok()) << ranges.status();
  ASSERT_EQ(ranges->size(), 3U);
  const kv::Revision revisions[] = {2, 3, 1};
  for (uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*ranges)[i].number, i);
    EXPECT_EQ((*ranges)[i].range.enterprises(), i + 10);
    EXPECT_EQ((*ranges)[i].revision, revisions[i]);
  }
}

TEST_F(RunsTest, RangeIsPutOnlyAsItWasRead) {
  PutRange("g", 0, 1);
  RunRangeVersion range = (*ListRunRanges(*Now(*store_), "g"))[0];
  for (const kv::Revision revision : {kv::Revision{0}, kv::Revision{7}, range.revision}) {
    kv::CommitRequest commit;
    PutRunRange("g", {.number = 0, .range = range.range, .revision = revision}, commit);
    EXPECT_EQ(kv::CommitAndWait(*store_, std::move(commit)).ok(), revision == range.revision);
  }
}

TEST_F(RunsTest, RangeThatIsNotThereIsCorrupt) {
  PutRange("g", 0, 1);
  PutRange("g", 2, 1);
  EXPECT_EQ(ReasonOf(ListRunRanges(*Now(*store_), "g").status()), v1::REASON_DATA_CORRUPT);
}

TEST_F(RunsTest, CohortValuesComeByTheLastEnterpriseOfTheirChunk) {
  for (const int n : {3, 1, 2}) {
    stored::StoredCohortValues values;
    values.add_values()->add_groups(std::to_string(n));
    kv::CommitRequest commit;
    PutCohortValues(n == 2 ? "g1" : "g", EnterpriseId(n), values, commit);
    Commit(*store_, std::move(commit));
  }
  std::string groups;
  const absl::Status status =
      ForEachCohortValues(*Now(*store_), "g", [&groups](const stored::StoredCohortValues& values) {
        groups += values.values(0).groups(0);
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(groups, "13");
}

TEST_F(RunsTest, WorkingKeysAreRangesAndValuesOfOneRun) {
  for (const char* id : {"g", "g1"}) {
    Put(SampleRun(id));
    for (const uint32_t number : {0U, 1U}) PutRange(id, number, 1);
    kv::CommitRequest commit;
    PutCohortValues(id, EnterpriseId(1), {}, commit);
    Commit(*store_, std::move(commit));
  }
  std::vector<std::string> keys;
  const auto snapshot = Now(*store_);
  for (const kv::KeyRange& range : WorkingKeys("g")) {
    for (const auto cursor = snapshot->Scan(range); cursor->Valid(); cursor->Next()) {
      keys.emplace_back(cursor->key());
    }
  }
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0][0], static_cast<char>(Prefix::kRunRange));
  EXPECT_EQ(keys[1][0], static_cast<char>(Prefix::kRunRange));
  EXPECT_EQ(keys[2][0], static_cast<char>(Prefix::kCohortValues));
  for (const std::string& key : keys) EXPECT_EQ(key.substr(1, 3), std::string("g\0\x01", 3));
}

}  // namespace
}  // namespace jifen::storage::tables
