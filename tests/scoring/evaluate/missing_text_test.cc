// What is missing, in words.
#include "scoring/evaluate/missing_text.h"

#include <string>

#include "gtest/gtest.h"

namespace jifen::scoring::evaluate {
namespace {

struct Row {
  const char* name;
  const char* path;
  const char* zh;
  const char* en;
};

class JoinPathsGives : public testing::TestWithParam<Row> {};

TEST_P(JoinPathsGives, Words) {
  google::protobuf::RepeatedPtrField<std::string> paths;
  *paths.Add() = GetParam().path;
  EXPECT_EQ(JoinPaths(paths).zh, GetParam().zh);
  EXPECT_EQ(JoinPaths(paths).en, GetParam().en);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, JoinPathsGives,
    testing::Values(Row{"Field", "annual_report[2025].staff", "2025 年年度报告的“职工总数”",
                        "\"staff\" of the annual report 2025"},
                    Row{"Report", "annual_report[2025]", "2025 年年度报告",
                        "the annual report 2025"},
                    Row{"ReportOfABasis", "annual_report[2025, STATISTICS]",
                        "2025 年年度报告（STATISTICS）", "the annual report 2025 (STATISTICS)"},
                    Row{"ZeroField", "annual_report[2025].staff = 0",
                        "2025 年年度报告的“职工总数”不为 0 的数值",
                        "a value other than 0 of \"staff\" of the annual report 2025"},
                    Row{"NotPositive", "annual_report[2025].sales_fen <= 0",
                        "2025 年年度报告的“销售收入”大于 0 的数值",
                        "a value above 0 of \"sales revenue\" of the annual report 2025"},
                    Row{"Profile", "profile", "企业概况", "the profile"},
                    Row{"ProfileField", "profile.resident", "企业概况的“居民企业”",
                        "\"registered in mainland China\" of the profile"},
                    Row{"Enterprise", "enterprise.founded", "企业登记信息的“成立日期”",
                        "\"founded\" of the register entry"},
                    Row{"RecordWithDots", "intellectual_property[ZL.1].core",
                        "知识产权 ZL.1 的“与主导产品相关”",
                        "\"for the main product\" of the intellectual property ZL.1"},
                    Row{"AnyKind", "award[a].level", "奖项 a 的“级别”", "\"level\" of the award a"},
                    Row{"UnknownField", "award[a].colour", "award[a].colour", "award[a].colour"},
                    Row{"UnknownKind", "moon.colour", "moon.colour", "moon.colour"},
                    Row{"Text", "sum([1, 2].x)", "sum([1, 2].x)", "sum([1, 2].x)"},
                    Row{"Empty", "", "", ""}, Row{"OpenBracket", "award[a", "award[a", "award[a"},
                    Row{"Mark", "mark = 12, want 4..6", "4 至 6 分之间的专家评分（现为 12 分）",
                        "a mark by experts of 4 to 6 (it is 12)"},
                    Row{"Points", "points(\"advancement\")", "“advancement”的专家评分",
                        "the points of \"advancement\" by experts"},
                    Row{"Stage", "stage", "符合条件的阶段", "a stage that applies"}),
    [](const auto& info) { return info.param.name; });

TEST(JoinPaths, JoinsThem) {
  google::protobuf::RepeatedPtrField<std::string> paths;
  *paths.Add() = "profile";
  *paths.Add() = "annual_report[2024]";
  EXPECT_EQ(JoinPaths(paths).zh, "企业概况、2024 年年度报告");
  EXPECT_EQ(JoinPaths(paths).en, "the profile, the annual report 2024");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
