#include "scoring/expression/fault.h"

#include <gtest/gtest.h>

#include "proto/model/error.h"
#include "scoring/expression/source_text.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

TEST(OffsetOf, IsTheByteThatLocatePlaces) {
  const std::string text = "ab\n中文 c\n";
  for (const size_t offset : {0u, 1u, 2u, 3u, 6u, 9u, 10u, 11u, 12u}) {
    EXPECT_EQ(OffsetOf(text, Locate(text, offset)), offset);
  }
  EXPECT_EQ(OffsetOf(text, {.line = 1, .column = 9}), 2u) << "the end of the line";
  EXPECT_EQ(OffsetOf(text, {.line = 9, .column = 1}), text.size());
}

TEST(Locate, CountsLinesAndCodePoints) {
  const std::string text = "ab\n中文 c\n";
  const auto place = [&](size_t offset) {
    const Place p = Locate(text, offset);
    return std::pair(p.line, p.column);
  };
  EXPECT_EQ(place(0), std::pair(1, 1));
  EXPECT_EQ(place(2), std::pair(1, 3));
  EXPECT_EQ(place(3), std::pair(2, 1));
  EXPECT_EQ(place(6), std::pair(2, 2));
  EXPECT_EQ(place(10), std::pair(2, 4));
  EXPECT_EQ(place(11), std::pair(2, 5));
  EXPECT_EQ(place(999), std::pair(3, 1));
}

TEST(DecodeUtf8, RefusesWhatIsNotWellFormed) {
  for (const std::string_view broken :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8", "\xE4\xB8z", "\xFF"}) {
    EXPECT_EQ(DecodeUtf8(broken).size, 0u) << broken;
  }
  EXPECT_EQ(DecodeUtf8("").size, 0u);
  EXPECT_EQ(DecodeUtf8("\xF4\x8F\xBF\xBF").code, 0x10FFFFu);
}

TEST(DecodeUtf8, GivesBackWhatAppendWrote) {
  for (const char32_t code :
       {0x24u, 0xA2u, 0x7FFu, 0x800u, 0x4E2Du, 0xFFFFu, 0x10000u, 0x10FFFFu}) {
    std::string text;
    AppendUtf8(code, &text);
    EXPECT_EQ(DecodeUtf8(text).code, code);
    EXPECT_EQ(DecodeUtf8(text).size, text.size());
  }
}

TEST(ShowWithCaret, StandsUnderTheCharacter) {
  EXPECT_EQ(ShowWithCaret("a + b", 2), "  a + b\n    ^");
  EXPECT_EQ(ShowWithCaret("a + b", 5), "  a + b\n       ^");
  EXPECT_EQ(ShowWithCaret("", 0), "  \n  ^");
  EXPECT_EQ(ShowWithCaret("a\nbb + c\r\nd", 5), "  bb + c\n     ^");
  EXPECT_EQ(ShowWithCaret("a\n", 1), "  a\n   ^");
  EXPECT_EQ(ShowWithCaret("a\n", 2), "  \n  ^");
}

TEST(ShowWithCaret, CountsTwoColumnsForAWideCharacter) {
  EXPECT_EQ(ShowWithCaret("\"中文\" + 1", 9), "  \"中文\" + 1\n         ^");
  EXPECT_EQ(ShowWithCaret("e\xCC\x81 + 1", 4), "  e\xCC\x81 + 1\n    ^");
}

TEST(ShowWithCaret, ShowsTabsAndControlCharactersAsBlanks) {
  EXPECT_EQ(ShowWithCaret("\ta\x01+", 3), "   a +\n     ^");
}

TEST(ShowWithCaret, CutsALongLineAroundTheCaret) {
  const std::string text = std::string(1000, 'a') + "+" + std::string(1000, 'b');
  const std::string shown = ShowWithCaret(text, 1000);
  EXPECT_EQ(shown, "  ..." + std::string(60, 'a') + "+" + std::string(39, 'b') + "...\n" +
                       std::string(65, ' ') + "^");
}

TEST(NearNames, OrdersByDistance) {
  const std::vector<std::string> known = {"staff", "rd_staff", "sci_tech_staff", "sales_fen"};
  EXPECT_EQ(NearNames("stafff", known), std::vector<std::string>{"staff"});
  EXPECT_EQ(NearNames("Staff", known), std::vector<std::string>({"staff"}));
  EXPECT_EQ(NearNames("sales", known), std::vector<std::string>({"sales_fen"}));
  EXPECT_TRUE(NearNames("zzzzzz", known).empty());
  EXPECT_TRUE(NearNames(std::string(100000, 'a'), known).empty());
}

TEST(Compile, ShowsTheFaultWithLineColumnAndCaret) {
  EXPECT_EQ(MessageOf("annual(year).stafff >= 10"),
            "got stafff, want a field of AnnualReport: line 1, column 14: there is no field of "
            "AnnualReport stafff, did you mean staff?\n"
            "  annual(year).stafff >= 10\n"
            "               ^");
  EXPECT_EQ(
      MessageOf("true\n  && enterprise.name == \"咸宁\" + 1"),
      "got string + int, want numbers, strings, lists of one type, or time and a duration: line "
      "2, column "
      "30: the operator + does not take these\n"
      "    && enterprise.name == \"咸宁\" + 1\n"
      "                                 ^");
}

TEST(Compile, ReportsAllFaultsOfTypesAndNamesInTheOrderOfTheText) {
  const std::string message = MessageOf("foo + 1 > 2 && year == \"x\" && !year");
  EXPECT_EQ(message,
            "got foo, want a variable, definition or enum: line 1, column 1: there is no name foo\n"
            "  foo + 1 > 2 && year == \"x\" && !year\n"
            "  ^\n"
            "line 1, column 21: int and string cannot be compared\n"
            "  foo + 1 > 2 && year == \"x\" && !year\n"
            "                      ^\n"
            "line 1, column 32: ! takes a condition\n"
            "  foo + 1 > 2 && year == \"x\" && !year\n"
            "                                 ^");
}

// The detail is a protobuf string: half a character must not get into it.
TEST(Compile, NeverCutsACharacterInWhatWasGot) {
  EXPECT_EQ(FaultOf("0x中").substr(0, 24), "EXPRESSION_SYNTAX 1:1 0x");
  EXPECT_EQ(FaultOf("'\\中'").substr(0, 24), "EXPRESSION_SYNTAX 1:2 \\|");
  EXPECT_EQ(FaultOf("'\\x中'").substr(0, 25), "EXPRESSION_SYNTAX 1:2 \\x|");
}

TEST(Compile, ShowsAtMostTenFaults) {
  std::string text = "true";
  for (int i = 0; i < 25; ++i) text += " && nothing" + std::to_string(i);
  const std::string message = MessageOf(text);
  EXPECT_NE(message.find("there is no name nothing9"), std::string::npos);
  EXPECT_EQ(message.find("there is no name nothing10"), std::string::npos);
  EXPECT_NE(message.find("\nand 15 more"), std::string::npos);
}

}  // namespace
}  // namespace jifen::scoring::expression
