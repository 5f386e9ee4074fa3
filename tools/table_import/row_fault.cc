#include "tools/table_import/row_fault.h"

#include <string_view>

#include "absl/strings/str_format.h"
#include "proto/model/error.h"

namespace jifen::tools::table_import {
namespace {

struct Words {
  v1::Reason reason;
  std::string_view zh;
  std::string_view en;
};

// The reasons that a row can get; any other is shown by its name.
constexpr Words kWords[] = {
    {v1::REASON_FIELD_REQUIRED, "必填项为空", "a required value is empty"},
    {v1::REASON_TEXT_INVALID, "文字过长、含控制字符或编码错误",
     "text too long, with control characters or in a broken encoding"},
    {v1::REASON_OUT_OF_RANGE, "数值超出范围", "a number is out of range"},
    {v1::REASON_NEGATIVE_AMOUNT, "金额不得为负", "an amount is negative"},
    {v1::REASON_PART_EXCEEDS_WHOLE, "部分大于总数", "a part is larger than its whole"},
    {v1::REASON_UNKNOWN_ENUM, "不是可选值", "not one of the values"},
    {v1::REASON_DATE_INVALID, "日期有误", "a wrong day"},
    {v1::REASON_PERIOD_REVERSED, "有效期止早于有效期起", "the period ends before it starts"},
    {v1::REASON_CREDIT_CODE_INVALID, "统一社会信用代码错误", "wrong unified social credit code"},
    {v1::REASON_PATENT_NUMBER_INVALID, "专利申请号错误", "wrong patent number"},
    {v1::REASON_CODE_INVALID, "区划代码或行业代码错误", "wrong area or industry code"},
    {v1::REASON_TOO_LARGE, "内容过大", "too large"},
    {v1::REASON_ENTERPRISE_UNKNOWN, "企业未登记", "the enterprise is not registered"},
    {v1::REASON_RECORD_UNKNOWN, "记录不存在", "there is no such record"},
    {v1::REASON_DUPLICATE_RECORD, "重复记录", "the record occurs twice"},
    {v1::REASON_CONCURRENT_CHANGE, "记录同时被他人修改", "somebody else changed the record"},
    {v1::REASON_CELL_INVALID, "单元格无法识别", "the cell cannot be read"},
    {v1::REASON_COLUMN_MISSING, "缺少必需的列", "a required column is missing"},
    {v1::REASON_COLUMN_UNKNOWN, "列名无法识别", "a heading is not known"},
    {v1::REASON_ENCODING_UNKNOWN, "编码既非UTF-8也非GB18030", "neither UTF-8 nor GB18030"},
    {v1::REASON_CSV_MALFORMED, "CSV格式错误", "not well-formed CSV"},
    {v1::REASON_HEADER_NOT_FIRST, "表头不在第一行", "the headings are not in the first row"},
    {v1::REASON_ENCODING_MIXED, "混有不同编码", "more than one encoding"},
    {v1::REASON_ARCHIVE_MALFORMED, "压缩包或工作簿无法读取",
     "the archive or workbook cannot be read"},
    {v1::REASON_ARCHIVE_TOO_LARGE, "解压后超出上限", "unpacks to more than its limits"},
    {v1::REASON_WORKBOOK_FORMULA, "含有公式", "a formula"},
    {v1::REASON_WORKBOOK_MERGED_CELLS, "合并单元格", "merged cells"},
};

constexpr Words kWholeTable = {v1::REASON_COLUMN_UNKNOWN, "此文件或工作表未读取",
                               "this file or sheet is not read"};
constexpr Words kNotes = {v1::REASON_COLUMN_UNKNOWN, "此表为说明，无需导入",
                          "notes; there is nothing to load"};

const Words* WordsOf(const RowFault& fault) {
  if (IsOfNotes(fault)) return &kNotes;
  if (IsOfWholeTable(fault)) return &kWholeTable;
  for (const Words& words : kWords) {
    if (words.reason == fault.reason) return &words;
  }
  return nullptr;
}

}  // namespace

bool IsOfWholeTable(const RowFault& fault) {
  return fault.reason == v1::REASON_COLUMN_UNKNOWN && fault.row == 0 && fault.column.empty();
}

bool IsOfNotes(const RowFault& fault) {
  return IsOfWholeTable(fault) && fault.warning && !fault.unread;
}

std::string ReasonText(const RowFault& fault) {
  const std::string name = model::ReasonName(fault.reason);
  const Words* words = WordsOf(fault);
  return words == nullptr ? name : absl::StrFormat("%s / %s (%s)", words->zh, words->en, name);
}

}  // namespace jifen::tools::table_import
