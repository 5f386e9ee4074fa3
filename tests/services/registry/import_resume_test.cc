// Interruptions: the same rows, cut and broken off at random, give the same store.
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "services/registry/import_session.h"
#include "storage/tables/digest.h"
#include "storage/tables/run_once.h"
#include "storage/tables/stored_message.h"
#include "tests/services/registry/import_steps.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

constexpr int kRows = 200;

// Rows with new, changed, doubled, bad and orphaned ones among them.
std::vector<v1::ImportRow> SomeRows() {
  std::vector<v1::ImportRow> rows;
  std::mt19937 random(20260630);
  const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
  while (rows.size() < kRows) {
    const int n = below(12);
    v1::Record award = tables::SampleAward(n, absl::StrCat(below(15)));
    award.mutable_award()->set_rank(below(4));  // 0 is refused
    switch (below(6)) {
      case 0:
        rows.push_back(Row(tables::SampleEnterprise(n)));
        break;
      case 1:
        rows.push_back(Row(tables::SampleEnterprise(n), award));
        break;
      default:
        rows.push_back(Row(award));
    }
  }
  return rows;
}

// What came of an import: totals, refused rows, digest.
struct Outcome {
  std::string totals;
  std::string refused;
  std::string digest;
  bool operator==(const Outcome&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << outcome.totals << " / " << outcome.digest;
}

class ImportResumeTest : public tables::EachStoreTest {
 protected:
  // Sends rows until it is cut off, or finishes. Batches have at most `batch_max` rows.
  bool Run(const std::vector<v1::ImportRow>& rows, unsigned batch_max, int batches_max) {
    RegistryHandler handler(store(), [] { return absl::UnixEpoch(); });
    ImportSession session(handler, "local");
    const auto start = session.Step(StartStep("i1"));
    EXPECT_TRUE(start.ok()) << start.status();
    if (!start.ok()) return true;
    refused_ = "";
    for (const auto& result : start->started().refused()) Remember(result);
    uint64_t offset = start->started().durable_offset();
    for (int sent = 0; offset < rows.size(); ++sent) {
      if (sent == batches_max) return false;
      const size_t end =
          std::min(rows.size(), static_cast<size_t>(offset) + 1 + random_() % batch_max);
      const auto response =
          session.Step(RowsStep(offset, {rows.begin() + static_cast<int64_t>(offset),
                                         rows.begin() + static_cast<int64_t>(end)}));
      EXPECT_TRUE(response.ok()) << response.status();
      if (!response.ok()) return true;
      for (const auto& result : response->results().results()) {
        if (result.has_error()) Remember(result);
      }
      offset = end;
    }
    const auto finished = session.Step(FinishStep(offset));
    EXPECT_TRUE(finished.ok()) << finished.status();
    if (finished.ok()) totals_ = Words(finished->finished().totals());
    return true;
  }

  void Remember(const v1::ImportResult& result) { refused_ += tables::SerializeStored(result); }

  Outcome Take() {
    return {totals_, refused_, tables::DigestOf(*tables::Now(store()))->sha256_hex};
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  std::string totals_;
  std::string refused_;
};
INSTANTIATE_TEST_SUITE_P(EachStore, ImportResumeTest, tables::StoreKinds(), tables::StoreKindName);

// The outcome without an interruption, on a store of its own.
Outcome Uninterrupted(const std::vector<v1::ImportRow>& rows) {
  const auto store = kv::memory::NewStore();
  RegistryHandler handler(*store, [] { return absl::UnixEpoch(); });
  ImportSession session(handler, "local");
  Outcome outcome;
  EXPECT_TRUE(session.Step(StartStep("i1")).ok());
  const auto results = session.Step(RowsStep(0, rows));
  EXPECT_TRUE(results.ok()) << results.status();
  for (const auto& result : results->results().results()) {
    if (result.has_error()) outcome.refused += tables::SerializeStored(result);
  }
  const auto finished = session.Step(FinishStep(rows.size()));
  EXPECT_TRUE(finished.ok()) << finished.status();
  outcome.totals = Words(finished->finished().totals());
  outcome.digest = tables::DigestOf(*tables::Now(*store))->sha256_hex;
  return outcome;
}

TEST_P(ImportResumeTest, CutOffAtRandomGivesTheSameAsUninterrupted) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const std::vector<v1::ImportRow> rows = SomeRows();
  int interruptions = 0;
  while (!Run(rows, 12, 1 + static_cast<int>(random_() % 4))) {
    ++interruptions;
    Reopen();
  }
  EXPECT_GT(interruptions, 3);
  EXPECT_EQ(Take(), Uninterrupted(rows));
}

TEST_P(ImportResumeTest, SecondRunChangesNothing) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  // Enterprises first: a record that comes before its enterprise is refused in the first run only.
  std::vector<v1::ImportRow> rows;
  for (int n = 0; n < 12; ++n) rows.push_back(Row(tables::SampleEnterprise(n)));
  for (const v1::ImportRow& row : SomeRows()) rows.push_back(row);
  ASSERT_TRUE(Run(rows, 50, kRows));
  const Outcome first = Take();
  ASSERT_TRUE(Run(rows, 7, kRows));
  const Outcome second = Take();
  EXPECT_EQ(second.digest, first.digest);
  EXPECT_EQ(second.totals.substr(0, 4), "0 0 ") << second.totals;
}

// A store in which somebody else writes to the same record just before each commit, some times.
class OvertakingStore : public kv::Store {
 public:
  OvertakingStore(kv::Store& store, int times) : store_(store), left_(times) {}

  absl::StatusOr<std::shared_ptr<const kv::Snapshot>> NewSnapshot() override {
    return store_.NewSnapshot();
  }
  void Commit(kv::CommitRequest request, kv::CommitDone done) override {
    if (left_-- > 0) tables::Put(store_, Contested(1000 + left_));
    store_.Commit(std::move(request), std::move(done));
  }

  static v1::Record Contested(int rank) {
    v1::Record record = tables::SampleAward(1, "contested");
    record.mutable_award()->set_rank(rank);
    return record;
  }

 private:
  kv::Store& store_;
  int left_;
};

TEST_P(ImportResumeTest, BatchThatIsOvertakenIsAttemptedAgain) {
  tables::Put(store(), tables::SampleEnterprise(1));
  OvertakingStore overtaking(store(), tables::kAttemptsMax - 1);
  RegistryHandler handler(overtaking, [] { return absl::UnixEpoch(); });
  ImportSession session(handler, "local");
  ASSERT_TRUE(session.Step(StartStep("i1")).ok());
  const auto results = session.Step(RowsStep(0, {Row(OvertakingStore::Contested(1))}));
  ASSERT_TRUE(results.ok()) << results.status();
  EXPECT_EQ(Words(results->results()), std::vector<std::string>{"UPDATED"})
      << "by the last attempt the record was there";
  const auto versions = tables::ListRecords(
      *tables::Now(store()), {.enterprise_id = tables::EnterpriseId(1), .all_versions = true}, {});
  ASSERT_TRUE(versions.ok());
  EXPECT_EQ(versions->items.size(), static_cast<size_t>(tables::kAttemptsMax));
  EXPECT_EQ(versions->items[0].record().award().rank(), 1);
}

TEST_P(ImportResumeTest, BatchThatIsAlwaysOvertakenEndsTheStreamAndMayBeSentAgain) {
  tables::Put(store(), tables::SampleEnterprise(1));
  OvertakingStore overtaking(store(), tables::kAttemptsMax);
  RegistryHandler handler(overtaking, [] { return absl::UnixEpoch(); });
  ImportSession first(handler, "local");
  ASSERT_TRUE(first.Step(StartStep("i1")).ok());
  v1::ImportRequest rows = RowsStep(0, {Row(OvertakingStore::Contested(1))});
  EXPECT_EQ(tables::ReasonOf(first.Step(rows).status()), v1::REASON_CONCURRENT_CHANGE);
  ImportSession second(handler, "local");
  ASSERT_TRUE(second.Step(StartStep("i1")).ok());
  EXPECT_TRUE(second.Step(rows).ok());
}

}  // namespace
}  // namespace jifen::services::registry
