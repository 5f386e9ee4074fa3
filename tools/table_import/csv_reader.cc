#include "tools/table_import/csv_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "tools/table_import/encoding.h"

namespace jifen::tools::table_import {
namespace {

constexpr unsigned char kOptions = CSV_STRICT | CSV_STRICT_FINI;

struct Sink {
  std::vector<std::string>& cells;
  bool ended = false;
};

void TakeCell(void* data, size_t size, void* sink) {
  static_cast<Sink*>(sink)->cells.emplace_back(static_cast<const char*>(data), size);
}

void TakeRow(int /*terminator*/, void* sink) { static_cast<Sink*>(sink)->ended = true; }

bool IsBlank(const std::string& line) {
  return line.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Takes a whole row without quotes, as nearly all are, and leaves any other to the parser. Like that it strips what a
// cell begins and ends with of spaces and tabs.
bool TakePlainRow(std::string_view line, std::vector<std::string>& cells) {
  const size_t end = line.find_last_not_of("\r\n") + 1;
  if (end == line.size() || line.find('"') != std::string_view::npos) return false;
  line = line.substr(0, end);
  for (bool more = true; more;) {
    const size_t comma = std::min(line.find(','), line.size());
    more = comma < line.size();
    std::string_view cell = line.substr(0, comma);
    cell.remove_prefix(std::min(cell.find_first_not_of(" \t"), cell.size()));
    cell = cell.substr(0, cell.find_last_not_of(" \t") + 1);
    cells.emplace_back(cell);
    if (more) line.remove_prefix(comma + 1);
  }
  return true;
}

}  // namespace

void CsvReader::Free::operator()(csv_parser* parser) const {
  csv_free(parser);
  delete parser;
}

CsvReader::CsvReader(std::unique_ptr<ByteStream> bytes, int64_t bytes_max)
    : lines_(std::move(bytes), bytes_max), bytes_max_(bytes_max) {
  Reset();
}

void CsvReader::Reset() {
  parser_.reset(new csv_parser{});
  csv_init(parser_.get(), kOptions);
}

absl::StatusOr<bool> CsvReader::NextLine(Line& line) {
  if (!pending_.empty()) {
    line = std::move(pending_.front());
    pending_.pop_front();
    return true;
  }
  const absl::StatusOr<bool> more = lines_.Next(line.text, line.cut);
  if (!more.ok() || !*more) return more;
  if (first_ && line.text.starts_with(kUtf8Mark)) line.text.erase(0, kUtf8Mark.size());
  first_ = false;
  return true;
}

CsvReader::Progress CsvReader::Feed(const std::string& line, CsvRow& row) {
  Sink sink{row.cells};
  const size_t read = csv_parse(parser_.get(), line.data(), line.size(), TakeCell, TakeRow, &sink);
  if (read != line.size()) return Progress::kMalformed;
  return sink.ended ? Progress::kRow : Progress::kMore;
}

CsvReader::Progress CsvReader::Finish(CsvRow& row) {
  Sink sink{row.cells};
  if (csv_fini(parser_.get(), TakeCell, TakeRow, &sink) != 0) return Progress::kMalformed;
  return sink.ended ? Progress::kRow : Progress::kMore;
}

CsvStep CsvReader::GiveUp(CsvStep step, CsvRow& row) {
  row.cells.assign(1, std::move(row_.front().text));
  row_.pop_front();
  pending_.insert(pending_.begin(), std::make_move_iterator(row_.begin()),
                  std::make_move_iterator(row_.end()));
  row_.clear();
  Reset();
  return step;
}

absl::StatusOr<CsvStep> CsvReader::Next(CsvRow& row) {
  row.cells.clear();
  row_.clear();
  int64_t bytes = 0;
  while (true) {
    Line line;
    const absl::StatusOr<bool> more = NextLine(line);
    if (!more.ok()) return more.status();
    if (!*more && row_.empty()) return CsvStep::kEnd;
    if (*more && row_.empty()) {
      row.number = ++number_;
      if (!line.cut && IsBlank(line.text)) continue;
    }
    Progress progress = Progress::kMalformed;
    if (*more) {
      row_.push_back(std::move(line));
      bytes += static_cast<int64_t>(row_.back().text.size());
      if (row_.back().cut || bytes > bytes_max_) return GiveUp(CsvStep::kTooLarge, row);
      const bool plain = row_.size() == 1 && TakePlainRow(row_.back().text, row.cells);
      progress = plain ? Progress::kRow : Feed(row_.back().text, row);
    } else {
      progress = Finish(row);
    }
    if (progress == Progress::kRow) return CsvStep::kRow;
    if (progress == Progress::kMalformed || !*more) return GiveUp(CsvStep::kMalformed, row);
  }
}

}  // namespace jifen::tools::table_import
