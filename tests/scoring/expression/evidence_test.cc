#include <gtest/gtest.h>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

class Evidence : public ::testing::Test {
 protected:
  Evidence() {
    dossier_.Add(R"(record_id: "p" profile { resident: true })");
    dossier_.Add(R"(record_id: "2023" annual_report { year: 2023 staff: 9 })");
    dossier_.Add(R"(record_id: "2024" annual_report { year: 2024 staff: 10 })");
    dossier_.Add(
        R"(record_id: "a1" award { rank: 1 level: LEVEL_COUNTY awarded { year: 2024 month: 1 day: 1 } })");
    dossier_.Add(
        R"(record_id: "a2" award { rank: 2 level: LEVEL_NATIONAL awarded { year: 2023 month: 1 day: 1 } })");
    dossier_.Add(
        R"(record_id: "a3" award { rank: 3 level: LEVEL_NATIONAL awarded { year: 2022 month: 1 day: 1 } })");
    dossier_.Add(R"(record_id: "t1" talent { level: LEVEL_NATIONAL })");
  }
  std::string Of(const std::string& text) { return dossier_.Evidence(text); }

  TestDossier dossier_;
};

TEST_F(Evidence, RecordsThatWereReadCount) {
  EXPECT_EQ(Of("annual(2024).staff"), "2024");
  EXPECT_EQ(Of("annual(2024).staff - annual(2023).staff"), "2023 2024");
  EXPECT_EQ(Of("profile.resident"), "p");
  EXPECT_EQ(Of("annual(2024).rd_staff"), "2024") << "a field that was missing was read";
  EXPECT_EQ(Of("has(annual(2024).rd_staff)"), "2024");
  EXPECT_EQ(Of("awards[1].rank"), "a2");
  EXPECT_EQ(Of("year > 2000"), "");
  EXPECT_EQ(Of("annual(2020).staff"), "");
}

TEST_F(Evidence, WhatWasCountedOrSummedCounts) {
  EXPECT_EQ(Of("awards.size()"), "a1 a2 a3");
  EXPECT_EQ(Of("size(awards)"), "a1 a2 a3");
  EXPECT_EQ(Of("awards.filter(a, a.level == Level.NATIONAL).size()"), "a2 a3");
  EXPECT_EQ(Of("awards.filter(a, a.level == Level.NATIONAL).count()"), "a2 a3");
  EXPECT_EQ(Of("awards.filter(a, a.rank > 5).size()"), "");
  EXPECT_EQ(Of("awards.filter(a, a.rank > 1).map(a, a.rank).sum()"), "a2 a3");
  EXPECT_EQ(Of("awards.map(a, a.rank > 2, a.rank).sum()"), "a3");
  EXPECT_EQ(Of("awards.map(a, a.rank + 1).max()"), "a1 a2 a3");
  EXPECT_EQ(Of("awards.map(a, a.awarded).min()"), "a1 a2 a3");
  EXPECT_EQ(Of("awards.map(a, annual(year_of(a.awarded)).staff)"), "2023 2024");
  EXPECT_EQ(Of("awards.filter(a, a.rank < 3).map(a, annual(year_of(a.awarded)).staff).sum()"),
            "2023 2024 a1 a2");
}

TEST_F(Evidence, FilteredElementsThatNothingCountedDoNot) {
  EXPECT_EQ(Of("[awards.filter(a, a.rank > 1)].exists(list, list[0].rank == 2)"), "a2");
  EXPECT_EQ(Of("true || awards.size() > 0"), "");
  EXPECT_EQ(Of("true ? 1 : awards.size()"), "");
}

TEST_F(Evidence, AWitnessCounts) {
  EXPECT_EQ(Of("awards.exists(a, a.rank == 2)"), "a2");
  EXPECT_EQ(Of("awards.exists(a, a.level == Level.NATIONAL)"), "a2") << "the first one";
  EXPECT_EQ(Of("awards.exists(a, a.rank == 9)"), "");
  EXPECT_EQ(Of("!awards.exists(a, a.rank == 3)"), "a3");
  EXPECT_EQ(Of("awards.exists_one(a, a.rank == 3)"), "a3");
  EXPECT_EQ(Of("awards.exists_one(a, a.rank > 1)"), "a2 a3");
  EXPECT_EQ(Of("awards.exists(a, talents.exists(t, t.level == a.level))"), "a2 t1");
  EXPECT_EQ(Of("2 in awards.map(a, a.rank)"), "a2");
  EXPECT_EQ(Of("7 in awards.map(a, a.rank)"), "");
}

TEST_F(Evidence, AllRestsOnEveryElementOrOnTheCounterexample) {
  EXPECT_EQ(Of("awards.all(a, a.rank > 0)"), "a1 a2 a3");
  EXPECT_EQ(Of("awards.all(a, a.rank != 2)"), "a2");
}

TEST_F(Evidence, ADefinitionBringsItsOwnEveryTimeItIsUsed) {
  dossier_.Define("national", "awards.filter(a, a.level == Level.NATIONAL)");
  dossier_.Define("nationals", "national.size() + annual(2024).staff");
  EXPECT_EQ(Of("nationals"), "2024 a2 a3");
  EXPECT_EQ(Of("nationals + profile.digital_level"), "p 2024 a2 a3");
  EXPECT_EQ(Of("national.exists(a, a.rank == 3)"), "a3");
  EXPECT_EQ(Of("awards.exists(a, a.rank == 1 && nationals > 0)"), "2024 a1 a2 a3");
  EXPECT_EQ(Of("false && nationals > 0"), "");

  dossier_.workspace().Begin(dossier_.view(), 2024);
  const auto first = MustCompile("nationals", dossier_.environment());
  const auto second = MustCompile("nationals * 2", dossier_.environment());
  const auto third = MustCompile("profile.resident", dossier_.environment());
  for (int i = 0; i < 2; ++i) {
    dossier_.workspace().Evaluate(*first);
    EXPECT_EQ(dossier_.workspace().evidence().size(), 3u);
    dossier_.workspace().Evaluate(*second);
    EXPECT_EQ(dossier_.workspace().evidence().size(), 3u);
    dossier_.workspace().Evaluate(*third);
    EXPECT_EQ(dossier_.workspace().evidence().size(), 1u);
  }
}

TEST_F(Evidence, AListAsResultRestsOnItsElements) {
  EXPECT_EQ(Of("awards.filter(a, a.rank < 3)"), "a1 a2");
  EXPECT_EQ(Of("awards.map(a, a.rank)"), "a1 a2 a3");
}

TEST(RecordSet, HoldsAnyNumberOfRecords) {
  RecordSet set;
  set.Reset(1000);
  EXPECT_TRUE(set.IsEmpty());
  for (const RecordIndex index : {999, 0, 63, 64, 500, 64}) set.Add(index);
  set.Add(kNoRecord);
  RecordSet other;
  other.Reset(1000);
  other.Add(501);
  set.AddAll(other);
  std::vector<RecordIndex> members;
  set.AppendTo(&members);
  EXPECT_EQ(members, (std::vector<RecordIndex>{0, 63, 64, 500, 501, 999}));
  EXPECT_TRUE(set.Contains(501));
  EXPECT_FALSE(set.Contains(502));
  EXPECT_FALSE(set.Contains(kNoRecord));
  EXPECT_FALSE(set.Contains(5000));
  set.Reset(3);
  EXPECT_TRUE(set.IsEmpty());
}

}  // namespace
}  // namespace jifen::scoring::expression
