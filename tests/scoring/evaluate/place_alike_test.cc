// When cohort tables of another scheme are a cause of their own.
#include <functional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "scoring/evaluate/change_ledger.h"
#include "tests/scoring/evaluate/cohort_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

// Peers are those of a stage; the value of `count` is the points of `share`, and is placed itself.
v1::Scheme StagedScheme() {
  v1::Scheme scheme = SmallScheme();
  const v1::Scheme peers = CohortScheme(2);
  *scheme.mutable_cohorts() = peers.cohorts();
  v1::Scheme placed = peers;
  *ScaleOf(Count(&scheme)) = *ScaleOf(Count(&placed));
  Count(&scheme)->mutable_measure()->set_value("points(\"share\")");
  scheme.mutable_total()->set_points_places(6);
  AddStage("early", "awards.size() == 0", &scheme);
  AddStage("late", "awards.size() > 0", &scheme);
  scheme.mutable_cohorts()->mutable_levels(0)->set_group("stage");
  return scheme;
}

struct Edit {
  std::string name;
  bool alike = false;
  std::function<void(v1::Scheme*)> make;
};

TEST(PlaceAlike, LooksAtAllThatTheValuesDependOn) {
  const std::vector<Edit> edits = {
      {"version", true, [](v1::Scheme* s) { s->set_version(2); }},
      {"smallest", true, [](v1::Scheme* s) { s->mutable_cohorts()->set_smallest(9); }},
      {"title of a level", true,
       [](v1::Scheme* s) {
         s->mutable_cohorts()->mutable_levels(0)->mutable_title()->set_en("x");
       }},
      {"title of an indicator that is asked for", true,
       [](v1::Scheme* s) { Share(s)->mutable_title()->set_en("x"); }},
      {"points of a place", true,
       [](v1::Scheme* s) {
         ScaleOf(Count(s))->mutable_min_max()->mutable_linear()->mutable_knots(0)->set_points("1");
       }},
      {"id of a stage", false, [](v1::Scheme* s) { s->mutable_stages(0)->set_id("young"); }},
      {"condition of a stage", false,
       [](v1::Scheme* s) { s->mutable_stages(0)->set_when("awards.size() < 2"); }},
      {"stages in which a measure is placed", false,
       [](v1::Scheme* s) {
         Merge(R"pb(measure {
                      stage_scales {
                        stage: "early"
                        scale {
                          bands {
                            bands { points: "0" }
                            bands { from: "1" points: "10" }
                          }
                          monotone: MONOTONE_RISING
                        }
                      }
                    })pb",
               Count(s));
       }},
      {"scale of an indicator that is asked for", false,
       [](v1::Scheme* s) {
         ScaleOf(Share(s))->mutable_bands()->mutable_bands(1)->set_points("9");
       }},
      {"expression", false,
       [](v1::Scheme* s) { Count(s)->mutable_measure()->set_value("points(\"share\") + 1.0"); }},
      {"group", false,
       [](v1::Scheme* s) { s->mutable_cohorts()->mutable_levels(1)->set_group("'x'"); }},
  };
  // As MakeStored takes it: whether the points of the categories fit is not the question here.
  const auto before = scheme::CompiledScheme::MakeStored(StagedScheme());
  ASSERT_TRUE(before.ok()) << before.status();
  for (const Edit& edit : edits) {
    v1::Scheme message = StagedScheme();
    edit.make(&message);
    const auto after = scheme::CompiledScheme::MakeStored(message);
    ASSERT_TRUE(after.ok()) << edit.name << ": " << after.status();
    EXPECT_EQ(PlaceAlike(**before, **after), edit.alike) << edit.name;
  }
}

// Groups have the names of stages: in tables with other names nobody has a place.
TEST(PlaceAlike, ARenamedStageMovesNobody) {
  v1::Scheme message = StagedScheme();
  const auto before = MustCompile(message);
  message.set_version(2);
  message.mutable_stages(0)->set_id("young");
  const auto after = MustCompile(message);
  ASSERT_TRUE(before != nullptr && after != nullptr);
  const std::vector<Peer> peers = {{"C1", 100, 0}, {"C1", 300, 0}, {"C1", 500, 0}};
  const auto theirs = TablesOf(*before, peers);
  const auto ours = TablesOf(*after, peers);
  ASSERT_NE(theirs->sha256(), ours->sha256());
  const v1::Dossier dossier = DossierOfPeer({"C1", 300, 0});
  LedgerKeeper keeper;
  const auto ledger = keeper.Follow({.from = {*before, dossier, {.cohorts = theirs.get()}},
                                     .to = {*after, dossier, {.cohorts = ours.get()}},
                                     .between = dossier});
  ASSERT_TRUE(ledger.ok()) << ledger.status();
  EXPECT_TRUE(ledger->causes.empty());
  EXPECT_EQ(ledger->from, ledger->to);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
