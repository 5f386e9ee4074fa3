// annual(year) where a year has several reports: they are read together, field by field.
#include <gtest/gtest.h>

#include <string>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

// A report of 2024 as record text. The revisions of a TestDossier count up.
std::string Report(const std::string& id, const std::string& state, const std::string& fields,
                   const std::string& basis = "UNSPECIFIED") {
  return "record_id: \"" + id + "\" provenance { verification: VERIFICATION_STATE_" + state +
         " basis: RD_BASIS_" + basis + " } annual_report { year: 2024 " + fields + " }";
}

// The tax office has verified costs, the statistics office declares people and its own R&D, and an
// objection is raised against the enterprise's own report.
TestDossier ThreeReports() {
  TestDossier dossier;
  dossier
      .Add(Report("own", "DISPUTED", "staff: 90 sales_fen: 500 rd_expense_fen: 40", "ACCOUNTING"))
      .Add(Report("statistics", "DECLARED", "staff: 100 rd_staff: 30 rd_expense_fen: 50",
                  "STATISTICS"))
      .Add(Report("tax", "VERIFIED", "costs_fen: 400 rd_expense_fen: 45", "TAX_DEDUCTION"));
  return dossier;
}

TEST(Annual, TakesEachFieldFromTheBestReportThatHasIt) {
  TestDossier dossier = ThreeReports();
  EXPECT_EQ(dossier.Evaluate("annual(2024).rd_expense_fen"), "45") << "verified";
  EXPECT_EQ(dossier.Evaluate("annual(2024).staff"), "100") << "declared before disputed";
  EXPECT_EQ(dossier.Evaluate("annual(2024).sales_fen"), "500") << "only the disputed one has it";
  EXPECT_EQ(dossier.Evaluate("annual(2024).year"), "2024");
  EXPECT_EQ(dossier.Evaluate("ratio(annual(year).rd_staff, annual(year).staff)"), "0.3");
}

TEST(Annual, LeavesTheRecordOfEachFigureAsEvidence) {
  TestDossier dossier = ThreeReports();
  EXPECT_EQ(dossier.Evidence("annual(2024).rd_expense_fen"), "tax");
  EXPECT_EQ(dossier.Evidence("annual(2024).staff"), "statistics");
  EXPECT_EQ(dossier.Evidence("annual(2024).sales_fen + annual(2024).costs_fen"), "own tax");
  EXPECT_EQ(dossier.Evidence("has(annual(2024).rd_staff)"), "statistics");
  EXPECT_EQ(dossier.Evidence("annual(2024)"), "own statistics tax");
  EXPECT_EQ(dossier.Evidence("[annual(2024)].size()"), "own statistics tax");
  EXPECT_EQ(dossier.Evidence("[annual(2024)].map(r, r.staff)"), "statistics");
  EXPECT_EQ(dossier.Evidence("[annual(2024)].map(r, r.staff).sum()"), "statistics");
  EXPECT_EQ(dossier.Evidence("[annual(2024)].exists(r, r.sales_fen > 1)"), "own");
}

// That nothing is there was read in all of them.
TEST(Annual, IsMissingWhatNoReportHas) {
  TestDossier dossier = ThreeReports();
  EXPECT_EQ(dossier.Evaluate("annual(2024).assets_fen"), "missing annual_report[2024].assets_fen");
  EXPECT_EQ(dossier.Evidence("annual(2024).assets_fen"), "own statistics tax");
  EXPECT_EQ(dossier.Evaluate("has(annual(2024).assets_fen)"), "false");
  EXPECT_EQ(dossier.Evaluate("has(annual(2024).staff)"), "true");
  EXPECT_EQ(dossier.Evaluate("has(annual(2024).year)"), "true");
  EXPECT_EQ(dossier.Evaluate("ratio(1, annual(2024).sales_fen - 500)"),
            "missing annual(2024).sales_fen - 500 = 0");
  dossier.Add(Report("zero", "VERIFIED", "rd_staff: 0"));
  EXPECT_EQ(dossier.Evaluate("ratio(1, annual(2024).rd_staff)"),
            "missing annual_report[2024].rd_staff = 0")
      << "a reported zero counts before an older figure";
}

TEST(Annual, OfABasisReadsOnlyItsReports) {
  TestDossier dossier = ThreeReports();
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.STATISTICS).rd_expense_fen"), "50");
  EXPECT_EQ(dossier.Evidence("annual(2024, RdBasis.STATISTICS).rd_expense_fen"), "statistics");
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.ACCOUNTING).rd_expense_fen"), "40");
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.TAX_DEDUCTION).staff"),
            "missing annual_report[2024].staff")
      << "another meaning's staff is not taken";
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.HIGH_TECH).rd_expense_fen"),
            "missing annual_report[2024, HIGH_TECH]");
  EXPECT_EQ(dossier.Evaluate("annual(2023, RdBasis.STATISTICS).staff"),
            "missing annual_report[2023, STATISTICS]");
  EXPECT_EQ(dossier.Evaluate("has(annual(2024, RdBasis.HIGH_TECH).staff)"), "false");
  dossier.Add(
      Report("late", "DISPUTED", "rd_expense_fen: 7 rd_staff: 9 graduates_hired: 3", "STATISTICS"));
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.STATISTICS).rd_staff"), "30");
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.STATISTICS).graduates_hired"), "3");
  EXPECT_EQ(dossier.Evidence("annual(2024, RdBasis.STATISTICS).costs_fen"), "statistics late")
      << "the costs of the tax office are not asked for";
}

TEST(Annual, OfABasisHeedsAYearWithOneReport) {
  TestDossier dossier;
  dossier.Add(Report("tax", "VERIFIED", "staff: 5", "TAX_DEDUCTION"));
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.TAX_DEDUCTION).staff"), "5");
  EXPECT_EQ(dossier.Evidence("annual(2024, RdBasis.TAX_DEDUCTION).staff"), "tax");
  EXPECT_EQ(dossier.Evaluate("annual(2024, RdBasis.STATISTICS).staff"),
            "missing annual_report[2024, STATISTICS]");
}

TEST(Annual, DoesNotMixYears) {
  TestDossier dossier = ThreeReports();
  dossier.Add(R"(record_id: "2023" annual_report { year: 2023 assets_fen: 7 })");
  dossier.Add(R"(record_id: "2022a" annual_report { year: 2022 staff: 1 })");
  dossier.Add(R"(record_id: "2022b" annual_report { year: 2022 rd_staff: 2 })");
  EXPECT_EQ(dossier.Evaluate("has(annual(2024).assets_fen)"), "false");
  EXPECT_EQ(dossier.Evaluate("annual(2023).assets_fen"), "7");
  EXPECT_EQ(dossier.Evaluate("annual(2022).staff + annual(2022).rd_staff"), "3");
  EXPECT_EQ(dossier.Evidence("annual(2022).staff + annual(2023).year"), "2023 2022a");
  EXPECT_EQ(dossier.Evaluate("annual_reports.size()"), "6") << "the list has the single records";
  EXPECT_EQ(dossier.Evidence("annual_reports.filter(r, r.year == 2022)"), "2022a 2022b");
}

// An unset choice is none, a date or enum as any other field.
TEST(Annual, PassesOverAnUnspecifiedEnum) {
  TestDossier dossier;
  dossier.Add(Report("a", "VERIFIED", "staff: 1"))
      .Add(Report("b", "DECLARED", "rd_ratio_choice: RD_RATIO_CHOICE_COSTS"));
  EXPECT_EQ(dossier.Evaluate("annual(2024).rd_ratio_choice"), "COSTS");
  EXPECT_EQ(dossier.Evidence("annual(2024).rd_ratio_choice == RdRatioChoice.COSTS"), "b");
}

// The period of reports that are read together is that of the best.
TEST(Annual, IsValidAsItsBestReportIs) {
  TestDossier dossier;
  dossier
      .Add(R"(record_id: "over" valid_to { year: 2025 month: 1 day: 1 }
              provenance { verification: VERIFICATION_STATE_VERIFIED } annual_report { year: 2024 })")
      .Add(R"(record_id: "open" annual_report { year: 2024 })");
  EXPECT_EQ(dossier.Evaluate("valid(annual(2024))"), "false");
  EXPECT_EQ(dossier.Evidence("valid(annual(2024))"), "over");
  EXPECT_EQ(dossier.Evaluate("valid_in(annual(2024), date('2024-12-31'), valid_at)"), "true");
  EXPECT_EQ(dossier.Evaluate("annual_reports.map(r, valid(r))"), "[false, true]");
}

// A definition that gives the reports leaves as evidence what is read from them.
TEST(Annual, CanBeADefinition) {
  TestDossier dossier = ThreeReports();
  dossier.Define("report", "annual(year)");
  EXPECT_EQ(dossier.Evaluate("report.staff + report.rd_staff"), "130");
  EXPECT_EQ(dossier.Evidence("report.staff + report.sales_fen"), "own statistics");
}

// Many reports of one year cannot make a macro costly without end.
TEST(Annual, CountsTheReportsThatItGoesThrough) {
  TestDossier dossier;
  for (int i = 0; i < 1'000; ++i) dossier.Add(Report(std::to_string(i), "DECLARED", "staff: 1"));
  EXPECT_EQ(dossier.Evaluate("annual(2024).staff"), "1");
  const std::string text = "annual_reports.all(r, annual(2024).staff == 1)";
  EXPECT_EQ(dossier.Evaluate(text), "error EXPRESSION_TOO_COMPLEX at 1:36");
}

}  // namespace
}  // namespace jifen::scoring::expression
