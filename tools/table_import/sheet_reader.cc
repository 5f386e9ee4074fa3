#include "tools/table_import/sheet_reader.h"

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/sheet_cell.h"
#include "tools/table_import/table_source.h"
#include "tools/table_import/text_form.h"
#include "tools/table_import/xml_slicer.h"

namespace jifen::tools::table_import {
namespace {

constexpr char kRow[] = "row";
constexpr char kMerge[] = "mergeCell";

absl::Status Malformed(std::string_view what) {
  return model::ToStatus({.reason = v1::REASON_ARCHIVE_MALFORMED,
                          .want = BothLanguages("完整的工作表，请重新保存",
                                                absl::StrCat("an undamaged sheet; save it again: ",
                                                             std::string(what)))});
}

absl::Status TooLarge(int64_t limit, std::string_view of_what_zh, std::string_view of_what) {
  return model::ToStatus(
      {.reason = v1::REASON_ARCHIVE_TOO_LARGE,
       .want = BothLanguages(absl::StrCat("工作表不超过 ", limit, std::string(of_what_zh)),
                             absl::StrCat("a sheet with at most ", limit, std::string(of_what)))});
}

absl::Status Parse(std::string& slice, pugi::xml_document& document) {
  const auto parsed = document.load_buffer_inplace(
      slice.data(), slice.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
      pugi::encoding_utf8);
  return parsed ? absl::OkStatus() : Malformed(parsed.description());
}

bool HasContent(const pugi::xml_node& cell) {
  for (const pugi::xml_node& child : cell.children()) {
    const std::string_view name = LocalName(child.name());
    if (name == "f" || name == "is" || (name == "v" && *child.text().get() != '\0')) return true;
  }
  return false;
}

// Walks over the cells of a row that have something in them.
class RowWalk {
 public:
  // The number of the row, from 0, after the row at `before` (-1: none).
  static absl::StatusOr<int64_t> NumberOf(const pugi::xml_node& row, int64_t before) {
    const std::string_view text = row.attribute("r").value();
    int64_t number = before + 1;
    if (!text.empty()) {
      if (!absl::SimpleAtoi(absl::string_view(text.data(), text.size()), &number)) {
        return Malformed("the number of a row");
      }
      --number;
    }
    if (number >= kSheetRowsMax) return TooLarge(kSheetRowsMax, " 行", " rows");
    if (number <= before) return Malformed("rows out of order");
    return number;
  }

  // Calls take(place, node) for each; stops at its first error.
  template <typename Take>
  static absl::Status Cells(const pugi::xml_node& row, int64_t number, Take take) {
    int64_t column = -1;
    for (const pugi::xml_node& node : row.children()) {
      if (LocalName(node.name()) != "c") continue;
      const std::string_view name = node.attribute("r").value();
      const std::optional<CellPlace> place =
          name.empty() ? CellPlace{.row = number, .column = column + 1} : ParseCellName(name);
      if (!place.has_value() || place->row != number || place->column <= column) {
        return Malformed(absl::StrCat("a cell out of place in row ", number + 1));
      }
      column = place->column;
      if (!HasContent(node)) continue;
      if (column >= kSheetColumnsMax) {
        return TooLarge(kSheetColumnsMax, absl::StrCat(" 列，", CellName(*place), " 处有内容"),
                        absl::StrCat(" columns in use; there is something in ", CellName(*place)));
      }
      take(*place, node);
    }
    return absl::OkStatus();
  }
};

absl::StatusOr<MergedRange> ParseMerge(const std::string& slice) {
  std::string copy = slice;
  pugi::xml_document document;
  if (absl::Status status = Parse(copy, document); !status.ok()) return status;
  const std::string name = document.first_child().attribute("ref").value();
  const size_t colon = name.find(':');
  const std::optional<CellPlace> first = ParseCellName(std::string_view(name).substr(0, colon));
  const std::optional<CellPlace> last =
      colon == std::string::npos ? first : ParseCellName(std::string_view(name).substr(colon + 1));
  if (!first.has_value() || !last.has_value()) return Malformed("a range of merged cells");
  return MergedRange{.first_row = std::min(first->row, last->row),
                     .last_row = std::max(first->row, last->row),
                     .first_column = std::min(first->column, last->column),
                     .last_column = std::max(first->column, last->column),
                     .name = name};
}

// Ranges that do not overlap are at most one per column in any row.
bool Overlap(const std::vector<MergedRange>& merges) {
  std::vector<std::pair<int64_t, int>> edges;
  for (const MergedRange& range : merges) {
    edges.emplace_back(range.first_row, 1);
    edges.emplace_back(range.last_row + 1, -1);
  }
  std::sort(edges.begin(), edges.end());
  int64_t open = 0;
  for (const auto& [row, change] : edges) {
    open += change;
    if (open > kSheetColumnsMax) return true;
  }
  return false;
}

class SheetRows : public RowSource {
 public:
  SheetRows(std::shared_ptr<const Workbook> workbook, SharedStrings strings,
            std::unique_ptr<ByteStream> stream, std::vector<MergedRange> merges)
      : workbook_(std::move(workbook)),
        strings_(std::move(strings)),
        slicer_(std::move(stream), {kRow}, static_cast<size_t>(kRowBytesMax)),
        merges_(std::move(merges)) {}

  absl::StatusOr<RowStep> Next(TextRow& row) override {
    row.cells.clear();
    const absl::StatusOr<bool> more = slicer_.Next(name_, slice_);
    if (!more.ok()) return more.status();
    if (!*more) return RowStep::kEnd;
    if (absl::Status status = Parse(slice_, document_); !status.ok()) return status;
    const pugi::xml_node node = document_.first_child();
    const absl::StatusOr<int64_t> number = RowWalk::NumberOf(node, number_);
    if (!number.ok()) return number.status();
    number_ = *number;
    row.number = number_ + 1;
    const absl::Status status =
        RowWalk::Cells(node, number_, [&](const CellPlace& place, const pugi::xml_node& cell) {
          row.cells.resize(static_cast<size_t>(place.column) + 1);
          row.cells.back() = ReadCell(cell, place, *workbook_, strings_);
        });
    if (!status.ok()) return status;
    MarkMerged(row);
    return RowStep::kRow;
  }

  int64_t bytes_read() const override { return slicer_.bytes_read(); }

 private:
  void MarkMerged(TextRow& row) {
    while (next_merge_ < merges_.size() && merges_[next_merge_].first_row <= number_) {
      active_.push_back(merges_[next_merge_++]);
    }
    std::erase_if(active_, [&](const MergedRange& range) { return range.last_row < number_; });
    for (const MergedRange& range : active_) {
      const auto end = static_cast<size_t>(std::min(range.last_column + 1, kSheetColumnsMax));
      if (row.cells.size() < end) row.cells.resize(end);
      for (auto i = static_cast<size_t>(range.first_column); i < end; ++i) {
        if (row.cells[i].reason == v1::REASON_WORKBOOK_FORMULA) continue;
        row.cells[i].reason = v1::REASON_WORKBOOK_MERGED_CELLS;
        row.cells[i].expected =
            BothLanguages(absl::StrCat(range.name, ": 取消合并并逐行填写"),
                          absl::StrCat(range.name, ": unmerge them and fill in each row"));
      }
    }
  }

  std::shared_ptr<const Workbook> workbook_;
  SharedStrings strings_;
  XmlSlicer slicer_;
  std::vector<MergedRange> merges_;
  size_t next_merge_ = 0;
  std::vector<MergedRange> active_;
  int64_t number_ = -1;
  std::string name_;
  std::string slice_;
  pugi::xml_document document_;
};

}  // namespace

absl::StatusOr<SheetFacts> CheckSheet(const Workbook& workbook, const Sheet& sheet) {
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = workbook.OpenSheet(sheet);
  if (!stream.ok()) return stream.status();
  XmlSlicer slicer(*std::move(stream), {kRow, kMerge}, static_cast<size_t>(kRowBytesMax));
  SheetFacts facts;
  pugi::xml_document document;
  std::string name;
  std::string slice;
  int64_t before = -1;
  int64_t cells = 0;
  while (true) {
    const absl::StatusOr<bool> more = slicer.Next(name, slice);
    if (!more.ok()) return more.status();
    if (!*more) break;
    if (name == kMerge) {
      absl::StatusOr<MergedRange> range = ParseMerge(slice);
      if (!range.ok()) return range.status();
      if (facts.merges.size() == kSheetMergesMax)
        return TooLarge(kSheetMergesMax, " 个合并区域", " merged ranges");
      if (range->first_column < kSheetColumnsMax) facts.merges.push_back(*std::move(range));
      continue;
    }
    if (absl::Status status = Parse(slice, document); !status.ok()) return status;
    const absl::StatusOr<int64_t> number = RowWalk::NumberOf(document.first_child(), before);
    if (!number.ok()) return number.status();
    before = *number;
    const absl::Status status =
        RowWalk::Cells(document.first_child(), before,
                       [&cells](const CellPlace&, const pugi::xml_node&) { ++cells; });
    if (!status.ok()) return status;
    if (cells > kSheetCellsMax) return TooLarge(kSheetCellsMax, " 个单元格", " cells");
  }
  std::sort(facts.merges.begin(), facts.merges.end(),
            [](const MergedRange& a, const MergedRange& b) { return a.first_row < b.first_row; });
  if (Overlap(facts.merges)) return Malformed("merged ranges that overlap");
  facts.bytes = slicer.bytes_read();
  facts.empty = cells == 0;
  return facts;
}

absl::StatusOr<std::unique_ptr<RowSource>> OpenSheetRows(std::shared_ptr<const Workbook> workbook,
                                                         const Sheet& sheet,
                                                         std::vector<MergedRange> merges) {
  absl::StatusOr<SharedStrings> strings = workbook->ReadStrings();
  if (!strings.ok()) return strings.status();
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = workbook->OpenSheet(sheet);
  if (!stream.ok()) return stream.status();
  return std::make_unique<SheetRows>(std::move(workbook), *std::move(strings), *std::move(stream),
                                     std::move(merges));
}

}  // namespace jifen::tools::table_import
