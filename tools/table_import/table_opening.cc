#include "tools/table_import/table_opening.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/heading_likeness.h"
#include "tools/table_import/table_guess.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// The last part of a name, without the ending of a file.
std::string_view StemOf(std::string_view name) {
  name.remove_prefix(name.rfind('/') + 1);  // npos + 1 is 0
  return name.substr(0, name.rfind('.'));
}

// Between cells, where commas should stand.
struct Separator {
  std::string_view sign;
  const char* zh;
  const char* en;
};

class Opening {
 public:
  Opening(const TablePart& part, int file_order, const std::shared_ptr<const TableFormats>& formats,
          const ReadOptions& options)
      : part_(part), file_order_(file_order), formats_(formats), options_(options) {}

  absl::StatusOr<OpenedTable> Run() {
    if (part_.fault.has_value()) {
      Add(*part_.fault);
      return std::move(opened_);
    }
    if (part_.table == nullptr) {
      Add({.reason = v1::REASON_COLUMN_UNKNOWN,
           .expected = part_.notes ? "" : NameWanted(),
           .warning = true,
           .unread = !part_.notes});
      return std::move(opened_);
    }
    absl::StatusOr<std::unique_ptr<RowSource>> rows = part_.open();
    if (!rows.ok()) return rows.status();
    if (absl::Status status = ReadHeadings(**rows); !status.ok()) return status;
    if (readable_) opened_.rows = *std::move(rows);
    return std::move(opened_);
  }

 private:
  void Add(RowFault fault) {
    fault.file = part_.name;
    fault.file_order = file_order_;
    opened_.faults.push_back(std::move(fault));
  }

  // The table that the headings are like, else the one whose name is; null if neither is there.
  const Table* LikeTable() const {
    if (part_.open != nullptr) {
      const absl::StatusOr<std::unique_ptr<RowSource>> rows = part_.open();
      if (rows.ok()) {
        const absl::StatusOr<TableGuess> guess = GuessTable(*formats_, **rows);
        if (guess.ok() && guess->table != nullptr) return guess->table;
      }
    }
    return MostLikeTable(*formats_, StemOf(part_.name));
  }

  std::string NameWanted() const {
    const Table* like = LikeTable();
    const std::string zh = like == nullptr ? "：" + TableNames(*formats_, true) + " 之一"
                                           : "，可能是“" + like->zh + "”";
    const std::string en =
        like == nullptr ? ": one of " + TableNames(*formats_, false) : ", perhaps " + like->en;
    return BothLanguages(
        absl::StrCat("能看出内容的名称", zh, "。请改名，或用 --mapping 说明其内容，或从该处移走"),
        absl::StrCat("a name that says what it holds", en,
                     ". Rename it, say what it holds by --mapping, or move it elsewhere"));
  }

  absl::Status ReadHeadings(RowSource& rows) {
    TextRow row;
    absl::StatusOr<RowStep> step = RowStep::kRow;
    do {
      step = rows.Next(row);
    } while (step.ok() && *step == RowStep::kRow && IsBlank(row));
    if (!step.ok()) return step.status();
    if (*step != RowStep::kRow) {
      Add({.reason = v1::REASON_CSV_MALFORMED,
           .expected = "第一行为表头 / headings in the first row"});
      return absl::OkStatus();
    }
    if (const Separator* sign = OtherSeparator(row); sign != nullptr) {
      Add({.row = row.number,
           .reason = v1::REASON_CSV_MALFORMED,
           .expected = BothLanguages(
               absl::StrCat("另存为 CSV UTF-8（逗号分隔）；此文件以", sign->zh, "分隔"),
               absl::StrCat(
                   "a file saved as CSV UTF-8, separated by commas; this one is separated by ",
                   sign->en))});
      return absl::OkStatus();
    }
    Match(row);
    return readable_ ? absl::OkStatus() : SearchBelow(row, rows);
  }

  void Match(const TextRow& row) {
    auto layout =
        std::make_shared<FileLayout>(FileLayout{.file = part_.name,
                                                .file_order = file_order_,
                                                .heading_row = row.number,
                                                .sheet = part_.sheet,
                                                .ignore_unknown = options_.ignore_unknown_columns,
                                                .table = part_.table,
                                                .columns = {},
                                                .formats = formats_});
    readable_ = MatchHeadings(*formats_, HeadingsOf(row),
                              {.source_department_given = !options_.source_department.empty(),
                               .ignore_unknown = options_.ignore_unknown_columns},
                              *layout, opened_.faults);
    for (size_t i = 0; i < row.cells.size(); ++i) AddHeadingFault(row, i, layout->columns[i]);
    opened_.layout = std::move(layout);
  }

  // What stands between the cells of a file that was not saved with commas; null if none does.
  const Separator* OtherSeparator(const TextRow& row) const {
    static constexpr Separator kOthers[] = {{"\t", "制表符", "tabs"},
                                            {";", "分号 ; ", "semicolons"},
                                            {"；", "全角分号 ； ", "full-width semicolons"},
                                            {"，", "全角逗号 ， ", "full-width commas"}};
    if (part_.sheet || row.cells.size() != 1) return nullptr;
    const std::string& text = row.cells.front().text;
    for (const Separator& other : kOthers) {
      if (text.find(other.sign) != std::string::npos) return &other;
    }
    return nullptr;
  }

  // A heading in a broken encoding is an unknown one; one that is no plain text cannot stand at all.
  void AddHeadingFault(const TextRow& row, size_t index, const FileColumn& column) {
    const TextCell& cell = row.cells[index];
    if (cell.reason == v1::REASON_UNSPECIFIED || cell.reason == v1::REASON_TEXT_INVALID) return;
    readable_ = false;
    // A range of merged headings is told once.
    if (!opened_.faults.empty() && opened_.faults.back().expected == cell.expected) return;
    Add({.row = row.number,
         .column = column.heading,
         .value = Shorten(cell.text, kValueBytesMax),
         .reason = cell.reason,
         .expected = cell.expected});
  }

  int Known(const TextRow& row) const {
    return KnownHeadings(*formats_, *part_.table, HeadingsOf(row));
  }

  absl::Status SearchBelow(const TextRow& first, RowSource& rows) {
    constexpr int kKnownMin = 2;
    TextRow row;
    const int known_first = Known(first);
    for (int i = 0; i < kHeadingRowsMax; ++i) {
      const absl::StatusOr<RowStep> step = rows.Next(row);
      if (!step.ok()) return step.status();
      if (*step == RowStep::kEnd) break;
      if (*step != RowStep::kRow) continue;
      const int known = Known(row);
      if (known < kKnownMin || known <= known_first) continue;
      opened_.faults.clear();
      Add({.row = row.number,
           .reason = v1::REASON_HEADER_NOT_FIRST,
           .expected =
               absl::StrCat("表头应在第一行：表头在第 ", row.number, " 行，请删除其上各行 / ",
                            "headings in the first row: they are in row ", row.number,
                            "; delete the rows above it")});
      break;
    }
    return absl::OkStatus();
  }

  const TablePart& part_;
  int file_order_;
  const std::shared_ptr<const TableFormats>& formats_;
  const ReadOptions& options_;
  bool readable_ = false;
  OpenedTable opened_;
};

}  // namespace

absl::StatusOr<OpenedTable> OpenTable(const TablePart& part, int file_order,
                                      const std::shared_ptr<const TableFormats>& formats,
                                      const ReadOptions& options) {
  return Opening(part, file_order, formats, options).Run();
}

bool IsBlank(const TextRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const TextCell& cell) { return Trim(cell.text).empty(); });
}

absl::StatusOr<std::shared_ptr<const TableFormats>> FormatsOf(const ReadOptions& options) {
  if (options.formats != nullptr) return options.formats;
  const absl::StatusOr<TableFormats>& builtin = BuiltinFormats();
  if (!builtin.ok()) return builtin.status();
  return std::shared_ptr<const TableFormats>(std::shared_ptr<void>(), &*builtin);
}

}  // namespace jifen::tools::table_import
