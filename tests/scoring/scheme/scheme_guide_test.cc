// docs/scheme_guide.md shows what is there.
#include <sstream>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "scoring/scheme/canonical_form.h"
#include "scoring/scheme/scheme_text.h"
#include "tests/scoring/scheme/guide.h"
#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::scoring::scheme {
namespace {

// The line that is indented after `text`.
std::string LineAfter(const std::string& guide, const std::string& text) {
  const size_t at = guide.find("    ", guide.find(text));
  return guide.substr(at + 4, guide.find('\n', at) - at - 4);
}

// Excerpts in the guide are moved to the left.
std::string WithoutIndentation(const std::string& text) {
  std::istringstream lines(text);
  std::string moved;
  for (std::string line; std::getline(lines, line);) {
    moved += std::string(absl::StripLeadingAsciiWhitespace(line)) + "\n";
  }
  return moved;
}

TEST(SchemeGuide, ShowsExcerptsOfTheSchemeThatShips) {
  const std::string scheme = ShippedSchemeText("sme-tech-2017");
  int blocks = 0;
  for (const char* section : {"An excerpt", "Vectors"}) {
    for (const std::string& block : GuideBlocks(section)) {
      EXPECT_NE(scheme.find(block), std::string::npos) << block;
      ++blocks;
    }
  }
  EXPECT_EQ(blocks, 4);
}

TEST(SchemeGuide, ShowsConstructsAsXianningDemoHasThem) {
  const std::string scheme = WithoutIndentation(ShippedSchemeText("xianning-demo"));
  int blocks = 0;
  for (const char* section : {"Constructs by example", "How points add up"}) {
    for (const std::string& block : GuideBlocks(section)) {
      EXPECT_NE(scheme.find(WithoutIndentation(block)), std::string::npos) << block;
      ++blocks;
    }
  }
  EXPECT_EQ(blocks, 11);
}

TEST(SchemeGuide, ShowsComparisonWithPeersAsPeerDemoHasIt) {
  const std::string scheme = WithoutIndentation(ShippedSchemeText("peer-demo"));
  int blocks = 0;
  for (const std::string& block : GuideBlocks("Comparison with peers")) {
    EXPECT_NE(scheme.find(WithoutIndentation(block)), std::string::npos) << block;
    ++blocks;
  }
  EXPECT_EQ(blocks, 3);
}

TEST(SchemeGuide, ShowsTheCanonicalFormAndIdentityOfItsExample) {
  const std::string section = GuideSection("Canonical form and identity");
  const auto scheme = ParseSchemeText(GuideBlocks("Canonical form and identity").back());
  ASSERT_TRUE(scheme.ok()) << scheme.status();
  EXPECT_EQ(absl::BytesToHexString(CanonicalForm(*scheme)),
            absl::StrReplaceAll(LineAfter(section, "has the canonical form"), {{" ", ""}}));
  EXPECT_EQ(Identity(*scheme), LineAfter(section, "and the identity"));
}

}  // namespace
}  // namespace jifen::scoring::scheme
