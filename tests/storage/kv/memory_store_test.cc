#include "storage/kv/memory/memory_store.h"

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/kv/memory/tree.h"
#include "tests/storage/kv/store_suite.h"

namespace jifen::storage::kv {
namespace {

class MemoryHome final : public StoreHome {
 public:
  absl::StatusOr<std::unique_ptr<Store>> Open() override { return memory::Open(medium_); }

 private:
  const std::shared_ptr<memory::Medium> medium_ = memory::NewMedium();
};

std::unique_ptr<StoreHome> MakeMemoryHome() { return std::make_unique<MemoryHome>(); }

INSTANTIATE_TEST_SUITE_P(Memory, StoreSuite, testing::Values(&MakeMemoryHome));

TEST(MemoryStore, NewStoresShareNothing) {
  const std::unique_ptr<Store> one = memory::NewStore();
  const std::unique_ptr<Store> other = memory::NewStore();
  MustCommit(*one, {Put("a", "1")});
  EXPECT_EQ(ValueOf(*MustSnapshot(*other), "a"), "(none)");
}

size_t Depth(const memory::Tree& tree) {
  return tree == nullptr ? 0 : 1 + std::max(Depth(tree->left), Depth(tree->right));
}

TEST(MemoryTree, StaysShallowWhenKeysComeInOrder) {
  memory::Tree tree;
  for (int i = 100'000; i < 120'000; ++i) {
    tree = memory::Put(tree, std::make_shared<const Entry>(Entry{.key = std::to_string(i)}));
  }
  EXPECT_LT(Depth(tree), 60u);  // 2^14.3 entries
}

TEST(MemoryTree, IsAnOrderedMapAndOldTreesStay) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::map<std::string, Revision> want;
  memory::Tree tree;
  std::vector<std::pair<memory::Tree, std::map<std::string, Revision>>> kept;
  for (Revision i = 1; i <= 3'000; ++i) {
    const std::string key = std::to_string(random() % 200);
    if (random() % 3 == 0) {
      want.erase(key);
      tree = memory::Erase(tree, key);
    } else {
      want[key] = i;
      tree = memory::Put(tree, std::make_shared<const Entry>(Entry{.key = key, .version = i}));
    }
    if (i % 100 == 0) kept.emplace_back(tree, want);
  }
  for (const auto& [old_tree, old_want] : kept) {
    std::map<std::string, Revision> got;
    for (memory::Walk walk(old_tree, ""); walk.entry() != nullptr; walk.Next()) {
      EXPECT_TRUE(got.empty() || got.rbegin()->first < walk.entry()->key);
      got[walk.entry()->key] = walk.entry()->version;
    }
    EXPECT_EQ(got, old_want);
  }
}

}  // namespace
}  // namespace jifen::storage::kv
