#include "tools/synth/planted_files.h"

#include <algorithm>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/synth/archive_out.h"
#include "tools/synth/workbook_out.h"

namespace jifen::tools::synth {
namespace {

namespace fs = std::filesystem;
using table_import::Encoding;

// Unpacked, of nothing but zeros: its archive is a thousand times smaller.
constexpr size_t kBombBytes = size_t{96} << 20;
constexpr char kYearPath[] = "record.annual_report.year";
constexpr char kSalesPath[] = "record.annual_report.sales_fen";

// A table that is refused as a whole.
struct FaultyTable {
  std::string name;  // after the table's own
  std::vector<std::vector<std::string>> rows;
  int64_t row = 0;
  std::string column;
  v1::Reason reason = v1::REASON_UNSPECIFIED;
};

class Planting {
 public:
  Planting(TableWriter& writer, const GoodRows& good)
      : writer_(writer),
        good_(good),
        reports_(writer.file(v1::RECORD_KIND_ANNUAL_REPORT)),
        titles_(writer.file(v1::RECORD_KIND_QUALIFICATION)) {}

  absl::StatusOr<std::string> Run() {
    absl::Status status = PlantTables();
    if (status.ok() && csv()) status = PlantTexts();
    if (status.ok()) status = PlantWorkbook();
    if (status.ok()) status = PlantArchives();
    if (!status.ok()) return status;
    return list_;
  }

 private:
  bool csv() const { return writer_.options().format != FileFormat::kWorkbook; }
  bool zip() const { return writer_.options().format == FileFormat::kZip; }
  std::string Word(std::string_view zh, std::string_view en) const {
    return std::string(writer_.options().chinese ? zh : en);
  }
  static std::string StemOf(const TableFile& file) {
    return file.options().chinese ? file.table().zh : file.table().en;
  }

  static size_t IndexOf(const TableFile& file, std::string_view path) {
    size_t index = 0;
    while (file.columns()[index]->path != path) ++index;
    return index;
  }

  void List(const std::string& file, int64_t row, const std::string& column, v1::Reason reason) {
    // As a report shows it: a file as a whole has no row.
    absl::StrAppend(&list_, file, ",", row == 0 ? "" : absl::StrCat(row), ",", column, ",",
                    model::ReasonName(reason), "\r\n");
  }

  std::vector<FaultyTable> Tables() const {
    const std::vector<std::string>& headings = reports_.headings();
    const std::vector<std::string>& cells = good_.report;
    const size_t year = IndexOf(reports_, kYearPath);
    const size_t sales = IndexOf(reports_, kSalesPath);
    const auto with = [](std::vector<std::string> row, const std::string& cell) {
      row.push_back(cell);
      return row;
    };
    const auto without = [](std::vector<std::string> row, size_t index) {
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(index));
      return row;
    };
    const auto replaced = [](std::vector<std::string> row, size_t index, const std::string& cell) {
      row[index] = cell;
      return row;
    };
    const table_import::Column& sales_column = *reports_.columns()[sales];
    const std::string bare = Word(sales_column.zh.front(), sales_column.en.front());
    const std::string remark = Word("备注", "remark");
    // The import names a column that is not there in Chinese.
    return {{.name = Word("缺列", "missing"),
             .rows = {without(headings, year), without(cells, year)},
             .row = 1,
             .column = reports_.columns()[year]->zh.front(),
             .reason = v1::REASON_COLUMN_MISSING},
            {.name = Word("未知列", "unknown"),
             .rows = {with(headings, remark), with(cells, "")},
             .row = 1,
             .column = remark,
             .reason = v1::REASON_COLUMN_UNKNOWN},
            {.name = Word("重复列", "twice"),
             .rows = {with(headings, headings[year]), with(cells, cells[year])},
             .row = 1,
             .column = headings[year],
             .reason = v1::REASON_COLUMN_UNKNOWN},
            {.name = Word("无单位", "no_unit"),
             .rows = {replaced(headings, sales, bare), cells},
             .row = 1,
             .column = bare,
             .reason = v1::REASON_COLUMN_UNKNOWN},
            {.name = Word("表头下移", "title_above"),
             .rows = {{Word("2025年企业年度报表", "Annual reports 2025")},
                      {Word("填报单位：税务局", "Tax bureau")},
                      headings,
                      cells},
             .row = 3,
             .column = "",
             .reason = v1::REASON_HEADER_NOT_FIRST}};
  }

  absl::Status PlantTables() {
    for (const FaultyTable& table : Tables()) {
      const std::string stem = absl::StrCat(StemOf(reports_), "-", table.name);
      const std::string name = absl::StrCat(writer_.place().prefix, stem, csv() ? ".csv" : "");
      if (absl::Status status = WriteTable(stem, table.rows); !status.ok()) return status;
      List(name, table.row, table.column, table.reason);
    }
    const std::string other = Word("通讯录", "addresses");
    List(absl::StrCat(writer_.place().prefix, other, csv() ? ".csv" : ""), 0, "",
         v1::REASON_COLUMN_UNKNOWN);
    return WriteTable(other, {{Word("姓名", "person"), Word("电话", "telephone")}, {"a", "1"}});
  }

  absl::Status WriteTable(const std::string& stem,
                          const std::vector<std::vector<std::string>>& rows) {
    if (writer_.place().workbook != nullptr) {
      absl::StatusOr<SheetOut> sheet = writer_.place().workbook->AddSheet(stem);
      if (!sheet.ok()) return sheet.status();
      return WriteRows(rows, *sheet);
    }
    const Encoding encoding = writer_.options().encoding;
    std::string text(encoding == Encoding::kUtf8WithMark ? table_import::kUtf8Mark : "");
    for (const std::vector<std::string>& row : rows) {
      absl::StrAppend(&text, Encode(CsvLine(row), encoding), "\r\n");
    }
    return WriteText(writer_.place().folder / (stem + ".csv"), text);
  }

  static absl::Status WriteRows(const std::vector<std::vector<std::string>>& rows,
                                SheetOut& sheet) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const absl::Status status = sheet.Write(static_cast<int64_t>(i), rows[i], {});
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  static absl::Status WriteText(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (file) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat(path.string(), ": cannot be written"));
  }

  // Files of which no row can be told.
  absl::Status PlantTexts() {
    const std::string line = CsvLine(good_.report);
    const std::string headings = CsvLine(reports_.headings());
    // UTF-16 with its mark, as "Unicode text" is: neither encoding has these bytes.
    const std::string wide = std::string("\xFF\xFE", 2) + std::string("\x1F\x7E\0\xFF\r\0\n\0", 8);
    const std::string mixed =
        absl::StrCat(headings, "\r\n", line, "\r\n", Encode(line, Encoding::kGb18030), "\r\n");
    struct Text {
      std::string name;
      const std::string& text;
      int64_t row;
      v1::Reason reason;
    };
    const std::string empty;
    const Text texts[] = {
        {Word("未知编码", "utf16"), wide, 0, v1::REASON_ENCODING_UNKNOWN},
        {Word("混合编码", "mixed"), mixed, 3, v1::REASON_ENCODING_MIXED},
        {Word("空", "empty"), empty, 0, v1::REASON_CSV_MALFORMED},
    };
    for (const Text& text : texts) {
      const std::string name = absl::StrCat(StemOf(reports_), "-", text.name, ".csv");
      const absl::Status status = WriteText(writer_.place().folder / name, text.text);
      if (!status.ok()) return status;
      List(writer_.place().prefix + name, text.row, "", text.reason);
    }
    return absl::OkStatus();
  }

  // A formula, and cells merged over two rows.
  absl::Status PlantWorkbook() {
    const std::string name = Word("工作簿错误.xlsx", "workbook_faults.xlsx");
    const std::string shown = absl::StrCat(zip() ? writer_.place().prefix : "", name, "/");
    absl::StatusOr<std::unique_ptr<WorkbookOut>> workbook =
        WorkbookOut::Create((zip() ? writer_.place().folder : writer_.folder()) / name);
    if (!workbook.ok()) return workbook.status();
    const size_t kind = IndexOf(titles_, "record.qualification.kind");
    const size_t number = IndexOf(titles_, "record.qualification.number");
    const std::string formula = absl::StrCat(StemOf(titles_), "-", Word("公式", "formula"));
    const std::string merged = absl::StrCat(StemOf(titles_), "-", Word("合并", "merged"));
    absl::StatusOr<SheetOut> sheet = (*workbook)->AddSheet(formula);
    if (!sheet.ok()) return sheet.status();
    absl::Status status = WriteRows({titles_.headings(), good_.title}, *sheet);
    if (status.ok()) status = sheet->WriteFormula(1, number, "=\"GR\"&2025");
    List(shown + formula, 2, titles_.headings()[number], v1::REASON_WORKBOOK_FORMULA);
    sheet = (*workbook)->AddSheet(merged);
    if (!sheet.ok()) return sheet.status();
    if (status.ok()) {
      status = WriteRows({titles_.headings(), good_.title, good_.title}, *sheet);
    }
    if (status.ok()) status = sheet->Merge(1, 2, kind, good_.title[kind]);
    for (const int64_t row : {2, 3}) {
      List(shown + merged, row, titles_.headings()[kind], v1::REASON_WORKBOOK_MERGED_CELLS);
    }
    return status.ok() ? (*workbook)->Close() : status;
  }

  absl::Status PlantArchives() {
    const fs::path folder = zip() ? writer_.place().folder : writer_.folder();
    const std::string prefix = zip() ? writer_.place().prefix : "";
    const std::string table = StemOf(reports_) + ".csv";
    const std::string damaged = Word("损坏.xlsx", "damaged.xlsx");
    const std::string old = Word("旧格式.xls", "old.xls");
    absl::Status status = WriteText(folder / damaged, "PK\x03\x04 and then nothing");
    if (status.ok()) status = WriteText(folder / old, "\xD0\xCF\x11\xE0");
    List(prefix + damaged, 0, "", v1::REASON_ARCHIVE_MALFORMED);
    List(prefix + old, 0, "", v1::REASON_ARCHIVE_MALFORMED);
    const std::string inner =
        zip() ? Word("内层.zip", "inner.zip") : Word("损坏.zip", "damaged.zip");
    if (status.ok()) {
      status =
          zip() ? PackTexts({{table, "x"}}, folder / inner) : WriteText(folder / inner, "no zip");
    }
    List(prefix + inner, 0, "", v1::REASON_ARCHIVE_MALFORMED);
    return status.ok() ? PlantBomb(folder, prefix, table) : status;
  }

  absl::Status PlantBomb(const fs::path& folder, const std::string& prefix,
                         const std::string& table) {
    const std::string zeros(kBombBytes, '0');
    if (zip()) {
      const std::string name = absl::StrCat(StemOf(reports_), "-", Word("炸弹", "bomb"), ".csv");
      List(prefix + name, 0, "", v1::REASON_ARCHIVE_TOO_LARGE);
      return WriteText(folder / name, zeros);
    }
    const std::string name = Word("炸弹.zip", "bomb.zip");
    List(absl::StrCat(name, "/", table), 0, "", v1::REASON_ARCHIVE_TOO_LARGE);
    return PackTexts({{table, zeros}}, folder / name);
  }

  TableWriter& writer_;
  const GoodRows& good_;
  const TableFile& reports_;
  const TableFile& titles_;
  std::string list_;
};

}  // namespace

absl::StatusOr<std::string> PlantFaultyFiles(TableWriter& writer, const GoodRows& good) {
  return Planting(writer, good).Run();
}

}  // namespace jifen::tools::synth
