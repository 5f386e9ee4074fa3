#include "tools/table_import/file_layout.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/heading_likeness.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

constexpr std::string_view kSourcePath = "record.provenance.source_department";

bool Names(const Column& column, std::string_view form) {
  for (const std::vector<std::string>* headings : {&column.zh, &column.en}) {
    for (const std::string& heading : *headings) {
      if (HeadingForm(heading) == form) return true;
    }
  }
  return false;
}

const Column* FindColumn(const Table& table, std::string_view form) {
  for (const Column& column : table.columns) {
    if (Names(column, form)) return &column;
  }
  return nullptr;
}

}  // namespace

const MoneyUnit* SplitUnit(const TableFormats& formats, std::string& form) {
  const MoneyUnit* found = nullptr;
  size_t length = 0;
  for (const MoneyUnit& unit : formats.units()) {
    for (const std::string& suffix : unit.suffixes) {
      if (suffix.size() <= length || !std::string_view(form).ends_with(suffix)) continue;
      found = &unit;
      length = suffix.size();
    }
  }
  form.resize(form.size() - length);
  return found;
}

namespace {

// A column that a mapping leaves out is read as those that tables.json leaves out.
const Column* LeftOut() {
  static const auto* const column = new Column();
  return column;
}

FileColumn MatchMapped(const TableFormats& formats, const Table& table, const std::string& heading,
                       const MappedHeading& mapped) {
  FileColumn match{.heading = heading};
  match.column = mapped.path.empty() ? LeftOut() : table.Find(mapped.path);
  for (const MoneyUnit& unit : formats.units()) {
    if (unit.name == mapped.unit) match.unit = &unit;
  }
  return match;
}

FileColumn MatchHeading(const TableFormats& formats, const Table& table,
                        const std::string& heading) {
  FileColumn match{.heading = heading};
  std::string form = HeadingForm(heading);
  if (const auto mapped = table.mapped.find(form); mapped != table.mapped.end()) {
    return MatchMapped(formats, table, heading, mapped->second);
  }
  match.column = FindColumn(table, form);
  if (match.column != nullptr) return match;
  match.unit = SplitUnit(formats, form);
  const Column* column = match.unit == nullptr ? nullptr : FindColumn(table, form);
  if (column != nullptr && column->type == CellType::kMoney) match.column = column;
  return match;
}

std::string OneColumn(const std::string& heading) {
  return BothLanguages(absl::StrCat("每个字段一列，已有“", heading, "”"),
                       absl::StrCat("one column for a field; there is ", heading));
}

std::string WithItsUnit(const Column& column) {
  return BothLanguages(
      absl::StrCat("列名写明单位，如 ", column.zh.front(), "(元)、", column.zh.front(), "(万元)"),
      absl::StrCat("a heading with its unit, such as ", column.zh.front(), "(万元) or ",
                   column.en.front(), "_wan"));
}

// A known column of amounts in a unit that is not: to read it in another would change every amount.
std::string KnownUnit(const TableFormats& formats, const std::string& unit) {
  std::string units;
  for (const MoneyUnit& known : formats.units()) {
    absl::StrAppend(&units, units.empty() ? "" : "、", known.zh);
  }
  return BothLanguages(
      absl::StrCat("金额单位只能是 ", units, "，没有“", unit, "”：请换算本列数值后再改列名"),
      absl::StrCat("a unit of ", units, ", not ", unit,
                   ": convert the amounts before you change the heading"));
}

// The text in brackets at the end of a heading's form, if what stands before names a column of amounts.
std::string UnitOfMoney(const Table& table, const std::string& form) {
  const size_t bracket = form.rfind('(');
  if (bracket == std::string::npos || !form.ends_with(')')) return "";
  const Column* column = FindColumn(table, form.substr(0, bracket));
  if (column == nullptr || column->type != CellType::kMoney) return "";
  return form.substr(bracket + 1, form.size() - bracket - 2);
}

// What to do about a heading that is not known, with the one that it may have been meant to be. A unit is
// suggested only if it is the heading's own.
std::string KnownHeading(const TableFormats& formats, const Table& table,
                         const std::string& heading) {
  std::string form = HeadingForm(heading);
  if (const std::string unit = UnitOfMoney(table, form); !unit.empty()) {
    return KnownUnit(formats, unit);
  }
  const Column* like = MostLike(table, heading);
  const bool money = like != nullptr && like->type == CellType::kMoney;
  const MoneyUnit* unit = SplitUnit(formats, form);
  const std::string in_unit =
      !money ? "" : absl::StrCat("(", unit == nullptr ? "单位" : unit->zh, ")");
  const std::string perhaps_zh =
      like == nullptr ? "" : absl::StrCat("（可能是“", like->zh.front(), in_unit, "”）");
  const std::string perhaps = like == nullptr ? ""
                                              : absl::StrCat(" (perhaps ", like->en.front(),
                                                             money ? " with its unit)" : ")");
  return BothLanguages(
      absl::StrCat("docs/import.md 中的列名", perhaps_zh,
                   "；或用 --mapping 说明此列的含义；或用 --ignore-unknown-columns 不读取此列"),
      absl::StrCat("a heading of docs/import.md", perhaps,
                   "; or say what it is with --mapping; or leave the column out with "
                   "--ignore-unknown-columns"));
}

class Matcher {
 public:
  Matcher(const TableFormats& formats, const MatchOptions& options, FileLayout& layout,
          std::vector<RowFault>& faults)
      : formats_(formats), options_(options), layout_(layout), faults_(faults) {}

  void Add(v1::Reason reason, const std::string& heading, std::string expected, bool warning) {
    readable_ = readable_ && warning;
    faults_.push_back({.file = layout_.file,
                       .row = layout_.heading_row,
                       .column = heading,
                       .reason = reason,
                       .expected = std::move(expected),
                       .warning = warning,
                       .file_order = layout_.file_order});
  }

  void Take(FileColumn match) {
    const Column* column = match.column;
    if (column == nullptr) {
      Add(v1::REASON_COLUMN_UNKNOWN, match.heading,
          options_.ignore_unknown ? "此列未读取，可用列名见 docs/import.md / not read; see "
                                    "docs/import.md for the headings"
                                  : KnownHeading(formats_, *layout_.table, match.heading),
          options_.ignore_unknown);
    } else if (!column->path.empty() && layout_.Find(column->path) >= 0) {
      Add(v1::REASON_COLUMN_UNKNOWN, match.heading,
          OneColumn(layout_.columns[static_cast<size_t>(layout_.Find(column->path))].heading),
          false);
      match.column = nullptr;
    } else if (column->type == CellType::kMoney && match.unit == nullptr) {
      Add(v1::REASON_COLUMN_UNKNOWN, match.heading, WithItsUnit(*column), false);
    }
    layout_.columns.push_back(std::move(match));
  }

  bool readable() const { return readable_; }

 private:
  const TableFormats& formats_;
  const MatchOptions& options_;
  FileLayout& layout_;
  std::vector<RowFault>& faults_;
  bool readable_ = true;
};

}  // namespace

int FileLayout::Find(std::string_view path) const {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].column != nullptr && columns[i].column->path == path) return static_cast<int>(i);
  }
  return -1;
}

bool MatchHeadings(const TableFormats& formats, const std::vector<std::string>& headings,
                   const MatchOptions& options, FileLayout& layout, std::vector<RowFault>& faults) {
  Matcher matcher(formats, options, layout, faults);
  for (const std::string& heading : headings) {
    if (Trim(heading).empty()) {
      layout.columns.push_back({});
    } else {
      matcher.Take(MatchHeading(formats, *layout.table, Trim(heading)));
    }
  }
  for (const Column& column : layout.table->columns) {
    const bool source = column.path == kSourcePath;
    const bool required = column.required || (source && !options.source_department_given);
    if (!required || layout.Find(column.path) >= 0) continue;
    matcher.Add(v1::REASON_COLUMN_MISSING, column.zh.front(),
                BothLanguages(
                    absl::StrCat("列“", column.zh.front(), "”", source ? "，或选项 --source" : ""),
                    absl::StrCat("a column ", column.en.front(), " (", column.zh.front(), ")",
                                 source ? ", or the option --source" : "")),
                false);
  }
  return matcher.readable();
}

std::string HeadingFor(const Column& column, const MoneyUnit& unit, bool chinese) {
  const std::string& name = chinese ? column.zh.front() : column.en.front();
  if (column.type != CellType::kMoney) return name;
  return chinese ? absl::StrCat(name, "(", unit.zh, ")") : absl::StrCat(name, "_", unit.name);
}

}  // namespace jifen::tools::table_import
