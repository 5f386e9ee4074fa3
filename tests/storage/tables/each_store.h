// tests/storage/tables/each_store.h: tests that run on every store.
//
//   Shape    INSTANTIATE_TEST_SUITE_P(EachStore, MyTest, StoreKinds(), StoreKindName);
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "storage/kv/memory/memory_store.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::storage::tables {

enum class StoreKind { kMemory, kRocksDb };

class EachStoreTest : public testing::TestWithParam<StoreKind> {
 protected:
  EachStoreTest() { store_ = Open(); }

  kv::Store& store() { return *store_; }

  // Closes the store, and opens what it left.
  void Reopen() {
    store_.reset();
    store_ = Open();
  }

 private:
  std::unique_ptr<kv::Store> Open() {
    absl::StatusOr<std::unique_ptr<kv::Store>> store =
        GetParam() == StoreKind::kMemory ? kv::memory::Open(medium_)
                                         : kv::rocksdb::Open({.folder = folder_.path() / "data"});
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

  kv::TempFolder folder_;
  std::shared_ptr<kv::memory::Medium> medium_ = kv::memory::NewMedium();
  std::unique_ptr<kv::Store> store_;
};

inline auto StoreKinds() { return testing::Values(StoreKind::kMemory, StoreKind::kRocksDb); }

inline std::string StoreKindName(const testing::TestParamInfo<StoreKind>& kind) {
  return kind.param == StoreKind::kMemory ? "Memory" : "RocksDb";
}

}  // namespace jifen::storage::tables
