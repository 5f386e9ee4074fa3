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
    {"C3130",
     "新材料",
     {"优特钢棒材", "耐蚀合金板", "精密钢带"},
     {60, 20, 20},
     5200,
     110,
     260,
     1300,
     350,
     false},
    {"C3252",
     "铝业",
     {"工业铝型材", "铝基复合板", "轻量化铝件"},
     {40, 15, 25},
     4100,
     90,
     270,
     1300,
     300,
     false},
    {"C3963",
     "智能科技",
     {"智能控制模组", "车载环视模组", "无人机飞控"},
     {60, 25, 45},
     2600,
     62,
     520,
     2500,
     720,
     false},
    {"C3974",
     "光电",
     {"新型显示模组", "摄像模组", "光学镜片"},
     {90, 20, 45},
     3200,
     66,
     480,
     2300,
     760,
     false},
    {"C3982",
     "电子",
     {"声学模组", "高频覆铜板", "片式电感"},
     {80, 30, 70},
     2400,
     58,
     460,
     2200,
     640,
     false},
    {"C3484",
     "机械",
     {"精密传动件", "液压元件", "机电执行器"},
     {80, 70, 40},
     1900,
     55,
     370,
     1800,
     330,
     false},
    {"C3491",
     "机器人",
     {"协作机器人", "自动化产线", "巡检机器人"},
     {30, 15, 15},
     1700,
     58,
     620,
     3000,
     820,
     false},
    {"C3521",
     "装备",
     {"矿山设备", "数控机床", "包装机械"},
     {60, 45, 35},
     2300,
     60,
     400,
     1900,
     450,
     false},
    {"C3670",
     "汽车部件",
     {"制动总成", "汽车线束", "轻量化底盘件"},
     {70, 60, 20},
     3100,
     68,
     350,
     1600,
     360,
     false},
    {"C3630",
     "专用汽车",
     {"应急救援车", "环卫车", "冷藏车"},
     {10, 160, 5},
     4600,
     95,
     330,
     1500,
     340,
     false},
    {"C1491",
     "食品",
     {"营养强化食品", "即食莲藕", "香菇制品"},
     {70, 90, 90},
     1800,
     65,
     190,
     1100,
     90,
     false},
    {"C1523",
     "饮料",
     {"植物饮料", "青砖茶饮", "功能饮料"},
     {60, 20, 45},
     2600,
     85,
     200,
     1100,
     110,
     false},
    {"C2614",
     "化工",
     {"电子级溶剂", "水性树脂", "高纯试剂"},
     {60, 25, 45},
     3400,
     92,
     320,
     1600,
     420,
     false},
    {"C2669",
     "化学",
     {"特种涂料", "热稳定剂", "胶黏剂"},
     {40, 35, 30},
     2500,
     78,
     340,
     1700,
     400,
     false},
    {"C2740",
     "药业",
     {"中成药颗粒", "中药饮片", "外用贴膏"},
     {35, 25, 60},
     2900,
     66,
     480,
     2100,
     610,
     false},
    {"C3589",
     "医疗器械",
     {"监护设备", "无菌敷料", "康复器械"},
     {50, 12, 20},
     2200,
     54,
     500,
     2300,
     780,
     false},
    {"C1781",
     "纺织",
     {"医用纺织品", "阻燃面料", "汉麻纱线"},
     {60, 20, 15},
     2100,
     44,
     180,
     900,
     80,
     false},
    {"C3024",
     "建材",
     {"轻质墙板", "防水卷材", "装配式构件"},
     {60, 35, 60},
     2000,
     70,
     170,
     900,
     130,
     false},
    {"C3042",
     "玻璃",
     {"光伏玻璃", "电子玻璃", "节能玻璃"},
     {30, 6, 10},
     4200,
     88,
     330,
     1500,
     520,
     false},
    {"C3841",
     "新能源",
     {"锂电池组", "储能系统", "充电设备"},
     {40, 25, 30},
     3300,
     80,
     450,
     2100,
     860,
     false},
    {"C2041",
     "竹业",
     {"竹基复合材", "竹制餐具", "竹纤维"},
     {35, 5, 55},
     900,
     38,
     150,
     800,
     90,
     false},
    {"I6513",
     "软件",
     {"工业互联网平台", "政务软件", "视觉检测软件"},
     {60, 30, 70},
     620,
     32,
     1100,
     4600,
     760,
     true},
    {"I6531",
     "信息技术",
     {"系统集成服务", "数据治理服务", "云运维服务"},
     {55, 35, 70},
     780,
     36,
     760,
     3600,
     640,
     true},
    {"M7320",
     "科技",
     {"检测技术服务", "工艺开发服务", "中试服务"},
     {60, 30, 50},
     520,
     30,
     950,
     4300,
     450,
     true},
    {"M7452",
     "检测",
     {"环境检测服务", "材料检测服务", "计量校准服务"},
     {25, 15, 25},
     700,
     30,
     560,
     3200,
     300,
     true},
    {"A0149",
     "农业科技",
     {"优质种苗", "食用菌菌种", "设施蔬菜"},
     {35, 55, 60},
     640,
     40,
     260,
     1300,
     160,
     false},
};

// Chances of what an enterprise has, before its inclination to innovate is counted in.
inline constexpr int64_t kNoReportLastYearPm = 35;  // the report of the last year is not in yet
inline constexpr int64_t kEmptyCellPm = 12;         // of cells that are not required
inline constexpr int64_t kProhibitedPm = 12;
inline constexpr int64_t kNotResidentPm = 4;
inline constexpr int64_t kPenaltyPm = 30;
inline constexpr int64_t kLoanPm = 220;
inline constexpr int64_t kVerifiedPm = 620;

}  // namespace jifen::tools::synth
