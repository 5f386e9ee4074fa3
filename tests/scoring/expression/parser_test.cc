#include "scoring/expression/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/expression/source_text.h"

namespace jifen::scoring::expression {
namespace {

std::string Parsed(std::string_view text) {
  const auto parsed = Parse(text);
  if (const Fault* fault = std::get_if<Fault>(&parsed)) {
    const Place place = Locate(text, fault->offset);
    return absl::StrCat(model::ReasonName(fault->reason), " ", place.line, ":", place.column, " ",
                        fault->got, "|", fault->want);
  }
  return Dump(std::get<SyntaxTree>(parsed));
}

struct Row {
  std::string text;
  std::string want;
};

void ExpectParsed(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(Parsed(row.text), row.want) << row.text;
}

TEST(Parse, BindsOperatorsAsCelDoes) {
  ExpectParsed({
      {"1 + 2 * 3", "(+ 1 (* 2 3))"},
      {"(1 + 2) * 3", "(* (+ 1 2) 3)"},
      {"1 - 2 - 3", "(- (- 1 2) 3)"},
      {"8 / 4 % 3 * 2", "(* (% (/ 8 4) 3) 2)"},
      {"a || b && c || d", "(|| a (&& b c) d)"},
      {"(a || b) && c", "(&& (|| a b) c)"},
      {"a && (b && c)", "(&& a (&& b c))"},
      {"a + 1 < b * 2 && c", "(&& (< (+ a 1) (* b 2)) c)"},
      {"a < b == c", "(== (< a b) c)"},
      {"a in b || c", "(|| (in a b) c)"},
      {"a in b == c", "(== (in a b) c)"},
      {"a ? b : c ? d : e", "(?: a b (?: c d e))"},
      {"a || b ? c + 1 : d", "(?: (|| a b) (+ c 1) d)"},
      {"a ? (b ? c : d) : e", "(?: a (?: b c d) e)"},
      {"!a && -b < c", "(&& (! a) (< (neg b) c))"},
      {"!!a", "(! (! a))"},
      {"a - -1", "(- a -1)"},
      {"a -1", "(- a 1)"},
      {"--1", "(neg -1)"},
      {"-a.b", "(neg (.b a))"},
      {"!a.b(c)", "(! (->b a c))"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"-0x8000000000000000", "-9223372036854775808"},
      {"-0.5", "-0.5d"},
      {"- 1", "-1"},
      {"-(1)", "(neg 1)"},
  });
}

TEST(Parse, ReadsMembersCallsAndLiterals) {
  ExpectParsed({
      {"a.b.c", "(.c (.b a))"},
      {"a.b(c, 1).d[2]", "(index (.d (->b a c 1)) 2)"},
      {"f()", "(f)"},
      {"f(a, g(b))", "(f a (g b))"},
      {".a", "a"},
      {".f(1)", "(f 1)"},
      {"a.if", "(.if a)"},
      {"[1, 'x', null, true]", "(list 1 \"x\" null true)"},
      {"[]", "(list)"},
      {"[1,]", "(list 1)"},
      {"{'a': 1, 'b': [2]}", "(map \"a\" 1 \"b\" (list 2))"},
      {"{}", "(map)"},
      {"{1: 2,}", "(map 1 2)"},
      {"1.size()", "(->size 1)"},
      {"-1.size()", "(->size -1)"},
      {"\"a\".size()", "(->size \"a\")"},
  });
}

TEST(Parse, RecognisesMacros) {
  ExpectParsed({
      {"has(a.b)", "(has.b a)"},
      {"has(a.b.c) && d", "(&& (has.c (.b a)) d)"},
      {"xs.all(x, x > 1)", "(loop-all x xs (> x 1))"},
      {"xs.exists(x, x)", "(loop-exists x xs x)"},
      {"xs.exists_one(x, x)", "(loop-exists_one x xs x)"},
      {"xs.filter(x, x).size()", "(->size (loop-filter x xs x))"},
      {"xs.map(x, x + 1)", "(loop-map x xs (+ x 1))"},
      {"xs.map(x, x > 1, x + 1)", "(loop-map x xs (> x 1) (+ x 1))"},
      {"all(x)", "(all x)"},
      {"a.filter", "(.filter a)"},
  });
}

TEST(Parse, SaysWhatIsWrongAndWhere) {
  ExpectParsed({
      {"", "EXPRESSION_SYNTAX 1:1 the end|a value"},
      {"1 +", "EXPRESSION_SYNTAX 1:4 the end|a value"},
      {"1 2", "EXPRESSION_SYNTAX 1:3 2|an operator or the end"},
      {"(1", "EXPRESSION_SYNTAX 1:3 the end|a closing parenthesis )"},
      {"[1 2]", "EXPRESSION_SYNTAX 1:4 2|a comma or a closing bracket ]"},
      {"a[1", "EXPRESSION_SYNTAX 1:4 the end|a closing bracket ]"},
      {"f(1 2)", "EXPRESSION_SYNTAX 1:5 2|a comma or a closing parenthesis )"},
      {"f(1,)", "EXPRESSION_SYNTAX 1:5 )|a value"},
      {"a ? b", "EXPRESSION_SYNTAX 1:6 the end|a colon"},
      {"{1}", "EXPRESSION_SYNTAX 1:3 }|a colon"},
      {"{1: 2 3}", "EXPRESSION_SYNTAX 1:7 3|a comma or a closing brace }"},
      {"a.1", "EXPRESSION_SYNTAX 1:2 .1|an operator or the end"},
      {"a.\"b\"", "EXPRESSION_SYNTAX 1:3 \"b\"|the name of a field or a method"},
      {"a.in", "EXPRESSION_SYNTAX 1:3 in|the name of a field or a method"},
      {"if", "EXPRESSION_SYNTAX 1:1 if|a value"},
      {"in", "EXPRESSION_SYNTAX 1:1 in|a value"},
      {"a\n  && && b", "EXPRESSION_SYNTAX 2:6 &&|a value"},
      {"\"中文\" + )", "EXPRESSION_SYNTAX 1:8 )|a value"},
      {"A{b: 1}", "EXPRESSION_SYNTAX 1:2 {|an expression of docs/expression_language.md"},
      {"a.B{}", "EXPRESSION_SYNTAX 1:4 {|an expression of docs/expression_language.md"},
      {"has(a)", "EXPRESSION_SYNTAX 1:1 has(a)|has(record.field)"},
      {"has(a.b, c)", "EXPRESSION_SYNTAX 1:1 has(a.b, c)|has(record.field)"},
      {"has()", "EXPRESSION_SYNTAX 1:1 has()|has(record.field)"},
      {"xs.all(x)", "EXPRESSION_SYNTAX 1:4 1 argument|2 or 3 arguments"},
      {"xs.all(x, 1, 2)", "EXPRESSION_SYNTAX 1:11 1|a name"},
      {"xs.all(x, x, 2)", "EXPRESSION_SYNTAX 1:11 x|a name"},
      {"xs.filter(x, 1, 2)", "EXPRESSION_SYNTAX 1:4 3 arguments|2 arguments"},
      {"xs.map()", "EXPRESSION_SYNTAX 1:4 0 arguments|2 or 3 arguments"},
      {"xs.filter(x.y, true)", "EXPRESSION_SYNTAX 1:11 x.y|a name"},
      {"9223372036854775808",
       "NUMBER_OVERFLOW 1:1 9223372036854775808|-9223372036854775808..9223372036854775807"},
      {"1 - 9223372036854775808",
       "NUMBER_OVERFLOW 1:5 9223372036854775808|-9223372036854775808..9223372036854775807"},
  });
}

// Where several faults apply, the first of the text is reported.
TEST(Parse, ReportsTheFirstFaultOfTheText) {
  EXPECT_EQ(Parsed("(1 + ] 9223372036854775809"), "EXPRESSION_SYNTAX 1:6 ]|a value");
  EXPECT_EQ(Parsed("f(99999999999999999999, ]"),
            "NUMBER_OVERFLOW 1:3 99999999999999999999|-9223372036854775808..9223372036854775807");
}

}  // namespace
}  // namespace jifen::scoring::expression
