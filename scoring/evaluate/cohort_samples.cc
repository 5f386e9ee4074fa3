#include "scoring/evaluate/cohort_samples.h"

#include <algorithm>
#include <string>
#include <utility>

namespace jifen::scoring::evaluate {
namespace {

// The index of the part with this id; the lint made sure that there is one.
template <typename Parts>
size_t IndexOf(const Parts& parts, const std::string& id) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&id](const auto& part) { return part.id == id; });
  return static_cast<size_t>(found - parts.begin());
}

}  // namespace

std::shared_ptr<const CohortTables> SampleTables(const scheme::CompiledScheme& scheme) {
  const scheme::CohortRule& rule = scheme.parts().cohorts;
  if (!rule.IsNeeded()) return nullptr;
  CohortTablesBuilder builder(scheme.parts());
  for (const v1::CohortSample& sample : scheme.message().cohorts().samples()) {
    const size_t measure = IndexOf(rule.measures, sample.measure_id());
    const size_t level = IndexOf(rule.levels, sample.level_id());
    for (const std::string& text : sample.values()) {
      const auto value = decimal::Decimal::Parse(text);
      if (value.ok()) builder.Add(measure, level, sample.group(), *value);
    }
  }
  return std::move(builder).Build();
}

}  // namespace jifen::scoring::evaluate
