#include "storage/tables/score_cards.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "proto/model/calendar.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/message_names.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

ScoreCardId SampleId() {
  return {.enterprise_id = EnterpriseId(1),
          .scheme_id = "sme-tech-2017",
          .scheme_version = 1,
          .year = 2024,
          .valid_at = model::MakeDate(2025, 6, 30),
          .known_at = 57};
}

class ScoreCardsTest : public testing::Test {
 protected:
  // The card's bytes are its id.
  void Put(const ScoreCardId& id) {
    kv::CommitRequest commit;
    PutScoreCard(id, FormatScoreCardId(id), commit);
    Commit(*store_, std::move(commit));
  }

  std::vector<std::string> List(const ScoreCardOwner& owner, size_t size) {
    std::vector<std::string> cards;
    PageQuery page{.size = size};
    do {
      const auto result = ListScoreCards(*Now(*store_), owner, page);
      EXPECT_TRUE(result.ok()) << result.status();
      if (!result.ok()) return cards;
      cards.insert(cards.end(), result->items.begin(), result->items.end());
      page.after = result->next;
    } while (!page.after.empty());
    return cards;
  }

  std::unique_ptr<kv::Store> store_ = kv::memory::NewStore();
};

TEST(FormatScoreCardId, IsAsTheProtoSays) {
  ScoreCardId id = SampleId();
  id.enterprise_id = "91421202000000000A";
  EXPECT_EQ(FormatScoreCardId(id), "91421202000000000A/sme-tech-2017@1/2024/2025-06-30/57");
}

TEST(ParseScoreCardId, GivesBackWhatWasFormatted) {
  ScoreCardId id = SampleId();
  for (const uint64_t known_at : {uint64_t{0}, uint64_t{57}, UINT64_MAX}) {
    id.known_at = known_at;
    const auto parsed = ParseScoreCardId(FormatScoreCardId(id));
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(FormatScoreCardId(*parsed), FormatScoreCardId(id));
    EXPECT_EQ(parsed->known_at, known_at);
    EXPECT_EQ(parsed->scheme_id, "sme-tech-2017");
    EXPECT_EQ(model::FormatDate(parsed->valid_at), "2025-06-30");
  }
}

TEST(FormatScoreCardId, EndsWithTheGenerationIfThereIsOne) {
  ScoreCardId id = SampleId();
  id.enterprise_id = "91421202000000000A";
  id.generation_id = "2026-q3";
  const std::string text = "91421202000000000A/sme-tech-2017@1/2024/2025-06-30/57/2026-q3";
  EXPECT_EQ(FormatScoreCardId(id), text);
  const auto parsed = ParseScoreCardId(text);
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->generation_id, "2026-q3");
  EXPECT_EQ(FormatScoreCardId(*parsed), text);
}

TEST(ParseScoreCardId, RefusesEverythingElse) {
  const std::string id = EnterpriseId(1);
  for (const std::string& text : {std::string(),
                                  std::string("x"),
                                  id,
                                  id + "/s@1/2024/2025-06-30",
                                  id + "/s@1/2024/2025-06-30/57/",
                                  id + "/s@1/2024/2025-06-30/57/g/",
                                  id + "/s@1/2024/2025-06-30/57/g/h",
                                  id + "/s@1/2024/2025-06-30//g",
                                  id + "/s@1/2024/2025-06-30/057",
                                  id + "/s@1/2024/2025-06-30/+57",
                                  id + "/s@1/2024/2025-06-30/ 57",
                                  id + "/s@1/2024/2025-06-30/18446744073709551616",
                                  id + "/s@1/2024/2025-02-30/57",
                                  id + "/s@01/2024/2025-06-30/57",
                                  id + "/s@/2024/2025-06-30/57",
                                  id + "/s/2024/2025-06-30/57",
                                  id + "/s@1@1/2024/2025-06-30/57",
                                  id + "/@1/2024/2025-06-30/57",
                                  id + "/s@1/02024/2025-06-30/57",
                                  id.substr(1) + "/s@1/2024/2025-06-30/57"}) {
    const absl::Status status = ParseScoreCardId(text).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_TEXT_INVALID) << text;
    EXPECT_EQ(PathOf(status), "card_id") << text;
  }
}

TEST_F(ScoreCardsTest, GivesBackTheBytes) {
  kv::CommitRequest commit;
  const std::string bytes("\x00\xff card", 7);
  PutScoreCard(SampleId(), bytes, commit);
  Commit(*store_, std::move(commit));
  const auto card = GetScoreCard(*Now(*store_), SampleId());
  ASSERT_TRUE(card.ok());
  EXPECT_EQ(*card, bytes);
}

TEST_F(ScoreCardsTest, EachPartOfTheIdCounts) {
  Put(SampleId());
  std::vector<ScoreCardId> other(7, SampleId());
  other[0].enterprise_id = EnterpriseId(2);
  other[1].scheme_id = "sme-tech-201";
  other[2].scheme_version = 2;
  other[3].year = 2023;
  other[4].valid_at = model::MakeDate(2025, 6, 29);
  other[5].known_at = 56;
  other[6].generation_id = "g";
  for (const ScoreCardId& id : other) {
    EXPECT_FALSE(FindScoreCard(*Now(*store_), id)->has_value());
    const absl::Status status = GetScoreCard(*Now(*store_), id).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_SCORE_CARD_UNKNOWN);
    EXPECT_EQ(PathOf(status), "card_id");
  }
}

TEST_F(ScoreCardsTest, CardIsNeverOverwritten) {
  Put(SampleId());
  kv::CommitRequest commit;
  PutScoreCard(SampleId(), "another", commit);
  EXPECT_TRUE(absl::IsAborted(kv::CommitAndWait(*store_, std::move(commit)).status()));
}

TEST_F(ScoreCardsTest, CardPlacedInTheCohortsOfAGenerationStandsBesideTheOther) {
  ScoreCardId placed = SampleId();
  placed.generation_id = "2026-q3";
  ScoreCardId elsewhere = SampleId();
  elsewhere.generation_id = "2026-q4";
  for (const ScoreCardId& id : {elsewhere, placed, SampleId()}) Put(id);
  for (const ScoreCardId& id : {SampleId(), placed, elsewhere}) {
    EXPECT_EQ(*GetScoreCard(*Now(*store_), id), FormatScoreCardId(id));
  }
  const std::vector<std::string> expected = {
      FormatScoreCardId(SampleId()), FormatScoreCardId(placed), FormatScoreCardId(elsewhere)};
  for (size_t size = 1; size <= 4; ++size) {
    EXPECT_EQ(List({EnterpriseId(1), SampleId().scheme_id}, size), expected);
  }
}

TEST_F(ScoreCardsTest, NewestIsByKnownAtThenYearThenValidAtThenVersion) {
  std::vector<ScoreCardId> rising;
  for (const uint64_t known_at : {uint64_t{9}, uint64_t{10}, uint64_t{300}}) {
    for (const int32_t year : {2022, 2024}) {
      for (const int day : {1, 2}) {
        for (const uint32_t version : {1U, 2U}) {
          ScoreCardId id = SampleId();
          id.known_at = known_at;
          id.year = year;
          id.valid_at = model::MakeDate(2025, 6, day);
          id.scheme_version = version;
          rising.push_back(id);
        }
      }
    }
  }
  std::vector<ScoreCardId> shuffled = rising;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(7));
  for (const ScoreCardId& id : shuffled) Put(id);
  std::vector<std::string> expected;
  for (auto id = rising.rbegin(); id != rising.rend(); ++id) {
    expected.push_back(FormatScoreCardId(*id));
  }
  const ScoreCardOwner owner{EnterpriseId(1), "sme-tech-2017"};
  EXPECT_EQ(List(owner, 5), expected);
  EXPECT_EQ(*GetNewestScoreCard(*Now(*store_), owner), expected.front());
}

TEST_F(ScoreCardsTest, ListsBySchemeThenNewestFirst) {
  ScoreCardId a = SampleId();
  a.scheme_id = "a";
  ScoreCardId a_newer = a;
  a_newer.known_at = 58;
  ScoreCardId ab = SampleId();
  ab.scheme_id = "ab";
  ScoreCardId of_another = SampleId();
  of_another.enterprise_id = EnterpriseId(2);
  for (const ScoreCardId& id : {ab, a, of_another, a_newer}) Put(id);
  const std::vector<std::string> expected = {FormatScoreCardId(a_newer), FormatScoreCardId(a),
                                             FormatScoreCardId(ab)};
  for (size_t size = 1; size <= 4; ++size) EXPECT_EQ(List({EnterpriseId(1), ""}, size), expected);
  EXPECT_EQ(List({EnterpriseId(1), "a"}, 9), (std::vector<std::string>{expected[0], expected[1]}));
}

TEST_F(ScoreCardsTest, PositionOutsideTheListShowsNothingOfAnother) {
  Put(SampleId());
  KeyWriter before(Prefix::kScoreCard);
  before.Id18(EnterpriseId(2));
  const std::string of_another = std::move(before).Take();
  for (const std::string& after : {of_another, std::string("\x10"), std::string("x")}) {
    const absl::Status status =
        ListScoreCards(*Now(*store_), {EnterpriseId(1), ""}, {.after = after}).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_PAGE_TOKEN_INVALID);
    EXPECT_EQ(PathOf(status), "page_token");
  }
}

TEST_F(ScoreCardsTest, NoneIsUnknown) {
  Put(SampleId());
  const auto snapshot = Now(*store_);
  for (const ScoreCardOwner& owner :
       {ScoreCardOwner{EnterpriseId(2), "sme-tech-2017"}, ScoreCardOwner{EnterpriseId(1), "sme"},
        ScoreCardOwner{"short", "sme-tech-2017"}}) {
    const absl::Status status = GetNewestScoreCard(*snapshot, owner).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_SCORE_CARD_UNKNOWN);
    EXPECT_EQ(PathOf(status), "newest");
  }
}

}  // namespace
}  // namespace jifen::storage::tables
