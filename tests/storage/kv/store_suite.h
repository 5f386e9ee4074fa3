// tests/storage/kv/store_suite.h: the suite that every backend runs. No backend has an exception.
//
// A backend's test program links the suite and instantiates it:
//   INSTANTIATE_TEST_SUITE_P(Memory, StoreSuite, testing::Values(&MakeMemoryHome));
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/kv/store.h"
#include "tests/storage/kv/reading.h"

namespace jifen::storage::kv {

// Where a store lives: what outlives it, so that it can be opened again.
class StoreHome {
 public:
  virtual ~StoreHome() = default;
  virtual absl::StatusOr<std::unique_ptr<Store>> Open() = 0;
};

using MakeStoreHome = std::unique_ptr<StoreHome> (*)();

class StoreSuite : public testing::TestWithParam<MakeStoreHome> {
 protected:
  void SetUp() override {
    home_ = GetParam()();
    Open();
  }

  void Open() {
    absl::StatusOr<std::unique_ptr<Store>> store = home_->Open();
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  void Reopen() {
    store_.reset();
    Open();
  }

  // Of the newest state.
  std::vector<Row> Rows(KeyRange range = {}) {
    return MustRead(*MustSnapshot(*store_), std::move(range));
  }

  std::unique_ptr<StoreHome> home_;
  std::unique_ptr<Store> store_;
};

}  // namespace jifen::storage::kv
