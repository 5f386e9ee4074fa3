// Each fault that the lint finds in cohorts and in scales by cohort.
#include <functional>
#include <string>

#include "gmock/gmock.h"
#include "scoring/scheme/cohort_compiler.h"
#include "scoring/scheme/compiled_scheme.h"
#include "scoring/scheme/limits.h"
#include "tests/scoring/evaluate/cohort_scheme.h"

namespace jifen::scoring::scheme {
namespace {

v1::Cohorts* Cohorts(v1::Scheme* s) { return s->mutable_cohorts(); }
v1::Bands* PlaceBands(v1::Scheme* s) {
  return ScaleOf(Share(s))->mutable_percentile()->mutable_bands();
}
v1::Linear* PlaceLine(v1::Scheme* s) {
  return ScaleOf(Count(s))->mutable_min_max()->mutable_linear();
}

void AddSample(v1::Scheme* s) {
  Merge(R"pb(samples { measure_id: "share" level_id: "all" group: "all" values: "0.5" })pb",
        Cohorts(s));
}

void AddVector(v1::Scheme* s) {
  Merge(R"pb(base_dossiers {
               id: "one"
               dossier { valid_at { year: 2025 month: 6 day: 30 } }
             }
             vectors {
               name: "a"
               base: "one"
               expect { total: "0" }
             })pb",
        s);
}

std::string FaultsOf(const v1::Scheme& scheme) {
  std::string text;
  for (const model::Fault& fault : CheckScheme(scheme)) {
    text += std::string(model::ReasonName(fault.reason)) + " " + fault.path + "|" + fault.got +
            "|" + fault.want + "\n";
  }
  return text;
}

TEST(CheckCohorts, FindsNothingWrongWithSoundOnes) {
  const std::function<void(v1::Scheme*)> sound[] = {
      [](auto*) {},
      [](auto* s) {
        AddSample(s);
        AddVector(s);
      },
      [](auto* s) { Cohorts(s)->set_smallest(1'000'000); },
      [](auto* s) { PlaceBands(s)->mutable_bands(2)->set_from("1"); },
      [](auto* s) { Cohorts(s)->mutable_levels(0)->set_group("stage"); },
      // What experts judge.
      [](auto* s) { PlaceBands(s)->mutable_bands(2)->set_points_lowest("15"); },
      // A definition that groups alone use.
      [](auto* s) {
        Merge(R"pb(definitions { id: "section" expression: "enterprise.industry_code" })pb", s);
        Cohorts(s)->mutable_levels(0)->set_group("section");
      },
  };
  for (const auto& bend : sound) {
    v1::Scheme scheme = evaluate::CohortScheme(30);
    bend(&scheme);
    EXPECT_EQ(FaultsOf(scheme), "");
  }
}

struct Row {
  const char* name;
  std::function<void(v1::Scheme*)> bend;
  std::string want;  // the first fault
};

class CheckCohortsReports : public testing::TestWithParam<Row> {};

TEST_P(CheckCohortsReports, TheFault) {
  v1::Scheme scheme = evaluate::CohortScheme(30);
  GetParam().bend(&scheme);
  EXPECT_THAT(FaultsOf(scheme), testing::HasSubstr(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(
    Table, CheckCohortsReports,
    testing::Values(
        Row{"NoCohorts", [](auto* s) { s->clear_cohorts(); }, "FIELD_REQUIRED cohorts||cohorts"},
        Row{"CohortsOfNothing",
            [](auto* s) {
              const v1::Cohorts cohorts = s->cohorts();
              *s = SmallScheme();
              *s->mutable_cohorts() = cohorts;
            },
            "SCHEME_STRUCTURE cohorts|cohorts|"},
        Row{"NoLevel", [](auto* s) { Cohorts(s)->clear_levels(); },
            "SCHEME_STRUCTURE cohorts.levels|0|1..4"},
        Row{"FiveLevels",
            [](auto* s) {
              for (const char* id : {"c", "d", "e"}) {
                *Cohorts(s)->add_levels() = Cohorts(s)->levels(0);
                Cohorts(s)->mutable_levels(Cohorts(s)->levels_size() - 1)->set_id(id);
              }
            },
            "TOO_LARGE cohorts.levels|5|at most 4"},
        Row{"LevelId", [](auto* s) { Cohorts(s)->mutable_levels(1)->set_id("section"); },
            "SCHEME_ID cohorts.levels[1].id|section|"},
        Row{"LevelTitle", [](auto* s) { Cohorts(s)->mutable_levels(1)->clear_title(); },
            "FIELD_REQUIRED cohorts.levels[1].title.zh"},
        Row{"GroupType", [](auto* s) { Cohorts(s)->mutable_levels(1)->set_group("1"); },
            "EXPRESSION_TYPE cohorts.levels[1].group|int|string"},
        Row{"GroupAsksForAnIndicator",
            [](auto* s) { Cohorts(s)->mutable_levels(1)->set_group("string(points('level'))"); },
            "EXPRESSION_NAME cohorts.levels[1].group|level|no indicator comes before this place"},
        Row{"StageElsewhere",
            [](auto* s) { Count(s)->mutable_measure()->set_value("stage.size()"); },
            "EXPRESSION_NAME categories[0].indicators[1].measure.value|stage|"},
        Row{"StageTaken",
            [](auto* s) {
              Merge(R"pb(definitions { id: "stage" expression: "'x'" })pb", s);
              Cohorts(s)->mutable_levels(0)->set_group("stage");
            },
            "EXPRESSION_NAME cohorts.levels|stage|"},
        Row{"SmallestOfOne", [](auto* s) { Cohorts(s)->set_smallest(1); },
            "OUT_OF_RANGE cohorts.smallest|1|2..1000000"},
        Row{"SmallestTooLarge", [](auto* s) { Cohorts(s)->set_smallest(1'000'001); },
            "OUT_OF_RANGE cohorts.smallest|1000001|2..1000000"},
        Row{"VectorsWithoutSamples", AddVector, "SCHEME_STRUCTURE cohorts.samples|0|1 or more"},
        Row{"SampleMeasure",
            [](auto* s) {
              AddSample(s);
              Cohorts(s)->mutable_samples(0)->set_measure_id("level");
            },
            "SCHEME_ID cohorts.samples[0].measure_id|level|"},
        Row{"SampleLevel",
            [](auto* s) {
              AddSample(s);
              Cohorts(s)->mutable_samples(0)->set_level_id("none");
            },
            "SCHEME_ID cohorts.samples[0].level_id|none|"},
        Row{"SampleGroup",
            [](auto* s) {
              AddSample(s);
              Cohorts(s)->mutable_samples(0)->set_group(std::string(kGroupBytesMax + 1, 'x'));
            },
            "TEXT_INVALID cohorts.samples[0].group|129 bytes|at most 128 bytes"},
        Row{"SampleTwice",
            [](auto* s) {
              AddSample(s);
              AddSample(s);
            },
            "SCHEME_ID cohorts.samples[1].group|all|"},
        Row{"SampleOfNothing",
            [](auto* s) {
              AddSample(s);
              Cohorts(s)->mutable_samples(0)->clear_values();
            },
            "SCHEME_STRUCTURE cohorts.samples[0].values|0|1..1000"},
        Row{"SampleTooLarge",
            [](auto* s) {
              AddSample(s);
              for (int i = 0; i < 1000; ++i) Cohorts(s)->mutable_samples(0)->add_values("1");
            },
            "TOO_LARGE cohorts.samples[0].values|1001|at most 1000"},
        Row{"SampleValue",
            [](auto* s) {
              AddSample(s);
              Cohorts(s)->mutable_samples(0)->add_values("1e3");
            },
            "DECIMAL_INVALID cohorts.samples[0].values[1]|1e3|"},
        Row{"BoundAbove1", [](auto* s) { PlaceBands(s)->mutable_bands(2)->set_from("1.1"); },
            "SCHEME_BANDS categories[0].indicators[0].measure.scale.percentile.bands.bands[2].from|"
            "1.1|above 0, at most 1"},
        Row{"BoundOf0", [](auto* s) { PlaceBands(s)->mutable_bands(1)->set_from("0"); },
            "SCHEME_BANDS categories[0].indicators[0].measure.scale.percentile.bands.bands[1].from|"
            "0|above 0, at most 1"},
        Row{"BandThatNobodyReaches",
            [](auto* s) {
              PlaceBands(s)->set_closed(v1::CLOSED_UPPER);
              PlaceBands(s)->mutable_bands(0)->set_to("0.5");
              PlaceBands(s)->mutable_bands(1)->set_to("1");
              PlaceBands(s)->mutable_bands(2)->clear_from();
            },
            "SCHEME_UNREACHABLE "
            "categories[0].indicators[0].measure.scale.percentile.bands.bands[2]"},
        Row{"KnotAbove1", [](auto* s) { PlaceLine(s)->mutable_knots(1)->set_at("1.5"); },
            "SCHEME_STRUCTURE categories[0].indicators[1].measure.scale.min_max.linear.knots[1].at|"
            "1.5|0..1"},
        Row{"KnotBelow0", [](auto* s) { PlaceLine(s)->mutable_knots(0)->set_at("-0.5"); },
            "SCHEME_STRUCTURE categories[0].indicators[1].measure.scale.min_max.linear.knots[0].at|"
            "-0.5|0..1"},
        Row{"NoPoints", [](auto* s) { ScaleOf(Count(s))->mutable_min_max()->clear_linear(); },
            "SCHEME_STRUCTURE categories[0].indicators[1].measure.scale.min_max|nothing|bands or "
            "linear"},
        Row{"NotMonotone", [](auto* s) { PlaceBands(s)->mutable_bands(1)->set_points("20.5"); },
            "SCHEME_MONOTONE categories[0].indicators[0].measure.scale.percentile.bands.bands[2]."
            "points|20|at least 20.5"},
        Row{"OfNoNumber", [](auto* s) { *ScaleOf(Level(s)) = Count(s)->measure().scale(); },
            "SCHEME_STRUCTURE categories[1].indicators[0].measure.scale|min_max|"},
        Row{"RestsOnWhatIsPlaced",
            [](auto* s) { Count(s)->mutable_measure()->set_value("points('share')"); },
            "SCHEME_STRUCTURE categories[0].indicators[1].measure.value|points(\"share\")|"},
        Row{"RestsOnWhatIsPlacedThroughAnother",
            [](auto* s) {
              *s->mutable_categories(0)->add_indicators() =
                  Count(s)->measure().has_scale() ? *Count(s) : v1::Indicator();
              v1::Indicator* third = s->mutable_categories(0)->mutable_indicators(2);
              third->set_id("third");
              third->mutable_measure()->set_value("indicator('count')");
              Count(s)->mutable_measure()->set_value("points('share') > 1.0 ? 1 : 0");
              *ScaleOf(Count(s)) =
                  ParseIndicator(R"pb(measure {
                                        scale { per_unit { unit: "1" points: "10" maximum: "10" } }
                                      })pb")
                      .measure()
                      .scale();
            },
            "SCHEME_STRUCTURE categories[0].indicators[2].measure.value|indicator(\"count\")|"}),
    [](const auto& info) { return info.param.name; });

TEST(CheckCohorts, TellsAMistakeInAScaleOnce) {
  v1::Scheme scheme = evaluate::CohortScheme(30);
  AddSample(&scheme);
  AddVector(&scheme);
  PlaceBands(&scheme)->mutable_bands(2)->set_from("1.2");
  EXPECT_EQ(CheckScheme(scheme).size(), 1u) << FaultsOf(scheme);
}

TEST(CohortScale, LeavesTheHashOfSchemesWithoutOneAsItWas) {
  EXPECT_EQ((*CompiledScheme::Make(SmallScheme()))->parts().cohorts.IsNeeded(), false);
  EXPECT_NE((*CompiledScheme::Make(evaluate::CohortScheme(30)))->sha256(),
            (*CompiledScheme::Make(evaluate::CohortScheme(31)))->sha256());
}

}  // namespace
}  // namespace jifen::scoring::scheme
