// docs/expression_language.md and the language say the same.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/expression/function_table.h"
#include "scoring/expression/missing.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

std::string Reference() {
  std::ifstream file(JIFEN_SOURCE_DIR "/docs/expression_language.md");
  EXPECT_TRUE(file.is_open());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Reference, HasEverySignature) {
  const std::string reference = Reference();
  for (const Function& function : AllFunctions()) {
    const std::string row = absl::StrCat("| `", FormatSignature(function), "` |");
    EXPECT_NE(reference.find(row), std::string::npos) << row;
  }
}

TEST(Reference, HasNoSignatureThatDoesNotExist) {
  std::set<std::string> known;
  for (const Function& function : AllFunctions()) known.insert(FormatSignature(function));
  const std::string reference = Reference();
  const std::regex row("\\| `([^`]* -> [^`]*)` \\|");
  size_t rows = 0;
  for (std::sregex_iterator at(reference.begin(), reference.end(), row), end; at != end; ++at) {
    EXPECT_TRUE(known.contains((*at)[1])) << (*at)[1];
    ++rows;
  }
  EXPECT_EQ(rows, known.size());
}

TEST(Reference, HasEveryVariable) {
  const std::string reference = Reference();
  const Environment environment;
  for (const std::string& name : environment.Names()) {
    const Variable* variable = environment.FindVariable(name);
    if (variable == nullptr) continue;
    const std::string row = absl::StrCat("| `", name, "` | `", FormatType(variable->type), "` |");
    EXPECT_NE(reference.find(row), std::string::npos) << row;
  }
}

TEST(Reference, HasTheLimits) {
  const std::string reference = Reference();
  for (const std::string& row : {
           absl::StrCat("| text | ", kTextBytesMax, " bytes |"),
           absl::StrCat("| levels | ", kDepthMax, " |"),
           absl::StrCat("| parts | ", kNodesMax, " |"),
           absl::StrCat("| macros within macros | ", kLoopDepthMax, " |"),
           absl::StrCat("| elements visited per dossier | ", kIterationsMax, " |"),
           absl::StrCat("| lists and strings per dossier | ", kArenaBytesMax, " bytes |"),
           absl::StrCat("| missing paths | ", kCausesMax, " |"),
       }) {
    EXPECT_NE(reference.find(row), std::string::npos) << row;
  }
}

// Each block of examples is compiled; a line "// ..." tells its type.
TEST(Reference, ExamplesCompile) {
  const std::string reference = Reference();
  const std::regex block("```cel\n([^`]*)```");
  size_t examples = 0;
  Environment environment;
  for (std::sregex_iterator at(reference.begin(), reference.end(), block), end; at != end; ++at) {
    std::istringstream lines((*at)[1]);
    for (std::string line; std::getline(lines, line);) {
      if (line.empty()) continue;
      const size_t comment = line.rfind("// ");
      ASSERT_NE(comment, std::string::npos) << line;
      const auto program = MustCompile(line, environment);
      ASSERT_NE(program, nullptr) << line;
      EXPECT_EQ(FormatType(program->type()), line.substr(comment + 3)) << line;
      ++examples;
    }
  }
  EXPECT_GE(examples, 12u);
}

}  // namespace
}  // namespace jifen::scoring::expression
