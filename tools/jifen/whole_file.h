// tools/jifen/whole_file.h: a file that is written whole or not at all.
//
//   Shape    written beside its place, brought to the disk, and renamed.
//   Errors   ALREADY_EXISTS if a file is there and is not to be replaced; UNAVAILABLE if it cannot be written. What was
//            there is then as it was.
//   Threads  free functions without state.
#pragma once

#include <filesystem>
#include <string_view>

#include "absl/status/status.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

// Before anything is asked of the server.
absl::Status CheckFilePlace(const Context& context, const std::filesystem::path& path,
                            bool overwrite);

// Replaces what is there.
absl::Status WriteWhole(const Context& context, const std::filesystem::path& path,
                        std::string_view content);

// Gives a finished file its name, which is on the disk then.
absl::Status MoveFile(const Context& context, const std::filesystem::path& from,
                      const std::filesystem::path& to);

// Removes a file if there is one; it is gone from the disk then.
absl::Status RemoveFile(const Context& context, const std::filesystem::path& path);

}  // namespace jifen::tools::cli
