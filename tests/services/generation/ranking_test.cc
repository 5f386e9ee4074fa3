// Pages of the ranking against a filter over the whole of it, and what is refused.
#include "services/generation/ranking.h"

#include <functional>
#include <random>

#include "storage/tables/commits.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/generations.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
using rescoring::PathOf;
using rescoring::ReasonOf;

constexpr int kEnterprises = 40;
constexpr int kLists = 40;

bool Wants(const v1::ListRankingRequest& asked, const v1::RankedScore& line) {
  return line.area_code().starts_with(asked.area_prefix()) &&
         line.industry_code().starts_with(asked.industry_prefix()) &&
         (asked.stage_id().empty() || line.stage_id() == asked.stage_id()) &&
         (asked.grade_id().empty() || line.grade_id() == asked.grade_id()) &&
         (asked.outcome() == v1::OUTCOME_UNSPECIFIED || line.outcome() == asked.outcome());
}

std::vector<std::string> Filtered(const std::vector<v1::RankedScore>& lines,
                                  const v1::ListRankingRequest& asked) {
  std::vector<std::string> texts;
  for (const v1::RankedScore& line : lines) {
    if (Wants(asked, line)) texts.push_back(line.ShortDebugString());
  }
  return texts;
}

class RankingTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(rescoring::QuickScheme(rescoring::kPeerScheme));
    for (int n = 0; n < kEnterprises; ++n) region_.AddEnterprise(n, 7);
    region_.Generate("g", rescoring::PlanOf(rescoring::kPeerScheme));
    region_.Publish("g");
  }

  v1::ListRankingRequest Asked(int page_size = 0) {
    v1::ListRankingRequest request;
    request.mutable_name()->set_scheme_id(rescoring::kPeerScheme);
    request.set_page_size(page_size);
    return request;
  }

  // All pages; `between` is called after each.
  std::vector<std::string> Pages(
      v1::ListRankingRequest request, const std::function<void()>& between = [] {}) {
    std::vector<std::string> texts;
    do {
      const auto page = region_.generations.ListRanking(request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      EXPECT_LE(page->scores_size(), request.page_size());
      for (const v1::RankedScore& line : page->scores()) texts.push_back(line.ShortDebugString());
      request.set_page_token(page->next_page_token());
      between();
    } while (!request.page_token().empty());
    return texts;
  }

  void ExpectRefused(const v1::ListRankingRequest& request, v1::Reason reason, const char* path) {
    const absl::Status status = region_.generations.ListRanking(request).status();
    EXPECT_EQ(ReasonOf(status), reason) << status;
    EXPECT_EQ(PathOf(status), path) << status;
  }

  rescoring::Region region_;
};

TEST_F(RankingTest, PagesOfAFilterAreThoseLinesOfTheWholeWithTheirRanks) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<v1::RankedScore> whole = rescoring::WholeRanking(region_, "g");
  ASSERT_EQ(whole.size(), size_t{kEnterprises});
  size_t lines = 0;
  for (int i = 0; i < kLists; ++i) {
    const v1::RankedScore& like = whole[random() % whole.size()];
    v1::ListRankingRequest asked = Asked(1 + static_cast<int>(random() % 9));
    if (random() % 3 == 0) asked.set_area_prefix(like.area_code().substr(0, 4 + random() % 3));
    if (random() % 3 == 0) asked.set_industry_prefix(like.industry_code().substr(0, 1));
    if (random() % 3 == 0) asked.set_stage_id(like.stage_id());
    if (random() % 3 == 0) asked.set_grade_id(like.grade_id());
    if (random() % 3 == 0) asked.set_outcome(like.outcome());
    const std::vector<std::string> expected = Filtered(whole, asked);
    ASSERT_EQ(Pages(asked), expected) << asked.ShortDebugString();
    lines += expected.size();
  }
  EXPECT_GT(lines, 0U);
}

TEST_F(RankingTest, StaysOneListWhileRecordsChangeAndAnotherIsPublished) {
  const v1::ListRankingRequest asked = Asked(5);
  const std::vector<std::string> before = Pages(asked);
  int pages = 0;
  const std::vector<std::string> during = Pages(asked, [&] {
    region_.PutReport(pages, 4711 + static_cast<uint64_t>(pages));
    region_.CatchUp();
    if (++pages != 3) return;
    region_.Generate("g2", rescoring::PlanOf(rescoring::kPeerScheme));
    region_.Publish("g2");
  });
  EXPECT_EQ(pages, kEnterprises / 5);
  EXPECT_EQ(during, before);
  EXPECT_NE(Pages(asked), before) << "the changes are there for who begins again";
}

TEST_F(RankingTest, RefusesInTheDocumentedOrder) {
  v1::ListRankingRequest request = Asked(1001);
  request.set_page_token("x");
  request.mutable_name()->set_scheme_id("none");
  request.set_area_prefix("x");
  request.set_industry_prefix("x");
  request.set_stage_id("x");
  request.set_grade_id("x");
  request.set_outcome(static_cast<v1::Outcome>(99));
  ExpectRefused(request, v1::REASON_OUT_OF_RANGE, "page_size");
  request.set_page_size(5);
  ExpectRefused(request, v1::REASON_PAGE_TOKEN_INVALID, "page_token");
  request.clear_page_token();
  ExpectRefused(request, v1::REASON_SCHEME_UNKNOWN, "name.scheme_id");
  request.mutable_name()->set_generation_id("g");
  ExpectRefused(request, v1::REASON_CODE_INVALID, "area_prefix");
  request.clear_area_prefix();
  ExpectRefused(request, v1::REASON_CODE_INVALID, "industry_prefix");
  request.clear_industry_prefix();
  ExpectRefused(request, v1::REASON_OUT_OF_RANGE, "stage_id");
  request.clear_stage_id();
  ExpectRefused(request, v1::REASON_OUT_OF_RANGE, "grade_id");
  request.clear_grade_id();
  ExpectRefused(request, v1::REASON_UNKNOWN_ENUM, "outcome");
}

TEST_F(RankingTest, RefusesNamesOfNoGenerationThatCanBeRead) {
  region_.PutScheme(rescoring::QuickScheme(rescoring::kScheme));
  ASSERT_TRUE(region_.Start("later", rescoring::PlanOf(rescoring::kScheme)).ok());
  v1::ListRankingRequest request;
  ExpectRefused(request, v1::REASON_FIELD_REQUIRED, "name");
  request.mutable_name()->set_generation_id("never");
  ExpectRefused(request, v1::REASON_GENERATION_UNKNOWN, "name.generation_id");
  request.mutable_name()->set_generation_id("later");
  ExpectRefused(request, v1::REASON_RUN_INCOMPLETE, "name.generation_id");
  request.mutable_name()->set_scheme_id("");
  ExpectRefused(request, v1::REASON_FIELD_REQUIRED, "name.scheme_id");
  request.mutable_name()->set_scheme_id(rescoring::kScheme);
  ExpectRefused(request, v1::REASON_NOTHING_PUBLISHED, "name.scheme_id");
}

TEST_F(RankingTest, RefusesATokenOfAnotherSchemeAndOneThatWasChanged) {
  const auto page = region_.generations.ListRanking(Asked(5));
  ASSERT_TRUE(page.ok()) << page.status();
  region_.PutScheme(rescoring::QuickScheme(rescoring::kScheme));
  v1::ListRankingRequest request = Asked(5);
  request.set_page_token(page->next_page_token());
  request.mutable_name()->set_scheme_id(rescoring::kScheme);
  ExpectRefused(request, v1::REASON_PAGE_TOKEN_GENERATION, "page_token");
  request = Asked(5);
  for (size_t i = 0; i < page->next_page_token().size(); ++i) {
    request.set_page_token(page->next_page_token().substr(0, i));
    if (i == 0) continue;
    EXPECT_FALSE(region_.generations.ListRanking(request).ok()) << i;
  }
}

// More lines than a page looks at, none of which the filter wants but the last.
TEST_F(RankingTest, PageThatLookedAtTenThousandLinesEndsAndGoesOn) {
  constexpr int kLines = 10'001;
  constexpr int kPerCommit = 3000;
  const auto snapshot = tables::Now(*region_.store);
  tables::GenerationVersion generation = *tables::GetGeneration(*snapshot, "g");
  generation.generation_id = "many";
  generation.revision = 0;
  storage::kv::CommitRequest commit;
  storage::v1::StoredScore score;
  score.set_outcome(v1::OUTCOME_SCORED);
  score.set_total("1");
  for (int n = 0; n < kLines; ++n) {
    score.set_area_code(n + 1 == kLines ? "421221" : "421202");
    const std::string id = tables::EnterpriseId(n);
    tables::PutGenerationScore({.generation_id = "many", .enterprise_id = id},
                               {.card = "", .score = score, .total = absl::int128(1)}, commit);
    if (n % kPerCommit == 0) tables::Commit(*region_.store, std::exchange(commit, {}));
  }
  generation.generation.clear_completed_revision();
  tables::PutGeneration(generation, commit);
  tables::Commit(*region_.store, std::move(commit));
  v1::ListRankingRequest request;
  request.mutable_name()->set_generation_id("many");
  request.set_area_prefix("421221");
  const auto first = region_.generations.ListRanking(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->scores_size(), 0);
  ASSERT_FALSE(first->next_page_token().empty());
  request.set_page_token(first->next_page_token());
  const auto second = region_.generations.ListRanking(request);
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->scores_size(), 1);
  EXPECT_EQ(second->scores(0).enterprise_id(), tables::EnterpriseId(kLines - 1));
  EXPECT_EQ(second->scores(0).rank(), 1U) << "all totals are equal";
  EXPECT_TRUE(second->next_page_token().empty());
}

}  // namespace
}  // namespace jifen::services::generation
