#include "tools/jifen/export/part_file.h"

#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "tools/jifen/export/export_line.h"
#include "tools/jifen/export/finished_file.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/whole_file.h"
#include "tools/table_import/csv_reader.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/line_reader.h"

namespace jifen::tools::cli {
namespace {

constexpr int64_t kLineBytesMax = int64_t{1} << 20;

std::filesystem::path With(std::filesystem::path path, const char* ending) {
  path += ending;
  return path;
}

PartLine LineOf(const std::vector<std::string>& cells) {
  const std::string& code = cells[kCodeColumn];
  return {.text = "",
          .enterprise_id = code.starts_with('\t') ? code.substr(1) : code,
          .total = cells[kTotalColumn],
          .card_sha256 = absl::HexStringToBytes(cells[cells.size() - kDigestColumnFromEnd])};
}

}  // namespace

PartFile::PartFile(const Context& context, std::filesystem::path path)
    : context_(context),
      path_(std::move(path)),
      part_(With(path_, ".part")),
      state_(With(path_, ".part.json")) {}

absl::Status PartFile::Unwritable() const {
  return absl::UnavailableError(context_.Words(Phrase::kFileUnwritable, {part_.string()}));
}

absl::Status PartFile::Lock() {
  const absl::StatusOr<bool> taken = lock_.Take(context_, With(path_, ".part.lock"));
  if (!taken.ok()) return taken.status();
  if (*taken) return absl::OkStatus();
  return absl::AlreadyExistsError(context_.Words(Phrase::kExportElsewhere, {path_.string()}) + " " +
                                  context_.Words(Phrase::kExportElsewhereNext));
}

absl::Status PartFile::Unknown() const {
  return absl::AlreadyExistsError(
      context_.Words(Phrase::kExportUnknownPart, {part_.string(), state_.string()}) + " " +
      context_.Words(Phrase::kExportOtherNext));
}

absl::StatusOr<std::optional<PartLeft>> PartFile::Left() const {
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::symlink_status(part_, error))) return std::nullopt;
  std::optional<PartLeft> left;
  if (std::filesystem::is_regular_file(part_, error)) left = ReadState();
  if (!left.has_value()) return Unknown();
  return left;
}

std::optional<PartLeft> PartFile::ReadState() const {
  std::ifstream file(state_, std::ios::binary);
  const nlohmann::json json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  const auto text = [&json](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
  };
  PartIdentity identity{.generation_id = text("generation_id"),
                        .revision = 0,
                        .language = text("language"),
                        .heading = text("heading")};
  const auto revision = json.find("revision");
  if (revision == json.end() || !revision->is_number_unsigned()) return std::nullopt;
  identity.revision = revision->get<uint64_t>();
  if (identity.generation_id.empty() || identity.heading.empty()) return std::nullopt;
  absl::Time begun_at;
  if (!absl::ParseTime(absl::RFC3339_sec, text("begun_at"), &begun_at, nullptr)) {
    return std::nullopt;
  }
  return PartLeft{.identity = std::move(identity), .begun_at = begun_at};
}

absl::Status PartFile::Begin(const PartIdentity& identity) {
  const std::string now = absl::FormatTime(absl::RFC3339_sec, absl::Now(), absl::UTCTimeZone());
  const nlohmann::ordered_json state = {{"begun_at", now},
                                        {"generation_id", identity.generation_id},
                                        {"revision", identity.revision},
                                        {"language", identity.language},
                                        {"heading", identity.heading}};
  // The lines of another export must never lie beside the state of this one.
  std::error_code error;
  std::filesystem::remove(part_, error);
  const absl::Status status = WriteWhole(
      context_, state_,
      state.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  if (!status.ok()) return status;
  file_.reset(std::fopen(part_.c_str(), "wb"));
  if (file_ == nullptr) return Unwritable();
  return Write(std::string(table_import::kUtf8Mark) + identity.heading);
}

absl::Status PartFile::GoOn(const PartIdentity& identity) {
  if (absl::Status status = ReadAgain(identity); !status.ok()) return status;
  std::error_code error;
  if (bytes_ == 0) {
    const bool cut = std::filesystem::file_size(part_, error) < identity.heading.size();
    return cut && !error ? Begin(identity) : Unknown();  // not even the headings are there
  }
  std::filesystem::resize_file(part_, static_cast<uintmax_t>(bytes_), error);
  if (error) return Unwritable();
  if (absl::Status status = AddUp(); !status.ok()) return status;
  file_.reset(std::fopen(part_.c_str(), "ab"));
  return file_ == nullptr ? Unwritable() : absl::OkStatus();
}

// The bytes up to the end of the last whole line.
absl::Status PartFile::ReadAgain(const PartIdentity& identity) {
  auto bytes = table_import::OpenFile(part_);
  if (!bytes.ok()) return bytes.status();
  table_import::LineReader lines(*std::move(bytes), kLineBytesMax);
  const std::string first = std::string(table_import::kUtf8Mark) + identity.heading;
  std::string line;
  bool cut = false;
  while (true) {
    const absl::StatusOr<bool> more = lines.Next(line, cut);
    if (!more.ok()) return more.status();
    if (!*more || cut || !line.ends_with("\r\n")) break;
    if (bytes_ == 0 && line != first) break;
    content_.Add(line);
    bytes_ += static_cast<int64_t>(line.size());
  }
  return absl::OkStatus();
}

absl::Status PartFile::AddUp() {
  auto bytes = table_import::OpenFile(part_);
  if (!bytes.ok()) return bytes.status();
  table_import::CsvReader rows(*std::move(bytes), kLineBytesMax);
  table_import::CsvRow row;
  while (true) {
    const absl::StatusOr<table_import::CsvStep> step = rows.Next(row);
    if (!step.ok()) return step.status();
    if (*step == table_import::CsvStep::kEnd) return absl::OkStatus();
    if (*step != table_import::CsvStep::kRow || row.cells.size() < kColumnsMin) {
      return absl::DataLossError(context_.Words(Phrase::kFileUnreadable, {part_.string()}));
    }
    if (row.number > 1) Count(LineOf(row.cells));
  }
}

void PartFile::Count(const PartLine& line) {
  ++sums_.lines;
  if (!line.total.empty()) {
    ++sums_.scored;
    sums_.total_sum = Sum(sums_.total_sum, line.total);
  }
  sums_.last_enterprise_id = line.enterprise_id;
  cards_.Add(line.card_sha256);
}

absl::Status PartFile::Write(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) return Unwritable();
  content_.Add(text);
  bytes_ += static_cast<int64_t>(text.size());
  return absl::OkStatus();
}

absl::Status PartFile::Append(const PartLine& line) {
  if (absl::Status status = Write(line.text); !status.ok()) return status;
  Count(line);
  return absl::OkStatus();
}

absl::Status PartFile::Flush() {
  if (file_ == nullptr) return absl::OkStatus();
  return std::fflush(file_.get()) == 0 ? absl::OkStatus() : Unwritable();
}

absl::Status PartFile::Finish(const std::string& manifest) {
  if (std::fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0) return Unwritable();
  file_.reset();
  if (absl::Status status = GiveNames(context_, part_, path_, manifest); !status.ok())
    return status;
  std::error_code ignored;
  std::filesystem::remove(state_, ignored);
  return absl::OkStatus();
}

void PartFile::Drop() {
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
  std::filesystem::remove(state_, ignored);
}

}  // namespace jifen::tools::cli
