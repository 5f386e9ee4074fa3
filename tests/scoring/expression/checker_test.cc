#include "scoring/expression/checker.h"

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

TEST(Check, GivesEveryExpressionItsType) {
  const std::vector<Row> rows = {
      {"1", "int"},
      {"1.0", "decimal"},
      {"'x'", "string"},
      {"true", "bool"},
      {"year", "int"},
      {"valid_at", "date"},
      {"enterprise", "Enterprise"},
      {"enterprise.name", "string"},
      {"enterprise.founded", "date"},
      {"profile", "Profile"},
      {"profile.chain_role", "ChainRole"},
      {"profile.digital_level", "int"},
      {"awards", "list<Award>"},
      {"awards[0]", "Award"},
      {"awards[0].level", "Level"},
      {"Level.NATIONAL", "Level"},
      {"annual(2024)", "AnnualReport"},
      {"annual(2024).sales_fen", "int"},
      {"1 + 1", "int"},
      {"1 + 1.0", "decimal"},
      {"7 / 2", "int"},
      {"7 / 2.0", "decimal"},
      {"7 % 2", "int"},
      {"-1.5", "decimal"},
      {"'a' + 'b'", "string"},
      {"[1] + [2]", "list<int>"},
      {"1 < 2.5", "bool"},
      {"Level.NATIONAL == Level.COUNTY", "bool"},
      {"1 in [1.5, 2.0]", "bool"},
      {"[1, 2.5]", "list<decimal>"},
      {"[[1], []]", "list<list<int>>"},
      {"true ? 1 : 2.0", "decimal"},
      {"true ? [] : [1]", "list<int>"},
      {"awards.map(a, a.level)", "list<Level>"},
      {"awards.map(a, [a.rank])", "list<list<int>>"},
      {"awards.map(a, a.rank == 1, a.name)", "list<string>"},
      {"awards.filter(a, a.rank == 1)", "list<Award>"},
      {"awards.exists(a, true)", "bool"},
      {"has(profile.resident)", "bool"},
      {"[1, 2].sum()", "int"},
      {"[1, 2.5].sum()", "decimal"},
      {"awards.map(a, a.awarded).max()", "date"},
      {"min(1, 2)", "int"},
      {"min(1, 2.0)", "decimal"},
      {"max(valid_at, valid_at)", "date"},
      {"wan(1)", "decimal"},
      {"[].size()", "int"},
      {"awards.map(year, year.rank)", "list<int>"},
  };
  const Environment environment;
  for (const Row& row : rows) {
    const auto program = MustCompile(row.text, environment);
    if (program != nullptr) EXPECT_EQ(FormatType(program->type()), row.want) << row.text;
  }
}

TEST(Check, RefusesTypesThatDoNotFit) {
  const std::vector<Row> rows = {
      {"1 + 'a'", "1:3 int + string|numbers, strings, lists of one type, or time and a duration"},
      {"'a' - 'b'", "1:5 string - string|numbers, or timestamps and durations"},
      {"1.5 % 2", "1:5 decimal % int|int % int"},
      {"true + true",
       "1:6 bool + bool|numbers, strings, lists of one type, or time and a duration"},
      {"valid_at - 1", "1:10 date - int|numbers, or timestamps and durations"},
      {"[1] + ['a']",
       "1:5 list<int> + list<string>|numbers, strings, lists of one type, or time and a duration"},
      {"1 == 'a'", "1:3 int == string|two values of one type"},
      {"1 == true", "1:3 int == bool|two values of one type"},
      {"'2024-01-01' < valid_at", "1:14 string < date|two values of one type"},
      {"Level.NATIONAL == Degree.DOCTOR", "1:16 Level == Degree|two values of one type"},
      {"Level.NATIONAL == 1", "1:16 Level == int|two values of one type"},
      {"Level.NATIONAL < Level.COUNTY",
       "1:16 Level < Level|numbers, bools, strings, dates, timestamps or durations"},
      {"null < null", "1:6 null < null|numbers, bools, strings, dates, timestamps or durations"},
      {"[1] < [2]",
       "1:5 list<int> < list<int>|numbers, bools, strings, dates, timestamps or durations"},
      {"profile == profile", "1:9 Profile == Profile|two of their fields"},
      {"1 < 2 < 3", "1:7 bool < int|two values of one type"},
      {"1 in 2", "1:3 int|a list or a map"},
      {"'a' in [1]", "1:5 string in list<int>|int in list<int>"},
      {"Level.COUNTY in [Degree.DOCTOR]", "1:14 Level in list<Degree>|Degree in list<Degree>"},
      {"!1", "1:2 int|bool"},
      {"-true", "1:1 bool|int or decimal"},
      {"true && 1", "1:9 int|bool"},
      {"1 || true", "1:1 int|bool"},
      {"1 ? 2 : 3", "1:1 int|bool"},
      {"true ? 1 : 'a'", "1:12 string|int"},
      {"[1, 'a']", "1:5 string|int"},
      {"awards[true]", "1:8 bool|int"},
      {"year[0]", "1:5 int|a list or a map"},
      {"year.x", "1:6 .x|a record or map"},
      {"awards.name", "1:8 .name|a method or an element of the list"},
      {"year.exists(x, true)", "1:6 int|a list or a map"},
      {"awards.all(a, a.name)", "1:17 string|bool"},
      {"awards.filter(a, 1)", "1:18 int|bool"},
      {"awards.map(a, 1, 2)", "1:15 int|bool"},
      {"year == null", "1:6 int == null|has(record.field): what is not set is missing, not null"},
      {"Level", "1:1 Level|Level.NATIONAL"},
      {"has(Level.NATIONAL)", "1:11 NATIONAL|has(record.field)"},
      {"ratio('a', 1)", "1:1 ratio(string, int)|ratio(decimal, decimal) -> decimal"},
      {"annual()",
       "1:1 annual()|annual(int) -> AnnualReport or "
       "annual(int, RdBasis) -> AnnualReport"},
      {"annual(1.5)",
       "1:1 annual(decimal)|annual(int) -> AnnualReport or "
       "annual(int, RdBasis) -> AnnualReport"},
      {"valid(enterprise)", "1:1 valid(Enterprise)|valid(record) -> bool"},
      {"['a'].sum()",
       "1:7 list<string>.sum()|sum(list<int>) -> int or sum(list<decimal>) -> decimal"},
      {"[][0]", "1:1 an element of an empty list|a value"},
      {"[][0].rank", "1:7 rank|a list whose elements are known"},
      {"[].map(a, a.sum() + a.size(1))", "1:23 size|a list whose elements are known"},
      {"[].map(a, ratio(a))", "1:11 ratio|a list whose elements are known"},
  };
  for (const Row& row : rows) EXPECT_EQ(FaultOf(row.text), "EXPRESSION_TYPE " + row.want);
}

TEST(Check, NamesThatAreNotKnown) {
  const std::vector<Row> rows = {
      {"foo", "1:1 foo|a variable, definition or enum"},
      {"profile.residence", "1:9 residence|a field of Profile"},
      {"IntellectualPropertyKind.INVENTIONS",
       "1:26 INVENTIONS|INVENTION, PLANT_VARIETY, CROP_VARIETY, NEW_DRUG, "
       "PROTECTED_CHINESE_MEDICINE, CIRCUIT_LAYOUT, UTILITY_MODEL, DESIGN, SOFTWARE_COPYRIGHT, "
       "TRADEMARK"},
      {"Level.UNSPECIFIED", "1:7 UNSPECIFIED|has(record.field)"},
      {"Level.LEVEL_NATIONAL", "1:7 LEVEL_NATIONAL|NATIONAL, PROVINCIAL, MUNICIPAL, COUNTY"},
      {"Reason.UNSPECIFIED", "1:1 Reason|a variable, definition or enum"},
      {"awards.size", "1:8 .size|a method or an element of the list"},
      {"contains('a', 'b')", "1:1 contains|value.contains()"},
      {"year.annual()", "1:6 annual|annual(...)"},
      {"has(profile.x)", "1:13 x|a field of Profile"},
      {"awards.exists(a, b.rank == 1)", "1:18 b|a variable, definition or enum"},
      {"awards.exists(a, true) && a.rank == 1", "1:27 a|a variable, definition or enum"},
  };
  for (const Row& row : rows) {
    const std::string fault = FaultOf(row.text);
    EXPECT_EQ(fault.substr(fault.find(' ') + 1), row.want) << row.text;
    const bool type_fault = row.text == "awards.size";
    EXPECT_TRUE(fault.starts_with(type_fault ? "EXPRESSION_TYPE" : "EXPRESSION_NAME")) << fault;
  }
}

TEST(Check, SuggestsNearNames) {
  const std::vector<Row> rows = {
      {"intellectual_propertys.size()", "did you mean intellectual_properties or"},
      {"Award_kind.SCIENCE", "did you mean AwardKind?"},
      {"annual(year).rd_expense", "did you mean rd_expense_fen"},
      {"AwardKind.SIENCE", "did you mean SCIENCE?"},
      {"ratoi(1, 2)", "did you mean ratio?"},
      {"awards.sizes()", "did you mean size?"},
      {"awards.exists(award, awart.rank == 1)", "did you mean award or awards?"},
  };
  for (const Row& row : rows) {
    EXPECT_NE(MessageOf(row.text).find(row.want), std::string::npos) << MessageOf(row.text);
  }
}

// One mistake gives one fault: what it was found in fits everywhere.
TEST(Check, DoesNotReportWhatFollowsFromAFault) {
  const std::string texts[] = {
      "foo + 1 > 2 && foo2(1).bar == 'x'",
      "foo.bar[0].size() == ratio(1, 2) && min(foo2, 1) == valid_at",
  };
  for (const std::string& text : texts) {
    const std::string message = MessageOf(text);
    size_t faults = 0;
    for (size_t at = message.find("line 1"); at != std::string::npos;
         at = message.find("line 1", at + 1)) {
      ++faults;
    }
    EXPECT_EQ(faults, 2u) << message;
  }
}

TEST(Check, WantsTheExpectedKind) {
  const Kind condition[] = {Kind::kBool};
  const Kind measure[] = {Kind::kInt, Kind::kDecimal, Kind::kBool, Kind::kEnum};
  EXPECT_EQ(FaultOf("year > 2000", condition), "compiles");
  EXPECT_EQ(FaultOf("  year", condition), "EXPRESSION_TYPE 1:3 int|bool");
  EXPECT_EQ(FaultOf("Level.COUNTY", measure), "compiles");
  EXPECT_EQ(FaultOf("wan(1)", measure), "compiles");
  EXPECT_EQ(FaultOf("'x'", measure),
            "EXPRESSION_TYPE 1:1 string|int or decimal or bool or an enum");
  EXPECT_EQ(FaultOf("[1]", measure),
            "EXPRESSION_TYPE 1:1 list<int>|int or decimal or bool or an enum");
}

TEST(Check, FunctionsOfConstantsThatFailAreFaults) {
  EXPECT_EQ(FaultOf("valid_at < date('2025-02-29')"),
            "DATE_INVALID 1:12 date('2025-02-29')|a day of the years 1..9999, e.g. "
            "date(\"2025-03-01\")");
  EXPECT_EQ(FaultOf("date(2025, 13, 1)").substr(0, 16), "DATE_INVALID 1:1");
  EXPECT_EQ(FaultOf("int(99999999999999999999.0)").substr(0, 19), "NUMBER_OVERFLOW 1:1");
}

}  // namespace
}  // namespace jifen::scoring::expression
