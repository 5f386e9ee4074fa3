#include "tools/table_import/csv_part.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "tools/table_import/csv_reader.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/line_reader.h"
#include "tools/table_import/table_source.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// Bytes of a broken line that may be shown: beyond the limit, so that the cut falls on whole characters.
constexpr size_t kShownBytesMax = kValueBytesMax + 8;

class CsvRows : public RowSource {
 public:
  CsvRows(std::unique_ptr<ByteStream> bytes, Encoding encoding)
      : reader_(std::move(bytes), kRowBytesMax), decoder_(encoding), encoding_(encoding) {}

  absl::StatusOr<RowStep> Next(TextRow& row) override {
    const absl::StatusOr<CsvStep> step = reader_.Next(csv_row_);
    if (!step.ok()) return step.status();
    row.number = csv_row_.number;
    row.cells.clear();
    if (*step == CsvStep::kEnd) return RowStep::kEnd;
    if (*step != CsvStep::kRow) {
      row.cells.push_back(Broken(*step));
      return RowStep::kBroken;
    }
    for (std::string& bytes : csv_row_.cells) row.cells.push_back(Decoded(bytes));
    return RowStep::kRow;
  }

  int64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  TextCell Decoded(std::string& bytes) const {
    std::optional<std::string> text = decoder_.Decode(bytes);
    if (text.has_value()) return {.text = *std::move(text)};
    const std::string encoding = EncodingName(encoding_);
    return {.text = decoder_.DecodeLossy(bytes),
            .reason = v1::REASON_TEXT_INVALID,
            .expected = absl::StrCat("有效的 ", encoding, " 文字 / text in valid ", encoding)};
  }

  TextCell Broken(CsvStep step) const {
    const std::string_view line = csv_row_.cells.front();
    TextCell cell{.text = Shorten(Trim(decoder_.DecodeLossy(line.substr(0, kShownBytesMax))),
                                  kValueBytesMax)};
    if (step == CsvStep::kTooLarge) {
      cell.reason = v1::REASON_TOO_LARGE;
      cell.expected = absl::StrCat("一行不超过 ", kRowBytesMax, " 字节 / a row of at most ",
                                   kRowBytesMax, " bytes");
    } else {
      cell.reason = v1::REASON_CSV_MALFORMED;
      cell.expected = "引号成对，单元格内的引号写两次 / quotes in pairs, doubled within a cell";
    }
    return cell;
  }

  CsvReader reader_;
  Decoder decoder_;
  Encoding encoding_;
  CsvRow csv_row_;
};

RowFault EncodingFault(const EncodingDetector& detector) {
  constexpr char kWantedZh[] = "另存为 CSV UTF-8(逗号分隔)";
  constexpr char kWanted[] = "saved as CSV UTF-8 (comma delimited)";
  if (detector.mixed_line() == 0) {
    return {.reason = v1::REASON_ENCODING_UNKNOWN, .expected = BothLanguages(kWantedZh, kWanted)};
  }
  const std::string other = EncodingName(detector.mixed_encoding());
  return {
      .row = detector.mixed_line(),
      .reason = v1::REASON_ENCODING_MIXED,
      .expected = BothLanguages(absl::StrCat("全文件同一编码；此行起另有 ", other, "；", kWantedZh),
                                absl::StrCat("one encoding throughout; this line is the first in ",
                                             other, "; ", kWanted))};
}

}  // namespace

absl::Status ScanCsv(const OpenBytes& open, model::Sha256& content, TablePart& part) {
  absl::StatusOr<std::unique_ptr<ByteStream>> bytes = open();
  if (!bytes.ok()) return bytes.status();
  LineReader lines(*std::move(bytes), kRowBytesMax);
  EncodingDetector detector;
  std::string line;
  bool cut = false;
  while (true) {
    const absl::StatusOr<bool> more = lines.Next(line, cut);
    if (!more.ok()) return more.status();
    if (!*more) break;
    detector.AddLine(cut ? std::string_view() : line);
    content.Add(line);
  }
  part.bytes = lines.bytes_read();
  const std::optional<Encoding> encoding = detector.Result();
  if (!encoding.has_value()) {
    part.fault = EncodingFault(detector);
    return absl::OkStatus();
  }
  part.form = absl::StrCat("CSV ", EncodingName(*encoding));
  part.open = [open, encoding = *encoding]() -> absl::StatusOr<std::unique_ptr<RowSource>> {
    absl::StatusOr<std::unique_ptr<ByteStream>> again = open();
    if (!again.ok()) return again.status();
    return std::make_unique<CsvRows>(*std::move(again), encoding);
  };
  return absl::OkStatus();
}

}  // namespace jifen::tools::table_import
