#include "tools/table_import/csv_reader.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/tools/table_import/folder_fixture.h"

namespace jifen::tools::table_import {
namespace {

constexpr int64_t kBytesMax = 64;

class CsvReaderNext : public FolderTest {
 protected:
  // Rows as "number:cell|cell", at fault with ! or > for too large.
  std::vector<std::string> Rows(std::string_view content) {
    Write("a.csv", content);
    absl::StatusOr<std::unique_ptr<ByteStream>> bytes = OpenFile(folder_ / "a.csv");
    EXPECT_TRUE(bytes.ok());
    CsvReader reader(*std::move(bytes), kBytesMax);
    std::vector<std::string> rows;
    CsvRow row;
    while (true) {
      const absl::StatusOr<CsvStep> step = reader.Next(row);
      EXPECT_TRUE(step.ok());
      if (!step.ok() || *step == CsvStep::kEnd) break;
      const char* mark = *step == CsvStep::kRow ? "" : *step == CsvStep::kMalformed ? "!" : ">";
      rows.push_back(*step == CsvStep::kTooLarge
                         ? absl::StrCat(mark, row.number)
                         : absl::StrCat(mark, row.number, ":", absl::StrJoin(row.cells, "|")));
    }
    EXPECT_EQ(reader.bytes_read(), static_cast<int64_t>(content.size()));
    return rows;
  }
};

using Lines = std::vector<std::string>;

TEST_F(CsvReaderNext, ReadsAnyLineEnd) {
  EXPECT_EQ(Rows("a,b\r\nc,d\r\n"), (Lines{"1:a|b", "2:c|d"}));
  EXPECT_EQ(Rows("a,b\nc,d"), (Lines{"1:a|b", "2:c|d"}));
  EXPECT_EQ(Rows("a,b\rc,d\r"), (Lines{"1:a|b", "2:c|d"}));
  EXPECT_EQ(Rows(""), Lines{});
}

TEST_F(CsvReaderNext, KeepsQuotedLineBreaksInOneRow) {
  EXPECT_EQ(Rows("h,i\r\n\"x\r\ny\",2\r\nz,3\r\n"), (Lines{"1:h|i", "2:x\r\ny|2", "3:z|3"}));
  EXPECT_EQ(Rows("\"a \"\"b\"\", c\",d\n"), (Lines{"1:a \"b\", c|d"}));
}

TEST_F(CsvReaderNext, CountsBlankLinesAsASpreadsheetDoes) {
  EXPECT_EQ(Rows("h\r\n\r\n \t\r\nx\r\n"), (Lines{"1:h", "4:x"}));
}

TEST_F(CsvReaderNext, SkipsTheMark) { EXPECT_EQ(Rows("\xEF\xBB\xBF\"h\",i\n"), (Lines{"1:h|i"})); }

// A row without quotes does not pass through the parser, one with any does.
TEST_F(CsvReaderNext, ReadsARowAlikeWithAndWithoutQuotes) {
  for (const std::string row : {"a,b", "a", " a , b ", "\t a\t,\tb", ",", ",,", "a,,b,", " , ",
                                ", a", "a b, c d", "企业,湖北 省",
                                "\xE3\x80\x80"
                                "a,b"}) {
    const Lines plain = Rows(row + "\n");
    const Lines quoted = Rows(row + ",\"\"\n");
    ASSERT_EQ(plain.size(), 1u) << row;
    EXPECT_EQ(quoted, (Lines{plain[0] + "|"})) << row;
    EXPECT_EQ(Rows(row + "\r\n"), plain) << row;
    EXPECT_EQ(Rows(row), plain) << row << ": the last one needs no line end";
  }
}

TEST_F(CsvReaderNext, LosesOneRowToALostQuote) {
  EXPECT_EQ(Rows("h\na\"b\nc\n"), (Lines{"1:h", "!2:a\"b\n", "3:c"}));
  EXPECT_EQ(Rows("h\n\"a\"b,1\nc\n"), (Lines{"1:h", "!2:\"a\"b,1\n", "3:c"}));
}

TEST_F(CsvReaderNext, LosesOneRowToAQuoteThatNeverCloses) {
  EXPECT_EQ(Rows("h\n\"a,1\nb,2\nc,3\n"), (Lines{"1:h", "!2:\"a,1\n", "3:b|2", "4:c|3"}));
}

TEST_F(CsvReaderNext, LosesOneRowToItsSize) {
  EXPECT_EQ(Rows(absl::StrCat("h\n", std::string(kBytesMax - 1, 'x'), "\nb\n")),
            (Lines{"1:h", absl::StrCat("2:", std::string(kBytesMax - 1, 'x')), "3:b"}));
  EXPECT_EQ(Rows(absl::StrCat("h\n", std::string(kBytesMax, 'x'), "\nb\n")),
            (Lines{"1:h", ">2", "3:b"}));
  EXPECT_EQ(Rows(absl::StrCat("h\n", std::string(300'000, 'x'), "\nb\n")),
            (Lines{"1:h", ">2", "3:b"}));
  // A quote that swallows line after line: given up at the limit, and read on after its first line.
  std::string swallowed = "h\n\"q\n";
  for (int i = 0; i < 40; ++i) swallowed += "abc\n";
  const std::vector<std::string> rows = Rows(swallowed);
  ASSERT_EQ(rows.size(), 42U);
  EXPECT_EQ(rows[1], ">2");
  EXPECT_EQ(rows[2], "3:abc");
  EXPECT_EQ(rows[41], "42:abc");
}

}  // namespace
}  // namespace jifen::tools::table_import
