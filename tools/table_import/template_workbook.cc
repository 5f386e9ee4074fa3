#include "tools/table_import/template_workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <memory>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/template_notes.h"
#include "tools/table_import/text_form.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
extern "C" void __lsan_disable();
extern "C" void __lsan_enable();
struct LeaksOfLibrary {
  LeaksOfLibrary() { __lsan_disable(); }
  ~LeaksOfLibrary() { __lsan_enable(); }
};
#define JIFEN_LEAKS_OF_LIBRARY const LeaksOfLibrary leaks_of_library
#endif
#endif
#ifndef JIFEN_LEAKS_OF_LIBRARY
#define JIFEN_LEAKS_OF_LIBRARY static_cast<void>(0)
#endif

namespace jifen::tools::table_import {
namespace {

constexpr char kUnitName[] = "wan_yuan";
constexpr lxw_row_t kFirstRow = 1;
constexpr lxw_row_t kLastRow = kTemplateRowsMax - 1;
constexpr double kColumnWidthMin = 12;
constexpr double kColumnWidthMax = 30;
constexpr int kYearFirst = 1990;
constexpr int kYearLast = 2100;
constexpr size_t kMessageCharactersMax = 255;  // Excel's, of what is shown beside a cell
constexpr lxw_color_t kRequiredColour = 0xFFE699;
constexpr lxw_color_t kOtherColour = 0xDDEBF7;
// Excel shows when a file was made; a clock would make each other bytes.
constexpr time_t kMade = 1'735'689'600;

struct CloseWorkbook {
  void operator()(lxw_workbook* workbook) const { workbook_close(workbook); }
};

// Characters as Excel counts them are UTF-16 units; code points are near enough for our texts.
size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// Columns of the screen: other scripts than Latin take two.
double Width(std::string_view text) {
  const size_t characters = Characters(text);
  const size_t wide = (text.size() - characters) / 2;
  return std::clamp(static_cast<double>(characters + wide) + 3, kColumnWidthMin, kColumnWidthMax);
}

class Writer {
 public:
  Writer(lxw_workbook* workbook, const TemplateOptions& options, const MoneyUnit& unit)
      : workbook_(workbook), options_(options), unit_(unit) {}

  lxw_error Write(const std::vector<const Table*>& tables) {
    lxw_doc_properties properties = {};
    properties.created = kMade;
    Note(workbook_set_properties(workbook_, &properties));
    notes_ = AddSheet(Word(kNotesSheetZh, kNotesSheetEn));
    std::vector<lxw_worksheet*> sheets;
    for (const Table* table : tables) sheets.push_back(AddSheet(NameOf(*table)));
    lists_ = AddSheet(Word("可选值", "values"));
    WriteGeneralNotes();
    for (size_t i = 0; i < tables.size(); ++i) {
      if (sheets[i] != nullptr) WriteTable(*tables[i], *sheets[i]);
    }
    if (lists_ != nullptr) worksheet_hide(lists_);
    return error_;
  }

 private:
  const char* Word(const char* zh, const char* en) const { return options_.chinese ? zh : en; }
  const std::string& NameOf(const Table& table) const {
    return options_.chinese ? table.zh : table.en;
  }

  void Note(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  lxw_worksheet* AddSheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_, name.c_str());
    if (sheet == nullptr) Note(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return sheet;
  }

  lxw_format* HeadingFormat(lxw_color_t colour) {
    lxw_format*& format = headings_[colour];
    if (format != nullptr) return format;
    format = workbook_add_format(workbook_);
    format_set_bold(format);
    format_set_bg_color(format, colour);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
  }

  lxw_format* CellFormat(const char* number_format) {
    lxw_format*& format = cells_[number_format];
    if (format != nullptr) return format;
    format = workbook_add_format(workbook_);
    format_set_num_format(format, number_format);
    return format;
  }

  static const char* NumberFormat(const Column& column) {
    switch (column.type) {
      case CellType::kMoney:
        return "#,##0.00####";
      case CellType::kHundredths:
        return "0.00";
      case CellType::kInteger:
      case CellType::kYear:
        return "0";
      case CellType::kDate:
        return "yyyy-mm-dd";
      default:
        return "@";  // text: Excel leaves long numbers as they are typed
    }
  }

  void WriteText(lxw_worksheet& sheet, lxw_row_t row, lxw_col_t column, const std::string& text,
                 lxw_format* format = nullptr) {
    Note(worksheet_write_string(&sheet, row, column, text.c_str(), format));
  }

  void WriteGeneralNotes() {
    if (notes_ == nullptr) return;
    Note(worksheet_set_column(notes_, 0, 0, 22, nullptr));
    Note(worksheet_set_column(notes_, 1, 1, 30, nullptr));
    Note(worksheet_set_column(notes_, 2, 2, 8, nullptr));
    Note(worksheet_set_column(notes_, 3, 3, 60, nullptr));
    Note(worksheet_set_column(notes_, 4, 4, 24, nullptr));
    for (const std::string& line : GeneralNotes(options_.chinese)) {
      WriteText(*notes_, notes_row_++, 0, line);
    }
    ++notes_row_;
    const char* const headings[] = {Word("工作表", "sheet"), Word("列", "column"),
                                    Word("必填", "needed"), Word("填写内容", "what goes into it"),
                                    Word("示例", "example")};
    for (lxw_col_t i = 0; i < std::size(headings); ++i) {
      WriteText(*notes_, notes_row_, i, headings[i], HeadingFormat(kOtherColour));
    }
    ++notes_row_;
  }

  void WriteTable(const Table& table, lxw_worksheet& sheet) {
    worksheet_freeze_panes(&sheet, kFirstRow, 0);
    lxw_col_t index = 0;
    for (const Column* column : TemplateColumns(table)) WriteColumn(table, *column, index++, sheet);
  }

  void WriteColumn(const Table& table, const Column& column, lxw_col_t index,
                   lxw_worksheet& sheet) {
    std::string heading = HeadingFor(column, unit_, options_.chinese);
    if (column.required) heading += "*";
    Note(worksheet_set_column(&sheet, index, index, Width(heading),
                              CellFormat(NumberFormat(column))));
    WriteText(sheet, 0, index, heading,
              HeadingFormat(column.required ? kRequiredColour : kOtherColour));
    const std::string note = FormNote(column, unit_, options_.chinese);
    const std::string example = ExampleCell(column, options_.chinese);
    WriteComment(column, index, note, example, sheet);
    WriteNote(NameOf(table), heading, column, note, example);
    Validate(column, index, note, sheet);
  }

  void WriteComment(const Column& column, lxw_col_t index, const std::string& note,
                    const std::string& example, lxw_worksheet& sheet) {
    std::string text = column.required ? Word("必填。", "Needed. ") : "";
    text += note;
    if (!example.empty()) absl::StrAppend(&text, Word("\n示例：", "\nExample: "), example);
    lxw_comment_options size = {};
    size.width = 240;
    size.height = 110;
    Note(worksheet_write_comment_opt(&sheet, 0, index, text.c_str(), &size));
  }

  void WriteNote(const std::string& sheet, const std::string& heading, const Column& column,
                 const std::string& note, const std::string& example) {
    if (notes_ == nullptr) return;
    WriteText(*notes_, notes_row_, 0, sheet);
    WriteText(*notes_, notes_row_, 1, heading);
    WriteText(*notes_, notes_row_, 2, column.required ? Word("是", "yes") : "");
    WriteText(*notes_, notes_row_, 3, note);
    WriteText(*notes_, notes_row_, 4, example);
    ++notes_row_;
  }

  // The values of a list as a range of the hidden sheet: within a cell's validation Excel takes few characters.
  std::string RangeOf(const Column& column) {
    const std::vector<std::string> values = ValuesOf(column, options_.chinese);
    const auto [place, fresh] = ranges_.try_emplace(values, "");
    if (!fresh || lists_ == nullptr) return place->second;
    const auto list = static_cast<lxw_col_t>(ranges_.size() - 1);
    for (size_t i = 0; i < values.size(); ++i) {
      WriteText(*lists_, static_cast<lxw_row_t>(i), list, values[i]);
    }
    char range[LXW_MAX_CELL_RANGE_LENGTH] = {};
    lxw_rowcol_to_range_abs(range, 0, list, static_cast<lxw_row_t>(values.size() - 1), list);
    place->second = absl::StrCat("='", Word("可选值", "values"), "'!", range);
    return place->second;
  }

  void Validate(const Column& column, lxw_col_t index, const std::string& note,
                lxw_worksheet& sheet) {
    lxw_data_validation rule = {};
    rule.ignore_blank = LXW_VALIDATION_ON;
    rule.show_input = LXW_VALIDATION_OFF;
    std::string range;
    std::string message = Characters(note) <= kMessageCharactersMax ? note : "";
    switch (column.type) {
      case CellType::kYesNo:
      case CellType::kEnum:
        range = RangeOf(column);
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = range.data();
        break;
      case CellType::kYear:
        rule.validate = LXW_VALIDATION_TYPE_INTEGER;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_number = kYearFirst;
        rule.maximum_number = kYearLast;
        break;
      case CellType::kInteger:
        rule.validate = LXW_VALIDATION_TYPE_INTEGER;
        rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        break;
      case CellType::kDate:
        rule.validate = LXW_VALIDATION_TYPE_DATE;
        rule.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        rule.value_datetime = {.year = 1900, .month = 1, .day = 1};
        break;
      case CellType::kMoney:
      case CellType::kHundredths:
        rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_number = -1e12;
        rule.maximum_number = 1e12;
        break;
      default:
        return;
    }
    rule.error_message = message.data();
    JIFEN_LEAKS_OF_LIBRARY;  // libxlsxwriter 1.1.4 loses the formula of a list, some 20 bytes
    Note(worksheet_data_validation_range(&sheet, kFirstRow, index, kLastRow, index, &rule));
  }

  lxw_workbook* const workbook_;
  const TemplateOptions& options_;
  const MoneyUnit& unit_;
  lxw_error error_ = LXW_NO_ERROR;  // the first
  lxw_worksheet* notes_ = nullptr;
  lxw_worksheet* lists_ = nullptr;
  lxw_row_t notes_row_ = 0;
  std::map<lxw_color_t, lxw_format*> headings_;
  std::map<std::string, lxw_format*> cells_;
  std::map<std::vector<std::string>, std::string> ranges_;
};

std::vector<const Table*> TablesOf(const TableFormats& formats, const TemplateOptions& options) {
  const std::vector<v1::RecordKind>& kinds = options.kinds;
  std::vector<const Table*> tables;
  for (const Table& table : formats.tables()) {
    const bool asked = std::count(kinds.begin(), kinds.end(), table.kind) > 0;
    if (kinds.empty() || asked) tables.push_back(&table);
  }
  return tables;
}

absl::Status CannotWrite(const std::filesystem::path& path, std::string_view why) {
  return absl::UnavailableError(
      absl::StrCat(path.filename().string(), ": cannot be written: ", std::string(why)));
}

}  // namespace

std::vector<const Column*> TemplateColumns(const Table& table) {
  constexpr std::string_view kFirst[] = {"record.enterprise_id", ""};
  constexpr std::string_view kLast[] = {"record.valid_to", "record.provenance.source_department",
                                        "record.provenance.observed",
                                        "record.provenance.verification"};
  const auto among = [](const auto& paths, const Column& column) {
    return std::find(std::begin(paths), std::end(paths), column.path) != std::end(paths);
  };
  std::vector<const Column*> columns;
  for (std::string_view path : kFirst) {
    const bool named = path.empty() && table.Find("enterprise.name") != nullptr;
    const Column* column = named ? nullptr : table.Find(path);
    if (column != nullptr) columns.push_back(column);
  }
  const bool profile = table.Find("enterprise.enterprise_id") != nullptr;
  for (const Column& column : table.columns) {
    // The first day follows from the table's own days; only a profile has none.
    const bool left_out =
        column.path == "record.record_id" || (column.path == "record.valid_from" && !profile);
    if (!left_out && !among(kFirst, column) && !among(kLast, column)) columns.push_back(&column);
  }
  for (std::string_view path : kLast) {
    if (table.Find(path) != nullptr) columns.push_back(table.Find(path));
  }
  return columns;
}

absl::Status WriteTemplate(const TableFormats& formats, const TemplateOptions& options,
                           const std::filesystem::path& path) {
  const std::vector<MoneyUnit>& units = formats.units();
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [](const MoneyUnit& row) { return row.name == kUnitName; });
  if (unit == units.end()) return absl::InternalError("tables.json: no unit wan_yuan");
  std::filesystem::path part = path;
  part += ".part";
  std::unique_ptr<lxw_workbook, CloseWorkbook> workbook(workbook_new(part.c_str()));
  if (workbook == nullptr) return CannotWrite(path, "no memory");
  lxw_error fault = Writer(workbook.get(), options, *unit).Write(TablesOf(formats, options));
  const lxw_error closed = workbook_close(workbook.release());
  if (fault == LXW_NO_ERROR) fault = closed;
  std::error_code error;
  if (fault != LXW_NO_ERROR) {
    std::filesystem::remove(part, error);
    return CannotWrite(path, lxw_strerror(fault));
  }
  std::filesystem::rename(part, path, error);
  return error ? CannotWrite(path, error.message()) : absl::OkStatus();
}

}  // namespace jifen::tools::table_import
