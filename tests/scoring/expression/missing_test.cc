#include "scoring/expression/missing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "proto/model/error.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

class Missing : public ::testing::Test {
 protected:
  Missing() {
    dossier_.SetEnterprise(R"(name: "甲" enterprise_id: "91421202000000000A")");
    dossier_.Add(
        R"(record_id: "tax/2024" annual_report { year: 2024 staff: 10 sales_fen: 0 net_assets_fen: -5 })");
    dossier_.Add(R"(record_id: "p1" profile { resident: true })");
    dossier_.Add(R"(record_id: "ZL1" intellectual_property { number: "1" })");
    dossier_.Add(
        R"(record_id: "ZL2" intellectual_property { kind: INTELLECTUAL_PROPERTY_KIND_DESIGN core: true })");
  }
  std::string Evaluate(const std::string& text) { return dossier_.Evaluate(text); }

  TestDossier dossier_;
};

TEST_F(Missing, NamesThePathOfTheField) {
  EXPECT_EQ(Evaluate("annual(2024).sci_tech_staff"), "missing annual_report[2024].sci_tech_staff");
  EXPECT_EQ(Evaluate("profile.own_brand"), "missing profile.own_brand");
  EXPECT_EQ(Evaluate("profile.niche_since"), "missing profile.niche_since");
  EXPECT_EQ(Evaluate("enterprise.founded"), "missing enterprise.founded");
  EXPECT_EQ(Evaluate("intellectual_properties.all(p, p.core)"),
            "missing intellectual_property[ZL1].core");
  EXPECT_EQ(Evaluate("intellectual_properties[0].kind"), "missing intellectual_property[ZL1].kind");
}

TEST_F(Missing, NamesTheRecordThatIsNotThere) {
  EXPECT_EQ(Evaluate("annual(2023).staff"), "missing annual_report[2023]");
  EXPECT_EQ(Evaluate("annual(year - 3).staff"), "missing annual_report[2021]");
  TestDossier empty;
  EXPECT_EQ(empty.Evaluate("profile.resident"), "missing profile");
  EXPECT_EQ(empty.Evaluate("enterprise.name"), "missing enterprise");
  EXPECT_EQ(empty.Evaluate("awards[0].name"), "missing awards[0]");
  EXPECT_EQ(empty.Evaluate("awards.map(a, a.rank).min()"),
            "missing awards.map(a, a.rank) is empty");
}

TEST_F(Missing, NamesWhatWasZero) {
  EXPECT_EQ(Evaluate("ratio(1, annual(2024).sales_fen)"),
            "missing annual_report[2024].sales_fen = 0");
  EXPECT_EQ(Evaluate("1 / annual(2024).sales_fen"), "missing annual_report[2024].sales_fen = 0");
  EXPECT_EQ(Evaluate("1.5 / annual(2024).sales_fen"), "missing annual_report[2024].sales_fen = 0");
  EXPECT_EQ(Evaluate("1 % annual(2024).sales_fen"), "missing annual_report[2024].sales_fen = 0");
  EXPECT_EQ(Evaluate("growth(1, annual(2024).sales_fen)"),
            "missing annual_report[2024].sales_fen <= 0");
  EXPECT_EQ(Evaluate("growth(1, annual(2024).net_assets_fen)"),
            "missing annual_report[2024].net_assets_fen <= 0");
  EXPECT_EQ(Evaluate("ratio(1, wan(annual(2024).sales_fen))"),
            "missing wan(annual(2024).sales_fen) = 0");
  EXPECT_EQ(Evaluate("annual_reports.map(r, ratio(1, r.sales_fen)).sum()"),
            "missing annual_report[2024].sales_fen = 0");
}

TEST_F(Missing, JoinsPathsInTheOrderOfEvaluationOnce) {
  EXPECT_EQ(Evaluate("profile.digital_level + annual(2023).staff + profile.digital_level"),
            "missing profile.digital_level; annual_report[2023]");
  EXPECT_EQ(Evaluate("ratio(annual(2024).rd_staff, annual(2022).staff)"),
            "missing annual_report[2024].rd_staff; annual_report[2022]");
  EXPECT_EQ(Evaluate("profile.own_brand && profile.quality_certified"),
            "missing profile.own_brand; profile.quality_certified");
  EXPECT_EQ(Evaluate("[profile.digital_level, annual(2023).staff]"),
            "missing profile.digital_level; annual_report[2023]");
}

TEST_F(Missing, KeepsTheFirstPathsOnly) {
  std::string text = "[";
  for (int year = 1900; year < 1950; ++year) text += "annual(" + std::to_string(year) + ").staff, ";
  const std::string value = Evaluate(text + "1].sum()");
  EXPECT_NE(value.find("annual_report[1931]"), std::string::npos) << value;
  EXPECT_EQ(value.find("annual_report[1932]"), std::string::npos) << value;
}

TEST_F(Missing, AnElementThatIsNotKnownMakesTheListMissing) {
  EXPECT_EQ(Evaluate("intellectual_properties.filter(p, p.core).size()"),
            "missing intellectual_property[ZL1].core");
  EXPECT_EQ(Evaluate("intellectual_properties.filter(p, has(p.core) && p.core).size()"), "1");
  EXPECT_EQ(Evaluate("intellectual_properties.map(p, p.granted)"),
            "missing intellectual_property[ZL1].granted; intellectual_property[ZL2].granted");
  EXPECT_EQ(Evaluate("intellectual_properties.map(p, p.core, 1).sum()"),
            "missing intellectual_property[ZL1].core");
  EXPECT_EQ(Evaluate("intellectual_properties.filter(p, p.core)[0].title"),
            "missing intellectual_property[ZL1].core");
}

TEST_F(Missing, HasAsksWhetherAFieldIsSet) {
  EXPECT_EQ(Evaluate("has(annual(2024).staff)"), "true");
  EXPECT_EQ(Evaluate("has(annual(2024).rd_staff)"), "false");
  EXPECT_EQ(Evaluate("has(annual(2024).sales_fen)"), "true") << "zero is a value";
  EXPECT_EQ(Evaluate("has(intellectual_properties[0].kind)"), "false");
  EXPECT_EQ(Evaluate("has(intellectual_properties[0].number)"), "true");
  EXPECT_EQ(Evaluate("has(intellectual_properties[1].number)"), "false");
  EXPECT_EQ(Evaluate("has(enterprise.founded)"), "false");
}

TEST_F(Missing, HasOfARecordThatIsNotThereIsFalse) {
  EXPECT_EQ(Evaluate("has(annual(2023).staff)"), "false");
  EXPECT_EQ(TestDossier().Evaluate("has(profile.resident)"), "false");
  EXPECT_EQ(TestDossier().Evaluate("has(enterprise.founded)"), "false");
  EXPECT_EQ(Evaluate("has(annual(profile.digital_level).staff)"), "missing profile.digital_level");
  EXPECT_EQ(Evaluate("has(intellectual_properties.filter(p, p.core)[0].title)"),
            "missing intellectual_property[ZL1].core");
}

TEST_F(Missing, DefinitionsCarryTheirPaths) {
  dossier_.Define("staff_before", "annual(year - 1).staff");
  dossier_.Define("change", "annual(year).staff - staff_before");
  EXPECT_EQ(Evaluate("change"), "missing annual_report[2023]");
  EXPECT_EQ(Evaluate("true || change > 0"), "true");
}

TEST_F(Missing, AnErrorHasItsReasonAndPlace) {
  dossier_.Define("huge", "9223372036854775807\n + annual(2024).staff");
  const auto program = MustCompile("huge + 1", dossier_.environment());
  dossier_.workspace().Begin(dossier_.view(), 2024);
  const Value value = dossier_.workspace().Evaluate(*program);
  ASSERT_TRUE(value.IsError());
  const absl::Status status = ToStatus(value.failure());
  const auto detail = model::DetailOf(status);
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason(), v1::REASON_NUMBER_OVERFLOW);
  EXPECT_EQ(detail->line(), 2);
  EXPECT_EQ(detail->column(), 2);
  EXPECT_NE(status.message().find("\n   + annual(2024).staff\n   ^"), std::string::npos) << status;
}

TEST_F(Missing, RuntimeDatesThatAreNoneAreErrors) {
  EXPECT_EQ(Evaluate("date(annual(2024).year - 1, 2, 29)"), "error DATE_INVALID at 1:1");
  EXPECT_EQ(Evaluate("date(annual(2024).year, 2, 29)"), "2024-02-29");
}

}  // namespace
}  // namespace jifen::scoring::expression
