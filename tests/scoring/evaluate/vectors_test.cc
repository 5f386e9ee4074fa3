#include "scoring/evaluate/vectors.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

v1::Scheme SchemeWithVector(const std::string& expect) {
  v1::Scheme scheme = SmallScheme();
  scheme.MergeFrom(
      ParseScheme(R"pb(
                    gates {
                      id: "staffed"
                      title { zh: "有员工" en: "Staffed" }
                      passes: "annual(year).staff > 0"
                    }
                    grades {
                      id: "a"
                      title { zh: "甲" en: "A" }
                      at_least: "10"
                    }
                    base_dossiers {
                      id: "base"
                      dossier {
                        enterprise { enterprise_id: "91421202000000000A" }
                        valid_at { year: 2025 month: 6 day: 30 }
                        records {
                          record {
                            record_id: "2024"
                            annual_report { year: 2024 sales_fen: 100 rd_expense_fen: 5 staff: 3 }
                          }
                        }
                        records {
                          record {
                            record_id: "p"
                            profile { main_product_strategic: true }
                          }
                        }
                      }
                    }
                    vectors { name: "one" base: "base" expect {)pb" +
                  expect + " } }"));
  return scheme;
}

std::vector<model::Fault> FaultsOf(const v1::Scheme& scheme) {
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  if (!compiled.ok()) {
    ADD_FAILURE() << compiled.status();
    return {};
  }
  return RunVectors(**compiled);
}

TEST(RunVectors, FindsNothingIfTheCardIsAsExpected) {
  EXPECT_TRUE(FaultsOf(SchemeWithVector(R"pb(total: "30.0"
                                             outcome: OUTCOME_PASSED
                                             points { key: "share" value: "20" }
                                             points { key: "level" value: "10" }
                                             gates { key: "staffed" value: GATE_STATE_PASS }
                                             grade: "a")pb"))
                  .empty());
}

struct WrongExpectation {
  const char* name;
  const char* expect;
  const char* path;
  const char* got;
  const char* want;
};

class RunVectorsReports : public testing::TestWithParam<WrongExpectation> {};

TEST_P(RunVectorsReports, WhatTheCardSaysAndWhatWasExpected) {
  const auto faults = FaultsOf(SchemeWithVector(GetParam().expect));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].reason, v1::REASON_SCHEME_VECTOR);
  EXPECT_EQ(faults[0].path, GetParam().path);
  EXPECT_EQ(faults[0].got, GetParam().got);
  EXPECT_EQ(faults[0].want, GetParam().want);
  EXPECT_EQ(faults[0].message, "vector \"one\"");
}

INSTANTIATE_TEST_SUITE_P(
    Table, RunVectorsReports,
    testing::Values(
        WrongExpectation{"Total", "total: \"31\"", "vectors[0].expect.total", "30", "31"},
        WrongExpectation{"Outcome", "outcome: OUTCOME_FAILED", "vectors[0].expect.outcome",
                         "OUTCOME_PASSED", "OUTCOME_FAILED"},
        WrongExpectation{"Points", "points { key: \"count\" value: \"5\" }",
                         "vectors[0].expect.points.count", "0", "5"},
        WrongExpectation{"Gate", "gates { key: \"staffed\" value: GATE_STATE_FAIL }",
                         "vectors[0].expect.gates.staffed", "GATE_STATE_PASS", "GATE_STATE_FAIL"}),
    [](const auto& info) { return info.param.name; });

TEST(RunVectors, MergesPatchesDropsRecordsAndClearsFields) {
  v1::Scheme scheme =
      SchemeWithVector(R"pb(points { key: "share" value: "10" }
                            points { key: "level" value: "0" }
                            points { key: "count" value: "5" }
                            gates { key: "staffed" value: GATE_STATE_UNKNOWN })pb");
  v1::Vector* vector = scheme.mutable_vectors(0);
  *vector->add_patches() = ParseRecord(R"pb(record_id: "2024"
                                            annual_report { rd_expense_fen: 3 })pb");
  *vector->add_patches() = ParseRecord(R"pb(record_id: "2024"
                                            award { level: LEVEL_NATIONAL })pb");
  vector->add_drops("p");
  vector->add_clears("2024:annual_report.staff");
  EXPECT_TRUE(FaultsOf(scheme).empty());
}

TEST(RunVectors, DoNotKeepAServerBusyForLong) {
  v1::Scheme scheme = SchemeWithVector("total: '34'");
  scheme.mutable_gates(0)->set_passes(
      "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(a, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(b,"
      " [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(c, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(d,"
      " ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] + [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).size() == 20))))");
  for (int i = 0; i < 1500; ++i) {
    *scheme.add_vectors() = scheme.vectors(0);
    scheme.mutable_vectors(i + 1)->set_name(std::to_string(i));
  }
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  const std::vector<model::Fault> faults = RunVectors(**compiled);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults.back().reason, v1::REASON_EXPRESSION_TOO_COMPLEX);
  EXPECT_LT(faults.size(), 1000u);
}

// That each indicator names each of a thousand records takes no element, and took ten seconds.
TEST(RunVectors, DoNotKeepAServerBusyWithEvidence) {
  v1::Scheme scheme = SchemeWithVector("outcome: OUTCOME_PASSED");
  v1::Category* category = scheme.mutable_categories(0);
  for (int i = 0; i < 200; ++i) {
    v1::Indicator* indicator = category->add_indicators();
    *indicator = category->indicators(1);
    indicator->set_id("count" + std::to_string(i));
    indicator->mutable_measure()->set_value("awards.size()");
  }
  v1::Dossier* dossier = scheme.mutable_base_dossiers(0)->mutable_dossier();
  while (dossier->records_size() < 1000) {
    v1::Record* record = dossier->add_records()->mutable_record();
    record->set_record_id("a" + std::to_string(dossier->records_size()));
    record->mutable_award()->set_level(v1::LEVEL_COUNTY);
  }
  for (int i = 0; i < 200; ++i) {
    *scheme.add_vectors() = scheme.vectors(0);
    scheme.mutable_vectors(i + 1)->set_name(std::to_string(i));
  }
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  ASSERT_TRUE(compiled.ok()) << compiled.status();
  const std::vector<model::Fault> faults = RunVectors(**compiled);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults.back().reason, v1::REASON_EXPRESSION_TOO_COMPLEX) << faults.back().path;
}

TEST(RunVectors, ReportsADossierThatGivesNoCard) {
  v1::Scheme scheme = SchemeWithVector("total: \"1\"");
  scheme.mutable_vectors(0)->set_year(1500);
  const auto faults = FaultsOf(scheme);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].path, "vectors[0].year");
  EXPECT_EQ(faults[0].reason, v1::REASON_OUT_OF_RANGE);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
