#include "tests/scoring/scheme/shipped_scheme.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"
#include "scoring/scheme/scheme_text.h"

namespace jifen::scoring {
namespace {

std::filesystem::path SchemesFolder() {
  return std::filesystem::path(JIFEN_SOURCE_DIR) / "scoring" / "schemes";
}

template <typename Accept>
std::vector<std::filesystem::path> ListSorted(const std::filesystem::path& folder, Accept accept) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (accept(entry)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::vector<std::string> ShippedSchemeIds() {
  std::vector<std::string> ids;
  for (const auto& path :
       ListSorted(SchemesFolder(), [](const auto& entry) { return entry.is_directory(); })) {
    ids.push_back(path.filename().string());
  }
  return ids;
}

std::string ShippedSchemeText(const std::string& id) {
  std::ostringstream text;
  for (const auto& path : ListSorted(SchemesFolder() / id, [](const auto& entry) {
         return entry.path().extension() == ".textproto";
       })) {
    text << std::ifstream(path).rdbuf() << '\n';
  }
  return text.str();
}

v1::Scheme ReadShippedScheme(const std::string& id) {
  auto scheme = scheme::ParseSchemeText(ShippedSchemeText(id));
  EXPECT_TRUE(scheme.ok()) << scheme.status();
  return scheme.ok() ? *std::move(scheme) : v1::Scheme();
}

std::shared_ptr<const scheme::CompiledScheme> CompileShippedScheme(const std::string& id) {
  auto compiled = scheme::CompiledScheme::Make(ReadShippedScheme(id));
  EXPECT_TRUE(compiled.ok()) << compiled.status();
  return compiled.ok() ? *std::move(compiled) : nullptr;
}

}  // namespace jifen::scoring
