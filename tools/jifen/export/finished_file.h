// tools/jifen/export/finished_file.h: an export that is whole, FILE, and what tells of it, FILE.manifest.json.
//
//   Shape    a manifest never lies beside a file that is not its own: the manifest of the file before is removed first, the
//            new one waits as FILE.manifest.json.new until the file has its name.
//   Errors   those of whole_file.h.
//   Threads  free functions without state.
#pragma once

#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

std::filesystem::path ManifestPathOf(std::filesystem::path path);

// Whether both may be written.
absl::Status CheckExportPlaces(const Context& context, const std::filesystem::path& path,
                               bool overwrite);

// Gives the part, which is on the disk, and its manifest their names.
absl::Status GiveNames(const Context& context, const std::filesystem::path& part,
                       const std::filesystem::path& path, const std::string& manifest);

// Gives a file the manifest that waits for it if it is the one told of there, byte for byte: a crash left them so. True if
// it did.
absl::StatusOr<bool> CompleteNames(const Context& context, const std::filesystem::path& path);

}  // namespace jifen::tools::cli
