// Archives as folders of tables, and archives that mean harm.
#include "tools/table_import/archive.h"

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tests/tools/table_import/zip_fixture.h"

namespace jifen::tools::table_import {
namespace {

class Archives : public FolderTest {
 protected:
  Reading Read(const std::string& name) {
    return ReadAll(folder_ / name, {.source_department = "咸宁市科学技术局"});
  }

  // One fault, and nothing else, of the reason.
  void ExpectRefused(const std::string& name, v1::Reason reason, std::string_view expected = "") {
    const Reading reading = Read(name);
    EXPECT_TRUE(reading.rows.empty()) << name;
    ASSERT_EQ(reading.faults.size(), 1U) << name;
    EXPECT_EQ(reading.faults[0].reason, reason) << name << " " << reading.faults[0].expected;
    EXPECT_FALSE(reading.faults[0].warning) << name;
    EXPECT_TRUE(absl::StrContains(reading.faults[0].expected, std::string(expected)))
        << reading.faults[0].expected;
  }
};

std::string Reports(int year = 2024) {
  return absl::StrCat("信用代码,年度\n", kCode, ",", year, "\n");
}

TEST_F(Archives, GiveTheirTablesUnderNamesInUtf8AndGbk) {
  WriteZip(folder_ / "数据.zip",
           {{"年度报表-1.csv", Reports(2024)},
            // 年度报表-2.csv in a folder 咸安区, both in GBK.
            {"\xCF\xCC\xB0\xB2\xC7\xF8/\xC4\xEA\xB6\xC8\xB1\xA8\xB1\xED-2.csv", Reports(2023)},
            {"__MACOSX/._年度报表-1.csv", "x"},
            {"readme.txt", "x"}});
  const Reading reading = Read("数据.zip");
  EXPECT_TRUE(reading.faults.empty());
  ASSERT_EQ(reading.rows.size(), 2U);
  EXPECT_EQ(reading.rows[0].where.file(), "数据.zip/咸安区/年度报表-2.csv");
  EXPECT_EQ(reading.rows[1].where.file(), "数据.zip/年度报表-1.csv");
}

TEST_F(Archives, ReadTheSameRowsAsAFolder) {
  Write("年度报表.csv", Reports());
  const Reading from_folder = ReadAll();
  WriteZip(folder_ / "a.zip", {{"年度报表.csv", Reports()}});
  std::filesystem::remove(folder_ / "年度报表.csv");
  const Reading from_zip = ReadAll();
  ASSERT_EQ(from_zip.rows.size(), 1U);
  EXPECT_EQ(from_zip.rows[0].row.record().record_id(),
            from_folder.rows.at(0).row.record().record_id());
}

TEST_F(Archives, WriteNothingWhateverTheNamesSay) {
  WriteZip(folder_ / "a.zip", {{"../年度报表-1.csv", Reports(2024)},
                               {"/etc/年度报表-2.csv", Reports(2023)},
                               {"..\\..\\年度报表-3.csv", Reports(2022)}});
  const Reading reading = Read("a.zip");
  EXPECT_EQ(reading.rows.size(), 2U);
  // Two levels of folders are one too many, whatever they are called.
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_TRUE(reading.faults[0].warning);
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(files, 1);
  EXPECT_FALSE(std::filesystem::exists(folder_.parent_path() / "年度报表-1.csv"));
}

TEST_F(Archives, HoldWorkbooksButNoArchives) {
  const WorkbookXml book{
      .sheets = {
          {.name = "年度报表",
           .rows = absl::StrCat(Row(1, absl::StrCat(Text("A1", "信用代码"), Text("B1", "年度"))),
                                Row(2, absl::StrCat(Text("A2", kCode), Number("B2", "2024"))))}}};
  WriteZip(folder_ / "inner", PartsOf(book));
  WriteZip(folder_ / "a.zip",
           {{"报送.xlsx", BytesOf(folder_ / "inner")}, {"b.zip", BytesOf(folder_ / "inner")}});
  const Reading reading = Read("a.zip");
  ASSERT_EQ(reading.rows.size(), 1U);
  EXPECT_EQ(reading.rows[0].where.file(), "a.zip/报送.xlsx/年度报表");
  ASSERT_EQ(reading.faults.size(), 1U);
  EXPECT_EQ(reading.faults[0].reason, v1::REASON_ARCHIVE_MALFORMED);
  EXPECT_EQ(reading.faults[0].file, "a.zip/b.zip");
}

TEST_F(Archives, RefuseWhatIsNotWhatItsNameSays) {
  Write("old.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook, or one with a password");
  ExpectRefused("old.xlsx", v1::REASON_ARCHIVE_MALFORMED, "另存为不带密码的 .xlsx");
  Write("年度报表.xls", "x");
  ExpectRefused("年度报表.xls", v1::REASON_ARCHIVE_MALFORMED, "saved as .xlsx");
  Write("text.zip", "credit_code\n");
  ExpectRefused("text.zip", v1::REASON_ARCHIVE_MALFORMED, ".zip");
  Write("empty.xlsx", "");
  ExpectRefused("empty.xlsx", v1::REASON_ARCHIVE_MALFORMED);
  WriteZip(folder_ / "plain.xlsx", {{"a.txt", "x"}});
  ExpectRefused("plain.xlsx", v1::REASON_ARCHIVE_MALFORMED, ".xlsx");
}

TEST_F(Archives, RefuseWhatIsEncrypted) {
  WriteZip(folder_ / "a.zip", {{"年度报表.csv", Reports()}}, "secret");
  ExpectRefused("a.zip", v1::REASON_ARCHIVE_MALFORMED, "password");
}

TEST_F(Archives, RefuseADamagedEntryBeforeAnyOfItsRowsIsGiven) {
  std::string content = "信用代码,年度\n";
  for (int i = 0; i < 3000; ++i) absl::StrAppend(&content, kCode, ",", 1990 + i % 100, "\n");
  WriteZip(folder_ / "a.zip", {{"年度报表.csv", content}});
  std::string bytes = BytesOf(folder_ / "a.zip");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
  Write("a.zip", bytes);
  ExpectRefused("a.zip", v1::REASON_ARCHIVE_MALFORMED);
  Write("a.zip", bytes.substr(0, bytes.size() / 3));
  ExpectRefused("a.zip", v1::REASON_ARCHIVE_MALFORMED);
}

TEST_F(Archives, StopAtTheRatioOfAZipBomb) {
  const std::string zeros(static_cast<size_t>(kArchiveFreeBytes) + (32U << 20), '0');
  WriteZip(folder_ / "bomb.zip", {{"年度报表.csv", zeros}});
  EXPECT_LT(std::filesystem::file_size(folder_ / "bomb.zip"), 200'000U);
  ExpectRefused("bomb.zip", v1::REASON_ARCHIVE_TOO_LARGE, "200");
}

// An archive of so many empty files, by APPNOTE.TXT 4.3.
std::string ManyFiles(int64_t count) {
  const auto number = [](int64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
      text += i < 8 ? static_cast<char>((value >> (8 * i)) & 0xFF) : '\0';
    return text;
  };
  constexpr int kFactBytes = 22;  // version to size, all of an empty file that is stored: zeros
  constexpr int kNameBytes = 5;
  std::string files;
  std::string list;
  for (int64_t i = 0; i < count; ++i) {
    const std::string name = absl::StrCat(10'000 + i);
    absl::StrAppend(&list, "PK\x01\x02", number(0, 2 + kFactBytes), number(kNameBytes, 2),
                    number(0, 12), number(static_cast<int64_t>(files.size()), 4), name);
    absl::StrAppend(&files, "PK\x03\x04", number(0, kFactBytes), number(kNameBytes, 2),
                    number(0, 2), name);
  }
  const auto at = static_cast<int64_t>(files.size());
  return absl::StrCat(files, list, "PK\x05\x06", number(0, 4), number(count, 2), number(count, 2),
                      number(static_cast<int64_t>(list.size()), 4), number(at, 4), number(0, 2));
}

TEST_F(Archives, CountTheirEntries) {
  const absl::StatusOr<std::shared_ptr<Archive>> full =
      Archive::OpenInner(ManyFiles(kArchiveEntriesMax));
  ASSERT_TRUE(full.ok()) << full.status();
  EXPECT_EQ(static_cast<int64_t>((*full)->entries().size()), kArchiveEntriesMax);
  Write("many.zip", ManyFiles(kArchiveEntriesMax + 1));
  ExpectRefused("many.zip", v1::REASON_ARCHIVE_TOO_LARGE, "10000");
}

TEST_F(Archives, RefuseWorkbooksWithDocumentTypesAndTooMuch) {
  const auto book = [](const std::string& rows, const std::string& after = "") {
    return PartsOf({.sheets = {{.name = "年度报表", .rows = rows, .after = after}}});
  };
  const std::string head =
      Row(1, absl::StrCat(Text("A1", "信用代码"), Text("B1", "年度"), Text("C1", "职工总数")));
  struct Case {
    const char* name;
    Entries parts;
    v1::Reason reason;
  };
  Entries with_type = book(head);
  for (auto& [name, content] : with_type) {
    if (name == "xl/worksheets/sheet1.xml") {
      content.insert(content.find("<worksheet"), "<!DOCTYPE a [<!ENTITY b \"年度\">]>");
    }
  }
  Entries type_in_list = book(head);
  for (auto& [name, content] : type_in_list) {
    if (name == "xl/workbook.xml") content.insert(content.find("<workbook"), "<!DOCTYPE a>");
  }
  Entries cut = book(head);
  for (auto& [name, content] : cut) {
    if (name == "xl/worksheets/sheet1.xml") content.resize(content.size() - 20);
  }
  const Case cases[] = {
      {"document type", with_type, v1::REASON_ARCHIVE_MALFORMED},
      {"document type in the list", type_in_list, v1::REASON_ARCHIVE_MALFORMED},
      {"cut off", cut, v1::REASON_ARCHIVE_MALFORMED},
      {"rows out of order", book(head + Row(1, "")), v1::REASON_ARCHIVE_MALFORMED},
      {"row beyond Excel", book(head + "<row r=\"1048577\"/>"), v1::REASON_ARCHIVE_TOO_LARGE},
      {"far column", book(head + Row(2, Number("SS2", "1"))), v1::REASON_ARCHIVE_TOO_LARGE},
      {"cell in another row", book(head + Row(2, Number("A3", "1"))), v1::REASON_ARCHIVE_MALFORMED},
      {"long row", book(head + Row(2, Text("A2", std::string(3 << 20, 'x')))),
       v1::REASON_ARCHIVE_TOO_LARGE},
      {"merged with nothing", book(head, "<mergeCells><mergeCell ref=\"\"/></mergeCells>"),
       v1::REASON_ARCHIVE_MALFORMED},
  };
  for (const Case& one : cases) {
    WriteZip(folder_ / "a.xlsx", one.parts);
    SCOPED_TRACE(one.name);
    ExpectRefused("a.xlsx", one.reason);
  }
}

}  // namespace
}  // namespace jifen::tools::table_import
