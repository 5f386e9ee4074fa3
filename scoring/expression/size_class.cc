#include "scoring/expression/size_class.h"

#include <algorithm>
#include <charconv>

namespace jifen::scoring::expression {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;

// Bounds of staff, revenue, assets for large, medium, small.
constexpr SizeIndustry kIndustries[] = {
    {"农、林、牧、渔业", {{{0, 20'000, 0}, {0, 500, 0}, {0, 50, 0}}}},
    {"工业", {{{1'000, 40'000, 0}, {300, 2'000, 0}, {20, 300, 0}}}},
    {"建筑业", {{{0, 80'000, 80'000}, {0, 6'000, 5'000}, {0, 300, 300}}}},
    {"批发业", {{{200, 40'000, 0}, {20, 5'000, 0}, {5, 1'000, 0}}}},
    {"零售业", {{{300, 20'000, 0}, {50, 500, 0}, {10, 100, 0}}}},
    {"交通运输业", {{{1'000, 30'000, 0}, {300, 3'000, 0}, {20, 200, 0}}}},
    {"仓储业", {{{200, 30'000, 0}, {100, 1'000, 0}, {20, 100, 0}}}},
    {"邮政业", {{{1'000, 30'000, 0}, {300, 2'000, 0}, {20, 100, 0}}}},
    {"住宿业", {{{300, 10'000, 0}, {100, 2'000, 0}, {10, 100, 0}}}},
    {"餐饮业", {{{300, 10'000, 0}, {100, 2'000, 0}, {10, 100, 0}}}},
    {"信息传输业", {{{2'000, 100'000, 0}, {100, 1'000, 0}, {10, 100, 0}}}},
    {"软件和信息技术服务业", {{{300, 10'000, 0}, {100, 1'000, 0}, {10, 50, 0}}}},
    {"房地产开发经营", {{{0, 200'000, 10'000}, {0, 1'000, 5'000}, {0, 100, 2'000}}}},
    {"物业管理", {{{1'000, 5'000, 0}, {300, 1'000, 0}, {100, 500, 0}}}},
    {"租赁和商务服务业", {{{300, 0, 120'000}, {100, 0, 8'000}, {10, 0, 100}}}},
    {"其他未列明行业", {{{300, 0, 0}, {100, 0, 0}, {10, 0, 0}}}},
};

// Groups (three digits) of GB/T 4754-2017, both ends included, and their row above.
struct Groups {
  int first;
  int last;
  size_t industry;
};
constexpr Groups kGroups[] = {
    {10, 59, 0},     // A 农、林、牧、渔业
    {60, 469, 1},    // B 采矿业, C 制造业, D 电力、热力、燃气及水生产和供应业
    {470, 509, 2},   // E 建筑业
    {510, 519, 3},   // F51 批发业
    {520, 529, 4},   // F52 零售业
    {540, 589, 5},   // G54..G58, without G53 铁路运输业
    {591, 591, 5},   // G591 装卸搬运
    {592, 599, 6},   // G592..G599 仓储
    {600, 609, 7},   // G60 邮政业
    {610, 619, 8},   // H61 住宿业
    {620, 629, 9},   // H62 餐饮业
    {630, 649, 10},  // I63 电信、广播电视和卫星传输服务, I64 互联网和相关服务
    {650, 659, 11},  // I65 软件和信息技术服务业
    {701, 701, 12},  // K701 房地产开发经营
    {702, 702, 13},  // K702 物业管理
    {703, 703, 15},  // K703 房地产中介服务
    {709, 709, 15},  // K709 其他房地产业
    {710, 729, 14},  // L 租赁和商务服务业
    {730, 829,
     15},  // M 科学研究和技术服务业, N 水利、环境和公共设施管理业, O 居民服务、修理和其他服务业
    {850, 859, 15},  // Q85 社会工作
    {860, 909, 15},  // R 文化、体育和娱乐业
};

// What a code of two, three or four digits leaves open of its group.
std::optional<std::pair<int, int>> GroupsOf(std::string_view code) {
  if (code.size() < 3 || code.size() > 5) return std::nullopt;
  const std::string_view digits = code.substr(1, 3);
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0) {
    return std::nullopt;
  }
  if (digits.size() == 2) return std::pair(number * 10, number * 10 + 9);
  return std::pair(number, number);
}

// 3 large, 2 medium, 1 small, 0 micro by one indicator.
int ClassBy(int64_t value, const SizeIndustry& industry, int64_t SizeBounds::*indicator,
            int64_t unit) {
  for (size_t i = 0; i < industry.bounds.size(); ++i) {
    if (value >= industry.bounds[i].*indicator * unit) return 3 - static_cast<int>(i);
  }
  return 0;
}

}  // namespace

const SizeIndustry* FindSizeIndustry(std::string_view industry_code) {
  const auto groups = GroupsOf(industry_code);
  if (!groups.has_value()) return nullptr;
  for (const Groups& row : kGroups) {
    if (row.first <= groups->first && groups->second <= row.last) return &kIndustries[row.industry];
  }
  return nullptr;
}

v1::SizeClass SizeClassOf(const SizeIndustry& industry, const SizeFigures& figures) {
  int least = 3;
  bool open = false;
  const auto heed = [&](const std::optional<int64_t>& value, int64_t SizeBounds::*indicator,
                        int64_t unit) {
    if (industry.bounds[0].*indicator == 0) return;
    if (value.has_value()) {
      least = std::min(least, ClassBy(*value, industry, indicator, unit));
    } else {
      open = true;
    }
  };
  heed(figures.staff, &SizeBounds::staff, 1);
  heed(figures.revenue_fen, &SizeBounds::revenue_wan, kFenPerWan);
  heed(figures.assets_fen, &SizeBounds::assets_wan, kFenPerWan);
  if (open && least > 0) return v1::SIZE_CLASS_UNSPECIFIED;
  return static_cast<v1::SizeClass>(v1::SIZE_CLASS_MICRO + least);
}

}  // namespace jifen::scoring::expression
