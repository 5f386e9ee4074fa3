#include "tests/services/comparison/compared_region.h"

#include "jifen/v1/score_card.pb.h"
#include "proto/model/calendar.h"
#include "proto/model/sha256.h"
#include "services/rescoring/enterprise_scorer.h"
#include "storage/tables/generation_scores.h"
#include "tests/scoring/evaluate/cohort_scheme.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::comparison {
namespace {

namespace evaluate = scoring::evaluate;
namespace tables = storage::tables;

void AddStagesAndGrades(v1::Scheme* scheme) {
  scoring::AddStage("early", "awards.size() < 2", scheme);
  scoring::AddStage("late", "awards.size() >= 2", scheme);
  scoring::Merge(R"pb(stage_maxima { stage: "early" maximum: "20" }
                      stage_maxima { stage: "late" maximum: "5" })pb",
                 scoring::Share(scheme));
  scoring::Merge(R"pb(stage_maxima { stage: "early" maximum: "10" }
                      stage_maxima { stage: "late" maximum: "25" })pb",
                 scoring::Count(scheme));
  scoring::Share(scheme)->set_missing(v1::MISSING_POLICY_REFUSE);
  scoring::Merge(R"pb(grades {
                        id: "a"
                        title { zh: "甲" en: "A" }
                        at_least: "25"
                      }
                      grades {
                        id: "b"
                        title { zh: "乙" en: "B" }
                        at_least: "12"
                      })pb",
                 scheme);
}

// A card that shows that the points are what was meant.
void Prove(const std::string& total, v1::Scheme* scheme) {
  v1::BaseDossier* base = scheme->add_base_dossiers();
  base->set_id("base");
  *base->mutable_dossier() = scoring::DossierOf({evaluate::Report(500)});
  v1::Vector* vector = scheme->add_vectors();
  vector->set_name("one");
  vector->set_base("base");
  vector->mutable_expect()->set_total(total);
}

v1::Record ProfileOf(int n, bool strategic) {
  v1::Record record = storage::tables::SampleAward(n, "profile");
  record.mutable_profile()->set_main_product_strategic(strategic);
  return record;
}

v1::Record EarlierReport(int n) {
  v1::Record record = storage::tables::SampleReport(n);
  record.set_record_id("2023");
  *record.mutable_valid_from() = model::MakeDate(2023, 12, 31);
  record.mutable_annual_report()->set_year(2023);
  record.mutable_annual_report()->set_sales_fen(100'000'000 + 1'000'000 * (n % 40));
  record.mutable_annual_report()->set_rd_expense_fen(4'000'000);
  record.mutable_annual_report()->clear_revenue_fen();
  return record;
}

}  // namespace

v1::Scheme RegionScheme(uint32_t version) {
  v1::Scheme scheme = scoring::SmallScheme();
  scheme.set_id(kRegion);
  scheme.set_version(version);
  AddStagesAndGrades(&scheme);
  if (version > 1) {
    scoring::ScaleOf(scoring::Share(&scheme))->mutable_bands()->mutable_bands(1)->set_points("12");
    scoring::ScaleOf(scoring::Count(&scheme))->mutable_bands()->mutable_bands(1)->set_points("3");
    scoring::Level(&scheme)->set_id("strategy");
  }
  Prove("20", &scheme);
  return scheme;
}

v1::Scheme PeerScheme(uint32_t version) {
  v1::Scheme scheme = evaluate::CohortScheme(version == 1 ? 3 : 28);
  if (version > 1) {
    v1::CohortPlace* places = scoring::ScaleOf(scoring::Share(&scheme))->mutable_percentile();
    places->mutable_bands()->mutable_bands(1)->set_points("12");
  }
  scheme.set_id(kPeers);
  scheme.set_version(version);
  scoring::Share(&scheme)->set_missing(v1::MISSING_POLICY_REFUSE);
  scoring::Merge(R"pb(cohorts {
                        samples {
                          measure_id: "share"
                          level_id: "section"
                          group: "C"
                          values: "0.01"
                          values: "0.02"
                          values: "0.03"
                        }
                      })pb",
                 &scheme);
  v1::BaseDossier* base = scheme.add_base_dossiers();
  base->set_id("base");
  *base->mutable_dossier() = scoring::DossierOf({evaluate::Strategic(true)});
  v1::Vector* vector = scheme.add_vectors();
  vector->set_name("one");
  vector->set_base("base");
  vector->mutable_expect()->set_outcome(v1::OUTCOME_NOT_SCORED);
  return scheme;
}

void ComparedRegion::PutAward(int n, const std::string& record_id) {
  v1::Record award = storage::tables::SampleAward(n, record_id);
  award.mutable_award()->set_level(v1::LEVEL_NATIONAL);
  PutRecord(award);
}

void ComparedRegion::Settle(int count) {
  for (int n = 0; n < count; ++n) {
    if (n % 11 == 5) {
      PutEnterprise(storage::tables::SampleEnterprise(n));
    } else {
      AddEnterprise(n, 7);
    }
    if (n % 2 == 0) PutRecord(EarlierReport(n));
    if (n % 4 == 1) PutRecord(ProfileOf(n, n % 8 == 1));
    for (int award = 0; award < n % 5 - 1; ++award) PutAward(n, "a" + std::to_string(award));
  }
}

void ComparedRegion::Edit(int count) {
  for (int n = 0; n < count; n += 3) PutReport(n, 1000 + static_cast<uint64_t>(n));
  for (int n = 2; n < count; n += 6) {
    PutAward(n, "b");
    PutAward(n, "c");
  }
  for (int n = 0; n < count; n += 9) {
    v1::Enterprise moved = storage::tables::SampleEnterprise(n);
    moved.set_area_code("421281");
    PutEnterprise(moved);
  }
  for (int n = count; n < count + 5; ++n) AddEnterprise(n, 7);
}

void ComparedRegion::Restate(const std::string& generation_id, const std::string& enterprise_id,
                             const std::string& total) {
  const auto snapshot = store->NewSnapshot();
  ASSERT_TRUE(snapshot.ok());
  const tables::GenerationMember member{.generation_id = generation_id,
                                        .enterprise_id = enterprise_id};
  const auto line = tables::FindGenerationScore(**snapshot, member, (*snapshot)->revision());
  const auto bytes = tables::FindGenerationCard(**snapshot, member, (*snapshot)->revision());
  ASSERT_TRUE(line.ok() && line->has_value() && bytes.ok() && bytes->has_value());
  v1::ScoreCard card;
  ASSERT_TRUE(card.ParseFromString((*bytes)->card));
  card.set_total(total);
  const std::string made = card.SerializeAsString();
  storage::v1::StoredScore score = (*line)->score;
  const auto before = rescoring::RankTotalOf(score);
  score.set_total(total);
  score.set_card_sha256(model::Sha256Of(made));
  const auto after = rescoring::RankTotalOf(score);
  ASSERT_TRUE(before.ok() && after.ok());
  storage::kv::CommitRequest commit;
  tables::EndGenerationRank(member, *before, commit);
  tables::PutGenerationScore(member, {.card = made, .score = score, .total = *after}, commit);
  const auto revision = storage::kv::CommitAndWait(*store, std::move(commit));
  ASSERT_TRUE(revision.ok()) << revision.status();
}

std::vector<v1::DiffGenerationsResponse> ComparedRegion::Diff(const std::string& from,
                                                              const std::string& to, int movers) {
  v1::DiffGenerationsRequest request;
  request.set_from_generation_id(from);
  request.set_to_generation_id(to);
  request.set_movers(movers);
  std::vector<v1::DiffGenerationsResponse> parts;
  const absl::Status status = comparisons.DiffGenerations(request, [&](const auto& part) {
    parts.push_back(part);
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_GE(parts.size(), 2U);
  if (parts.empty()) parts.emplace_back();
  EXPECT_TRUE(parts.back().has_diff());
  return parts;
}

std::vector<v1::SimulateSchemeResponse> ComparedRegion::Simulate(
    const v1::SimulateSchemeRequest& request) {
  std::vector<v1::SimulateSchemeResponse> parts;
  const absl::Status status = comparisons.SimulateScheme(request, [&](const auto& part) {
    parts.push_back(part);
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_GE(parts.size(), 2U);
  if (parts.empty()) parts.emplace_back();
  EXPECT_TRUE(parts.back().has_simulation());
  return parts;
}

v1::ExplainChangeResponse ComparedRegion::Explain(const std::string& from, const std::string& to) {
  v1::ExplainChangeRequest request;
  request.set_from_card_id(from);
  request.set_to_card_id(to);
  const auto explained = comparisons.ExplainChange(request);
  EXPECT_TRUE(explained.ok()) << explained.status();
  return explained.ok() ? *explained : v1::ExplainChangeResponse();
}

std::map<std::string, v1::RankedScore> LinesOf(rescoring::Region& region,
                                               const std::string& generation_id) {
  std::map<std::string, v1::RankedScore> lines;
  for (v1::RankedScore& line : rescoring::WholeRanking(region, generation_id)) {
    line.clear_rank();
    lines[line.enterprise_id()] = std::move(line);
  }
  return lines;
}

Int128 Units(const std::string& text) {
  const auto number = scoring::decimal::Decimal::Parse(text);
  EXPECT_TRUE(number.ok()) << text;
  return number.ok() ? number->unscaled() : 0;
}

Int128 TotalOf(const v1::RankedScore& line) { return line.has_total() ? Units(line.total()) : 0; }

}  // namespace jifen::services::comparison
