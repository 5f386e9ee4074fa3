// All faults of a file at once, each with its line, column and caret.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/scoring/scheme/small_scheme.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/failure.h"

namespace jifen::tools::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SchemeLint : public testing::Test {
 protected:
  SchemeLint() { std::filesystem::create_directories(folder_); }
  ~SchemeLint() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path) << text;
    return path.string();
  }

  Context MakeContext(bool json) {
    Context context{.terminal = {}, .json = json, .connection = {}, .out = out_, .err = err_};
    context.terminal.language = Language::kEnglish;
    context.terminal.width = 120;
    return context;
  }

  template <typename Arguments>
  int RunOn(const std::string& path, bool json) {
    Arguments arguments;
    arguments.files_or_folders = {path};
    const absl::StatusOr<int> code = cli::Run(MakeContext(json), arguments);
    EXPECT_TRUE(code.ok()) << code.status();
    return code.ok() ? *code : -1;
  }

  std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) /
                                  ::testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ostringstream out_;
  std::ostringstream err_;
};

std::string TextOf(const v1::Scheme& scheme) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(scheme, &text);
  return text;
}

int LineOf(const std::string& text, const std::string& what) {
  return static_cast<int>(std::count(
             text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(what)), '\n')) +
         1;
}

TEST_F(SchemeLint, PassesAWholeScheme) {
  const std::string file = Write("scheme.textproto", TextOf(scoring::SmallScheme()));
  EXPECT_EQ(RunOn<SchemeLintArguments>(file, false), kExitFine) << out_.str();
  EXPECT_THAT(out_.str(), HasSubstr("small@1"));
}

TEST_F(SchemeLint, TellsAllFaultsWithTheirPlaces) {
  v1::Scheme scheme = scoring::SmallScheme();
  auto* share = scheme.mutable_categories(0)->mutable_indicators(0);
  share->mutable_measure()->set_value("ratio(annual(year).rd_expens_fen, annual(yaer).sales_fen)");
  scheme.mutable_categories(1)->set_maximum("11");
  const std::string text = TextOf(scheme);
  const std::string file = Write("scheme.textproto", text);
  EXPECT_EQ(RunOn<SchemeLintArguments>(file, true), kExitFailed);
  const auto report = nlohmann::json::parse(out_.str());
  ASSERT_EQ(report.size(), 1);
  std::vector<std::string> told;
  for (const auto& fault : report[0]["faults"]) {
    told.push_back(fault["reason"].get<std::string>() + " " + fault["path"].get<std::string>() +
                   " " + std::to_string(fault["line"].get<int>()) + ":" +
                   std::to_string(fault["column"].get<int>()));
  }
  const int value_line = LineOf(text, "rd_expens_fen");
  const size_t line_begin = text.rfind('\n', text.find("rd_expens_fen")) + 1;
  const auto column = [&](const char* what) {
    return std::to_string(text.find(what) - line_begin + 1);
  };
  const std::string value_path = " categories[0].indicators[0].measure.value ";
  EXPECT_THAT(told, ElementsAre("REASON_EXPRESSION_NAME" + value_path + std::to_string(value_line) +
                                    ":" + column("rd_expens_fen"),
                                "REASON_EXPRESSION_NAME" + value_path + std::to_string(value_line) +
                                    ":" + column("yaer"),
                                "REASON_SCHEME_POINTS categories[1].maximum " +
                                    std::to_string(LineOf(text, "maximum: \"11\"")) + ":3"));
}

TEST_F(SchemeLint, PutsACaretUnderTheFault) {
  v1::Scheme scheme = scoring::SmallScheme();
  scheme.mutable_categories(0)->mutable_indicators(1)->set_maximum("ten");
  const std::string file = Write("scheme.textproto", TextOf(scheme));
  EXPECT_EQ(RunOn<SchemeLintArguments>(file, false), kExitFailed);
  EXPECT_THAT(out_.str(), HasSubstr("      maximum: \"ten\"\n        ^\n"));
}

TEST_F(SchemeLint, TellsWhereTheTextBreaks) {
  const std::string file =
      Write("scheme.textproto", "id: \"small\"\ntitle { zh: \"小\" versoin: 1 }\n");
  EXPECT_EQ(RunOn<SchemeLintArguments>(file, false), kExitFailed);
  EXPECT_THAT(out_.str(), HasSubstr(file + ":2:17:"));
  EXPECT_THAT(out_.str(),
              HasSubstr("  title { zh: \"小\" versoin: 1 }\n" + std::string(21, ' ') + "^\n"));
}

TEST_F(SchemeLint, NamesTheFileOfAFolder) {
  v1::Scheme scheme = scoring::SmallScheme();
  v1::Scheme vectors;
  vectors.mutable_vectors()->Swap(scheme.mutable_vectors());
  vectors.add_vectors()->set_name("no base");
  Write("scheme.textproto", TextOf(scheme));
  const std::string file = Write("vectors.textproto", TextOf(vectors));
  EXPECT_EQ(RunOn<SchemeLintArguments>(folder_.string(), false), kExitFailed);
  EXPECT_THAT(out_.str(), HasSubstr(file + ":1:1: "));
}

TEST_F(SchemeLint, TestsVectors) {
  v1::Scheme scheme = scoring::SmallScheme();
  v1::BaseDossier* base = scheme.add_base_dossiers();
  base->set_id("base");
  *base->mutable_dossier() =
      scoring::DossierOf({"record_id: 'p' valid_from { year: 2020 month: 1 day: 1 }"
                          " profile { main_product_strategic: true }"});
  v1::Vector* vector = scheme.add_vectors();
  vector->set_name("strategic");
  vector->set_base("base");
  vector->mutable_expect()->set_total("10");
  const std::string fine = Write("fine.textproto", TextOf(scheme));
  EXPECT_EQ(RunOn<SchemeTestArguments>(fine, false), kExitFine) << out_.str();
  scheme.mutable_vectors(0)->mutable_expect()->set_total("39.5");
  const std::string wrong = Write("wrong.textproto", TextOf(scheme));
  EXPECT_EQ(RunOn<SchemeLintArguments>(wrong, false), kExitFine);
  EXPECT_EQ(RunOn<SchemeTestArguments>(wrong, false), kExitFailed);
  EXPECT_THAT(out_.str(), HasSubstr("39.5"));
}

}  // namespace
}  // namespace jifen::tools::cli
