#include "scoring/expression/dossier_view.h"

#include <gtest/gtest.h>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

TEST(Day, KnowsTheCalendar) {
  struct Row {
    int year, month, day;
    bool want;
  };
  const Row rows[] = {{2024, 2, 29, true},  {2023, 2, 29, false}, {1900, 2, 29, false},
                      {2000, 2, 29, true},  {2024, 4, 31, false}, {2024, 4, 30, true},
                      {2024, 12, 31, true}, {2024, 13, 1, false}, {2024, 0, 1, false},
                      {2024, 1, 0, false},  {2024, 1, 32, false}, {0, 1, 1, false},
                      {1, 1, 1, true},      {9999, 12, 31, true}, {10000, 1, 1, false}};
  for (const Row& row : rows) {
    EXPECT_EQ(IsDay(row.year, row.month, row.day), row.want)
        << row.year << "-" << row.month << "-" << row.day;
  }
  EXPECT_LT(Day(2023, 12, 31), Day(2024, 1, 1));
  EXPECT_LT(Day(2024, 1, 31), Day(2024, 2, 1));
  EXPECT_EQ(DayOf(DateOf(Day(2024, 2, 29))), Day(2024, 2, 29));
  EXPECT_EQ(DayOf(v1::Date()), Day());
}

TEST(DossierView, GroupsByKindInTheOrderGiven) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "a1" award { rank: 1 })")
      .Add(R"(record_id: "t1" talent {})")
      .Add(R"(record_id: "a2" award { rank: 2 })")
      .Add(R"(record_id: "none")");
  const DossierView& view = dossier.view();
  ASSERT_EQ(view.OfKind(v1::RECORD_KIND_AWARD).size(), 2u);
  EXPECT_EQ(view.OfKind(v1::RECORD_KIND_AWARD)[0].origin(), 0);
  EXPECT_EQ(view.OfKind(v1::RECORD_KIND_AWARD)[1].origin(), 2);
  EXPECT_EQ(view.OfKind(v1::RECORD_KIND_TALENT).size(), 1u);
  EXPECT_TRUE(view.OfKind(v1::RECORD_KIND_LOAN).empty());
  EXPECT_TRUE(view.OfKind(v1::RECORD_KIND_UNSPECIFIED).empty());
  EXPECT_EQ(view.record_count(), 4u);
}

TEST(DossierView, LeavesOutWhatIsNotYetValidAndWhatIsWithdrawn) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "today" valid_from { year: 2025 month: 6 day: 30 } award {})")
      .Add(R"(record_id: "tomorrow" valid_from { year: 2025 month: 7 day: 1 } award {})")
      .Add(
          R"(record_id: "gone" provenance { verification: VERIFICATION_STATE_WITHDRAWN } award {})")
      .Add(R"(record_id: "expired" valid_to { year: 2021 month: 1 day: 1 } award {})");
  EXPECT_EQ(dossier.Evidence("awards"), "today expired");
}

TEST(DossierView, CanBeResetToASmallerDossier) {
  TestDossier large;
  for (int i = 0; i < 100; ++i) large.Add(R"(record_id: "a" award {})");
  large.Add(R"(record_id: "2024" annual_report { year: 2024 })")
      .Add(R"(record_id: "p" profile {})");
  DossierView& view = large.view();
  EXPECT_TRUE(view.AnnualReport(2024).IsPresent());
  view.Reset(nullptr, DateOf(Day(2025, 1, 1)), {});
  EXPECT_TRUE(view.OfKind(v1::RECORD_KIND_AWARD).empty());
  EXPECT_TRUE(view.AnnualReport(2024).IsMissing());
  EXPECT_TRUE(view.profile().IsMissing());
}

struct Choice {
  const char* name;
  const char* first;
  const char* second;
  const char* want;
};

// Reports of one year: verified before declared before disputed, then the newest revision, then the
// least record id. The later of the two has the newer revision unless both are given the same.
TEST(DossierView, RanksTheReportsOfAYear) {
  const Choice rows[] = {
      {"verified before newer", "VERIFIED", "DECLARED", "a"},
      {"verified although older", "DECLARED", "VERIFIED", "b"},
      {"declared before disputed", "DISPUTED", "DECLARED", "b"},
      {"verified before disputed", "VERIFIED", "DISPUTED", "a"},
      {"unspecified is declared", "UNSPECIFIED", "DISPUTED", "a"},
      {"newest revision", "DECLARED", "DECLARED", "b"},
  };
  for (const Choice& row : rows) {
    TestDossier dossier;
    for (const auto& [id, state] : {std::pair("a", row.first), std::pair("b", row.second)}) {
      dossier.Add(std::string("record_id: \"") + id +
                  "\" provenance { verification: VERIFICATION_STATE_" + state +
                  " } annual_report { year: 2024 staff: 1 }");
    }
    EXPECT_EQ(dossier.Evidence("annual(2024).staff"), row.want) << row.name;
  }
  TestDossier same;
  same.Add(R"(record_id: "b" annual_report { year: 2024 staff: 1 })");
  same.Add(R"(record_id: "a" annual_report { year: 2024 staff: 2 })");
  same.record(1).set_revision(1);
  EXPECT_EQ(same.Evidence("annual(2024).staff"), "a");
}

// Profiles in force: the latest valid_from, then the newest revision, then the least record id.
TEST(DossierView, ChoosesTheProfileInForce) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "new" valid_from { year: 2025 month: 1 day: 1 } profile {})")
      .Add(R"(record_id: "old" valid_from { year: 2021 month: 1 day: 1 } profile {})")
      .Add(R"(record_id: "over" valid_from { year: 2025 month: 3 day: 1 }
              valid_to { year: 2025 month: 4 day: 1 } profile {})")
      .Add(R"(record_id: "future" valid_from { year: 2025 month: 9 day: 1 } profile {})");
  EXPECT_EQ(dossier.Evidence("has(profile.resident)"), "new");
  dossier.SetDay(2025, 4, 1);
  EXPECT_EQ(dossier.Evidence("has(profile.resident)"), "over");
  dossier.SetDay(2022, 1, 1);
  EXPECT_EQ(dossier.Evidence("has(profile.resident)"), "old");
  dossier.SetDay(2020, 1, 1);
  EXPECT_EQ(dossier.Evaluate("profile.resident"), "missing profile");

  TestDossier same;
  same.Add(R"(record_id: "b" profile {})").Add(R"(record_id: "a" profile {})");
  EXPECT_EQ(same.Evidence("has(profile.resident)"), "a") << "the newest revision";
  same.record(0).set_revision(7);
  EXPECT_EQ(same.Evidence("has(profile.resident)"), "b") << "the newest revision";
  same.record(1).set_revision(7);
  EXPECT_EQ(same.Evidence("has(profile.resident)"), "a") << "the least id";
}

}  // namespace
}  // namespace jifen::scoring::expression
