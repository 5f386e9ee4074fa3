#include "tools/jifen/render/display_width.h"

#include <gtest/gtest.h>

#include "tools/jifen/render/page.h"

namespace jifen::tools::cli {
namespace {

struct WidthRow {
  const char* name;
  const char* text;
  int width;
};

class DisplayWidthOf : public ::testing::TestWithParam<WidthRow> {};

TEST_P(DisplayWidthOf, CountsColumns) {
  EXPECT_EQ(DisplayWidth(GetParam().text), GetParam().width);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DisplayWidthOf,
    ::testing::Values(WidthRow{"Empty", "", 0}, WidthRow{"Ascii", "abc", 3},
                      WidthRow{"Chinese", "积分卡", 6}, WidthRow{"Mixed", "5G工厂", 6},
                      WidthRow{"FullwidthSigns", "（一）、", 8},
                      WidthRow{"FullwidthDigits", "１２", 4}, WidthRow{"Combining", "e\u0301", 1},
                      WidthRow{"ZeroWidthJoiner", "a\u200Db", 2}, WidthRow{"Blocks", "█▌·", 3},
                      WidthRow{"Box", "╭─╮", 3}, WidthRow{"Signs", "✓✗≥≤…", 5},
                      WidthRow{"RareHan", "𠮷", 2}, WidthRow{"Emoji", "🏭", 2},
                      WidthRow{"BrokenByte", "a\xFFz", 3}, WidthRow{"Brackets", "〔2017〕", 8}),
    [](const auto& row) { return row.param.name; });

TEST(PadRight, FillsUpToTheColumn) {
  EXPECT_EQ(PadRight("积分", 6), "积分  ");
  EXPECT_EQ(PadRight("积分", 3), "积分");
}

TEST(PadLeft, FillsUpToTheColumn) {
  EXPECT_EQ(PadLeft("7", 3), "  7");
  EXPECT_EQ(PadLeft("积", 3), " 积");
}

TEST(Truncate, NeverCutsACharacterInHalf) {
  EXPECT_EQ(Truncate("咸宁华创", 8), "咸宁华创");
  EXPECT_EQ(Truncate("咸宁华创", 7), "咸宁华…");
  EXPECT_EQ(Truncate("咸宁华创", 6), "咸宁…");
  EXPECT_EQ(Truncate("咸宁华创", 0), "");
}

TEST(Printable, ReplacesWhatWouldSteerTheTerminal) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(Printable("a\nb\tc"), "a b c");
  EXPECT_EQ(Printable("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(Printable("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(Printable("咸宁 5G"), "咸宁 5G");
}

TEST(Wrap, BreaksChineseBetweenCharactersAndKeepsSignsOffTheStart) {
  const std::vector<Line> lines = Wrap(Line("科技人员，职工总数"), 8);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].spans()[0].text, "科技人");  // the comma may not begin a line
  EXPECT_EQ(lines[1].spans()[0].text, "员，职工");
  EXPECT_EQ(lines[2].spans()[0].text, "总数");
}

TEST(Wrap, BreaksLatinBetweenWordsAndDropsTheSpace) {
  const std::vector<Line> lines = Wrap(Line("one two three"), 8);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].spans()[0].text, "one two");
  EXPECT_EQ(lines[1].spans()[0].text, "three");
}

TEST(Wrap, CutsAWordThatIsLongerThanALine) {
  const std::vector<Line> lines = Wrap(Line("0123456789abcdef"), 6);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[2].spans()[0].text, "cdef");
}

TEST(Wrap, KeepsTheStyleOfEachPiece) {
  Line line("plain ");
  line.Add("bad bad", Style::kBad);
  const std::vector<Line> lines = Wrap(line, 9);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].spans()[1].style, Style::kBad);
  EXPECT_EQ(lines[1].spans()[0].style, Style::kBad);
}

}  // namespace
}  // namespace jifen::tools::cli
