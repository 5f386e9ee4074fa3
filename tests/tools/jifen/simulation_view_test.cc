#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tools/jifen/samples.h"
#include "tools/jifen/render/next_steps.h"
#include "tools/jifen/render/simulation.h"

namespace jifen::tools::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// The sample card, and what it would be with one indicator and one gate changed.
v1::SimulateResponse Sample() {
  v1::SimulateResponse simulation;
  *simulation.mutable_before() = SampleCard();
  v1::ScoreCard& after = *simulation.mutable_after();
  after = SampleCard();
  for (v1::ScoreCard* card : {simulation.mutable_before(), &after}) {
    card->clear_card_id();
    card->set_simulated(true);
  }
  v1::CategoryResult& category = *after.mutable_categories(0);
  v1::IndicatorResult& indicator = *category.mutable_indicators(0);
  v1::PointsChange& in_all = *simulation.add_changes();
  in_all.set_category_id(category.category_id());
  in_all.set_before(category.points());
  v1::PointsChange& change = *simulation.add_changes();
  change.set_category_id(category.category_id());
  change.set_indicator_id(indicator.indicator_id());
  change.set_before(indicator.points());
  after.set_total("99.5");
  after.set_outcome(v1::OUTCOME_FAILED);
  indicator.set_value("0.31");
  indicator.set_points("20");
  indicator.clear_next();
  indicator.mutable_reason()->set_zh("科技人员占比 31 %，得 20 分。");
  indicator.mutable_reason()->set_en("Science staff are 31 %: 20 points.");
  category.set_points("20");
  for (v1::PointsChange* each : {&in_all, &change}) {
    each->set_after("20");
    each->set_difference("8");
  }
  after.mutable_gates(0)->set_state(v1::GATE_STATE_FAIL);
  return simulation;
}

std::string TextOf(const Terminal& terminal, const v1::SimulateResponse& simulation) {
  return RenderSimulation(terminal, simulation).ToText(false);
}

TEST(Simulation, IsDrawnInBothLanguages) {
  ExpectGolden("simulation.zh.txt", TextOf(ChineseTerminal(), Sample()));
  ExpectGolden("simulation.en.txt", TextOf(EnglishTerminal(), Sample()));
}

TEST(Simulation, EveryLineFits) {
  for (int width = kWidthMin; width <= kWidthMax; width += 7) {
    const Terminal terminal{.language = Language::kEnglish, .width = width};
    const Page page = RenderSimulation(terminal, Sample());
    for (const Line& line : page.lines()) EXPECT_LE(line.width(), width);
  }
}

TEST(Simulation, SaysThatNothingChanges) {
  v1::SimulateResponse simulation;
  *simulation.mutable_before() = SampleCard();
  *simulation.mutable_after() = SampleCard();
  EXPECT_THAT(TextOf(EnglishTerminal(), simulation), HasSubstr("Nothing changes"));
}

TEST(Simulation, SaysThatOnlyTheResultChanges) {
  for (const bool grade : {true, false}) {
    v1::SimulateResponse simulation;
    *simulation.mutable_before() = SampleCard();
    *simulation.mutable_after() = SampleCard();
    if (grade) {
      simulation.mutable_after()->mutable_grade()->set_grade_id("other");
      simulation.mutable_after()->mutable_grade()->mutable_title()->set_en("AA");
    } else {
      simulation.mutable_after()->set_outcome(v1::OUTCOME_PASSED);
    }
    const std::string text = TextOf(EnglishTerminal(), simulation);
    EXPECT_THAT(text, Not(HasSubstr("Nothing changes")));
    EXPECT_THAT(text, HasSubstr("The points and conditions stay"));
  }
}

TEST(Simulation, ShortensPointsAsElsewhere) {
  v1::SimulateResponse simulation = Sample();
  v1::PointsChange& change = *simulation.mutable_changes(1);
  change.set_before("11.333333333333333333");
  change.set_after("19.666666666666666666");
  change.set_difference("8.333333333333333333");
  v1::ScoreCard& after = *simulation.mutable_after();
  after.mutable_categories(1)->mutable_indicators(0)->set_points("1.123456789123456789");
  after.set_total("90.333333333333333333");
  after.set_total_highest("95.5");
  const std::string text = TextOf(EnglishTerminal(), simulation);
  EXPECT_THAT(text, Not(HasSubstr("33333")));
  EXPECT_THAT(text, Not(HasSubstr("66666")));
  EXPECT_THAT(text, Not(HasSubstr("1.12345")));
  EXPECT_THAT(text, HasSubstr("11.3333"));
  EXPECT_THAT(text, HasSubstr("19.6667"));
  EXPECT_THAT(text, HasSubstr("90.3333–95.5"));
}

// The difference of what is open is open.
TEST(Simulation, ShowsTheRangeOfEachSide) {
  v1::SimulateResponse simulation = Sample();
  const v1::PointsChange change = simulation.changes(1);
  for (v1::CategoryResult& category : *simulation.mutable_after()->mutable_categories()) {
    for (v1::IndicatorResult& indicator : *category.mutable_indicators()) {
      if (indicator.indicator_id() == change.indicator_id()) indicator.set_points_highest("77");
    }
  }
  const auto differences = [&change](const std::string& text) {
    const std::string signed_text = "+" + change.difference() + "\n";
    int count = 0;
    for (size_t at = text.find(signed_text); at != std::string::npos; ++count) {
      at = text.find(signed_text, at + 1);
    }
    return count;
  };
  const std::string text = TextOf(EnglishTerminal(), simulation);
  EXPECT_THAT(text, HasSubstr(change.after() + "–77"));
  EXPECT_EQ(differences(text), 1);  // of the category
  EXPECT_EQ(differences(TextOf(EnglishTerminal(), Sample())), 2);
}

TEST(Simulation, OfANewSchemeHasNothingToCompareWith) {
  v1::SimulateResponse simulation = Sample();
  simulation.clear_before();
  const std::string text = TextOf(EnglishTerminal(), simulation);
  EXPECT_THAT(text, HasSubstr("nothing to compare with"));
  EXPECT_THAT(text, Not(HasSubstr("What changes")));
}

// An indicator with a next band: its value, the bound, the gain.
void AddStep(const std::string& id, const std::string& value, const std::string& bound,
             const std::string& gain, v1::ScoreCard& card) {
  if (card.categories().empty()) card.add_categories();
  v1::IndicatorResult& indicator = *card.mutable_categories(0)->add_indicators();
  indicator.set_indicator_id(id);
  if (!value.empty()) indicator.set_value(value);
  indicator.mutable_next()->set_bound(bound);
  indicator.mutable_next()->set_gain(gain);
}

TEST(NextSteps, ComeByTheShareOfTheBoundStillToGo) {
  v1::ScoreCard card;
  AddStep("missing", "", "0.5", "90", card);
  AddStep("level", "BASIC", "ADVANCED", "5", card);
  AddStep("half", "0.025", "0.05", "10", card);
  AddStep("tenth", "450", "500", "2", card);
  AddStep("falls", "0.56", "0.55", "5", card);
  AddStep("tenth_with_more", "9", "10", "3", card);
  AddStep("from_zero", "0", "1", "30", card);
  std::vector<std::string> ids;
  for (const NextStep& step : ListNextSteps(card)) ids.push_back(step.indicator->indicator_id());
  EXPECT_THAT(ids, ElementsAre("falls", "tenth_with_more", "tenth", "half", "from_zero", "missing",
                               "level"));
}

}  // namespace
}  // namespace jifen::tools::cli
