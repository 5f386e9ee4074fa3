#include "tools/table_import/sheet_cell.h"

#include <pugixml.hpp>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/row_fault.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

constexpr int64_t kRowMax = 1'048'576;
constexpr int64_t kColumnMax = 16'384;

TextCell AtFault(std::string text, v1::Reason reason, const CellPlace& place,
                 std::string_view expected) {
  return {
      .text = std::move(text),
      .reason = reason,
      .expected = BothLanguages(absl::StrCat(CellName(place), ": ", InLanguage(expected, true)),
                                absl::StrCat(CellName(place), ": ", InLanguage(expected, false)))};
}

pugi::xml_node Child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (LocalName(child.name()) == name) return child;
  }
  return {};
}

// A text that no number format touches.
TextCell Words(std::string text, const CellPlace& place) {
  static const Decoder* const utf8 = new Decoder(Encoding::kUtf8);
  if (utf8->Decode(text).has_value()) return {.text = std::move(text)};
  return AtFault(utf8->DecodeLossy(text), v1::REASON_TEXT_INVALID, place,
                 "有效的 UTF-8 文字 / text in valid UTF-8");
}

TextCell SharedText(std::string_view number, const CellPlace& place, const SharedStrings& strings) {
  int64_t index = -1;
  const bool whole = absl::SimpleAtoi(absl::string_view(number.data(), number.size()), &index);
  const std::optional<std::string_view> text = whole ? strings.Get(index) : std::nullopt;
  if (text.has_value()) {
    // Cut texts may end within a character; they are too long to be taken.
    if (text->size() >= kSharedStringKeptMax) return {.text = std::string(*text)};
    return Words(std::string(*text), place);
  }
  return AtFault(Words(std::string(number), place).text, v1::REASON_CELL_INVALID, place,
                 "有值的单元格，请重新保存工作簿 / a cell with a value; save the workbook again");
}

TextCell Number(std::string text, const NumberFormat& format, const CellPlace& place,
                bool date1904) {
  if (TextCell words = Words(text, place); words.reason != v1::REASON_UNSPECIFIED) return words;
  absl::StatusOr<std::string> shown = ShowNumber(text, format, date1904);
  if (shown.ok()) return {.text = *std::move(shown)};
  const v1::ErrorDetail detail = model::DetailOf(shown.status()).value_or(v1::ErrorDetail());
  return AtFault(std::move(text), detail.reason(), place, detail.want());
}

}  // namespace

std::optional<CellPlace> ParseCellName(std::string_view name) {
  CellPlace place;
  size_t letters = 0;
  while (letters < name.size() && name[letters] >= 'A' && name[letters] <= 'Z') {
    place.column = place.column * 26 + (name[letters] - 'A' + 1);
    if (place.column > kColumnMax) return std::nullopt;
    ++letters;
  }
  const std::string_view digits = name.substr(letters);
  if (letters == 0 || digits.empty() ||
      digits.find_first_not_of("0123456789") != std::string::npos ||
      !absl::SimpleAtoi(absl::string_view(digits.data(), digits.size()), &place.row) ||
      place.row < 1 || place.row > kRowMax) {
    return std::nullopt;
  }
  --place.row;
  --place.column;
  return place;
}

std::string CellName(const CellPlace& place) {
  std::string letters;
  for (int64_t number = place.column + 1; number > 0; number = (number - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (number - 1) % 26));
  }
  return absl::StrCat(letters, place.row + 1);
}

TextCell ReadCell(const pugi::xml_node& node, const CellPlace& place, const Workbook& workbook,
                  const SharedStrings& strings) {
  const std::string_view type = node.attribute("t").as_string("n");
  std::string value = Child(node, "v").text().get();
  if (const pugi::xml_node formula = Child(node, "f"); formula) {
    std::string shown = absl::StrCat("=", formula.text().get());
    return AtFault(Decoder(Encoding::kUtf8).DecodeLossy(shown), v1::REASON_WORKBOOK_FORMULA, place,
                   "公式，请粘贴为数值 / a formula; paste its value over it");
  }
  if (type == "inlineStr") return Words(RichText(Child(node, "is")), place);
  if (value.empty()) return {};
  if (type == "s") return SharedText(value, place, strings);
  if (type == "str") return Words(std::move(value), place);
  if (type == "b") return {.text = value == "0" || value == "false" ? "FALSE" : "TRUE"};
  if (type == "e") {
    return AtFault(Shorten(Words(std::move(value), place).text, kValueBytesMax),
                   v1::REASON_CELL_INVALID, place, "值，而不是错误 / a value, not an error");
  }
  if (type == "d") return Words(std::move(value), place);
  return Number(std::move(value), workbook.FormatOf(node.attribute("s").as_int()), place,
                workbook.date1904());
}

}  // namespace jifen::tools::table_import
