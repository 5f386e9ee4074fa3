// tests/tools/table_import/zip_fixture.h: archives and workbooks, made by hand so that they can be wrong in any way.
#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace jifen::tools::table_import {

using Entries = std::vector<std::pair<std::string, std::string>>;

// Names are stored as the bytes that they are.
inline void WriteZip(const std::filesystem::path& path, const Entries& entries,
                     const std::string& password = "") {
  std::filesystem::remove(path);
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  ASSERT_NE(archive, nullptr);
  for (const auto& [name, content] : entries) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index =
        zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_RAW | ZIP_FL_OVERWRITE);
    ASSERT_GE(index, 0) << name;
    if (!password.empty()) {
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                              password.c_str());
    }
  }
  ASSERT_EQ(zip_close(archive), 0);
}

inline std::string BytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct SheetXml {
  std::string name;
  std::string rows;   // what stands in <sheetData>
  std::string after;  // what follows it: merged cells
  std::string state = "visible";
};

struct WorkbookXml {
  std::vector<SheetXml> sheets;
  std::string strings;  // the <si> of the shared strings
  std::string formats;  // <numFmt> elements
  std::string styles;   // <xf> elements of cellXfs, by style
  bool date1904 = false;
};

// The parts that Excel writes, no more.
inline Entries PartsOf(const WorkbookXml& book) {
  constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  constexpr char kMain[] = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  constexpr char kRelations[] =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  constexpr char kTypes[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  Entries parts;
  parts.emplace_back(
      "_rels/.rels",
      absl::StrCat(kHead, kRelations, "<Relationship Id=\"r1\" Type=\"", kTypes,
                   "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
  std::string sheets;
  std::string relations;
  for (size_t i = 0; i < book.sheets.size(); ++i) {
    const SheetXml& sheet = book.sheets[i];
    absl::StrAppend(&sheets, "<sheet name=\"", sheet.name, "\" sheetId=\"", i + 1, "\" state=\"",
                    sheet.state, "\" r:id=\"s", i, "\"/>");
    absl::StrAppend(&relations, "<Relationship Id=\"s", i, "\" Type=\"", kTypes,
                    "/worksheet\" Target=\"worksheets/sheet", i + 1, ".xml\"/>");
    parts.emplace_back(absl::StrCat("xl/worksheets/sheet", i + 1, ".xml"),
                       absl::StrCat(kHead, "<worksheet ", kMain, "><sheetData>", sheet.rows,
                                    "</sheetData>", sheet.after, "</worksheet>"));
  }
  parts.emplace_back(
      "xl/workbook.xml",
      absl::StrCat(kHead, "<workbook ", kMain, " xmlns:r=\"", kTypes, "\"><workbookPr date1904=\"",
                   book.date1904 ? 1 : 0, "\"/><sheets>", sheets, "</sheets></workbook>"));
  parts.emplace_back(
      "xl/_rels/workbook.xml.rels",
      absl::StrCat(kHead, kRelations, relations, "<Relationship Id=\"st\" Type=\"", kTypes,
                   "/styles\" Target=\"styles.xml\"/><Relationship Id=\"ss\" Type=\"", kTypes,
                   "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>"));
  parts.emplace_back("xl/styles.xml",
                     absl::StrCat(kHead, "<styleSheet ", kMain, "><numFmts>", book.formats,
                                  "</numFmts><cellXfs><xf numFmtId=\"0\"/>", book.styles,
                                  "</cellXfs></styleSheet>"));
  parts.emplace_back("xl/sharedStrings.xml",
                     absl::StrCat(kHead, "<sst ", kMain, ">", book.strings, "</sst>"));
  return parts;
}

// A cell with a text in it, and one with a number in a style.
inline std::string Text(std::string_view place, std::string_view text) {
  return absl::StrCat("<c r=\"", std::string(place), "\" t=\"inlineStr\"><is><t>",
                      std::string(text), "</t></is></c>");
}
inline std::string Number(std::string_view place, std::string_view number, int style = 0) {
  return absl::StrCat("<c r=\"", std::string(place), "\" s=\"", style, "\"><v>",
                      std::string(number), "</v></c>");
}
inline std::string Row(int number, std::string_view cells) {
  return absl::StrCat("<row r=\"", number, "\">", std::string(cells), "</row>");
}

}  // namespace jifen::tools::table_import
