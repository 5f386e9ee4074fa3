#include "tools/table_import/source_scan.h"

#include <algorithm>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "tools/table_import/archive.h"
#include "tools/table_import/csv_part.h"
#include "tools/table_import/fault_report.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/table_guess.h"
#include "tools/table_import/text_form.h"
#include "tools/table_import/workbook_part.h"

namespace jifen::tools::table_import {
namespace {

namespace fs = std::filesystem;

// A part with the digest of its content.
struct Scanned {
  TablePart part;
  std::string digest;
};

// Each piece with its length, so that no two lists of pieces give the same bytes.
void UpdatePiece(std::string_view piece, model::Sha256& digest) {
  digest.Add(absl::StrCat(piece.size(), ":"));
  digest.Add(piece);
}

constexpr int kArchiveFoldersMax = 1;
constexpr std::string_view kReportEnding =
    "-report";                         // of our own reports, saved anew by a spreadsheet
constexpr size_t kNameBytesMax = 300;  // of a part: it becomes part of a source reference

// Excel's lock files, hidden ones and those of macOS are nobody's tables.
bool IsHidden(const std::string& name) { return name.starts_with(".") || name.starts_with("~$"); }

std::string EndingOf(const std::string& name) {
  return absl::AsciiStrToLower(fs::path(name).extension().string());
}

bool IsWorkbook(const std::string& ending) { return ending == ".xlsx" || ending == ".xlsm"; }

// Those of Excel and WPS that are read once they are saved as .xlsx.
bool IsOtherWorkbook(const std::string& ending) {
  return ending == ".xls" || ending == ".xlsb" || ending == ".et" || ending == ".ods";
}

std::string StemOf(const std::string& name) { return fs::path(name).stem().string(); }

// A fault of what is in a file; nullopt if the file cannot be read at all.
std::optional<RowFault> ContentFault(const absl::Status& status) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  if (!detail.has_value()) return std::nullopt;
  return RowFault{.reason = detail->reason(), .expected = detail->want()};
}

// A report that an earlier import left beside the tables.
absl::StatusOr<bool> HoldsReport(const OpenBytes& open) {
  constexpr size_t kBeginBytes = 64;  // the mark and the headings of a report
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = open();
  if (!stream.ok()) return stream.status();
  std::string begin(kBeginBytes, '\0');
  size_t filled = 0;
  while (filled < begin.size()) {
    const absl::StatusOr<size_t> count = (*stream)->Read(&begin[filled], begin.size() - filled);
    if (!count.ok()) return count.status();
    if (*count == 0) break;
    filled += *count;
  }
  return BeginsAsReport(std::string_view(begin).substr(0, filled));
}

absl::StatusOr<std::string> DigestOf(const fs::path& path) {
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = OpenFile(path);
  if (!stream.ok()) return stream.status();
  model::Sha256 digest;
  std::string block(64 << 10, '\0');
  while (true) {
    const absl::StatusOr<size_t> count = (*stream)->Read(block.data(), block.size());
    if (!count.ok()) return count.status();
    if (*count == 0) return model::HexOf(digest.Finish());
    digest.Add(std::string_view(block).substr(0, *count));
  }
}

class Scanner {
 public:
  explicit Scanner(const TableFormats& formats) : formats_(formats) {}

  absl::Status AddFolder(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error) {
      return absl::NotFoundError(absl::StrCat(folder.string(), ": no folder that can be read"));
    }
    for (const fs::directory_entry& entry : entries) {
      const std::string name = entry.path().filename().string();
      if (IsHidden(name) || !entry.is_regular_file(error)) continue;
      if (const absl::Status status = AddFile(entry.path()); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Files that are no tables by their ending are passed over.
  absl::Status AddFile(const fs::path& path) {
    const std::string name = path.filename().string();
    const std::string ending = EndingOf(name);
    if (ending == ".csv") return AddCsv(name, name, [path] { return OpenFile(path); });
    if (IsWorkbook(ending)) {
      const absl::StatusOr<std::string> digest = DigestOf(path);
      if (!digest.ok()) return digest.status();
      return AddWorkbook(name, name, *digest, Archive::Open(path));
    }
    if (ending == ".zip") return AddArchive(name, Archive::Open(path));
    if (IsOtherWorkbook(ending)) AddOtherWorkbook(name);
    return absl::OkStatus();
  }

  std::vector<Scanned> Take() && { return std::move(parts_); }

 private:
  TablePart& Add(const std::string& name, const Table* table) {
    Scanned& scanned = parts_.emplace_back();
    scanned.part.name = Shorten(name, kNameBytesMax);
    scanned.part.table = table;
    return scanned.part;
  }

  // Content at fault is told of its part, and the others go on.
  absl::Status Refuse(const absl::Status& status, TablePart& part) {
    part.fault = ContentFault(status);
    return part.fault.has_value() ? absl::OkStatus() : status;
  }

  void AddOtherWorkbook(const std::string& name) {
    Add(name, nullptr).fault = RowFault{.reason = v1::REASON_ARCHIVE_MALFORMED,
                                        .expected = "另存为 .xlsx / saved as .xlsx"};
  }

  void AddUnread(const std::string& name, std::string expected) {
    Add(name, nullptr).fault = RowFault{.reason = v1::REASON_COLUMN_UNKNOWN,
                                        .expected = std::move(expected),
                                        .warning = true,
                                        .unread = true};
  }

  absl::Status AddCsv(const std::string& name, const std::string& file, const OpenBytes& open) {
    const Table* table = formats_.FindByStem(StemOf(file));
    const absl::StatusOr<bool> report = HoldsReport(open);
    const bool called_so = table == nullptr && StemOf(file).ends_with(kReportEnding);
    if (called_so || (report.ok() && *report)) return absl::OkStatus();
    TablePart& part = Add(name, table);
    model::Sha256 content;
    const absl::Status status = ScanCsv(open, content, part);
    if (part.table == nullptr) {  // that it is not read is all there is to tell
      part.fault.reset();
      part.notes = IsNotesName(StemOf(file));
      return absl::OkStatus();
    }
    if (!status.ok()) return Refuse(status, part);
    parts_.back().digest = model::HexOf(content.Finish());
    return absl::OkStatus();
  }

  absl::Status AddArchive(const std::string& name,
                          const absl::StatusOr<std::shared_ptr<Archive>>& archive) {
    if (!archive.ok()) return Refuse(archive.status(), Add(name, nullptr));
    for (const ArchiveEntry& entry : (*archive)->entries()) {
      if (IsHidden(entry.name) || entry.path.starts_with("__MACOSX/")) continue;
      const absl::Status status = AddEntry(absl::StrCat(name, "/", entry.path), *archive, entry);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status AddEntry(const std::string& name, const std::shared_ptr<Archive>& archive,
                        const ArchiveEntry& entry) {
    const std::string ending = EndingOf(entry.name);
    const bool table = ending == ".csv" || IsWorkbook(ending);
    if (table && entry.folders > kArchiveFoldersMax) {
      AddUnread(name, "压缩包内最多一层文件夹 / at most one level of folders in an archive");
    } else if (ending == ".csv") {
      return AddCsv(name, entry.name, [archive, entry] { return archive->OpenEntry(entry); });
    } else if (table) {
      return AddInnerWorkbook(name, *archive, entry);
    } else if (ending == ".zip") {
      Add(name, nullptr).fault = RowFault{
          .reason = v1::REASON_ARCHIVE_MALFORMED,
          .expected = "先解压其中的压缩包 / no archive within an archive; unpack the inner one"};
    } else if (IsOtherWorkbook(ending)) {
      AddOtherWorkbook(name);
    }
    return absl::OkStatus();
  }

  absl::Status AddInnerWorkbook(const std::string& name, Archive& archive,
                                const ArchiveEntry& entry) {
    absl::StatusOr<std::unique_ptr<ByteStream>> stream = archive.OpenEntry(entry);
    if (!stream.ok()) return Refuse(stream.status(), Add(name, nullptr));
    absl::StatusOr<std::string> bytes =
        ReadAllBytes(**stream, static_cast<size_t>(kInnerArchiveBytesMax));
    if (absl::IsResourceExhausted(bytes.status()) && !model::DetailOf(bytes.status()).has_value()) {
      bytes = model::ToStatus(
          {.reason = v1::REASON_ARCHIVE_TOO_LARGE,
           .want = BothLanguages(
               absl::StrCat("压缩包内的工作簿不超过 ", kInnerArchiveBytesMax, " 字节"),
               absl::StrCat("a workbook in an archive of at most ", kInnerArchiveBytesMax,
                            " bytes"))});
    }
    if (!bytes.ok()) return Refuse(bytes.status(), Add(name, nullptr));
    const std::string digest = model::HexOf(model::Sha256Of(*bytes));
    return AddWorkbook(name, entry.name, digest, Archive::OpenInner(*std::move(bytes)));
  }

  absl::Status AddWorkbook(const std::string& name, const std::string& file,
                           const std::string& digest,
                           const absl::StatusOr<std::shared_ptr<Archive>>& archive) {
    if (!archive.ok()) return Refuse(archive.status(), Add(name, nullptr));
    const absl::StatusOr<std::vector<TablePart>> scan =
        ScanWorkbook(*archive, formats_, StemOf(file));
    if (!scan.ok()) return Refuse(scan.status(), Add(name, nullptr));
    for (const TablePart& sheet : *scan) {
      TablePart& part = Add(absl::StrCat(name, "/", sheet.name), sheet.table);
      std::string shown = std::move(part.name);
      part = sheet;
      part.name = std::move(shown);
      parts_.back().digest = digest;
    }
    return absl::OkStatus();
  }

  const TableFormats& formats_;
  std::vector<Scanned> parts_;
};

// Tables stand in one array in the order of reading; what is no table comes last.
bool Before(const Scanned& a, const Scanned& b) {
  return std::make_tuple(a.part.table == nullptr, a.part.table, a.part.name) <
         std::make_tuple(b.part.table == nullptr, b.part.table, b.part.name);
}

std::string ImportId(const TableFormats& formats, const ReadOptions& options,
                     const std::vector<Scanned>& parts) {
  model::Sha256 digest;
  UpdatePiece(formats.json_text(), digest);
  UpdatePiece(options.source_department, digest);
  UpdatePiece(options.submitted_by, digest);
  UpdatePiece(options.ignore_unknown_columns ? "ignore_unknown_columns" : "", digest);
  for (const Scanned& scanned : parts) {
    if (scanned.part.table == nullptr && scanned.digest.empty()) continue;
    UpdatePiece(scanned.part.name, digest);
    UpdatePiece(scanned.digest, digest);
  }
  return model::HexOf(digest.Finish());
}

}  // namespace

absl::StatusOr<SourceScan> ScanSource(const fs::path& path, const TableFormats& formats,
                                      const ReadOptions& options) {
  std::error_code error;
  Scanner scanner(formats);
  const absl::Status status =
      fs::is_regular_file(path, error) ? scanner.AddFile(path) : scanner.AddFolder(path);
  if (!status.ok()) return status;
  std::vector<Scanned> scanned = std::move(scanner).Take();
  if (scanned.empty()) {
    return absl::NotFoundError(BothLanguages(
        absl::StrCat(path.string(), "：其中没有表格，应有 企业.csv 之类的文件"),
        absl::StrCat(path.string(),
                     ": no table in it; want files such as enterprises.csv or 企业.csv")));
  }
  std::sort(scanned.begin(), scanned.end(), Before);
  SourceScan scan{.parts = {}, .import_id = ImportId(formats, options, scanned)};
  for (Scanned& one : scanned) scan.parts.push_back(std::move(one.part));
  return scan;
}

}  // namespace jifen::tools::table_import
