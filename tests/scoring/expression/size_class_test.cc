// The table of 工信部联企业〔2011〕300号: each row at each edge.
#include "scoring/expression/size_class.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

// As the notice writes the rows: lower bounds of large, medium and small; -1 where it has none.
struct Row {
  const char* name;
  const char* code;
  int64_t staff[3];
  int64_t revenue_wan[3];
  int64_t assets_wan[3];
};
constexpr int64_t kNone = -1;
constexpr Row kNotice[] = {
    {"农、林、牧、渔业", "A0111", {kNone}, {20000, 500, 50}, {kNone}},
    {"工业", "C3971", {1000, 300, 20}, {40000, 2000, 300}, {kNone}},
    {"建筑业", "E4710", {kNone}, {80000, 6000, 300}, {80000, 5000, 300}},
    {"批发业", "F5171", {200, 20, 5}, {40000, 5000, 1000}, {kNone}},
    {"零售业", "F5211", {300, 50, 10}, {20000, 500, 100}, {kNone}},
    {"交通运输业", "G5431", {1000, 300, 20}, {30000, 3000, 200}, {kNone}},
    {"仓储业", "G5920", {200, 100, 20}, {30000, 1000, 100}, {kNone}},
    {"邮政业", "G6010", {1000, 300, 20}, {30000, 2000, 100}, {kNone}},
    {"住宿业", "H6110", {300, 100, 10}, {10000, 2000, 100}, {kNone}},
    {"餐饮业", "H6210", {300, 100, 10}, {10000, 2000, 100}, {kNone}},
    {"信息传输业", "I6410", {2000, 100, 10}, {100000, 1000, 100}, {kNone}},
    {"软件和信息技术服务业", "I6513", {300, 100, 10}, {10000, 1000, 50}, {kNone}},
    {"房地产开发经营", "K7010", {kNone}, {200000, 1000, 100}, {10000, 5000, 2000}},
    {"物业管理", "K7020", {1000, 300, 100}, {5000, 1000, 500}, {kNone}},
    {"租赁和商务服务业", "L7211", {300, 100, 10}, {kNone}, {120000, 8000, 100}},
    {"其他未列明行业", "M7320", {300, 100, 10}, {kNone}, {kNone}},
};
constexpr v1::SizeClass kClasses[] = {v1::SIZE_CLASS_LARGE, v1::SIZE_CLASS_MEDIUM,
                                      v1::SIZE_CLASS_SMALL, v1::SIZE_CLASS_MICRO};

// The figures that just reach a class in every indicator.
SizeFigures Edge(const Row& row, size_t bound) {
  constexpr int64_t kFenPerWan = 1'000'000;
  SizeFigures figures;
  if (row.staff[0] != kNone) figures.staff = row.staff[bound];
  if (row.revenue_wan[0] != kNone) figures.revenue_fen = row.revenue_wan[bound] * kFenPerWan;
  if (row.assets_wan[0] != kNone) figures.assets_fen = row.assets_wan[bound] * kFenPerWan;
  return figures;
}

TEST(SizeClass, WantsTheLowerBoundsOfAllIndicators) {
  for (const Row& row : kNotice) {
    const SizeIndustry* industry = FindSizeIndustry(row.code);
    ASSERT_NE(industry, nullptr) << row.name;
    EXPECT_STREQ(industry->name, row.name);
    for (size_t bound = 0; bound < 3; ++bound) {
      const SizeFigures edge = Edge(row, bound);
      EXPECT_EQ(SizeClassOf(*industry, edge), kClasses[bound]) << row.name << bound;
      for (const auto figure :
           {&SizeFigures::staff, &SizeFigures::revenue_fen, &SizeFigures::assets_fen}) {
        if (!(edge.*figure).has_value()) continue;
        SizeFigures below = edge;
        below.*figure = *(edge.*figure) - 1;
        EXPECT_EQ(SizeClassOf(*industry, below), kClasses[bound + 1])
            << row.name << bound << ": one figure below its bound is a class lower";
      }
    }
  }
}

TEST(SizeClass, IsOpenOnlyIfWhatIsMissingCouldChangeIt) {
  const SizeIndustry& industry = *FindSizeIndustry("C3971");
  EXPECT_EQ(SizeClassOf(industry, {.staff = 1000}), v1::SIZE_CLASS_UNSPECIFIED);
  EXPECT_EQ(SizeClassOf(industry, {.staff = 19}), v1::SIZE_CLASS_MICRO) << "whatever the revenue";
  EXPECT_EQ(SizeClassOf(industry, {.revenue_fen = 0}), v1::SIZE_CLASS_MICRO);
  EXPECT_EQ(SizeClassOf(industry, {}), v1::SIZE_CLASS_UNSPECIFIED);
  EXPECT_EQ(SizeClassOf(industry, {.staff = 300, .revenue_fen = 2'000'000'000, .assets_fen = 0}),
            v1::SIZE_CLASS_MEDIUM)
      << "industry does not look at assets";
}

TEST(FindSizeIndustry, KnowsTheGroupsOfTheClassification) {
  struct Case {
    const char* code;
    const char* name;
  };
  const Case cases[] = {
      {"A05", "农、林、牧、渔业"}, {"B0610", "工业"},           {"D4690", "工业"},
      {"E50", "建筑业"},           {"G5810", "交通运输业"},     {"G5910", "交通运输业"},
      {"G5990", "仓储业"},         {"I6311", "信息传输业"},     {"K7030", "其他未列明行业"},
      {"K7090", "其他未列明行业"}, {"L71", "租赁和商务服务业"}, {"O8290", "其他未列明行业"},
      {"Q8521", "其他未列明行业"}, {"R9090", "其他未列明行业"}, {"C397", "工业"},
  };
  for (const Case& c : cases) {
    const SizeIndustry* industry = FindSizeIndustry(c.code);
    ASSERT_NE(industry, nullptr) << c.code;
    EXPECT_STREQ(industry->name, c.name) << c.code;
  }
  for (const char* code : {"G5310", "J6621", "K7040", "P8310", "Q8411", "S9111", "T9710", "G59",
                           "K70", "", "C", "C3", "C39710", "Cxyz", "C-39"}) {
    EXPECT_EQ(FindSizeIndustry(code), nullptr) << code;
  }
}

TEST(SizeClassFunction, ReadsTheReportsOfTheYear) {
  TestDossier dossier;
  dossier.SetEnterprise(R"(industry_code: "I6513")")
      .Add(R"(record_id: "people" annual_report { year: 2024 staff: 100 })")
      .Add(R"(record_id: "tax" annual_report { year: 2024 revenue_fen: 1000000000 })")
      .Add(R"(record_id: "2023" annual_report { year: 2023 staff: 100 })");
  EXPECT_EQ(dossier.Evaluate("size_class(2024)"), "MEDIUM");
  EXPECT_EQ(dossier.Evidence("size_class(year) == SizeClass.MEDIUM"), "people tax");
  EXPECT_EQ(dossier.Evaluate("size_class(2023)"), "missing annual_report[2023].revenue_fen");
  EXPECT_EQ(dossier.Evaluate("size_class(2022)"), "missing annual_report[2022]");
  dossier.SetEnterprise(R"(industry_code: "J6621")");
  EXPECT_EQ(dossier.Evaluate("size_class(2024)"),
            "missing enterprise.industry_code (no industry of the size classes)");
  TestDossier nobody;
  EXPECT_EQ(nobody.Evaluate("size_class(2024)"), "missing enterprise");
}

}  // namespace
}  // namespace jifen::scoring::expression
