#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

struct Row {
  std::string text;
  std::string want;
};

void ExpectValues(TestDossier& dossier, const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(dossier.Evaluate(row.text), row.want) << row.text;
}

// As the strings extension of CEL, but missing where that is an error.
TEST(Functions, SubstringCountsCharacters) {
  const std::vector<Row> rows = {
      {"\"C3971\".substring(0, 1)", "\"C\""},
      {"\"C3971\".substring(1)", "\"3971\""},
      {"\"C3971\".substring(5)", "\"\""},
      {"\"C3971\".substring(2, 2)", "\"\""},
      {"\"C3971\".substring(0, 5)", "\"C3971\""},
      {"\"\".substring(0, 0)", "\"\""},
      {"\"\".substring(0)", "\"\""},
      {"\"研发a费\".substring(1, 3)", "\"发a\""},
      {"\"研发a费\".substring(3)", "\"费\""},
      {"\"研发a费\".substring(4)", "\"\""},
      {"\"\".substring(0, 1)", "missing \"\".substring(0, 1)"},
      {"\"C\".substring(2)", "missing \"C\".substring(2)"},
      {"\"C\".substring(-1)", "missing \"C\".substring(-1)"},
      {"\"CD\".substring(1, 0)", "missing \"CD\".substring(1, 0)"},
      {"\"CD\".substring(0, -1)", "missing \"CD\".substring(0, -1)"},
      {"\"CD\".substring(9223372036854775807)", "missing \"CD\".substring(9223372036854775807)"},
      {"enterprise.industry_code.substring(0, 1)", "missing enterprise"},
  };
  TestDossier dossier;
  ExpectValues(dossier, rows);
  dossier.SetEnterprise("industry_code: \"I6510\"");
  EXPECT_EQ(dossier.Evaluate("enterprise.industry_code.substring(0, 1)"), "\"I\"");
  EXPECT_EQ(dossier.Evaluate("enterprise.industry_code.substring(year)"),
            "missing enterprise.industry_code.substring(year)");
}

TEST(Functions, OfNumbers) {
  const std::vector<Row> rows = {
      {"ratio(22, 100)", "0.22"},
      {"ratio(1, 3)", "0.333333333333333333"},
      {"ratio(-1, 4)", "-0.25"},
      {"ratio(0.5, 2)", "0.25"},
      {"ratio(0, 5)", "0"},
      {"ratio(5, 0)", "missing 0 = 0"},
      {"growth(1150, 1000)", "0.15"},
      {"growth(850, 1000)", "-0.15"},
      {"growth(-500, 1000)", "-1.5"},
      {"growth(1, 0)", "missing 0 <= 0"},
      {"growth(1, -5)", "missing -5 <= 0"},
      {"growth(9223372036854775807, 1)", "9223372036854775806"},
      {"growth(-99999999999999999999.0, year)", "error NUMBER_OVERFLOW at 1:1"},
      {"wan(26000000000)", "26000"},
      {"wan(1)", "0.000001"},
      {"wan(-9223372036854775807)", "-9223372036854.775807"},
      {"wan(1.5)", "0.0000015"},
      {"min(3, 2)", "2"},
      {"max(3, 2)", "3"},
      {"min(1, 0.5)", "0.5"},
      {"max(1, 0.5)", "1"},
      {"min(valid_at, date('2025-06-29'))", "2025-06-29"},
      {"max(valid_at, date('2025-06-29'))", "2025-06-30"},
      {"decimal(3) / 2", "1.5"},
      {"int(2.9)", "2"},
      {"int(-2.9)", "-2"},
      {"int(7)", "7"},
      {"int(year * 10000000000000000.0)", "error NUMBER_OVERFLOW at 1:1"},
      {"ratio(year * 10000000000000000.0, 0.001)", "error NUMBER_OVERFLOW at 1:1"},
      {"[].sum()", "0"},
      {"[1, 2, 3].sum()", "6"},
      {"[0.1, 0.2].sum()", "0.3"},
      {"[3, 1, 2].min()", "1"},
      {"[3, 1.5, 2].max()", "3"},
      {"[date('2024-01-02'), valid_at].min()", "2024-01-02"},
      {"[].max()", "missing [] is empty"},
      {"[1, 2].size() + size([3])", "3"},
      {"[1, 2].count()", "2"},
  };
  TestDossier dossier;
  ExpectValues(dossier, rows);
}

TEST(Functions, OfTexts) {
  const std::vector<Row> rows = {
      {"'咸宁市'.size()", "3"},
      {"size('')", "0"},
      {"'咸宁市'.startsWith('咸')", "true"},
      {"'咸宁市'.startsWith('宁')", "false"},
      {"'咸宁市'.endsWith('市')", "true"},
      {"'咸宁市'.contains('宁')", "true"},
      {"'咸宁市'.contains('')", "true"},
      {"'C3971'.endsWith('c')", "false"},
  };
  TestDossier dossier;
  ExpectValues(dossier, rows);
}

TEST(Functions, OfDays) {
  const std::vector<Row> rows = {
      {"date('2024-02-29')", "2024-02-29"},
      {"date(2024, 2, 29)", "2024-02-29"},
      {"date('0001-01-01') < date('9999-12-31')", "true"},
      {"year_of(date('2024-02-29'))", "2024"},
      {"years_between(date('2023-06-30'), valid_at)", "2"},
      {"years_between(date('2023-07-01'), valid_at)", "1"},
      {"years_between(valid_at, date('2023-07-01'))", "-1"},
      {"years_between(valid_at, valid_at)", "0"},
      {"years_between(date('2020-02-29'), date('2021-02-28'))", "0"},
      {"years_between(date('2020-02-29'), date('2021-03-01'))", "1"},
      {"years_between(date('2020-02-29'), date('2024-02-29'))", "4"},
  };
  TestDossier dossier;
  ExpectValues(dossier, rows);
  for (const char* broken :
       {"2024-2-29", "2024-02-30", "2024/02/29", " 2024-02-29", "2024-02-29 ", "20240229",
        "-024-02-29", "2024-+2-29", "", "0000-01-01", "abcd-ef-gh"}) {
    EXPECT_EQ(FaultOf("date('" + std::string(broken) + "')").substr(0, 16), "DATE_INVALID 1:1")
        << broken;
  }
}

// Open at the far end, closed at valid_at.
TEST(Functions, WithinYearsSaysWhichEnds) {
  TestDossier dossier;
  const std::vector<Row> rows = {
      {"within_years(date('2025-06-30'), 3)", "true"},
      {"within_years(date('2025-07-01'), 3)", "false"},
      {"within_years(date('2022-07-01'), 3)", "true"},
      {"within_years(date('2022-06-30'), 3)", "false"},
      {"within_years(date('2025-06-30'), 0)", "false"},
      {"within_years(date('2025-06-30'), -1)", "false"},
      {"within_years(date('0001-01-01'), 9223372036854775807)", "true"},
      {"within_years(date('2025-06-30'), -9223372036854775808)", "false"},
  };
  ExpectValues(dossier, rows);
  dossier.SetDay(2024, 2, 29);
  ExpectValues(dossier, {{"within_years(date('2023-02-28'), 1)", "false"},
                         {"within_years(date('2023-03-01'), 1)", "true"}});
  dossier.SetDay(2025, 2, 28);
  ExpectValues(dossier, {{"within_years(date('2024-02-28'), 1)", "false"},
                         {"within_years(date('2024-02-29'), 1)", "true"}});
}

TEST(Functions, ValidIncludesBothEnds) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "open" valid_from { year: 2025 month: 6 day: 30 } award {})");
  dossier.Add(R"(record_id: "last" valid_from { year: 2024 month: 1 day: 1 }
                 valid_to { year: 2025 month: 6 day: 30 } award {})");
  dossier.Add(R"(record_id: "over" valid_from { year: 2024 month: 1 day: 1 }
                 valid_to { year: 2025 month: 6 day: 29 } award {})");
  EXPECT_EQ(dossier.Evidence("awards.filter(a, valid(a))"), "open last");
  EXPECT_EQ(dossier.Evidence("awards"), "open last over");
  EXPECT_EQ(dossier.Evaluate("valid(awards[2])"), "false");
}

// Some day of the first to the last is in the record's period.
TEST(Functions, ValidInWantsAnyDayOfTheTwoAndBetween) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "x" valid_from { year: 2024 month: 3 day: 1 }
                 valid_to { year: 2024 month: 3 day: 31 } penalty {})");
  const auto in = [&](const std::string& first, const std::string& last) {
    return dossier.Evaluate("valid_in(penalties[0], date('" + first + "'), date('" + last + "'))");
  };
  EXPECT_EQ(in("2024-01-01", "2024-02-29"), "false");
  EXPECT_EQ(in("2024-01-01", "2024-03-01"), "true");
  EXPECT_EQ(in("2024-03-10", "2024-03-11"), "true");
  EXPECT_EQ(in("2024-03-31", "2024-12-31"), "true");
  EXPECT_EQ(in("2024-04-01", "2024-12-31"), "false");
  EXPECT_EQ(in("2024-03-11", "2024-03-10"), "false");
}

}  // namespace
}  // namespace jifen::scoring::expression
