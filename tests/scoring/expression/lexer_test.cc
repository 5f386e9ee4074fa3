#include "scoring/expression/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/model/error.h"

namespace jifen::scoring::expression {
namespace {

std::string Describe(const Token& token, const Lexer& lexer) {
  switch (token.kind) {
    case TokenKind::kEnd:
      return "end";
    case TokenKind::kFault:
      return absl::StrCat("fault ", model::ReasonName(lexer.fault().reason), "@",
                          lexer.fault().offset, " ", lexer.fault().got, "|", lexer.fault().want);
    case TokenKind::kInt:
      return absl::StrCat("int ", token.magnitude);
    case TokenKind::kDecimal:
      return "decimal " + token.decimal.Format();
    case TokenKind::kString:
      return "string <" + token.string + ">";
    case TokenKind::kName:
      return "name " + std::string(token.text);
    case TokenKind::kKeyword:
      return "keyword " + std::string(token.text);
    case TokenKind::kReserved:
      return "reserved " + std::string(token.text);
    case TokenKind::kQuotedName:
      return "quoted <" + token.string + ">";
    case TokenKind::kSymbol:
      return std::string(token.text);
  }
  return "?";
}

std::string Tokens(std::string_view text) {
  Lexer lexer(text);
  std::vector<std::string> tokens;
  while (tokens.size() < 100) {
    const Token token = lexer.Next();
    if (token.kind == TokenKind::kEnd) break;
    tokens.push_back(Describe(token, lexer));
    if (token.kind == TokenKind::kFault) break;
  }
  return absl::StrJoin(tokens, " ");
}

struct Row {
  std::string text;
  std::string tokens;
};

void ExpectTokens(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(Tokens(row.text), row.tokens) << row.text;
}

TEST(LexerNext, ReadsNamesKeywordsAndSymbols) {
  ExpectTokens({
      {"", ""},
      {" \t\r\n\f ", ""},
      {"a _b C9", "name a name _b name C9"},
      {"true false null in inn", "keyword true keyword false keyword null keyword in name inn"},
      {"if var while", "reserved if reserved var reserved while"},
      {"<=<>= > ==!=!", "<= < >= > == != !"},
      {"&&||?:.,()[]{}+-*/%", "&& || ? : . , ( ) [ ] { } + - * / %"},
      {"a // to the end && b\n+ c", "name a + name c"},
      {"// only a comment", ""},
      {"a//", "name a"},
  });
}

TEST(LexerNext, ReadsNumbersExactly) {
  ExpectTokens({
      {"0 12 007", "int 0 int 12 int 7"},
      {"0x1F 0Xff", "int 31 int 255"},
      {"9223372036854775808", "int 9223372036854775808"},
      {"0x8000000000000000", "int 9223372036854775808"},
      {"0.05 .5 10.50", "decimal 0.05 decimal 0.5 decimal 10.5"},
      {"1e3 1.5E-3 2e+2", "decimal 1000 decimal 0.0015 decimal 200"},
      {"0.000000000000000001", "decimal 0.000000000000000001"},
      {"1e19 1e-18", "decimal 10000000000000000000 decimal 0.000000000000000001"},
      {"1000000000000000000000e-3", "decimal 1000000000000000000"},
      {"0e999999999999", "decimal 0"},
      {"0.0000000000000000000000", "decimal 0"},
      {"1.500000000000000000000000", "decimal 1.5"},
      {"1.size", "int 1 . name size"},
      {"1..2", "int 1 . decimal 0.2"},
  });
}

TEST(LexerNext, RefusesNumbersThatDoNotFit) {
  const std::string int_range = "-9223372036854775808..9223372036854775807";
  const std::string digits = "at most 20 digits before the point and 18 after it";
  const std::string number = "a number such as 12, 0x1F or 0.05";
  ExpectTokens({
      {"9223372036854775809", "fault NUMBER_OVERFLOW@0 9223372036854775809|" + int_range},
      {"0x8000000000000001", "fault NUMBER_OVERFLOW@0 0x8000000000000001|" + int_range},
      {"99999999999999999999999", "fault NUMBER_OVERFLOW@0 99999999999999999999999|" + int_range},
      {"0.0000000000000000001", "fault DECIMAL_INVALID@0 0.0000000000000000001|" + digits},
      {"1e20", "fault DECIMAL_INVALID@0 1e20|" + digits},
      {"1e-19", "fault DECIMAL_INVALID@0 1e-19|" + digits},
      {"1e99999999999999999999", "fault DECIMAL_INVALID@0 1e99999999999999999999|" + digits},
      {"1u", "fault EXPRESSION_SYNTAX@0 1u|an integer without u"},
      {"0xFU", "fault EXPRESSION_SYNTAX@0 0xFU|an integer without u"},
      {"0x", "fault EXPRESSION_SYNTAX@0 0x|" + number},
      {"12abc", "fault EXPRESSION_SYNTAX@0 12a|" + number},
      {"1.5x", "fault EXPRESSION_SYNTAX@0 1.5x|" + number},
      {"1e", "fault EXPRESSION_SYNTAX@0 1e|" + number},
  });
}

TEST(LexerNext, ReadsStringsWithEscapes) {
  ExpectTokens({
      {R"("a" 'b')", "string <a> string <b>"},
      {R"("it's" '"')", "string <it's> string <\">"},
      {R"("中文，（）")", "string <中文，（）>"},
      {R"("\a\b\f\n\r\t\v\\\?\"\'\`")", "string <\a\b\f\n\r\t\v\\?\"'`>"},
      {R"("\x41\X42\101\u4e2d\U0001F600")", "string <ABA中😀>"},
      {R"("\xe9")", "string <é>"},
      {R"(r"\n" R'\d')", R"(string <\n> string <\d>)"},
      {"\"\"\"two\nlines \"quoted\" \"\"\"", "string <two\nlines \"quoted\" >"},
      {"'''a'b''c'''", "string <a'b''c>"},
      {"r'''\\'''", "string <\\>"},
      {R"("")", "string <>"},
      {R"("""""")", "string <>"},
  });
}

TEST(LexerNext, RefusesBrokenStrings) {
  ExpectTokens({
      {R"("abc)", R"(fault EXPRESSION_SYNTAX@0 the end|")"},
      {"x 'a\n'", "name x fault EXPRESSION_SYNTAX@2 a line break|'"},
      {R"("""a")", R"(fault EXPRESSION_SYNTAX@0 the end|""")"},
      {R"("a\)",
       "fault EXPRESSION_SYNTAX@2 \\|"
       R"(\\ \" \' \` \? \a \b \f \n \r \t \v \xHH \uHHHH \UHHHHHHHH \OOO)"},
      {R"("\q")",
       "fault EXPRESSION_SYNTAX@1 \\q|"
       R"(\\ \" \' \` \? \a \b \f \n \r \t \v \xHH \uHHHH \UHHHHHHHH \OOO)"},
      {R"("\x4")", R"(fault EXPRESSION_SYNTAX@1 \x4"|2 hexadecimal digits of a Unicode character)"},
      {R"("\ud800")",
       R"(fault EXPRESSION_SYNTAX@1 \ud800|4 hexadecimal digits of a Unicode character)"},
      {R"("\U00110000")",
       R"(fault EXPRESSION_SYNTAX@1 \U00110000|8 hexadecimal digits of a Unicode character)"},
      {R"("\389")", R"(fault EXPRESSION_SYNTAX@1 \389|3 octal digits of a Unicode character)"},
      {"\"\xff\"", "fault EXPRESSION_SYNTAX@1 a broken character|UTF-8"},
      {R"(b"x")", R"(fault EXPRESSION_SYNTAX@0 b"|a string)"},
      {R"(rb'x')", R"(fault EXPRESSION_SYNTAX@0 rb'|a string)"},
  });
}

TEST(LexerNext, SaysWhatAChineseKeyboardMeant) {
  ExpectTokens({
      {"（", "fault EXPRESSION_SYNTAX@0 （|("},
      {"a ＞ b", "name a fault EXPRESSION_SYNTAX@2 ＞|>"},
      {"“a”", "fault EXPRESSION_SYNTAX@0 “|\""},
      {"a≥b", "name a fault EXPRESSION_SYNTAX@1 ≥|>="},
      {"a\xE3\x80\x80", "name a fault EXPRESSION_SYNTAX@1 \xE3\x80\x80|a blank"},
      {"年", "fault EXPRESSION_SYNTAX@0 年|a name, a number, a string or an operator"},
      {"a = b", "name a fault EXPRESSION_SYNTAX@2 =|=="},
      {"a & b", "name a fault EXPRESSION_SYNTAX@2 &|a name, a number, a string or an operator"},
      {std::string(1, '\0'),
       "fault EXPRESSION_SYNTAX@0 a control character|"
       "a name, a number, a string or an operator"},
      {"\x80", "fault EXPRESSION_SYNTAX@0 a broken character|UTF-8"},
  });
}

}  // namespace
}  // namespace jifen::scoring::expression
