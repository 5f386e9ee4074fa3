#include "tools/jifen/export/finished_file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "proto/model/sha256.h"
#include "tools/jifen/whole_file.h"

namespace jifen::tools::cli {
namespace {

std::filesystem::path WaitingPathOf(const std::filesystem::path& path) {
  std::filesystem::path waiting = ManifestPathOf(path);
  waiting += ".new";
  return waiting;
}

// Of what can be read of it: less than the whole has another digest.
std::string DigestOf(const std::filesystem::path& path) {
  constexpr size_t kBlock = size_t{1} << 16;
  std::ifstream file(path, std::ios::binary);
  model::Sha256 digest;
  std::string block(kBlock, '\0');
  while (file.read(block.data(), static_cast<std::streamsize>(kBlock)) || file.gcount() > 0) {
    digest.Add(std::string_view(block).substr(0, static_cast<size_t>(file.gcount())));
  }
  return model::HexOf(digest.Finish());
}

bool TellsOf(const std::filesystem::path& manifest, const std::filesystem::path& path) {
  std::ifstream file(manifest, std::ios::binary);
  const nlohmann::json json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  const nlohmann::json::json_pointer sha256("/csv/sha256");
  return json.is_object() && json.contains(sha256) && json[sha256] == DigestOf(path);
}

}  // namespace

std::filesystem::path ManifestPathOf(std::filesystem::path path) {
  path += ".manifest.json";
  return path;
}

absl::Status CheckExportPlaces(const Context& context, const std::filesystem::path& path,
                               bool overwrite) {
  absl::Status status = CheckFilePlace(context, path, overwrite);
  if (status.ok()) status = CheckFilePlace(context, ManifestPathOf(path), overwrite);
  return status;
}

absl::Status GiveNames(const Context& context, const std::filesystem::path& part,
                       const std::filesystem::path& path, const std::string& manifest) {
  const std::filesystem::path waiting = WaitingPathOf(path);
  absl::Status status = WriteWhole(context, waiting, manifest);
  if (status.ok()) status = RemoveFile(context, ManifestPathOf(path));
  if (status.ok()) status = MoveFile(context, part, path);
  if (status.ok()) status = MoveFile(context, waiting, ManifestPathOf(path));
  return status;
}

absl::StatusOr<bool> CompleteNames(const Context& context, const std::filesystem::path& path) {
  const std::filesystem::path waiting = WaitingPathOf(path);
  std::error_code error;
  const bool left = std::filesystem::is_regular_file(waiting, error) &&
                    std::filesystem::is_regular_file(path, error) &&
                    !std::filesystem::exists(ManifestPathOf(path), error);
  if (!left || !TellsOf(waiting, path)) return false;
  const absl::Status moved = MoveFile(context, waiting, ManifestPathOf(path));
  if (!moved.ok()) return moved;
  return true;
}

}  // namespace jifen::tools::cli
