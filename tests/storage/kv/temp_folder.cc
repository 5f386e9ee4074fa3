#include "tests/storage/kv/temp_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace jifen::storage::kv {

TempFolder::TempFolder() {
  std::string pattern = testing::TempDir() + "jifen-kv-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "no folder like " << pattern;
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
  if (error) ADD_FAILURE() << "cannot remove " << path_ << ": " << error.message();
}

}  // namespace jifen::storage::kv
