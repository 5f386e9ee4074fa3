#include "storage/tables/cohort_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "jifen/storage/v1/stored.pb.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

// The widest, the signs, and both halves.
std::vector<absl::int128> SampleValues() {
  const absl::int128 half = absl::int128(1) << 64;
  return {absl::Int128Min(), -half - 1, -half, -1, 0, 1, half - 1, half, absl::Int128Max()};
}

CohortPiece SamplePiece(CohortGroupName name, uint32_t number) {
  CohortPiece piece{
      .name = std::move(name), .number = number, .values = SampleValues(), .counts = {}};
  for (size_t i = 0; i < piece.values.size(); ++i) {
    piece.counts.push_back(i == 0 ? UINT32_MAX : static_cast<uint32_t>(i));
  }
  return piece;
}

class CohortTablesTest : public testing::Test {
 protected:
  void Put(std::string_view generation_id, const CohortPiece& piece) {
    kv::CommitRequest commit;
    PutCohortPiece(generation_id, piece, commit);
    Commit(*store_, std::move(commit));
  }

  std::vector<CohortPiece> All(std::string_view generation_id) {
    std::vector<CohortPiece> pieces;
    const absl::Status status =
        ForEachCohortPiece(*Now(*store_), generation_id, [&pieces](const CohortPiece& piece) {
          pieces.push_back(piece);
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return pieces;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
};

TEST(CohortValue, GivesBackEveryNumberInSixteenBytes) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::vector<absl::int128> values = SampleValues();
  for (int i = 0; i < 200; ++i) {
    values.push_back(absl::MakeInt128(static_cast<int64_t>(random()), random()));
  }
  for (const absl::int128 value : values) {
    const std::string bytes = EncodeCohortValue(value);
    ASSERT_EQ(bytes.size(), kCohortValueBytes);
    ASSERT_EQ(DecodeCohortValue(bytes), value);
  }
}

TEST(CohortValue, IsTwosComplementWithTheHighByteFirst) {
  EXPECT_EQ(EncodeCohortValue(-2), std::string(15, '\xff') + '\xfe');
  EXPECT_EQ(EncodeCohortValue(0x0102), std::string(14, '\0') + "\x01\x02");
}

TEST_F(CohortTablesTest, GiveBackPiecesByMeasureLevelGroupAndNumber) {
  const std::vector<CohortGroupName> rising = {
      {"a", "l", ""}, {"a", "l", "C"}, {"a", "l", "C4"}, {"a", "l1", "A"}, {"a1", "l", "成长期"}};
  std::vector<CohortPiece> expected;
  for (const CohortGroupName& name : rising) {
    for (const uint32_t number : {0U, 1U, 256U}) expected.push_back(SamplePiece(name, number));
  }
  std::vector<CohortPiece> shuffled = expected;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(7));
  for (const CohortPiece& piece : shuffled) Put("g", piece);
  Put("g1", SamplePiece({"other", "l", "C"}, 0));
  const std::vector<CohortPiece> pieces = All("g");
  ASSERT_EQ(pieces.size(), expected.size());
  for (size_t i = 0; i < pieces.size(); ++i) {
    EXPECT_EQ(pieces[i].name.measure_id, expected[i].name.measure_id) << i;
    EXPECT_EQ(pieces[i].name.level_id, expected[i].name.level_id) << i;
    EXPECT_EQ(pieces[i].name.group, expected[i].name.group) << i;
    EXPECT_EQ(pieces[i].number, expected[i].number) << i;
    EXPECT_EQ(pieces[i].values, expected[i].values) << i;
    EXPECT_EQ(pieces[i].counts, expected[i].counts) << i;
  }
  EXPECT_EQ(All("g1").size(), 1U);
  EXPECT_TRUE(All("").empty());
}

TEST_F(CohortTablesTest, PieceOfTheGreatestSizeFitsIntoTheStore) {
  CohortPiece piece{.name = {"a", "l", "C"}, .number = 0, .values = {}, .counts = {}};
  for (size_t i = 0; i < kCohortPieceValues; ++i) {
    piece.values.push_back(absl::Int128Max() - kCohortPieceValues + i);
    piece.counts.push_back(UINT32_MAX);
  }
  Put("g", piece);
  const std::vector<CohortPiece> pieces = All("g");
  ASSERT_EQ(pieces.size(), 1U);
  EXPECT_EQ(pieces[0].values, piece.values);
}

TEST_F(CohortTablesTest, PieceThatIsNotWholeIsCorrupt) {
  KeyWriter key(Prefix::kCohortTable);
  key.Text("g").Text("a").Text("l").Text("C").U32(0);
  const std::string name = std::move(key).Take();
  stored::StoredCohortPiece message;
  message.set_values(std::string(2 * kCohortValueBytes, '\0'));
  message.add_counts(1);
  for (const std::string& values : {message.values(), message.values().substr(1), std::string()}) {
    message.set_values(values);
    kv::CommitRequest commit;
    commit.writes.push_back({.key = name, .value = SerializeStored(message)});
    Commit(*store_, std::move(commit));
    const absl::Status status =
        ForEachCohortPiece(*Now(*store_), "g", [](const CohortPiece&) { return absl::OkStatus(); });
    EXPECT_EQ(ReasonOf(status), v1::REASON_DATA_CORRUPT) << values.size();
  }
}

TEST_F(CohortTablesTest, VisitorEndsTheWalkWithItsError) {
  for (const uint32_t number : {0U, 1U}) Put("g", SamplePiece({"a", "l", "C"}, number));
  int visits = 0;
  const absl::Status status = ForEachCohortPiece(*Now(*store_), "g", [&visits](const CohortPiece&) {
    ++visits;
    return absl::InternalError("enough");
  });
  EXPECT_EQ(status.message(), "enough");
  EXPECT_EQ(visits, 1);
}

}  // namespace
}  // namespace jifen::storage::tables
