// docs/scheme_guide.md shows what is there.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "scoring/scheme/canonical_form.h"
#include "scoring/scheme/scheme_text.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring::scheme {
namespace {

std::string ReadGuide() {
  std::ostringstream text;
  text << std::ifstream(std::filesystem::path(JIFEN_SOURCE_DIR) / "docs" / "scheme_guide.md")
              .rdbuf();
  return text.str();
}

std::vector<std::string> TextProtosOf(const std::string& guide) {
  const std::string begin = "```textproto\n";
  std::vector<std::string> blocks;
  for (size_t at = guide.find(begin); at != std::string::npos; at = guide.find(begin, at)) {
    at += begin.size();
    const size_t end = guide.find("```\n", at);
    blocks.push_back(guide.substr(at, end - at));
    at = end;
  }
  return blocks;
}

// The line that is indented after `text`.
std::string LineAfter(const std::string& guide, const std::string& text) {
  const size_t at = guide.find("    ", guide.find(text));
  return guide.substr(at + 4, guide.find('\n', at) - at - 4);
}

TEST(SchemeGuide, ShowsExcerptsOfTheSchemeThatShips) {
  const std::vector<std::string> blocks = TextProtosOf(ReadGuide());
  ASSERT_EQ(blocks.size(), 5u);
  const std::string scheme = ShippedSchemeText("sme-tech-2017");
  for (size_t i = 0; i + 1 < blocks.size(); ++i) {
    EXPECT_NE(scheme.find(blocks[i]), std::string::npos) << blocks[i];
  }
}

TEST(SchemeGuide, ShowsTheCanonicalFormAndIdentityOfItsExample) {
  const std::string guide = ReadGuide();
  const auto scheme = ParseSchemeText(TextProtosOf(guide).back());
  ASSERT_TRUE(scheme.ok()) << scheme.status();
  EXPECT_EQ(absl::BytesToHexString(CanonicalForm(*scheme)),
            absl::StrReplaceAll(LineAfter(guide, "has the canonical form"), {{" ", ""}}));
  EXPECT_EQ(Identity(*scheme), LineAfter(guide, "and the identity"));
}

}  // namespace
}  // namespace jifen::scoring::scheme
