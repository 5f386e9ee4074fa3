#include "storage/tables/imports.h"

#include <gtest/gtest.h>

#include "storage/kv/memory/memory_store.h"
#include "storage/tables/message_names.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

class ImportsTest : public testing::Test {
 protected:
  void PutBatch(uint64_t offset, uint32_t rows, const std::string& marks) {
    stored::StoredImportBatch batch;
    batch.set_offset(offset);
    batch.set_rows(rows);
    batch.set_marks(marks);
    kv::CommitRequest commit;
    ASSERT_TRUE(PutImportBatch(*Now(*store_), name_, batch, commit).ok());
    Commit(*store_, std::move(commit));
  }

  // Marks of the batches before the offset.
  std::string Marks(uint64_t durable_offset) {
    const auto batches = ListImportBatches(*Now(*store_), name_, durable_offset);
    EXPECT_TRUE(batches.ok()) << batches.status();
    std::string marks;
    for (const auto& batch : batches.value()) marks += batch.marks();
    return marks;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
  ImportName name_{.principal = "bureau", .import_id = "i1"};
};

TEST_F(ImportsTest, ImportNeverHeardOfIsAtTheBeginning) {
  const auto state = GetImport(*Now(*store_), name_);
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->version, 0U);
  EXPECT_EQ(state->import.durable_offset(), 0U);
  EXPECT_FALSE(state->import.finished());
}

TEST_F(ImportsTest, SecondOfTwoStreamsOfAnImportIsAborted) {
  const auto state = GetImport(*Now(*store_), name_);
  kv::CommitRequest a;
  kv::CommitRequest b;
  stored::StoredImport next;
  next.set_durable_offset(5);
  PutImport(name_, *state, next, a);
  PutImport(name_, *state, next, b);
  Commit(*store_, std::move(a));
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(*store_, std::move(b)).status()));
  EXPECT_EQ(GetImport(*Now(*store_), name_)->import.durable_offset(), 5U);
}

TEST_F(ImportsTest, ImportsOfOtherPrincipalsAndIdsAreApart) {
  PutBatch(0, 5, "a");
  name_.principal = "bank";
  PutBatch(0, 5, "b");
  name_ = {.principal = "bureau", .import_id = "i"};
  PutBatch(0, 5, "c");
  name_ = {.principal = "bureau", .import_id = "i1"};
  EXPECT_EQ(Marks(5), "a");
}

TEST_F(ImportsTest, BatchesComeInTheOrderOfTheirRows) {
  PutBatch(256, 5, "c");
  PutBatch(0, 5, "a");
  PutBatch(5, 251, "b");
  EXPECT_EQ(Marks(261), "abc");
  EXPECT_EQ(Marks(256), "ab");
  EXPECT_EQ(Marks(0), "");
}

TEST_F(ImportsTest, BatchTakesThePlaceOfWhatWasRememberedOfItsRows) {
  PutBatch(0, 2, "a");
  PutBatch(2, 2, "b");
  PutBatch(4, 2, "c");
  PutBatch(0, 3, "A");  // another run, in batches of three
  EXPECT_EQ(Marks(3), "A");
  PutBatch(3, 3, "B");
  EXPECT_EQ(Marks(6), "AB");
}

}  // namespace
}  // namespace jifen::storage::tables
