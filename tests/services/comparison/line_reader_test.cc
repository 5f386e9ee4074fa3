// Lines of two generations, merged by enterprise.
#include "services/comparison/line_reader.h"

#include <map>
#include <set>

#include "gtest/gtest.h"
#include "storage/kv/memory/memory_store.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::comparison {
namespace {

namespace kv = storage::kv;

void PutLines(kv::Store& store, const std::string& generation_id, const std::set<int>& members) {
  kv::CommitRequest commit;
  for (const int n : members) {
    storage::v1::StoredScore score;
    score.set_known_at(static_cast<uint64_t>(n));
    score.set_outcome(v1::OUTCOME_SCORED);
    const std::string id = storage::tables::EnterpriseId(n);
    storage::tables::PutGenerationScore({.generation_id = generation_id, .enterprise_id = id},
                                        {.card = "", .score = score, .total = std::nullopt},
                                        commit);
  }
  ASSERT_TRUE(kv::CommitAndWait(store, std::move(commit)).ok());
}

// More lines than a reader holds, of which every third is in one alone.
TEST(NextPair, MeetsEverybodyOnceInOrder) {
  std::set<int> a;
  std::set<int> b;
  const int count = static_cast<int>(kLinesHeld) * 3;
  for (int n = 1; n <= count; ++n) {
    if (n % 3 != 0) a.insert(n);
    if (n % 3 != 1) b.insert(n);
  }
  const auto store = kv::memory::NewStore();
  PutLines(*store, "a", a);
  PutLines(*store, "b", b);
  const auto snapshot = store->NewSnapshot();
  ASSERT_TRUE(snapshot.ok());
  const kv::Revision at = (*snapshot)->revision();
  LineReader from(**snapshot, {.generation_id = "a", .at = at});
  LineReader to(**snapshot, {.generation_id = "b", .at = at});
  for (int n = 1; n <= count; ++n) {
    const auto pair = NextPair(from, to);
    ASSERT_TRUE(pair.ok() && pair->has_value()) << n;
    ASSERT_EQ((*pair)->enterprise_id, storage::tables::EnterpriseId(n));
    ASSERT_EQ((*pair)->from.has_value(), a.contains(n)) << n;
    ASSERT_EQ((*pair)->to.has_value(), b.contains(n)) << n;
    const auto& line = a.contains(n) ? (*pair)->from : (*pair)->to;
    ASSERT_EQ(line->known_at(), static_cast<uint64_t>(n));
  }
  const auto end = NextPair(from, to);
  ASSERT_TRUE(end.ok());
  EXPECT_FALSE(end->has_value());
}

}  // namespace
}  // namespace jifen::services::comparison
