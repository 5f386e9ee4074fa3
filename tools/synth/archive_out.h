// tools/synth/archive_out.h: zip files.
//
//   Shape    entries by name, all of one day; the same content gives the same bytes.
//   Errors   UNAVAILABLE if it cannot be written.
//   Threads  free functions without state.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "absl/status/status.h"

namespace jifen::tools::synth {

// The files of a folder, without those of folders in it.
absl::Status PackFolder(const std::filesystem::path& folder, const std::filesystem::path& path);

// Names and their content.
absl::Status PackTexts(const std::map<std::string, std::string>& texts,
                       const std::filesystem::path& path);

}  // namespace jifen::tools::synth
