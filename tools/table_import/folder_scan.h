// tools/table_import/folder_scan.h: the files of a folder in the order of reading, each read through once.
//
//   Errors   NOT_FOUND if there is no such folder, or no table in it; UNAVAILABLE if a file cannot be
//            read.
//   Threads  free function without state.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/table_folder.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

struct ScannedFile {
  std::filesystem::path path;
  std::string name;
  const Table* table = nullptr;  // null: not read
  std::optional<Encoding> encoding;
  int64_t bytes = 0;
};

struct FolderScan {
  std::vector<ScannedFile> files;
  std::string import_id;
};

absl::StatusOr<FolderScan> ScanFolder(const std::filesystem::path& folder,
                                      const TableFormats& formats, const ReadOptions& options);

}  // namespace jifen::tools::table_import
