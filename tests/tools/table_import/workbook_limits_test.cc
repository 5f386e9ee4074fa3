// Workbooks at their limits, and forms that other programs than Excel write.
#include <gtest/gtest.h>

#include <cctype>

#include "tests/tools/table_import/folder_fixture.h"
#include "tests/tools/table_import/zip_fixture.h"
#include "tools/table_import/sheet_reader.h"
#include "tools/table_import/workbook.h"

namespace jifen::tools::table_import {
namespace {

class WorkbookLimits : public FolderTest {
 protected:
  Reading Read(const Entries& parts) {
    WriteZip(folder_ / "a.xlsx", parts);
    return ReadAll(folder_ / "a.xlsx", {.source_department = "局"});
  }

  static WorkbookXml Book(const std::string& after = "", const std::string& more_cells = "") {
    return {
        .sheets = {{.name = "年度报表",
                    .rows = absl::StrCat(
                        Row(1, absl::StrCat(Text("A1", "信用代码"), Text("B1", "年度"))),
                        Row(2, absl::StrCat(Text("A2", kCode), Number("B2", "2024"), more_cells))),
                    .after = after}}};
  }

  static std::string& PartAt(Entries& parts, std::string_view path) {
    for (auto& [name, content] : parts) {
      if (name == path) return content;
    }
    ADD_FAILURE() << path;
    return parts.front().second;
  }

  void ExpectTooLarge(const Entries& parts) {
    const Reading reading = Read(parts);
    EXPECT_TRUE(reading.rows.empty());
    ASSERT_EQ(reading.faults.size(), 1U);
    EXPECT_EQ(reading.faults[0].reason, v1::REASON_ARCHIVE_TOO_LARGE);
  }
};

TEST_F(WorkbookLimits, ReadNamesOfElementsWithPrefixes) {
  Entries parts = PartsOf(Book("<mergeCells><mergeCell ref=\"A5:A6\"/></mergeCells>"));
  for (const char* path : {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"}) {
    std::string& content = PartAt(parts, path);
    std::string prefixed;
    for (size_t i = 0; i < content.size(); ++i) {
      prefixed += content[i];
      const bool stop = content[i] == '/' && i > 0 && content[i - 1] == '<';
      const bool opens = (content[i] == '<' || stop) && std::isalpha(content[i + 1]) != 0;
      if (opens) prefixed += "x:";
    }
    content = prefixed;
  }
  EXPECT_EQ(Read(parts).rows.size(), 1U);
}

// Found by the fuzz: the name was in an error that could not be encoded.
TEST_F(WorkbookLimits, TellOfAPartWhoseNameIsNoText) {
  Entries parts = PartsOf(Book());
  std::string& relations = PartAt(parts, "xl/_rels/workbook.xml.rels");
  relations.replace(relations.find("styles.xml"), 6, "\xE2tyles");
  const Reading reading = Read(parts);
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_ARCHIVE_MALFORMED);
}

TEST_F(WorkbookLimits, TellOfANumberThatIsNoText) {
  const Reading reading = Read(PartsOf(Book("", Number("C2", "\xE2"))));
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_COLUMN_UNKNOWN);
  EXPECT_EQ(reading.faults[0].value, "\xEF\xBF\xBD");
}

TEST_F(WorkbookLimits, ReadCommentsAndSectionsForWhatTheyAre) {
  Entries parts = PartsOf(Book());
  std::string& sheet = PartAt(parts, "xl/worksheets/sheet1.xml");
  sheet.insert(sheet.find("<sheetData>"), "<!-- <row> --><?x <row> ?><y a='x>y' b=\"/>\"/>");
  sheet.replace(sheet.find("年度"), std::string("年度").size(), "<![CDATA[年度]]>");
  EXPECT_EQ(Read(parts).rows.size(), 1U);
}

TEST_F(WorkbookLimits, TakeTheLastColumnInUseAndNoneBeyond) {
  const std::string last = Number("SR2", "");  // column 512
  EXPECT_EQ(Read(PartsOf(Book("", last))).rows.size(), 1U);
  const Reading reading = Read(PartsOf(Book("", Number("SR2", "1"))));
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_COLUMN_UNKNOWN);
  ExpectTooLarge(PartsOf(Book("", Number("SS2", "1"))));
}

TEST_F(WorkbookLimits, CountMergedRanges) {
  std::string merges;
  for (size_t i = 0; i < kSheetMergesMax; ++i) {
    absl::StrAppend(&merges, "<mergeCell ref=\"D", i + 10, ":E", i + 10, "\"/>");
  }
  EXPECT_EQ(Read(PartsOf(Book(merges))).rows.size(), 1U);
  ExpectTooLarge(PartsOf(Book(merges + "<mergeCell ref=\"D2:E2\"/>")));
}

TEST_F(WorkbookLimits, RefuseMergedRangesThatOverlap) {
  std::string merges;
  for (int64_t i = 0; i <= kSheetColumnsMax; ++i) merges += "<mergeCell ref=\"D5:E1048576\"/>";
  const Reading reading = Read(PartsOf(Book(merges)));
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_ARCHIVE_MALFORMED);
}

TEST_F(WorkbookLimits, CountSheets) {
  Entries parts = PartsOf(Book());
  std::string& list = PartAt(parts, "xl/workbook.xml");
  std::string more;
  for (size_t i = 1; i < kWorkbookSheetsMax; ++i) {
    absl::StrAppend(&more, "<sheet name=\"s", i, "\" r:id=\"s0\" state=\"hidden\"/>");
  }
  list.insert(list.find("</sheets>"), more);
  EXPECT_EQ(Read(parts).rows.size(), 1U);
  list.insert(list.find("</sheets>"), "<sheet name=\"x\" r:id=\"s0\" state=\"hidden\"/>");
  ExpectTooLarge(parts);
}

TEST_F(WorkbookLimits, ReadNoPartWholeThatIsTooLarge) {
  Entries parts = PartsOf(Book());
  std::string& styles = PartAt(parts, "xl/styles.xml");
  styles += std::string(static_cast<size_t>(kWorkbookPartBytesMax) - styles.size(), ' ');
  EXPECT_EQ(Read(parts).rows.size(), 1U);
  styles += ' ';
  ExpectTooLarge(parts);
}

}  // namespace
}  // namespace jifen::tools::table_import
