#include "tests/scoring/scheme/guide.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"

namespace jifen::scoring {

std::string GuideSection(const std::string& title) {
  std::ostringstream guide;
  guide << std::ifstream(std::filesystem::path(JIFEN_SOURCE_DIR) / "docs" / "scheme_guide.md")
               .rdbuf();
  const std::string text = guide.str();
  const size_t begin = text.find("\n## " + title + "\n");
  EXPECT_NE(begin, std::string::npos) << "no section " << title;
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find("\n## ", begin + 1) - begin);
}

std::vector<std::string> GuideBlocks(const std::string& title) {
  const std::string section = GuideSection(title);
  const std::string fence = "```textproto\n";
  std::vector<std::string> blocks;
  for (size_t at = section.find(fence); at != std::string::npos; at = section.find(fence, at)) {
    at += fence.size();
    const size_t end = section.find("```\n", at);
    blocks.push_back(section.substr(at, end - at));
    at = end;
  }
  return blocks;
}

}  // namespace jifen::scoring
