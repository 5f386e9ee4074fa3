// Amounts by cause: what each cause is, and that they add up.
#include "scoring/evaluate/change_ledger.h"

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tests/scoring/evaluate/cohort_scheme.h"
#include "tests/scoring/evaluate/random_scheme.h"
#include "tests/scoring/scheme/shipped_scheme.h"
#include "tests/scoring/seed.h"
#include "tests/second_opinion/wide_dossiers.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using testing::ElementsAre;

using Shared = std::shared_ptr<const scheme::CompiledScheme>;

// One line a cause, e.g. "DATA 15: share 10, count 5, rest 0".
std::vector<std::string> Told(const ChangeLedger& ledger) {
  std::vector<std::string> lines;
  for (const CauseChange& change : ledger.causes) {
    std::string line = v1::ChangeCause_Name(change.cause).substr(13) + " " + change.amount.Format();
    std::string sign = ": ";
    for (const IndicatorChange& part : change.indicators) {
      line += sign + part.indicator->id() + " " + part.amount.Format();
      sign = ", ";
    }
    lines.push_back(line + sign + "rest " + change.rest.Format());
  }
  return lines;
}

ChangeLedger Follow(const LedgerQuery& query) {
  LedgerKeeper keeper;
  auto ledger = keeper.Follow(query);
  EXPECT_TRUE(ledger.ok()) << ledger.status();
  return ledger.ok() ? *std::move(ledger) : ChangeLedger();
}

// The same day on both sides.
ChangeLedger FollowData(const scheme::CompiledScheme& scheme, const v1::Dossier& from,
                        const v1::Dossier& to) {
  return Follow({.from = {scheme, from}, .to = {scheme, to}, .between = from});
}

// Early without an award, late with two; `share` weighs 20 and 5, `count` 10 and 25.
v1::Scheme StageScheme() {
  v1::Scheme scheme = SmallScheme();
  AddStage("early", "awards.size() == 0", &scheme);
  AddStage("late", "awards.size() > 1", &scheme);
  Merge(R"pb(stage_maxima { stage: "early" maximum: "20" }
             stage_maxima { stage: "late" maximum: "5" })pb",
        Share(&scheme));
  Merge(R"pb(stage_maxima { stage: "early" maximum: "10" }
             stage_maxima { stage: "late" maximum: "25" })pb",
        Count(&scheme));
  return scheme;
}

v1::Dossier At(v1::Dossier dossier, int year) {
  *dossier.mutable_valid_at() = model::MakeDate(year, 6, 30);
  return dossier;
}

TEST(ChangeLedger, OfEqualSidesIsEmpty) {
  const Shared scheme = MustCompile(SmallScheme());
  const v1::Dossier dossier = DossierOf({Report(300)});
  const ChangeLedger ledger = FollowData(*scheme, dossier, dossier);
  EXPECT_THAT(Told(ledger), ElementsAre());
  EXPECT_EQ(ledger.from.Format(), "10");
  EXPECT_EQ(ledger.to.Format(), "10");
}

TEST(ChangeLedger, HoldsTheStageWhileRecordsChange) {
  const Shared scheme = MustCompile(StageScheme());
  const v1::Dossier from = DossierOf({Report(300), Strategic(true)});
  const v1::Dossier to = DossierOf({Report(500), Award("a"), Award("b"), Strategic(true)});
  const ChangeLedger ledger = FollowData(*scheme, from, to);
  EXPECT_THAT(Told(ledger), ElementsAre("DATA 15: share 10, count 5, rest 0",
                                        "STAGE -8: share -15, count 7, rest 0"));
  EXPECT_EQ(ledger.from.Format(), "20");
  EXPECT_EQ(ledger.to.Format(), "27");
}

TEST(ChangeLedger, TellsTheDayFromTheRecords) {
  const Shared scheme = MustCompile(SmallScheme());
  const v1::Dossier between = DossierOf({Report(300)});
  const v1::Dossier from = At(between, 2024);
  const v1::Dossier to = DossierOf({Report(500)});
  EXPECT_THAT(Told(Follow({.from = {*scheme, from}, .to = {*scheme, to}, .between = between})),
              ElementsAre("TIME 10: share 10, rest 0", "DATA 10: share 10, rest 0"));
}

TEST(ChangeLedger, AnotherYearOfTheSameDayIsTime) {
  const Shared scheme = MustCompile(SmallScheme());
  const v1::Dossier dossier = DossierOf({Report(300)});
  EXPECT_THAT(Told(Follow({.from = {*scheme, dossier, {.year = 2023}},
                           .to = {*scheme, dossier, {.year = 2024}},
                           .between = dossier})),
              ElementsAre("TIME 10: share 10, rest 0"));
}

TEST(ChangeLedger, AStageThatTheDayChangesIsTheStages) {
  v1::Scheme message = StageScheme();
  message.mutable_stages(0)->set_when("year < 2024");
  message.mutable_stages(1)->set_when("year >= 2024");
  const Shared scheme = MustCompile(message);
  const v1::Dossier dossier = DossierOf({Report(500)});
  EXPECT_THAT(Told(Follow({.from = {*scheme, dossier, {.year = 2023}},
                           .to = {*scheme, dossier, {.year = 2024}},
                           .between = dossier})),
              ElementsAre("TIME 20: share 20, rest 0", "STAGE -15: share -15, rest 0"));
}

TEST(ChangeLedger, WhatIndicatorsDoNotExplainIsTheRest) {
  v1::Scheme message = SmallScheme();
  message.mutable_total()->set_scale_to("100");
  message.mutable_total()->set_pass("50");
  const Shared scheme = MustCompile(message);
  EXPECT_THAT(Told(FollowData(*scheme, DossierOf({Report(300)}), DossierOf({Report(500)}))),
              ElementsAre("DATA 25: share 10, rest 15"));
}

TEST(ChangeLedger, DeductionsCountNegative) {
  v1::Scheme message = SmallScheme();
  message.mutable_categories(1)->set_kind(v1::CATEGORY_KIND_DEDUCTION);
  message.mutable_total()->set_maximum("30");
  const Shared scheme = MustCompile(message);
  EXPECT_THAT(Told(FollowData(*scheme, DossierOf({Report(500), Strategic(false)}),
                              DossierOf({Report(500), Strategic(true)}))),
              ElementsAre("DATA -6: level -6, rest 0"));
}

TEST(ChangeLedger, ComparesSchemesByTheIdsOfTheirIndicators) {
  const Shared before = MustCompile(SmallScheme());
  v1::Scheme message = SmallScheme();
  message.set_version(2);
  ScaleOf(Share(&message))->mutable_bands()->mutable_bands(1)->set_points("12");
  Level(&message)->set_id("other_level");
  const Shared after = MustCompile(message);
  const v1::Dossier dossier = DossierOf({Report(300), Strategic(true)});
  const ChangeLedger ledger =
      Follow({.from = {*before, dossier}, .to = {*after, dossier}, .between = dossier});
  EXPECT_THAT(Told(ledger), ElementsAre("SCHEME 2: share 2, other_level 10, level -10, rest 0"));
  EXPECT_EQ(ledger.causes[0].indicators[1].indicator->id(), "other_level");
}

TEST(ChangeLedger, OtherCohortTablesAreACause) {
  const Shared scheme = MustCompile(CohortScheme(2));
  const auto low = TablesOf(*scheme, {{"C1", 100, 0}, {"C1", 200, 0}, {"C1", 300, 0}});
  const auto high = TablesOf(*scheme, {{"C1", 300, 0}, {"C1", 800, 0}, {"C1", 900, 0}});
  const v1::Dossier dossier = DossierOfPeer({"C1", 300, 0});
  const ChangeLedger ledger = Follow({.from = {*scheme, dossier, {.cohorts = low.get()}},
                                      .to = {*scheme, dossier, {.cohorts = high.get()}},
                                      .between = dossier});
  ASSERT_EQ(ledger.causes.size(), 1U);
  EXPECT_EQ(ledger.causes[0].cause, v1::CHANGE_CAUSE_COHORT);
  EXPECT_TRUE(ledger.causes[0].amount.IsNegative());
  // Tables of equal values are no cause, whoever made them.
  const auto again = TablesOf(*scheme, {{"C1", 300, 0}, {"C1", 100, 0}, {"C1", 200, 0}});
  EXPECT_THAT(Told(Follow({.from = {*scheme, dossier, {.cohorts = low.get()}},
                           .to = {*scheme, dossier, {.cohorts = again.get()}},
                           .between = dossier})),
              ElementsAre());
}

TEST(ChangeLedger, CohortsThatAreFormedOtherwiseComeWithTheScheme) {
  const Shared before = MustCompile(CohortScheme(2));
  v1::Scheme message = CohortScheme(2);
  message.set_version(2);
  const Shared alike = MustCompile(message);
  message.mutable_cohorts()->mutable_levels(0)->set_group("enterprise.industry_code");
  const Shared otherwise = MustCompile(message);
  EXPECT_TRUE(PlaceAlike(*before, *alike));
  EXPECT_FALSE(PlaceAlike(*before, *otherwise));
  const std::vector<Peer> low = {{"C1", 100, 0}, {"C1", 200, 0}, {"C1", 300, 0}};
  const std::vector<Peer> high = {{"C1", 300, 0}, {"C1", 800, 0}, {"C1", 900, 0}};
  const auto tables = TablesOf(*before, low);
  const v1::Dossier dossier = DossierOfPeer({"C1", 300, 0});
  for (const Shared& after : {alike, otherwise}) {
    const auto theirs = TablesOf(*after, high);
    const ChangeLedger ledger = Follow({.from = {*before, dossier, {.cohorts = tables.get()}},
                                        .to = {*after, dossier, {.cohorts = theirs.get()}},
                                        .between = dossier});
    ASSERT_EQ(ledger.causes.size(), 1U);
    EXPECT_EQ(ledger.causes[0].cause,
              after == alike ? v1::CHANGE_CAUSE_COHORT : v1::CHANGE_CAUSE_SCHEME);
  }
}

TEST(ChangeLedger, AStepThatCannotBeEvaluatedIsToldOrCarried) {
  v1::Scheme message = SmallScheme();
  Share(&message)->mutable_measure()->set_value(
      "ratio(annual(year).rd_expense_fen, annual(year).sales_fen) * 1000000000000000000.0");
  const Shared scheme = MustCompile(message);
  const v1::Dossier between = DossierOf({Report(9'000'000'000'000'000)});
  const v1::Dossier from = At(between, 2024);
  const v1::Dossier to = DossierOf({Report(500)});
  LedgerKeeper keeper;
  const absl::Status told =
      keeper.Follow({.from = {*scheme, from}, .to = {*scheme, to}, .between = between}).status();
  const v1::ErrorDetail detail = model::DetailOf(told).value_or(v1::ErrorDetail());
  EXPECT_EQ(detail.reason(), v1::REASON_NUMBER_OVERFLOW) << told;
  EXPECT_EQ(detail.path(), "time.categories[0].indicators[0].measure.value");
  EXPECT_THAT(Told(Follow({.from = {*scheme, from},
                           .to = {*scheme, to},
                           .between = between,
                           .failed_step = FailedStep::kCarry})),
              ElementsAre("DATA 20: share 20, rest 0"));
  const absl::Status end = keeper
                               .Follow({.from = {*scheme, to},
                                        .to = {*scheme, between},
                                        .between = between,
                                        .failed_step = FailedStep::kCarry})
                               .status();
  EXPECT_EQ(model::DetailOf(end).value_or(v1::ErrorDetail()).path(),
            "to.categories[0].indicators[0].measure.value");
}

// What must hold of every ledger.
class LedgerCheck {
 public:
  void Check(const LedgerQuery& query) {
    const ChangeLedger ledger = Follow(query);
    ASSERT_EQ(ledger.from, TotalOf(query.from));
    ASSERT_EQ(ledger.to, TotalOf(query.to));
    Decimal sum = ledger.from;
    int last = 0;
    for (const CauseChange& change : ledger.causes) {
      ASSERT_GT(static_cast<int>(change.cause), last);
      last = change.cause;
      sum = AddInRange(sum, change.amount);
      Decimal parts = change.rest;
      for (const IndicatorChange& part : change.indicators) {
        ASSERT_FALSE(part.amount.IsZero());
        parts = AddInRange(parts, part.amount);
      }
      ASSERT_EQ(parts, change.amount);
      ++seen[change.cause];
    }
    ASSERT_EQ(sum, ledger.to);
    ++pairs;
  }

  std::map<v1::ChangeCause, int> seen;
  int pairs = 0;

 private:
  Decimal TotalOf(const LedgerSide& side) {
    const auto made = evaluator_.Evaluate(side.scheme, side.dossier, side.setting);
    EXPECT_TRUE(made.ok()) << made.status();
    return made.ok() ? (*made)->total : Decimal();
  }

  Evaluator evaluator_;
};

int PairCount() {
  const char* given = std::getenv("JIFEN_PAIRS");
  return given == nullptr ? 900 : std::atoi(given);
}

TEST(ChangeLedger, AddsUpOverRandomPairsUnderSchemesThatShip) {
  const uint64_t seed = TestSeed();
  const std::pair<const char*, const char*> steps[] = {{"national-2024", "national-2025"},
                                                       {"xianning-demo", "xianning-demo"},
                                                       {"sme-tech-2017", "specialized-sme-2022"}};
  LedgerCheck check;
  uint64_t number = 0;
  for (const auto& [a, b] : steps) {
    const Shared before = CompileShippedScheme(a);
    const Shared after = CompileShippedScheme(b);
    for (int i = 0; i < PairCount() / 3; ++i) {
      const v1::Dossier between = second_opinion::MakeWideDossier(seed, number++);
      const v1::Dossier to = second_opinion::MakeWideDossier(seed, number++);
      const v1::Dossier from = i % 3 == 0 ? At(between, 2024) : between;
      ASSERT_NO_FATAL_FAILURE(check.Check({.from = {*before, from},
                                           .to = {i % 2 == 0 ? *after : *before, to},
                                           .between = i % 3 == 0 ? between : from}))
          << a << " " << seed << " " << i;
    }
  }
  EXPECT_GE(check.pairs, PairCount() / 3 * 3);
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_TIME], 0);
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_DATA], 0);
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_STAGE], 0);
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_SCHEME], 0);
}

std::shared_ptr<const CohortTables> TablesOfWide(const scheme::CompiledScheme& scheme,
                                                 uint64_t seed) {
  CohortTablesBuilder builder(scheme.parts());
  Evaluator evaluator;
  for (uint64_t i = 0; i < 80; ++i) {
    const auto taken =
        evaluator.TakeCohortValues(scheme, second_opinion::MakeWideDossier(seed, i), 0);
    if (taken.ok()) builder.Add(**taken);
  }
  return std::move(builder).Build();
}

TEST(ChangeLedger, AddsUpOverRandomPairsAmongPeers) {
  const uint64_t seed = TestSeed();
  const Shared before = CompileShippedScheme("peer-demo");
  v1::Scheme message = ReadShippedScheme("peer-demo");
  message.set_version(message.version() + 1);
  message.mutable_cohorts()->set_smallest(5);
  const Shared after = MustCompile(message);
  const auto early = TablesOfWide(*before, seed);
  const auto late = TablesOfWide(*before, seed + 1);
  const CohortTables* tables[] = {early.get(), late.get(), nullptr};
  LedgerCheck check;
  for (int i = 0; i < PairCount() / 3; ++i) {
    const v1::Dossier from = second_opinion::MakeWideDossier(seed, static_cast<uint64_t>(i));
    const v1::Dossier to = second_opinion::MakeWideDossier(seed + 2, static_cast<uint64_t>(i));
    ASSERT_NO_FATAL_FAILURE(
        check.Check({.from = {*before, from, {.cohorts = tables[i % 3]}},
                     .to = {i % 2 == 0 ? *after : *before, to, {.cohorts = tables[i / 3 % 3]}},
                     .between = from}))
        << seed << " " << i;
  }
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_COHORT], 0);
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_SCHEME], 0);
}

TEST(ChangeLedger, AddsUpOverRandomPairsUnderRandomSchemes) {
  RandomScheme random(TestSeed());
  LedgerCheck check;
  for (int i = 0; i < PairCount() / 30; ++i) {
    const Shared before = MustCompile(random.Next());
    const Shared after = MustCompile(random.Next());
    for (int j = 0; j < 10; ++j) {
      const v1::Dossier from = random.NextDossier();
      const v1::Dossier to = random.NextDossier();
      ASSERT_NO_FATAL_FAILURE(check.Check(
          {.from = {*before, from}, .to = {j % 2 == 0 ? *after : *before, to}, .between = from}));
    }
  }
  EXPECT_GT(check.seen[v1::CHANGE_CAUSE_DATA], 0);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
