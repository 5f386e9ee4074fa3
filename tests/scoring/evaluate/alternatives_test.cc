// Which of several measures counts, and which leads to more points.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "scoring/evaluate/card_maker.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

constexpr char kOptions[] = R"pb(
  id: "share"
  title { zh: "研发" en: "R&D" }
  maximum: "30"
  missing: MISSING_POLICY_ZERO
  alternatives {
    options {
      id: "ratio"
      title { zh: "占比" en: "share" }
      unit: UNIT_RATIO
      measure {
        value: "ratio(annual(year).rd_expense_fen, annual(year).sales_fen)"
        scale {
          bands {
            bands { points: "0" }
            bands { from: "0.05" points: "20" }
            bands { from: "0.10" points: "30" }
          }
        }
      }
    }
    options {
      id: "amount"
      title { zh: "金额" en: "amount" }
      unit: UNIT_WAN_YUAN
      measure {
        value: "wan(annual(year).rd_expense_fen)"
        scale {
          bands {
            bands { points: "0" }
            bands { from: "100" points: "20" }
            bands { from: "200" points: "25" }
          }
        }
      }
    }
  }
)pb";

v1::Scheme SchemeWith(v1::Choice choice, const std::string& chosen = "") {
  v1::Scheme scheme = SmallScheme();
  v1::Category* category = scheme.mutable_categories(0);
  *category->mutable_indicators(0) = ParseIndicator(kOptions);
  category->mutable_indicators(0)->mutable_alternatives()->set_choice(choice);
  category->mutable_indicators(0)->mutable_alternatives()->set_chosen(chosen);
  category->set_maximum("40");
  scheme.mutable_total()->set_maximum("50");
  return scheme;
}

std::string Report(const std::string& fields) {
  return "record_id: \"2024\" annual_report { year: 2024 " + fields + " }";
}

absl::StatusOr<v1::IndicatorResult> ResultOf(const v1::Scheme& scheme, const std::string& fields) {
  const auto compiled = scheme::CompiledScheme::Make(scheme);
  if (!compiled.ok()) return compiled.status();
  Evaluator evaluator;
  const auto card = Score(**compiled, DossierOf({Report(fields)}), 0, &evaluator);
  if (!card.ok()) return card.status();
  return card->categories(0).indicators(0);
}

TEST(AlternativesBest, TheOneWithMostPointsCounts) {
  const auto result =
      ResultOf(SchemeWith(v1::CHOICE_BEST), "rd_expense_fen: 250000000 sales_fen: 10000000000");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->option_id(), "amount");
  EXPECT_EQ(result->points(), "25");
  EXPECT_EQ(result->value(), "250");
  EXPECT_EQ(result->unit(), v1::UNIT_WAN_YUAN);
  ASSERT_EQ(result->options_size(), 2);
  EXPECT_EQ(result->options(0).value(), "0.025");
  EXPECT_EQ(result->options(0).points(), "0");
}

TEST(AlternativesBest, OfEqualOnesTheFirstCounts) {
  const auto result =
      ResultOf(SchemeWith(v1::CHOICE_BEST), "rd_expense_fen: 100000000 sales_fen: 2000000000");
  EXPECT_EQ(result->option_id(), "ratio");
}

TEST(AlternativesBest, OneThatIsMissingDoesNotCount) {
  const auto result = ResultOf(SchemeWith(v1::CHOICE_BEST), "rd_expense_fen: 100000000");
  EXPECT_EQ(result->option_id(), "amount");
  EXPECT_EQ(result->state(), v1::VALUE_STATE_PRESENT);
  EXPECT_TRUE(result->missing().empty());
  EXPECT_THAT(result->options(0).missing(), testing::ElementsAre("annual_report[2024].sales_fen"));
}

TEST(AlternativesBest, IsMissingIfAllAre) {
  const auto result = ResultOf(SchemeWith(v1::CHOICE_BEST), "sales_fen: 1");
  EXPECT_EQ(result->state(), v1::VALUE_STATE_MISSING);
  EXPECT_EQ(result->option_id(), "");
  EXPECT_THAT(result->missing(), testing::ElementsAre("annual_report[2024].rd_expense_fen"));
}

TEST(AlternativesBestCertain, IsMissingWhileAMissingOneCouldGiveMore) {
  const auto result = ResultOf(SchemeWith(v1::CHOICE_BEST_CERTAIN), "rd_expense_fen: 250000000");
  EXPECT_EQ(result->state(), v1::VALUE_STATE_MISSING);
  EXPECT_THAT(result->missing(), testing::ElementsAre("annual_report[2024].sales_fen"));
}

TEST(AlternativesBestCertain, CountsIfTheMissingOneCouldNotGiveMore) {
  v1::Scheme scheme = SchemeWith(v1::CHOICE_BEST_CERTAIN);
  // The amount can give 25 at most, and the ratio gives 30.
  scheme.mutable_categories(0)
      ->mutable_indicators(0)
      ->mutable_alternatives()
      ->mutable_options(1)
      ->mutable_measure()
      ->set_value("wan(annual(year).costs_fen)");
  const auto result = ResultOf(scheme, "rd_expense_fen: 10 sales_fen: 100");
  EXPECT_EQ(result->option_id(), "ratio");
  EXPECT_EQ(result->points(), "30");
  EXPECT_EQ(result->state(), v1::VALUE_STATE_PRESENT);
}

TEST(AlternativesDeclared, TheChosenOneCountsThoughAnotherGivesMore) {
  const auto result = ResultOf(SchemeWith(v1::CHOICE_DECLARED, "\"ratio\""),
                               "rd_expense_fen: 250000000 sales_fen: 10000000000");
  EXPECT_EQ(result->option_id(), "ratio");
  EXPECT_EQ(result->points(), "0");
  EXPECT_EQ(result->next().option_id(), "ratio");
}

TEST(AlternativesDeclared, TheBetterCountsWithoutADeclaration) {
  const std::string fields = "rd_expense_fen: 250000000 sales_fen: 10000000000";
  EXPECT_EQ(ResultOf(SchemeWith(v1::CHOICE_DECLARED, "\"\""), fields)->option_id(), "amount");
  const std::string unset =
      "annual(year).rd_ratio_choice == RdRatioChoice.SALES ? \"ratio\" : \"amount\"";
  EXPECT_EQ(ResultOf(SchemeWith(v1::CHOICE_DECLARED, unset), fields)->option_id(), "amount");
}

TEST(AlternativesDeclared, TheChosenOneIsMissingThoughAnotherIsThere) {
  const auto result =
      ResultOf(SchemeWith(v1::CHOICE_DECLARED, "\"ratio\""), "rd_expense_fen: 250000000");
  EXPECT_EQ(result->state(), v1::VALUE_STATE_MISSING);
  EXPECT_EQ(result->option_id(), "ratio");
}

TEST(AlternativesDeclared, AnOptionThatIsNotThereIsAnError) {
  // What is written out is found before a scheme is stored.
  const auto result = ResultOf(SchemeWith(v1::CHOICE_DECLARED, "'oth' + 'er'"),
                               "rd_expense_fen: 250000000 sales_fen: 1");
  ASSERT_FALSE(result.ok());
  const auto detail = model::DetailOf(result.status());
  EXPECT_EQ(detail->reason(), v1::REASON_SCHEME_STRUCTURE);
  EXPECT_EQ(detail->path(), "categories[0].indicators[0].alternatives.chosen");
  EXPECT_EQ(detail->got(), "other");
}

// 0.04 of 0.05 is a fifth to go, 90 of 100 万元 a tenth.
TEST(AlternativesNext, TheOptionWithTheLeastStillToGoLeads) {
  const auto result =
      ResultOf(SchemeWith(v1::CHOICE_BEST), "rd_expense_fen: 90000000 sales_fen: 2250000000");
  EXPECT_EQ(result->next().option_id(), "amount");
  EXPECT_EQ(result->next().bound(), "100");
  EXPECT_EQ(result->next().gain(), "20");
}

// Both are at half of their bound: 0.025 of 0.05 leads to 20, 100 of 200 to 25.
TEST(AlternativesNext, OfEqualWaysTheOneWithMorePointsLeads) {
  v1::Scheme scheme = SchemeWith(v1::CHOICE_BEST);
  scheme.mutable_categories(0)
      ->mutable_indicators(0)
      ->mutable_alternatives()
      ->mutable_options(1)
      ->mutable_measure()
      ->mutable_scale()
      ->mutable_bands()
      ->mutable_bands(1)
      ->set_points("0");
  const auto result = ResultOf(scheme, "rd_expense_fen: 100000000 sales_fen: 4000000000");
  EXPECT_EQ(result->points(), "0");
  EXPECT_EQ(result->next().option_id(), "amount");
  EXPECT_EQ(result->next().points(), "25");
}

TEST(AlternativesNext, LeadsBeyondThePointsOfTheOptionThatCounts) {
  const auto result =
      ResultOf(SchemeWith(v1::CHOICE_BEST), "rd_expense_fen: 250000000 sales_fen: 10000000000");
  EXPECT_EQ(result->points(), "25");
  EXPECT_EQ(result->next().option_id(), "ratio");
  EXPECT_EQ(result->next().bound(), "0.1");
  EXPECT_EQ(result->next().gain(), "5");
}

}  // namespace
}  // namespace jifen::scoring::evaluate
