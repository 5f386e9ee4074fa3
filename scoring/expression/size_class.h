// scoring/expression/size_class.h: the size of an enterprise by the bounds of its industry.
//
//   Units    staff in persons, revenue and assets in 万元. Lower bounds are inclusive.
//   Range    an industry has two of the three indicators, or one. The class is the highest whose lower
//            bounds all its indicators reach; an enterprise that misses one of them is a class lower.
//   Source   工信部联企业〔2011〕300号, article 4; its industries in the groups of GB/T 4754-2017 as
//            国统字〔2017〕213号 gives them. Not covered: railways, finance, education, health, own real
//            estate, public administration and associations.
//   Threads  free functions over constants.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "jifen/v1/size_class.pb.h"

namespace jifen::scoring::expression {

struct SizeBounds {
  int64_t staff;  // 0: the industry does not look at it; likewise the others
  int64_t revenue_wan;
  int64_t assets_wan;
};

struct SizeIndustry {
  const char* name;
  std::array<SizeBounds, 3> bounds;  // of large, medium, small
};

// A section letter and two to four digits. Null if malformed, if the notice does not cover the
// industry, or if fewer than three digits leave open which industry it is (G59, K70).
const SizeIndustry* FindSizeIndustry(std::string_view industry_code);

// What is known of an enterprise; what is unset is missing.
struct SizeFigures {
  std::optional<int64_t> staff;
  std::optional<int64_t> revenue_fen;
  std::optional<int64_t> assets_fen;
};

// SIZE_CLASS_UNSPECIFIED if what is missing could change the class.
v1::SizeClass SizeClassOf(const SizeIndustry& industry, const SizeFigures& figures);

}  // namespace jifen::scoring::expression
