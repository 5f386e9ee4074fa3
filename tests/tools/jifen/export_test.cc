#include <filesystem>
#include <fstream>

#include "proto/model/sha256.h"
#include "tests/tools/jifen/region_test.h"
#include "tests/tools/jifen/samples.h"
#include "tools/jifen/export/finished_file.h"
#include "tools/jifen/export/part_file.h"
#include "tools/jifen/failure.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Export : public RegionTest {
 protected:
  Export() {
    folder_ =
        std::filesystem::path(::testing::TempDir()) /
        ("export_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    out_file_ = (folder_ / "g1.csv").string();
    region_.lines = SampleLines(10);
  }
  ~Export() override { std::filesystem::remove_all(folder_); }

  absl::StatusOr<int> Go(bool overwrite = false, uint64_t revision = 0) {
    return Run(GenerationExportArguments{.pick = {.generation_id = "g1", .scheme_id = ""},
                                         .out = out_file_,
                                         .revision = revision,
                                         .overwrite = overwrite});
  }

  // What an export gives that nothing disturbed.
  std::string Undisturbed() {
    EXPECT_EQ(Go().value(), kExitFine);
    const std::string text = ReadText(out_file_);
    std::filesystem::remove(out_file_);
    std::filesystem::remove(out_file_ + ".manifest.json");
    region_.exports.clear();
    return text;
  }

  // An export that breaks off for good; the next one would be whole.
  void StopAfter(int lines) {
    region_.export_breaks = {lines};
    region_.export_gone = true;
    timeout_ = absl::Seconds(1);
    EXPECT_FALSE(Go().ok());
    timeout_ = kPatience;
    region_.export_gone = false;
    region_.export_breaks.clear();
  }

  // Breaks off `calls` calls, each after `lines` more lines.
  void Break(size_t calls, int lines) { region_.export_breaks.assign(calls, lines); }

  std::filesystem::path folder_;
  std::string out_file_;
};

TEST_F(Export, IsWhatASpreadsheetOpens) {
  region_.lines = SampleLines(1);
  region_.lines[0].mutable_score()->set_enterprise_name("=1+2, \"a\"\n");
  region_.lines[0].add_points("-2.5");
  language_ = Language::kChinese;
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_EQ(ReadText(out_file_),
            "\xEF\xBB\xBF统一社会信用代码,企业名称,行政区划代码,行业代码,成长阶段,等级,结果,总分,"
            "最高可能总分,研发投入,数据版本,积分卡编号,积分卡SHA-256\r\n"
            "\t914212020000000000,\"'=1+2, \"\"a\"\" \",421202,C3971,,,通过,50.25,,12.5,-2.5,7,," +
                model::HexOf(region_.lines[0].card_sha256()) + "\r\n");
  EXPECT_THAT(out_.str(), HasSubstr("与服务器一致"));
}

TEST_F(Export, HasAManifestThatAgreesWithTheFile) {
  json_ = true;
  ASSERT_EQ(Go().value(), kExitFine);
  const nlohmann::json manifest = nlohmann::json::parse(ReadText(out_file_ + ".manifest.json"));
  const std::string text = ReadText(out_file_);
  EXPECT_EQ(manifest["generation_id"], "g1");
  EXPECT_EQ(manifest["scheme_sha256"], "abcd");
  EXPECT_EQ(manifest["revision"], 9);
  EXPECT_EQ(manifest["lines"], 10);
  EXPECT_EQ(manifest["scored"], 8);
  EXPECT_EQ(manifest["total_sum"], "437");
  EXPECT_EQ(manifest["csv"]["file"], "g1.csv");
  EXPECT_EQ(manifest["csv"]["bytes"], text.size());
  EXPECT_EQ(manifest["csv"]["sha256"], model::HexOf(model::Sha256Of(text)));
  EXPECT_EQ(manifest["columns"].size(), 13U);
  EXPECT_EQ(Printed(), manifest);
}

TEST_F(Export, OverABrokenConnectionIsTheSameFile) {
  const std::string whole = Undisturbed();
  Break(2, 4);
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_EQ(ReadText(out_file_), whole);
  ASSERT_EQ(region_.exports.size(), 3U);
  EXPECT_EQ(region_.exports[1].after_enterprise_id(), "914212020000000003");
  EXPECT_EQ(region_.exports[1].revision(), 9U);
  EXPECT_EQ(region_.exports[2].after_enterprise_id(), "914212020000000007");
}

TEST_F(Export, ThatStoppedIsGoneOnWithByTheNextCommand) {
  const std::string whole = Undisturbed();
  StopAfter(4);
  EXPECT_THAT(err_.str(), HasSubstr("go on after 4 lines"));
  EXPECT_FALSE(std::filesystem::exists(out_file_));
  std::ofstream(out_file_ + ".part", std::ios::app | std::ios::binary) << "\t91421202000000";
  region_.exports.clear();
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_THAT(err_.str(), HasSubstr("Gone on after 4 lines"));
  EXPECT_EQ(region_.exports.at(0).after_enterprise_id(), "914212020000000003");
  EXPECT_EQ(ReadText(out_file_), whole);
  EXPECT_FALSE(std::filesystem::exists(out_file_ + ".part"));
  EXPECT_FALSE(std::filesystem::exists(out_file_ + ".part.json"));
}

TEST_F(Export, ThatStoppedBeforeItsHeadingsReachedTheDiskBeginsAnew) {
  const std::string whole = Undisturbed();
  StopAfter(4);
  std::filesystem::resize_file(out_file_ + ".part", 10);
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_EQ(ReadText(out_file_), whole);
}

TEST_F(Export, ThatGoesOnTellsItsRevisionAndHowToBeginAnew) {
  StopAfter(4);
  json_ = true;
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_THAT(err_.str(),
              HasSubstr("at data revision 9; to begin anew at the newest: --overwrite"));
  EXPECT_EQ(region_.exports.back().revision(), 9U);
}

TEST_F(Export, ThatIsToBeginAnewDoesNot) {
  StopAfter(4);
  ASSERT_EQ(Go(/*overwrite=*/true).value(), kExitFine);
  EXPECT_EQ(region_.exports.back().revision(), 0U);
  EXPECT_EQ(region_.exports.back().after_enterprise_id(), "");
}

TEST_F(Export, ThatBeganLongAgoIsGoneOnWithOnlyAtItsRevision) {
  StopAfter(4);
  const auto age = [this] {
    nlohmann::json state = nlohmann::json::parse(ReadText(out_file_ + ".part.json"));
    state["begun_at"] = "2026-01-01T00:00:00Z";
    std::ofstream(out_file_ + ".part.json") << state;
  };
  age();
  ASSERT_EQ(Go(false, 9).value(), kExitFine);
  EXPECT_EQ(region_.exports.back().after_enterprise_id(), "914212020000000003");
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  region_.exports.clear();
  StopAfter(4);
  age();
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_THAT(err_.str(), HasSubstr("is older than a day"));
  EXPECT_EQ(region_.exports.back().after_enterprise_id(), "");
}

TEST_F(Export, APartThatNobodyCanTellIsReplacedOnlyWhenToldSo) {
  for (const char* state : {"", "{}", "{\"generation_id\":\"g1\"}"}) {
    std::ofstream(out_file_ + ".part") << "mine";
    std::ofstream(out_file_ + ".part.json") << state;
    EXPECT_EQ(Go().status().code(), absl::StatusCode::kAlreadyExists) << state;
    EXPECT_EQ(ReadText(out_file_ + ".part"), "mine");
  }
  EXPECT_EQ(Go(/*overwrite=*/true).value(), kExitFine);
}

TEST_F(Export, ToANameThatIsNoUtf8Ends) {
  out_file_ = (folder_ / "g\xff.csv").string();
  ASSERT_EQ(Go().value(), kExitFine);
  EXPECT_EQ(nlohmann::json::parse(ReadText(out_file_ + ".manifest.json"))["csv"]["file"],
            "g\xEF\xBF\xBD.csv");
}

TEST_F(Export, OfAnotherRevisionOrLanguageIsNotMixedIn) {
  StopAfter(4);
  EXPECT_EQ(Go(false, 10).status().code(), absl::StatusCode::kAlreadyExists);
  language_ = Language::kChinese;
  const absl::StatusOr<int> chinese = Go();
  EXPECT_EQ(chinese.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(chinese.status().message()), HasSubstr("另一次导出"));
  EXPECT_EQ(Go(/*overwrite=*/true).value(), kExitFine);
  EXPECT_THAT(ReadText(out_file_), StartsWith("\xEF\xBB\xBF统一"));
}

TEST_F(Export, ThatIsNotWhatTheServerCountedIsRemoved) {
  region_.cards_sha256 = "00";
  const absl::StatusOr<int> result = Go();
  EXPECT_EQ(result.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("cards_sha256"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(Export, ALineThatWasAlteredOnTheDiskIsFoundOut) {
  StopAfter(4);
  std::string text = ReadText(out_file_ + ".part");
  text.replace(text.find("50.25"), 5, "90.25");
  std::ofstream(out_file_ + ".part", std::ios::binary) << text;
  const absl::StatusOr<int> result = Go();
  EXPECT_EQ(result.status().code(), absl::StatusCode::kDataLoss);
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("total_sum"));
}

TEST_F(Export, IsRefusedWhileAnotherWritesTheSameFile) {
  const Context context{.terminal = {}, .connection = {}, .out = out_, .err = err_};
  std::optional<PartFile> other(std::in_place, context, out_file_);
  ASSERT_TRUE(other->Lock().ok());
  for (const bool overwrite : {false, true}) {
    const absl::StatusOr<int> result = Go(overwrite);
    EXPECT_EQ(result.status().code(), absl::StatusCode::kAlreadyExists);
    EXPECT_THAT(std::string(result.status().message()), HasSubstr("Another export writes"));
  }
  EXPECT_TRUE(region_.exports.empty());
  other.reset();
  EXPECT_EQ(Go().value(), kExitFine);
}

TEST_F(Export, WritesThoughAKilledOneLeftItsLock) {
  std::ofstream(out_file_ + ".part.lock").close();
  EXPECT_EQ(Go().value(), kExitFine);
  EXPECT_FALSE(std::filesystem::exists(out_file_ + ".part.lock"));
}

TEST_F(Export, AManifestThatIsThereIsReplacedOnlyWhenToldSo) {
  std::ofstream(out_file_ + ".manifest.json") << "mine";
  const absl::StatusOr<int> result = Go();
  EXPECT_EQ(result.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(result.status().message()), HasSubstr("g1.csv.manifest.json"));
  EXPECT_EQ(ReadText(out_file_ + ".manifest.json"), "mine");
  EXPECT_TRUE(region_.exports.empty());
  EXPECT_EQ(Go(/*overwrite=*/true).value(), kExitFine);
}

TEST_F(Export, ThatCannotGetItsNameHasNoManifestOfAnother) {
  const Context context{.terminal = {}, .connection = {}, .out = out_, .err = err_};
  std::ofstream(out_file_) << "before";
  std::ofstream(out_file_ + ".manifest.json") << "of before";
  EXPECT_FALSE(GiveNames(context, out_file_ + ".part", out_file_, "of after").ok());
  EXPECT_EQ(ReadText(out_file_), "before");
  EXPECT_FALSE(std::filesystem::exists(out_file_ + ".manifest.json"));
}

TEST_F(Export, ThatWasKilledBeforeItsManifestGetsItByTheNextCommand) {
  ASSERT_EQ(Go().value(), kExitFine);
  const std::string manifest = out_file_ + ".manifest.json";
  const std::string text = ReadText(manifest);
  std::filesystem::rename(manifest, manifest + ".new");
  EXPECT_EQ(Go().status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(err_.str(), HasSubstr("it has it now"));
  EXPECT_EQ(ReadText(manifest), text);
}

TEST_F(Export, AManifestThatWaitsForAnotherFileIsNotGiven) {
  ASSERT_EQ(Go().value(), kExitFine);
  const std::string manifest = out_file_ + ".manifest.json";
  std::filesystem::rename(manifest, manifest + ".new");
  std::ofstream(out_file_, std::ios::app) << "more";
  EXPECT_EQ(Go().status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_FALSE(std::filesystem::exists(manifest));
}

TEST_F(Export, AFileThatIsThereIsReplacedOnlyWhenToldSo) {
  std::ofstream(out_file_) << "mine";
  EXPECT_EQ(Go().status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReadText(out_file_), "mine");
  EXPECT_TRUE(region_.exports.empty());
  EXPECT_EQ(Go(/*overwrite=*/true).value(), kExitFine);
}

TEST_F(Export, AFolderThatIsNotThereIsToldBeforeTheServerIsAsked) {
  out_file_ = (folder_ / "none" / "g1.csv").string();
  EXPECT_EQ(Go().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(region_.exports.empty());
}

}  // namespace
}  // namespace jifen::tools::cli
