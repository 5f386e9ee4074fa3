// The population of a benchmark: what is measured is what an import would have left, and the same each time.
#include "tools/bench/population.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "proto/model/calendar.h"
#include "proto/model/credit_code.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "storage/tables/digest.h"
#include "storage/tables/dossier.h"
#include "tools/bench/rescore_floor.h"

namespace jifen::bench {
namespace {

namespace fs = std::filesystem;
namespace kv = storage::kv;
namespace tables = storage::tables;

constexpr int64_t kEnterprises = 250;  // two commits

class PopulationTest : public testing::Test {
 protected:
  PopulationTest() : folder_(fs::path(testing::TempDir()) / "population_test") {
    fs::remove_all(folder_);
  }
  ~PopulationTest() override { fs::remove_all(folder_); }

  Population Prepare(uint64_t seed, const std::string& place = "kept") {
    const auto population =
        PreparePopulation({.enterprises = kEnterprises, .seed = seed, .folder = folder_ / place});
    EXPECT_TRUE(population.ok()) << population.status();
    return population.ok() ? *population : Population();
  }

  static tables::Digest DigestOf(const fs::path& folder) {
    const auto store = kv::rocksdb::Open({.folder = folder});
    if (!store.ok()) return {};
    const auto digest = tables::DigestOf(**(*store)->NewSnapshot());
    return digest.ok() ? *digest : tables::Digest();
  }

  const fs::path folder_;
};

TEST_F(PopulationTest, IdsAreValidAndRise) {
  const std::vector<std::string> ids = PopulationIds(kEnterprises, 7);
  EXPECT_EQ(ids.size(), kEnterprises);
  for (const std::string& id : ids) EXPECT_TRUE(model::CheckCreditCode(id).ok()) << id;
  for (size_t i = 1; i < ids.size(); ++i) EXPECT_LT(ids[i - 1], ids[i]);
}

TEST_F(PopulationTest, IsTheSameForTheSameSeed) {
  const tables::Digest first = DigestOf(Prepare(7, "a").folder);
  EXPECT_EQ(first.enterprises, kEnterprises);
  EXPECT_GT(first.record_versions, uint64_t{10} * kEnterprises);
  EXPECT_EQ(DigestOf(Prepare(7, "b").folder).sha256_hex, first.sha256_hex);
  EXPECT_NE(DigestOf(Prepare(8).folder).sha256_hex, first.sha256_hex);
}

TEST_F(PopulationTest, IsFoundAgain) {
  EXPECT_FALSE(Prepare(7).found);
  EXPECT_TRUE(Prepare(7).found);
  EXPECT_FALSE(Prepare(8).found);
}

TEST_F(PopulationTest, HasDossiersWithThreeReports) {
  const auto store = kv::rocksdb::Open({.folder = Prepare(7).folder});
  ASSERT_TRUE(store.ok()) << store.status();
  int reports = 0;
  for (const std::string& id : PopulationIds(kEnterprises, 7)) {
    const auto dossier = tables::GetDossier(
        **(*store)->NewSnapshot(), {.enterprise_id = id, .valid_at = model::MakeDate(2025, 6, 30)});
    ASSERT_TRUE(dossier.ok()) << dossier.status();
    EXPECT_EQ(dossier->enterprise().area_code(), id.substr(2, 6));
    for (const v1::RecordVersion& version : dossier->records()) {
      reports += version.record().has_annual_report() ? 1 : 0;
    }
  }
  EXPECT_GT(reports, kEnterprises * 28 / 10);  // one in fifty was not handed in
}

TEST_F(PopulationTest, IsLeftAsItWasByWhatIsDoneToACopy) {
  const Population population = Prepare(7);
  const tables::Digest before = DigestOf(population.folder);
  const fs::path copy = folder_ / "copy";
  ASSERT_TRUE(LinkPopulation(population.folder, copy).ok());
  {
    const auto store = kv::rocksdb::Open({.folder = copy});
    ASSERT_TRUE(store.ok()) << store.status();
    const auto floor = MeasureFloor(**store, {"a card", "another"}, {});
    ASSERT_TRUE(floor.ok()) << floor.status();
    EXPECT_EQ(floor->enterprises, kEnterprises);
    EXPECT_EQ(floor->keys_read, static_cast<int64_t>(before.enterprises + before.record_versions));
    EXPECT_EQ((*(*store)->NewSnapshot())->revision(),
              4U);  // two of the loading, one of each thread
  }
  EXPECT_EQ(DigestOf(copy).sha256_hex, before.sha256_hex);
  fs::remove_all(copy);
  EXPECT_EQ(DigestOf(population.folder).sha256_hex, before.sha256_hex);
}

}  // namespace
}  // namespace jifen::bench
