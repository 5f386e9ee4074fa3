// tests/storage/kv/temp_folder.h: a new folder for one test, removed with all in it at the end.
#pragma once

#include <filesystem>

namespace jifen::storage::kv {

class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace jifen::storage::kv
