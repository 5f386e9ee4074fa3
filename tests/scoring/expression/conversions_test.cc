#include <gtest/gtest.h>

#include <string>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

std::string Evaluate(std::string_view text) {
  TestDossier dossier;
  dossier.Add(R"(record_id: "a" award { name: "0x" rank: 12 })");
  return dossier.Evaluate(text);
}

TEST(Conversions, GiveTheValueOrAnError) {
  const struct {
    const char* text;
    const char* value;
  } rows[] = {
      {"int('987')", "987"},
      {"int('-9223372036854775808')", "-9223372036854775808"},
      {"int('+5')", "5"},
      {"int(awards[0].name)", "error TEXT_INVALID at 1:1"},
      {"int(awards[0].name) == 1 || true", "true"},
      {"int(string(awards[0].rank))", "12"},
      {"decimal('0.05')", "0.05"},
      {"decimal(awards[0].name)", "error DECIMAL_INVALID at 1:1"},
      {"bool('True')", "true"},
      {"bool(awards[0].name)", "error TEXT_INVALID at 1:1"},
      {"string(12)", "\"12\""},
      {"string(-0.50)", "\"-0.5\""},
      {"string(true)", "\"true\""},
      {"string(date(2025, 3, 1))", "\"2025-03-01\""},
      {"string(duration('90m'))", "\"5400s\""},
      {"string(awards[0].rank) + '!'", "\"12!\""},
      {"size(string(awards[0].rank))", "2"},
  };
  for (const auto& row : rows) EXPECT_EQ(Evaluate(row.text), row.value) << row.text;
}

TEST(Conversions, OfConstantsAreFaults) {
  EXPECT_EQ(FaultOf("int('x')"), "TEXT_INVALID 1:1 int('x')|digits, e.g. -12");
  EXPECT_EQ(FaultOf("int('9223372036854775808')").substr(0, 15), "NUMBER_OVERFLOW");
  EXPECT_EQ(FaultOf("bool('yes')").substr(0, 12), "TEXT_INVALID");
  EXPECT_EQ(FaultOf("duration('1 year')").substr(0, 12), "TEXT_INVALID");
}

TEST(Types, AreKnownWithoutTheValueButMissingWithIt) {
  EXPECT_EQ(Evaluate("type(1)"), "int");
  EXPECT_EQ(Evaluate("type(1.5) == decimal"), "true");
  EXPECT_EQ(Evaluate("type([1]) == type(['a'])"), "true");
  EXPECT_EQ(Evaluate("type({1: 2}) == map"), "true");
  EXPECT_EQ(Evaluate("type(null)"), "null_type");
  EXPECT_EQ(Evaluate("type(type) == type(int)"), "true");
  EXPECT_EQ(Evaluate("type(timestamp(0)) == google.protobuf.Timestamp"), "true");
  EXPECT_EQ(Evaluate("type(valid_at)"), "date");
  EXPECT_EQ(Evaluate("type(awards[0])"), "jifen.v1.Award");
  EXPECT_EQ(Evaluate("type(Level.NATIONAL)"), "jifen.v1.Level");
  EXPECT_EQ(Evaluate("type(awards[1].rank)"), "missing awards[1]");
  EXPECT_EQ(Evaluate("[1].map(list, list + 1)"), "[2]") << "a variable hides the name of a type";
  EXPECT_EQ(FaultOf("type(1) < int").substr(0, 15), "EXPRESSION_TYPE");
}

TEST(Types, NamesThatTheLanguageDoesWithoutSayWhatThereIsInstead) {
  EXPECT_EQ(FaultOf("double(1)"), "EXPRESSION_NAME 1:1 double|decimal");
  EXPECT_EQ(FaultOf("type(1) == uint"), "EXPRESSION_NAME 1:12 uint|int");
  EXPECT_EQ(FaultOf("dyn(1)"), "EXPRESSION_NAME 1:1 dyn|the value itself");
}

TEST(Null, IsEqualToItselfAndToNothingElse) {
  EXPECT_EQ(Evaluate("null == null"), "true");
  EXPECT_EQ(Evaluate("[null, null] == [null]"), "false");
  EXPECT_EQ(Evaluate("{'a': null}.a"), "null");
  EXPECT_EQ(
      FaultOf("year == null"),
      "EXPRESSION_TYPE 1:6 int == null|has(record.field): what is not set is missing, not null");
  EXPECT_EQ(FaultOf("null < null").substr(0, 15), "EXPRESSION_TYPE");
}

TEST(Matches, FindsAPartOfTheText) {
  EXPECT_EQ(Evaluate("'hubba'.matches('ubb')"), "true");
  EXPECT_EQ(Evaluate("matches('hubba', '^ubb')"), "false");
  EXPECT_EQ(Evaluate("awards[0].name.matches('^[0-9]x$')"), "true");
  EXPECT_EQ(Evaluate("'科技型中小企业'.matches('^.{7}$')"), "true") << "characters, not bytes";
  EXPECT_EQ(Evaluate("awards[1].name.matches('x')"), "missing awards[1]");
  EXPECT_EQ(Evaluate("'a0x'.matches('a' + awards[0].name)"), "true") << "a computed pattern";
}

TEST(Matches, BadPatternsAreFaultsOrErrors) {
  EXPECT_EQ(FaultOf("enterprise.name.matches('a(')"),
            "EXPRESSION_SYNTAX 1:25 'a('|a pattern of RE2 of at most 1000 bytes");
  EXPECT_EQ(FaultOf("enterprise.name.matches('(?=a)')").substr(0, 17), "EXPRESSION_SYNTAX");
  EXPECT_EQ(FaultOf("enterprise.name.matches('" + std::string(1001, 'a') + "')").substr(0, 17),
            "EXPRESSION_SYNTAX");
  EXPECT_EQ(FaultOf("enterprise.name.matches('((a{100}){100}){10}')").substr(0, 17),
            "EXPRESSION_SYNTAX")
      << "too large a program";
  EXPECT_EQ(Evaluate("'a'.matches(awards[0].name + '(')"), "error EXPRESSION_SYNTAX at 1:5");
}

TEST(Matches, CountsAsTheTextIsLongAndThePatternComplex) {
  TestDossier dossier;
  dossier.Add("record_id: \"a\" award { name: \"" + std::string(20'000, 'a') + "\" }");
  EXPECT_EQ(dossier.Evaluate("awards[0].name.matches('b')"), "false");
  EXPECT_EQ(dossier.Evaluate("awards[0].name.matches('(a?){50}(a{50}){20}b')"),
            "error EXPRESSION_TOO_COMPLEX at 1:16");
}

}  // namespace
}  // namespace jifen::scoring::expression
