// The first pass of a run, evaluation as if a stage held, and why there is no total.
#include "gmock/gmock.h"
#include "scoring/evaluate/not_scored.h"
#include "scoring/evaluate/vectors.h"
#include "tests/scoring/evaluate/cohort_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

std::string Shown(const absl::StatusOr<const CohortValues*>& taken) {
  if (!taken.ok()) return std::string(taken.status().message());
  std::string text;
  for (const std::string& group : (*taken)->groups) text += "[" + group + "]";
  for (const auto& value : (*taken)->values) {
    text += " " + (value.has_value() ? value->Format() : std::string("none"));
  }
  return text;
}

// Early without awards, late otherwise; `share` counts late alone, `count` has bands of its own early.
v1::Scheme Staged() {
  v1::Scheme scheme = CohortScheme(5);
  AddStage("early", "awards.size() == 0", &scheme);
  AddStage("late", "true", &scheme);
  for (v1::Indicator* indicator : {Share(&scheme), Count(&scheme)}) {
    const bool share = indicator == Share(&scheme);
    Merge(std::string("stage_maxima { stage: \"early\" maximum: \"") + (share ? "0" : "30") +
              "\" }" + "stage_maxima { stage: \"late\" maximum: \"" + (share ? "20" : "10") +
              "\" }",
          indicator);
  }
  Merge(R"pb(stage_scales {
               stage: "early"
               scale {
                 bands {
                   bands { points: "0" }
                   bands { from: "1" points: "10" }
                 }
               }
             })pb",
        Count(&scheme)->mutable_measure());
  scheme.mutable_cohorts()->mutable_levels(0)->set_group("stage");
  return scheme;
}

TEST(TakeCohortValues, GivesGroupsAndValues) {
  const auto scheme = MustCompile(CohortScheme(5));
  Evaluator evaluator;
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, DossierOfPeer({"C39", 500, 2}), 0)),
            "[C][all] 0.05 2");
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, DossierOfPeer({"", -1, 0}), 0)),
            "[][all] none 0");
}

TEST(TakeCohortValues, LeavesOutWhatDoesNotApplyOrIsNotByCohortInTheStage) {
  const auto scheme = MustCompile(Staged());
  ASSERT_NE(scheme, nullptr);
  Evaluator evaluator;
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, DossierOfPeer({"C39", 500, 2}), 0)),
            "[late][all] 0.05 2");
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, DossierOfPeer({"C39", 500, 0}), 0)),
            "[early][all] none none");
}

TEST(TakeCohortValues, MayRestOnIndicatorsThatAreNotPlaced) {
  v1::Scheme message = CohortScheme(5);
  v1::Category second = message.categories(1);
  message.mutable_categories()->DeleteSubrange(1, 1);
  *message.add_categories() = message.categories(0);
  *message.mutable_categories(0) = second;  // `level` comes first
  message.mutable_categories(1)->mutable_indicators(1)->mutable_measure()->set_value(
      "points('level')");
  const auto scheme = MustCompile(message);
  ASSERT_NE(scheme, nullptr);
  Evaluator evaluator;
  v1::Dossier dossier = DossierOf({Report(500), Strategic(true)});
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, dossier, 0)), "[][all] 0.05 10");
  dossier = DossierOf({Report(300), Strategic(false)});
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, dossier, 0)), "[][all] 0.03 4");
}

TEST(TakeCohortValues, RefusesANameOfMoreThan128Bytes) {
  v1::Scheme message = CohortScheme(5);
  message.mutable_cohorts()->mutable_levels(0)->set_group("enterprise.industry_code");
  const auto scheme = MustCompile(message);
  Evaluator evaluator;
  const std::string longest(128, 'C');
  EXPECT_EQ(Shown(evaluator.TakeCohortValues(*scheme, DossierOfPeer({longest, 500, 2}), 0)),
            "[" + longest + "][all] 0.05 2");
  const auto refused =
      evaluator.TakeCohortValues(*scheme, DossierOfPeer({longest + "C", 500, 2}), 0);
  EXPECT_THAT(std::string(refused.status().message()),
              testing::HasSubstr("cohorts.levels[0].group: got 129 bytes, want at most 128 bytes"));
}

TEST(Evaluate, AsIfAStageHeld) {
  const auto scheme = MustCompile(Staged());
  const v1::Dossier dossier = DossierOfPeer({"C39", 500, 2});
  Evaluator evaluator;
  const auto stage_of = [&](std::optional<int> held) {
    const auto evaluation = evaluator.Evaluate(*scheme, dossier, {.stage_held = held});
    EXPECT_TRUE(evaluation.ok()) << evaluation.status();
    return (*evaluation)->stage;
  };
  EXPECT_EQ(stage_of(std::nullopt), 1);
  EXPECT_EQ(stage_of(1), 1);
  EXPECT_EQ(stage_of(0), 0);
  EXPECT_EQ(evaluator.last().indicators[0].state, v1::VALUE_STATE_NOT_APPLICABLE);
  EXPECT_EQ(evaluator.last().indicators[1].points.Format(), "30");
  EXPECT_EQ(evaluator.last().cohorts.groups[0], "early");
  EXPECT_EQ(stage_of(scheme::kNoStage), scheme::kNoStage);
  EXPECT_FALSE(evaluator.last().scored);
  EXPECT_EQ(stage_of(std::nullopt), 1);
  for (const int beyond : {2, -2}) {
    const auto refused = evaluator.Evaluate(*scheme, dossier, {.stage_held = beyond});
    EXPECT_THAT(std::string(refused.status().message()), testing::HasSubstr("stage_held"));
  }
}

TEST(WhyNotScored, NamesTheFirstCauseInTheOrderOfTheEnum) {
  v1::Scheme message = Staged();
  message.mutable_total()->set_minimum_coverage("1");
  const auto cause_of = [](const v1::Scheme& of, const v1::Dossier& dossier,
                           std::optional<int> held) {
    const auto scheme = MustCompile(of);
    Evaluator evaluator;
    const auto evaluation = evaluator.Evaluate(*scheme, dossier, {.stage_held = held});
    EXPECT_TRUE(evaluation.ok()) << evaluation.status();
    const NotScored why = WhyNotScored(scheme->parts(), **evaluation);
    return v1::NotScoredCause_Name(why.cause).substr(17) + " " + std::to_string(why.indicator);
  };
  const v1::Dossier none = DossierOfPeer({"C39", 500, 2});
  EXPECT_EQ(cause_of(message, none, std::nullopt), "COVERAGE -1");
  Level(&message)->set_missing(v1::MISSING_POLICY_REFUSE);
  EXPECT_EQ(cause_of(message, none, std::nullopt), "MISSING 2");
  Count(&message)->set_missing(v1::MISSING_POLICY_REFUSE);
  EXPECT_EQ(cause_of(message, none, std::nullopt), "MISSING 1");
  EXPECT_EQ(cause_of(message, none, scheme::kNoStage), "STAGE -1");
  // Bands, and a mark that is outside of what they leave.
  v1::Scheme marked = SmallScheme();
  AddRange(&marked);
  Share(&marked)->mutable_measure()->set_mark("3");
  Level(&marked)->set_missing(v1::MISSING_POLICY_REFUSE);
  EXPECT_EQ(cause_of(marked, DossierOf({Report(500)}), std::nullopt), "INVALID 0");
  EXPECT_EQ(cause_of(SmallScheme(), none, std::nullopt), "UNSPECIFIED -1");
}

TEST(RunVectors, PlacesThemAmongTheSamples) {
  v1::Scheme message = CohortScheme(2);
  Merge(R"pb(cohorts {
               samples {
                 measure_id: "share"
                 level_id: "all"
                 group: "all"
                 values: "0.01"
                 values: "0.02"
               }
               samples { measure_id: "count" level_id: "all" group: "all" values: "0" values: "8" }
             }
             base_dossiers {
               id: "one"
               dossier { valid_at { year: 2025 month: 6 day: 30 } }
             }
             vectors { name: "a" base: "one" })pb",
        &message);
  *message.mutable_base_dossiers(0)->mutable_dossier() = DossierOfPeer({"C39", 500, 2});
  (*message.mutable_vectors(0)->mutable_expect()->mutable_points())["share"] = "20";
  (*message.mutable_vectors(0)->mutable_expect()->mutable_points())["count"] = "2.5";
  EXPECT_TRUE(RunVectors(*MustCompile(message)).empty());
  message.mutable_cohorts()->mutable_samples(1)->set_values(1, "10");
  EXPECT_EQ(RunVectors(*MustCompile(message)).size(), 1u);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
