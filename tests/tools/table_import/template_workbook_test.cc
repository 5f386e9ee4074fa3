#include "tools/table_import/template_workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "proto/model/sha256.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tools/synth/archive_out.h"
#include "tools/table_import/archive.h"
#include "tools/table_import/table_glance.h"
#include "tools/table_import/template_notes.h"

namespace jifen::tools::table_import {
namespace {

using ::testing::HasSubstr;

class Template : public FolderTest {
 protected:
  void Make(const TemplateOptions& options) {
    const absl::Status written = WriteTemplate(*BuiltinFormats(), options, path_);
    ASSERT_TRUE(written.ok()) << written;
  }

  // The parts of the workbook by their paths.
  std::map<std::string, std::string> Parts() {
    std::map<std::string, std::string> parts;
    const auto archive = Archive::Open(path_);
    EXPECT_TRUE(archive.ok()) << archive.status();
    for (const ArchiveEntry& entry : (*archive)->entries()) {
      auto stream = (*archive)->OpenEntry(entry);
      EXPECT_TRUE(stream.ok());
      parts[entry.path] = *ReadAllBytes(**stream, size_t{16} << 20);
    }
    return parts;
  }

  // Puts a row of texts below the headings, as a clerk would who fills in every cell.
  static void Fill(const std::vector<std::string>& cells, std::string& sheet) {
    std::string row = "<row r=\"2\">";
    for (size_t i = 0; i < cells.size(); ++i) {
      const std::string letters =
          i < 26 ? std::string(1, static_cast<char>('A' + i))
                 : absl::StrCat("A", std::string(1, static_cast<char>('A' + (i - 26))));
      absl::StrAppend(&row, "<c r=\"", letters, "2\" t=\"inlineStr\"><is><t>", cells[i],
                      "</t></is></c>");
    }
    const size_t end = sheet.find("</sheetData>");
    ASSERT_NE(end, std::string::npos);
    sheet.insert(end, row + "</row>");
  }

  std::filesystem::path path_ = std::filesystem::path(::testing::TempDir()) / "template_test.xlsx";
};

std::string CellFor(const Column& column, bool chinese) {
  const std::string example = ExampleCell(column, chinese);
  return example.empty() ? "text" : example;
}

// Every table, filled in with the examples that it shows.
TEST_F(Template, ImportsOnceItIsFilledIn) {
  for (const bool chinese : {true, false}) {
    Make({.chinese = chinese, .kinds = {}});
    std::map<std::string, std::string> parts = Parts();
    size_t number = 2;  // sheet 1 holds the notes
    for (const Table& table : BuiltinFormats()->tables()) {
      std::vector<std::string> cells;
      for (const Column* column : TemplateColumns(table))
        cells.push_back(CellFor(*column, chinese));
      Fill(cells, parts.at(absl::StrCat("xl/worksheets/sheet", number++, ".xml")));
    }
    const std::filesystem::path filled = folder_ / "filled.xlsx";
    ASSERT_TRUE(synth::PackTexts(parts, filled).ok());
    const Reading reading = ReadAll({});
    for (const RowFault& fault : reading.faults) {
      ADD_FAILURE() << fault.file << ":" << fault.row << " " << fault.column << " " << fault.value
                    << " " << fault.expected;
    }
    EXPECT_EQ(reading.rows.size(), BuiltinFormats()->tables().size());
    EXPECT_EQ(reading.rows[1].row.record().annual_report().sales_fen(), 1'234'560'000);
    std::filesystem::remove(filled);
  }
}

TEST_F(Template, IsReadAsTablesWithoutRowsWhileItIsEmpty) {
  Make({.chinese = true, .kinds = {}});
  const auto glances = Glance(path_, {}, 1);
  ASSERT_TRUE(glances.ok()) << glances.status();
  EXPECT_EQ(glances->size(), BuiltinFormats()->tables().size());
  for (const TableGlance& glance : *glances) {
    EXPECT_TRUE(glance.readable) << glance.file;
    EXPECT_TRUE(glance.faults.empty()) << glance.file << glance.faults.front().expected;
    EXPECT_TRUE(glance.rows.empty());
  }
}

TEST_F(Template, HelpsClerks) {
  Make({.chinese = true, .kinds = {v1::RECORD_KIND_ANNUAL_REPORT}});
  const std::map<std::string, std::string> parts = Parts();
  const std::string& sheet = parts.at("xl/worksheets/sheet2.xml");
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("<dataValidation type=\"list\""));
  EXPECT_THAT(sheet, HasSubstr("可选值"));
  EXPECT_THAT(parts.at("xl/workbook.xml"), HasSubstr("state=\"hidden\""));
  EXPECT_THAT(parts.at("xl/sharedStrings.xml"), HasSubstr("年度*"));
  EXPECT_THAT(parts.at("xl/sharedStrings.xml"), HasSubstr("研发费用(万元)"));
  EXPECT_THAT(parts.at("xl/comments1.xml"), HasSubstr("示例"));
  EXPECT_EQ(parts.count("xl/worksheets/sheet4.xml"), 0U);  // notes, the one table, values
}

TEST_F(Template, HasTheSameBytesEachTime) {
  const auto digest = [&] {
    Make({.chinese = false, .kinds = {}});
    std::ifstream file(path_, std::ios::binary);
    return model::Sha256Of(std::string(std::istreambuf_iterator<char>(file), {}));
  };
  EXPECT_EQ(digest(), digest());
}

TEST_F(Template, SaysWhenItCannotBeWritten) {
  const absl::Status status =
      WriteTemplate(*BuiltinFormats(), {.chinese = true, .kinds = {}}, folder_ / "none" / "x.xlsx");
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
}

}  // namespace
}  // namespace jifen::tools::table_import
