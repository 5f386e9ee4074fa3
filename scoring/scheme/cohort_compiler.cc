#include "scoring/scheme/cohort_compiler.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/decimal_field.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/measure_compiler.h"
#include "scoring/scheme/text_field.h"

namespace jifen::scoring::scheme {
namespace {

bool HasCohortScale(const v1::Scale& scale) {
  return scale.has_percentile() || scale.has_min_max();
}

bool HasCohortScale(const v1::Measure& measure) {
  return HasCohortScale(measure.scale()) ||
         std::any_of(measure.stage_scales().begin(), measure.stage_scales().end(),
                     [](const v1::StageScale& of) { return HasCohortScale(of.scale()); });
}

// What has a scale by cohort, by the message: of a scale that did not compile it is known as well.
std::set<std::string> PlacedIds(const v1::Scheme& scheme) {
  std::set<std::string> ids;
  for (const v1::Category& category : scheme.categories()) {
    for (const v1::Indicator& indicator : category.indicators()) {
      if (HasCohortScale(indicator.measure())) ids.insert(indicator.id());
      for (const v1::Option& option : indicator.alternatives().options()) {
        if (HasCohortScale(option.measure())) ids.insert(option.id());
      }
    }
  }
  return ids;
}

std::vector<const expression::Program*> ProgramsOf(const Indicator& indicator) {
  std::vector<const expression::Program*> programs = {indicator.chosen.get()};
  for (const Measure& measure : indicator.measures) AddPrograms(measure, &programs);
  return programs;
}

void MarkAsked(const expression::Program* program, std::vector<Indicator*>* named) {
  if (program == nullptr) return;
  for (const expression::Asked& asked : program->asked()) {
    const auto index = static_cast<size_t>(asked.indicator);
    if (index < named->size() && (*named)[index] != nullptr) (*named)[index]->for_cohorts = true;
  }
}

// Those that a value asks for, and those that they ask for, which come before them.
void MarkForCohorts(std::vector<Category>* categories) {
  std::vector<Indicator*> all;
  std::vector<Indicator*> named;
  for (Category& category : *categories) {
    for (Indicator& indicator : category.indicators) {
      all.push_back(&indicator);
      if (indicator.named_index < 0) continue;
      named.resize(std::max(named.size(), static_cast<size_t>(indicator.named_index) + 1));
      named[static_cast<size_t>(indicator.named_index)] = &indicator;
    }
  }
  for (size_t i = all.size(); i-- > 0;) {
    for (const Measure& measure : all[i]->measures) {
      if (IsByCohort(measure)) MarkAsked(measure.value.get(), &named);
    }
    if (!all[i]->for_cohorts) continue;
    for (const expression::Program* program : ProgramsOf(*all[i])) MarkAsked(program, &named);
  }
}

void CompileLevels(const v1::Cohorts& cohorts, const expression::Environment& environment,
                   const FaultPlace& place, CohortRule* rule) {
  CheckCount(cohorts.levels_size(), kCohortLevelsMax, place.At("levels"));
  if (cohorts.levels_size() == 0) {
    place.At("levels").ReportStructure("enterprises are grouped in some way", "0",
                                       absl::StrCat("1..", kCohortLevelsMax));
  }
  expression::Environment with_stage = environment;
  if (const absl::Status added = with_stage.AddStage(); !added.ok()) {
    place.At("levels").Report(added);
  }
  IdSet ids;
  for (int i = 0; i < cohorts.levels_size(); ++i) {
    const v1::CohortLevel& level = cohorts.levels(i);
    const FaultPlace level_place = place.At("levels", i);
    ids.Add(level.id(), level_place.At("id"));
    CheckText(level.title(), level_place.At("title"));
    rule->levels.push_back({.id = level.id(),
                            .group = CompileExpression(level.group(), {expression::Kind::kString},
                                                       with_stage, level_place.At("group"))});
  }
}

void CheckSmallest(uint32_t smallest, const FaultPlace& place) {
  if (smallest >= kCohortSmallestMin && smallest <= kCohortSmallestMax) return;
  place.Report({.reason = v1::REASON_OUT_OF_RANGE,
                .message = "the least number of enterprises of a cohort",
                .got = absl::StrCat(smallest),
                .want = absl::StrCat(kCohortSmallestMin, "..", kCohortSmallestMax)});
}

class SampleCheck {
 public:
  SampleCheck(std::set<std::string> measures, const CohortRule& rule)
      : measures_(std::move(measures)) {
    for (const CohortLevel& level : rule.levels) levels_.insert(level.id);
  }

  void Check(const v1::CohortSample& sample, const FaultPlace& place) {
    CheckKnown(sample.measure_id(), measures_, "the id of what has a scale by cohort",
               place.At("measure_id"));
    CheckKnown(sample.level_id(), levels_, "the id of a level", place.At("level_id"));
    CheckRequired(sample.group(), place.At("group"));
    if (sample.group().size() > kGroupBytesMax) {
      place.At("group").Report({.reason = v1::REASON_TEXT_INVALID,
                                .message = "the name of a group is too long",
                                .got = absl::StrCat(sample.group().size(), " bytes"),
                                .want = absl::StrCat("at most ", kGroupBytesMax, " bytes")});
    }
    const auto [at, added] = groups_.try_emplace(
        std::tuple(sample.measure_id(), sample.level_id(), sample.group()), place.path());
    if (!added) {
      place.At("group").Report({.reason = v1::REASON_SCHEME_ID,
                                .message = absl::StrCat("its values are in ", at->second),
                                .got = sample.group(),
                                .want = "each group of a measure and a level once"});
    }
    CheckValues(sample, place);
  }

 private:
  static void CheckKnown(const std::string& id, const std::set<std::string>& ids, std::string want,
                         const FaultPlace& place) {
    if (ids.contains(id)) return;
    place.Report({.reason = v1::REASON_SCHEME_ID,
                  .message = "there is no such thing in the scheme",
                  .got = id,
                  .want = std::move(want)});
  }

  static void CheckValues(const v1::CohortSample& sample, const FaultPlace& place) {
    CheckCount(sample.values_size(), kCohortSampleValuesMax, place.At("values"));
    if (sample.values_size() == 0) {
      place.At("values").ReportStructure("a sample has values", "0",
                                         absl::StrCat("1..", kCohortSampleValuesMax));
    }
    for (int i = 0; i < sample.values_size(); ++i) {
      ReadDecimal(sample.values(i), place.At("values", i));
    }
  }

  std::set<std::string> measures_;
  std::set<std::string> levels_;
  std::map<std::tuple<std::string, std::string, std::string>, std::string> groups_;
};

void CheckSamples(const v1::Scheme& scheme, std::set<std::string> measures, const CohortRule& rule,
                  const FaultPlace& place) {
  const v1::Cohorts& cohorts = scheme.cohorts();
  CheckCount(cohorts.samples_size(), kCohortSamplesMax, place.At("samples"));
  if (cohorts.samples_size() == 0 && scheme.vectors_size() > 0) {
    place.At("samples").ReportStructure("vectors are placed in cohorts", "0", "1 or more samples");
  }
  SampleCheck check(std::move(measures), rule);
  for (int i = 0; i < cohorts.samples_size(); ++i) {
    check.Check(cohorts.samples(i), place.At("samples", i));
  }
}

// Samples name a measure by its id, and so do the tables.
void CheckMeasureIds(const std::vector<CohortMeasure>& measures, const FaultPlace& place) {
  std::set<std::string> ids;
  for (const CohortMeasure& measure : measures) {
    if (ids.insert(measure.id).second) continue;
    place.At("categories", static_cast<int>(measure.category))
        .At("indicators", static_cast<int>(measure.indicator))
        .Report({.reason = v1::REASON_SCHEME_ID,
                 .message = "an indicator and an option that are placed in cohorts have one id",
                 .got = measure.id,
                 .want = "an id of its own"});
  }
}

}  // namespace

bool IsByCohort(const Measure& measure) {
  return std::holds_alternative<CohortScale>(measure.scale) ||
         std::any_of(measure.stage_scales.begin(), measure.stage_scales.end(),
                     [](const auto& of) { return std::holds_alternative<CohortScale>(of.second); });
}

bool RestsOnCohort(const CompileContext& context, const Indicator& indicator) {
  if (std::any_of(indicator.measures.begin(), indicator.measures.end(), IsByCohort)) return true;
  for (const expression::Program* program : ProgramsOf(indicator)) {
    if (program == nullptr) continue;
    for (const expression::Asked& asked : program->asked()) {
      if (context.by_cohort[static_cast<size_t>(asked.indicator)]) return true;
    }
  }
  return false;
}

void CheckCohortValue(const CompileContext& context, const Measure& measure,
                      const FaultPlace& place) {
  if (!IsByCohort(measure) || measure.value == nullptr) return;
  for (const expression::Asked& asked : measure.value->asked()) {
    const auto index = static_cast<size_t>(asked.indicator);
    if (!context.by_cohort[index]) continue;
    place.ReportStructure(
        "a value that is placed in a cohort rests on what is placed in one itself",
        absl::StrCat(asked.points ? "points(\"" : "indicator(\"",
                     context.environment.indicators()[index].id, "\")"),
        "an indicator whose scales, and those of what it asks for, are not by cohort");
    return;
  }
}

std::vector<CohortMeasure> NumberCohortMeasures(const v1::Scheme& scheme,
                                                std::vector<Category>* categories) {
  std::vector<CohortMeasure> measures;
  for (size_t c = 0; c < categories->size(); ++c) {
    auto& indicators = (*categories)[c].indicators;
    for (size_t i = 0; i < indicators.size(); ++i) {
      Indicator& indicator = indicators[i];
      for (size_t m = 0; m < indicator.measures.size(); ++m) {
        if (!IsByCohort(indicator.measures[m])) continue;
        indicator.measures[m].cohort = static_cast<int>(measures.size());
        const std::string& id =
            indicator.option_ids.empty()
                ? scheme.categories(static_cast<int>(c)).indicators(static_cast<int>(i)).id()
                : indicator.option_ids[m];
        measures.push_back({.id = id, .category = c, .indicator = i, .measure = m});
      }
    }
  }
  if (!measures.empty()) MarkForCohorts(categories);
  return measures;
}

CohortRule CompileCohorts(const v1::Scheme& scheme, std::vector<CohortMeasure> measures,
                          const expression::Environment& environment, const FaultPlace& place) {
  CohortRule rule;
  rule.measures = std::move(measures);
  CheckMeasureIds(rule.measures, place);
  std::set<std::string> placed = PlacedIds(scheme);
  const bool needed = !placed.empty();
  const FaultPlace cohorts_place = place.At("cohorts");
  if (!scheme.has_cohorts()) {
    if (needed) {
      cohorts_place.Report({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "a scale is by cohort, and who is in it is not said",
                            .want = "cohorts"});
    }
    return rule;
  }
  if (!needed) {
    cohorts_place.ReportStructure("no scale is by cohort", "cohorts",
                                  "a scale that is percentile or min_max, or no cohorts");
  }
  CompileLevels(scheme.cohorts(), environment, cohorts_place, &rule);
  rule.smallest = scheme.cohorts().smallest();
  CheckSmallest(rule.smallest, cohorts_place.At("smallest"));
  CheckSamples(scheme, std::move(placed), rule, cohorts_place);
  return rule;
}

}  // namespace jifen::scoring::scheme
