#include "tools/table_import/folder_scan.h"

#include <algorithm>
#include <system_error>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/model/sha256.h"
#include "tools/table_import/line_reader.h"

namespace jifen::tools::table_import {
namespace {

// Each part with its length, so that no two lists of parts give the same bytes.
void UpdatePart(std::string_view part, model::Sha256& digest) {
  digest.Add(absl::StrCat(part.size(), ":"));
  digest.Add(part);
}

absl::StatusOr<std::vector<ScannedFile>> ListFiles(const std::filesystem::path& folder,
                                                   const TableFormats& formats) {
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  if (error) {
    return absl::NotFoundError(absl::StrCat(folder.string(), ": no folder that can be read"));
  }
  std::vector<ScannedFile> files;
  for (const std::filesystem::directory_entry& entry : entries) {
    const std::filesystem::path& path = entry.path();
    const std::string name = path.filename().string();
    // Excel's lock files and hidden ones are nobody's tables.
    const bool hidden = name.starts_with(".") || name.starts_with("~$");
    const bool csv = absl::AsciiStrToLower(path.extension().string()) == ".csv";
    if (hidden || !csv || !entry.is_regular_file(error)) continue;
    files.push_back(
        {.path = path, .name = name, .table = formats.FindByStem(path.stem().string())});
  }
  std::sort(files.begin(), files.end(), [](const ScannedFile& a, const ScannedFile& b) {
    // Tables stand in one array in the order of reading; files that are no tables come last.
    return std::make_tuple(a.table == nullptr, a.table, a.name) <
           std::make_tuple(b.table == nullptr, b.table, b.name);
  });
  return files;
}

absl::Status ReadThrough(ScannedFile& file, model::Sha256& digest) {
  absl::StatusOr<LineReader> lines = LineReader::Open(file.path, kRowBytesMax);
  if (!lines.ok()) return lines.status();
  EncodingDetector detector;
  model::Sha256 content;
  std::string line;
  bool cut = false;
  while (true) {
    const absl::StatusOr<bool> more = lines->Next(line, cut);
    if (!more.ok()) return more.status();
    if (!*more) break;
    if (!cut) detector.AddLine(line);
    content.Add(line);
  }
  file.encoding = detector.Result();
  file.bytes = lines->bytes_read();
  UpdatePart(file.name, digest);
  UpdatePart(model::HexOf(content.Finish()), digest);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<FolderScan> ScanFolder(const std::filesystem::path& folder,
                                      const TableFormats& formats, const ReadOptions& options) {
  absl::StatusOr<std::vector<ScannedFile>> files = ListFiles(folder, formats);
  if (!files.ok()) return files.status();
  const auto is_table = [](const ScannedFile& file) { return file.table != nullptr; };
  if (std::none_of(files->begin(), files->end(), is_table)) {
    return absl::NotFoundError(absl::StrCat(
        folder.string(), ": no table in it; want files such as enterprises.csv or 企业.csv"));
  }
  model::Sha256 digest;
  UpdatePart(BuiltinFormatsJson(), digest);
  UpdatePart(options.source_department, digest);
  UpdatePart(options.submitted_by, digest);
  for (ScannedFile& file : *files) {
    if (file.table == nullptr) continue;
    if (const absl::Status status = ReadThrough(file, digest); !status.ok()) return status;
  }
  return FolderScan{.files = *std::move(files), .import_id = model::HexOf(digest.Finish())};
}

}  // namespace jifen::tools::table_import
