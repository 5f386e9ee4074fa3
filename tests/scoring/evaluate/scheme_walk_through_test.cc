// The scheme that docs/scheme_guide.md writes from nothing: whole from the fourth file on, and each vector of the
// last gives what it expects.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "scoring/evaluate/vectors.h"
#include "scoring/scheme/scheme_text.h"
#include "tests/scoring/scheme/guide.h"

namespace jifen::scoring {
namespace {

constexpr char kSection[] = "A scheme in twenty minutes";
constexpr size_t kFiles = 7;
constexpr size_t kFilesOfAWholeScheme = 4;

std::shared_ptr<const scheme::CompiledScheme> CompileFirst(size_t files) {
  const std::vector<std::string> blocks = GuideBlocks(kSection);
  std::string text;
  for (size_t i = 0; i < files && i < blocks.size(); ++i) text += blocks[i];
  auto parsed = scheme::ParseSchemeText(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  if (!parsed.ok()) return nullptr;
  auto compiled = scheme::CompiledScheme::Make(*std::move(parsed));
  EXPECT_TRUE(compiled.ok()) << compiled.status();
  return compiled.ok() ? *std::move(compiled) : nullptr;
}

TEST(SchemeWalkThrough, NamesItsFilesInTheirOrder) {
  const std::string section = GuideSection(kSection);
  ASSERT_EQ(GuideBlocks(kSection).size(), kFiles);
  size_t at = 0;
  for (size_t file = 1; file <= kFiles; ++file) {
    const size_t next = section.find(absl::StrCat("`", file, "-"), at);
    ASSERT_NE(next, std::string::npos) << "file " << file;
    at = section.find("```textproto", next);
    ASSERT_NE(at, std::string::npos) << "the text of file " << file;
  }
}

TEST(SchemeWalkThrough, IsASchemeFromTheFourthFileOn) {
  for (size_t files = kFilesOfAWholeScheme; files <= kFiles; ++files) {
    EXPECT_NE(CompileFirst(files), nullptr) << files << " files";
  }
}

TEST(SchemeWalkThrough, GivesTheCardsThatItsVectorsExpect) {
  const auto scheme = CompileFirst(kFiles);
  ASSERT_NE(scheme, nullptr);
  EXPECT_GE(scheme->message().vectors_size(), 6);
  for (const model::Fault& fault : evaluate::RunVectors(*scheme)) {
    ADD_FAILURE() << model::ToStatus(fault).message();
  }
}

}  // namespace
}  // namespace jifen::scoring
