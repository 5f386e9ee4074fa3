#include "services/generation/export.h"

#include <algorithm>
#include <map>

#include "proto/model/sha256.h"
#include "services/score/score_handler.h"
#include "storage/tables/generation_scores.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
using rescoring::PathOf;
using rescoring::ReasonOf;
using storage::tables::EnterpriseId;

constexpr int kEnterprises = 12;

// What an export sent.
struct Exported {
  absl::Status status;
  std::vector<v1::ExportResponse> parts;
  v1::ExportHeading heading;
  std::vector<v1::ExportLine> lines;
  v1::ExportEnd end;
};

// As a receiver must read it: heading, lines, end.
Exported Collect(
    const std::function<absl::Status(const std::function<bool(const v1::ExportResponse&)>&)>& run) {
  Exported exported;
  exported.status = run([&exported](const v1::ExportResponse& part) {
    exported.parts.push_back(part);
    return true;
  });
  for (const v1::ExportResponse& part : exported.parts) {
    if (part.has_heading()) exported.heading = part.heading();
    for (const v1::ExportLine& line : part.lines().lines()) exported.lines.push_back(line);
    if (part.has_end()) exported.end = part.end();
  }
  return exported;
}

std::vector<std::string> TextsOf(const std::vector<v1::ExportLine>& lines, size_t from = 0) {
  std::vector<std::string> texts;
  for (size_t i = from; i < lines.size(); ++i) texts.push_back(lines[i].SerializeAsString());
  return texts;
}

std::string DigestOf(const std::vector<v1::ExportLine>& lines) {
  std::string joined;
  for (const v1::ExportLine& line : lines) joined += line.card_sha256();
  return model::HexOf(model::Sha256Of(joined));
}

class ExportTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(rescoring::QuickScheme(rescoring::kScheme));
    for (int n = 0; n < kEnterprises; ++n) region_.AddEnterprise(n, 7);
    generation_ = region_.Generate("g", rescoring::PlanOf(rescoring::kScheme));
  }

  Exported Export(uint64_t revision = 0, const std::string& after = "") {
    v1::ExportRequest request;
    request.mutable_name()->set_generation_id("g");
    request.set_revision(revision);
    request.set_after_enterprise_id(after);
    return Collect([&](const auto& write) { return region_.generations.Export(request, write); });
  }

  // Others' figures, and one more enterprise, in the published generation.
  void Change() {
    region_.Publish("g");
    region_.PutReport(3, 4711);
    region_.PutReport(7, 4712);
    region_.AddEnterprise(kEnterprises);
    region_.CatchUp();
  }

  rescoring::Region region_;
  v1::Generation generation_;
};

TEST_F(ExportTest, SendsTheHeadingThenLinesByRisingIdThenTheEnd) {
  const Exported exported = Export();
  ASSERT_TRUE(exported.status.ok()) << exported.status;
  ASSERT_EQ(exported.parts.size(), 3U);
  EXPECT_TRUE(exported.parts[0].has_heading());
  EXPECT_TRUE(exported.parts[1].has_lines());
  EXPECT_TRUE(exported.parts[2].has_end());
  EXPECT_EQ(exported.heading.generation().generation_id(), "g");
  EXPECT_EQ(exported.heading.generation().cards_sha256(), generation_.cards_sha256());
  ASSERT_EQ(exported.lines.size(), size_t{kEnterprises});
  for (int n = 0; n < kEnterprises; ++n) {
    EXPECT_EQ(exported.lines[static_cast<size_t>(n)].score().enterprise_id(), EnterpriseId(n));
  }
  EXPECT_EQ(exported.end.lines(), size_t{kEnterprises});
  EXPECT_EQ(exported.end.scored(), generation_.tally().scored());
  EXPECT_EQ(exported.end.total_sum(), generation_.tally().total_sum());
}

TEST_F(ExportTest, HeadingNamesTheIndicatorsInTheOrderOfThePoints) {
  const Exported exported = Export();
  const v1::Scheme scheme = rescoring::QuickScheme(rescoring::kScheme);
  int at = 0;
  for (const v1::Category& category : scheme.categories()) {
    for (const v1::Indicator& indicator : category.indicators()) {
      ASSERT_LT(at, exported.heading.indicator_ids_size());
      EXPECT_EQ(exported.heading.indicator_ids(at), indicator.id());
      EXPECT_EQ(exported.heading.indicator_titles_zh(at), indicator.title().zh());
      EXPECT_EQ(exported.heading.indicator_titles_en(at++), indicator.title().en());
    }
  }
  EXPECT_EQ(exported.heading.indicator_ids_size(), at);
  for (const v1::ExportLine& line : exported.lines) EXPECT_EQ(line.points_size(), at);
}

TEST_F(ExportTest, LinesAreThoseOfTheRankingWithoutTheRank) {
  std::map<std::string, std::string> ranking;
  for (v1::RankedScore line : rescoring::WholeRanking(region_, "g")) {
    line.clear_rank();
    ranking[line.enterprise_id()] = line.SerializeAsString();
  }
  for (const v1::ExportLine& line : Export().lines) {
    EXPECT_EQ(line.score().SerializeAsString(), ranking[line.score().enterprise_id()]);
  }
}

TEST_F(ExportTest, DigestIsThatOfTheGenerationAndOfTheCardsThemselves) {
  const Exported exported = Export(generation_.completed_revision());
  EXPECT_EQ(exported.end.cards_sha256(), generation_.cards_sha256());
  EXPECT_EQ(DigestOf(exported.lines), generation_.cards_sha256());
  score::ScoreHandler scores(*region_.store, region_.catalog, region_.cohorts,
                             rescoring::RegionNow);
  const auto snapshot = tables::Now(*region_.store);
  for (const v1::ExportLine& line : exported.lines) {
    const auto card = tables::FindGenerationCard(
        *snapshot, {.generation_id = "g", .enterprise_id = line.score().enterprise_id()},
        snapshot->revision());
    ASSERT_TRUE(card.ok() && card->has_value()) << card.status();
    EXPECT_EQ(model::Sha256Of((*card)->card), line.card_sha256());
    v1::GetScoreRequest by_id;
    by_id.set_card_id(line.score().card_id());
    const auto served = scores.GetScore(by_id);
    ASSERT_TRUE(served.ok()) << served.status();
    EXPECT_EQ(model::Sha256Of(served->card().SerializeAsString()), line.card_sha256());
  }
}

TEST_F(ExportTest, AtAnOlderRevisionIsWhatItWasThen) {
  const Exported first = Export();
  Change();
  const Exported then = Export(generation_.completed_revision());
  EXPECT_EQ(then.heading.revision(), generation_.completed_revision());
  EXPECT_EQ(TextsOf(then.lines), TextsOf(first.lines));
  EXPECT_EQ(then.end.SerializeAsString(), first.end.SerializeAsString());
  const Exported now = Export();
  ASSERT_EQ(now.lines.size(), size_t{kEnterprises} + 1);
  EXPECT_EQ(now.end.lines(), size_t{kEnterprises} + 1);
  EXPECT_NE(now.end.cards_sha256(), first.end.cards_sha256());
  EXPECT_EQ(DigestOf(now.lines), now.end.cards_sha256());
  for (size_t n = 0; n < kEnterprises; ++n) {
    const bool changed = n == 3 || n == 7;
    EXPECT_EQ(now.lines[n].card_sha256() != first.lines[n].card_sha256(), changed) << n;
    EXPECT_EQ(now.lines[n].known_at() > first.lines[n].known_at(), changed) << n;
  }
}

TEST_F(ExportTest, GoesOnAfterEachLineWithTheRestAndTheSameEnd) {
  Change();
  const Exported whole = Export();
  for (size_t i = 0; i < whole.lines.size(); ++i) {
    const Exported rest = Export(whole.heading.revision(), whole.lines[i].score().enterprise_id());
    ASSERT_TRUE(rest.status.ok()) << rest.status;
    EXPECT_EQ(TextsOf(rest.lines), TextsOf(whole.lines, i + 1)) << i;
    EXPECT_EQ(rest.end.SerializeAsString(), whole.end.SerializeAsString()) << i;
    EXPECT_EQ(rest.heading.SerializeAsString(), whole.heading.SerializeAsString()) << i;
  }
  const Exported none = Export(whole.heading.revision(), EnterpriseId(999));
  EXPECT_TRUE(none.lines.empty()) << "nobody follows, though the enterprise is not in it";
  EXPECT_EQ(none.end.SerializeAsString(), whole.end.SerializeAsString());
}

TEST_F(ExportTest, RefusesRevisionsOutsideTheGenerationAndWhatIsNoId) {
  const uint64_t completed = generation_.completed_revision();
  const uint64_t newest = tables::Now(*region_.store)->revision();
  EXPECT_TRUE(Export(completed).status.ok());
  EXPECT_TRUE(Export(newest).status.ok());
  for (const uint64_t revision : {completed - 1, newest + 1, UINT64_MAX}) {
    const Exported refused = Export(revision);
    EXPECT_EQ(ReasonOf(refused.status), v1::REASON_OUT_OF_RANGE) << revision;
    EXPECT_EQ(PathOf(refused.status), "revision");
    EXPECT_TRUE(refused.parts.empty());
  }
  const Exported refused = Export(0, "91421202000000000B");
  EXPECT_EQ(ReasonOf(refused.status), v1::REASON_CREDIT_CODE_INVALID);
  EXPECT_EQ(PathOf(refused.status), "after_enterprise_id");
  EXPECT_TRUE(refused.parts.empty());
}

TEST_F(ExportTest, GoesOnOnlyWithTheGenerationThatItBeganWith) {
  region_.Publish("g");
  v1::ExportRequest by_scheme;
  by_scheme.mutable_name()->set_scheme_id(rescoring::kScheme);
  const auto run = [&](const v1::ExportRequest& request) {
    return Collect([&](const auto& write) { return region_.generations.Export(request, write); });
  };
  const Exported whole = run(by_scheme);
  EXPECT_TRUE(whole.status.ok()) << whole.status;
  EXPECT_EQ(whole.heading.generation().generation_id(), "g");
  v1::ExportRequest after = by_scheme;
  after.set_after_enterprise_id(EnterpriseId(3));
  v1::ExportRequest at = by_scheme;
  at.set_revision(whole.heading.revision());
  for (const v1::ExportRequest& request : {after, at}) {
    const Exported refused = run(request);
    EXPECT_EQ(ReasonOf(refused.status), v1::REASON_FIELD_REQUIRED);
    EXPECT_EQ(PathOf(refused.status), "name.generation_id");
    EXPECT_TRUE(refused.parts.empty());
  }
}

TEST_F(ExportTest, EndsWithoutAnErrorWhenNobodyReadsAnyMore) {
  v1::ExportRequest request;
  request.mutable_name()->set_generation_id("g");
  for (int reads = 1; reads <= 3; ++reads) {
    int calls = 0;
    const absl::Status status = region_.generations.Export(
        request, [&calls, reads](const v1::ExportResponse&) { return ++calls < reads; });
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(calls, reads);
  }
}

TEST_F(ExportTest, DroppedGenerationStillHasItsLines) {
  const Exported before = Export(generation_.completed_revision());
  for (const char* id : {"g", "g2", "g3", "g4"}) {
    if (std::string(id) != "g") region_.Generate(id, rescoring::PlanOf(rescoring::kScheme));
    region_.Publish(id);
  }
  const Exported after = Export(generation_.completed_revision());
  ASSERT_TRUE(after.status.ok()) << after.status;
  EXPECT_EQ(after.heading.generation().state(), v1::GENERATION_STATE_DROPPED);
  EXPECT_EQ(TextsOf(after.lines), TextsOf(before.lines));
  EXPECT_EQ(after.end.SerializeAsString(), before.end.SerializeAsString());
}

// Lines alone, put by the test: more than fit into two parts.
TEST(ExportParts, HoldAThousandLinesEach) {
  const auto store = storage::kv::memory::NewStore();
  const auto scheme = scoring::CompileShippedScheme("peer-demo");
  storage::v1::StoredScore score;
  score.set_card_sha256(std::string(32, 'x'));
  storage::kv::CommitRequest commit;
  constexpr int kLines = 2001;
  for (int n = 0; n < kLines; ++n) {
    const std::string id = EnterpriseId(n);
    tables::PutGenerationScore({.generation_id = "g", .enterprise_id = id},
                               {.card = "", .score = score, .total = std::nullopt}, commit);
  }
  tables::Commit(*store, std::move(commit));
  const PinnedGeneration pinned{
      .snapshot = tables::Now(*store),
      .generation = {.generation_id = "g", .generation = {}, .revision = 1},
      .at = 1};
  const Exported exported = Collect([&](const auto& write) {
    return ExportGeneration(pinned, *scheme, v1::ExportRequest(), write);
  });
  ASSERT_TRUE(exported.status.ok()) << exported.status;
  ASSERT_EQ(exported.parts.size(), 5U);
  EXPECT_EQ(exported.parts[1].lines().lines_size(), 1000);
  EXPECT_EQ(exported.parts[2].lines().lines_size(), 1000);
  EXPECT_EQ(exported.parts[3].lines().lines_size(), 1);
  EXPECT_EQ(exported.end.lines(), size_t{kLines});
  EXPECT_EQ(exported.end.scored(), 0U);
  EXPECT_EQ(exported.lines.back().score().enterprise_id(), EnterpriseId(kLines - 1));
}

// Whoever goes on near the end of a large export hears from it while the lines before are read.
TEST(ExportGeneration, SendsEmptyPartsWhileItLeavesLinesOut) {
  const auto store = storage::kv::memory::NewStore();
  const auto scheme = scoring::CompileShippedScheme("peer-demo");
  storage::v1::StoredScore score;
  score.set_card_sha256(std::string(32, 'x'));
  storage::kv::CommitRequest commit;
  std::vector<std::string> ids;
  for (int n = 0; n < 10; ++n) {
    ids.push_back(EnterpriseId(n));
    tables::PutGenerationScore({.generation_id = "g", .enterprise_id = ids.back()},
                               {.card = "", .score = score, .total = std::nullopt}, commit);
  }
  std::sort(ids.begin(), ids.end());
  tables::Commit(*store, std::move(commit));
  const PinnedGeneration pinned{
      .snapshot = tables::Now(*store),
      .generation = {.generation_id = "g", .generation = {}, .revision = 1},
      .at = 1};
  v1::ExportRequest request;
  request.mutable_name()->set_generation_id("g");
  request.set_after_enterprise_id(ids[8]);
  const Exported exported = Collect(
      [&](const auto& write) { return ExportGeneration(pinned, *scheme, request, write, 4); });
  ASSERT_TRUE(exported.status.ok()) << exported.status;
  ASSERT_EQ(exported.parts.size(), 5U) << "heading, two empty parts, one line, end";
  EXPECT_EQ(exported.parts[1].lines().lines_size(), 0);
  EXPECT_EQ(exported.parts[2].lines().lines_size(), 0);
  EXPECT_EQ(exported.parts[3].lines().lines_size(), 1);
  EXPECT_EQ(exported.end.lines(), 10U);
}

}  // namespace
}  // namespace jifen::services::generation
