// tools/synth/population.h: what the made-up population looks like, as tables.
//
//   Units    weights are relative; *_bp hundredths of a percent; *_wan ten thousand yuan; *_pm per
//            mille of the enterprises that may have it.
//   Source   counties: GB/T 2260 for 咸宁, 随州 and 怀化; the weights of 咸宁 are the yearly
//            technical-transformation projects of 咸宁市全社会研发投入提升实施方案, box 2, with
//            those of 咸宁高新区, which has no code of its own, at 咸安区. Industries: the clusters
//            of 咸宁市"三类创新"试点工作实施方案, item 1, and of the plans of 随州 and 怀化. Shares of
//            titles: annex 1 of 咸宁's plan for 2024-2026 (720 高新技术企业 to 2,050
//            科技型中小企业 in 2025) and 随州's plan (400 to 1,000).
//   Threads  constants.
#pragma once

#include <cstdint>
#include <string_view>

namespace jifen::tools::synth {

inline constexpr int kFirstYear = 2023;
inline constexpr int kLastYear = 2025;

enum City { kXianning, kSuizhou, kHuaihua, kCities };

struct CityRow {
  City city;
  std::string_view name;
  std::string_view province;
  int64_t weight;
};

inline constexpr CityRow kCityRows[] = {
    {kXianning, "咸宁", "湖北", 47},
    {kSuizhou, "随州", "湖北", 24},
    {kHuaihua, "怀化", "湖南", 29},
};

struct CountyRow {
  City city;
  std::string_view area_code;
  std::string_view name;
  int64_t weight;
};

inline constexpr CountyRow kCountyRows[] = {
    {kXianning, "421202", "咸安", 140}, {kXianning, "421221", "嘉鱼", 60},
    {kXianning, "421222", "通城", 50},  {kXianning, "421223", "崇阳", 50},
    {kXianning, "421224", "通山", 50},  {kXianning, "421281", "赤壁", 60},
    {kSuizhou, "421303", "曾都", 120},  {kSuizhou, "421321", "随县", 50},
    {kSuizhou, "421381", "广水", 70},   {kHuaihua, "431202", "鹤城", 110},
    {kHuaihua, "431221", "中方", 40},   {kHuaihua, "431222", "沅陵", 30},
    {kHuaihua, "431223", "辰溪", 20},   {kHuaihua, "431224", "溆浦", 30},
    {kHuaihua, "431225", "会同", 15},   {kHuaihua, "431226", "麻阳", 15},
    {kHuaihua, "431227", "新晃", 12},   {kHuaihua, "431228", "芷江", 18},
    {kHuaihua, "431229", "靖州", 15},   {kHuaihua, "431230", "通道", 10},
    {kHuaihua, "431281", "洪江", 30},
};

struct IndustryRow {
  std::string_view code;         // GB/T 4754-2017
  std::string_view word;         // in names
  std::string_view products[3];  // main products
  int64_t weights[kCities];
  int64_t revenue_wan;           // median
  int64_t revenue_per_head_wan;  // median
  int64_t rd_intensity_bp;       // median R&D by revenue
  int64_t sci_tech_share_bp;     // median share of staff
  int64_t strategic_pm;          // main product in the 战略性新兴产业分类
  bool software;                 // rights are software copyrights rather than utility models
};

inline constexpr IndustryRow kIndustryRows[] = {
#include "tools/synth/industries.def"
};

// Chances of what an enterprise has, before its inclination to innovate is counted in.
inline constexpr int64_t kNoReportLastYearPm = 35;  // the report of the last year is not in yet
inline constexpr int64_t kTwoDepartmentsPm = 180;   // two departments report each year
inline constexpr int64_t kEmptyCellPm = 12;         // of cells that are not required
inline constexpr int64_t kProhibitedPm = 12;
inline constexpr int64_t kNotResidentPm = 4;
inline constexpr int64_t kPenaltyPm = 30;
inline constexpr int64_t kLoanPm = 220;
inline constexpr int64_t kVerifiedPm = 620;

}  // namespace jifen::tools::synth
