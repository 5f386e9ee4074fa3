// indicator("id") and points("id"): what the evaluator has set of earlier indicators.
#include <gtest/gtest.h>

#include <string>

#include "proto/model/error.h"
#include "tests/scoring/expression/testing.h"

namespace jifen::scoring::expression {
namespace {

using decimal::Decimal;

// A dossier with a report and an environment that knows `ratio` (decimal), `level` (an enum), `staff`
// (int).
class IndicatorTest : public testing::Test {
 protected:
  IndicatorTest() {
    dossier_.Add(R"(record_id: "2024" annual_report { year: 2024 staff: 7 })")
        .Add(R"(record_id: "prize" award { level: LEVEL_NATIONAL rank: 2 })");
    Add("ratio", Type::Of(Kind::kDecimal));
    Add("level", Type::Enum(v1::Level_descriptor()));
    Add("staff", Type::Of(Kind::kInt));
    workspace_.Begin(dossier_.view(), 2024);
  }

  void Add(std::string_view id, Type type) {
    const absl::Status added = environment_.AddIndicator(id, type);
    ASSERT_TRUE(added.ok()) << added;
  }
  Value Evaluate(std::string_view text) {
    program_ = MustCompile(text, environment_);
    return program_ == nullptr ? Value() : workspace_.Evaluate(*program_);
  }
  std::string Missing(std::string_view text) {
    const Value value = Evaluate(text);
    if (!value.IsMissing() || workspace_.MissingPaths(value).empty()) return "not missing";
    return workspace_.MissingPaths(value)[0];
  }
  // "REASON got|want" of what must not compile.
  std::string Fault(std::string_view text) {
    const auto compiled = Compile(text, environment_);
    if (compiled.ok()) return "compiles";
    const auto detail = model::DetailOf(compiled.status());
    return model::ReasonName(detail->reason()) + " " + detail->got() + "|" + detail->want();
  }

  TestDossier dossier_;
  Environment environment_;
  Workspace workspace_;
  std::shared_ptr<const Program> program_;
};

TEST_F(IndicatorTest, GivesValueAndPointsOfTheirTypes) {
  workspace_.SetIndicator(0, Value::OfDecimal(Decimal::FromInt(3)),
                          Value::OfDecimal(Decimal::FromInt(20)));
  workspace_.SetIndicator(1, Value::Enum(v1::LEVEL_NATIONAL), Value::OfDecimal(Decimal()));
  workspace_.SetIndicator(2, Value::Int(7), Value::OfDecimal(Decimal::FromInt(5)));
  EXPECT_EQ(Evaluate("indicator('ratio') * 2").AsDecimal(), Decimal::FromInt(6));
  EXPECT_TRUE(Evaluate("indicator('level') == Level.NATIONAL").AsBool());
  EXPECT_EQ(Evaluate("indicator('staff') % 4").AsInt(), 3);
  EXPECT_EQ(Evaluate("points('ratio') + points('staff')").AsDecimal(), Decimal::FromInt(25));
  EXPECT_EQ(program_->type(), Type::Of(Kind::kDecimal));
  MustCompile("indicator('level')", environment_);
  EXPECT_EQ(Evaluate("indicator('level')").AsEnum(), v1::LEVEL_NATIONAL);
  EXPECT_EQ(program_->type(), Type::Enum(v1::Level_descriptor()));
}

TEST_F(IndicatorTest, IsMissingWithTheCausesOfItsValue) {
  const Value missing = Evaluate("annual(2023).staff");
  workspace_.SetIndicator(2, missing, Value());
  EXPECT_EQ(Missing("indicator('staff') + 1"), "annual_report[2023]");
  EXPECT_EQ(Missing("points('staff')"), "points('staff')") << "missing without a cause of its own";
  EXPECT_EQ(Missing("indicator('ratio')"), "indicator('ratio')") << "never set";
  EXPECT_EQ(Missing("points('level')"), "points('level')") << "never set";
  EXPECT_TRUE(Evaluate("indicator('staff') > 0 || true").AsBool());
}

TEST_F(IndicatorTest, PassesAnErrorOn) {
  const auto too_large = MustCompile("year * 9223372036854775807", environment_);
  workspace_.SetIndicator(2, workspace_.Evaluate(*too_large), Value());
  const Value value = Evaluate("indicator('staff')");
  ASSERT_TRUE(value.IsError());
  EXPECT_EQ(value.failure().reason, v1::REASON_NUMBER_OVERFLOW);
}

TEST_F(IndicatorTest, IsForgottenWithTheDossier) {
  workspace_.SetIndicator(2, Value::Int(7), Value::OfDecimal(Decimal()));
  workspace_.Begin(dossier_.view(), 2024);
  EXPECT_EQ(Missing("indicator('staff')"), "indicator('staff')");
}

TEST_F(IndicatorTest, JoinsTheEvidenceOfWhatItNames) {
  const auto rank = MustCompile("awards[0].rank", environment_);
  const Value value = workspace_.Evaluate(*rank);
  const RecordSet evidence = workspace_.evidence_set();
  workspace_.SetIndicator(2, value, Value::OfDecimal(Decimal()), &evidence);
  Evaluate("indicator('staff') + 1");
  EXPECT_EQ(workspace_.evidence().size(), 1u);
  EXPECT_TRUE(workspace_.evidence_set().Contains(1));
  Evaluate("points('staff')");
  EXPECT_TRUE(workspace_.evidence_set().Contains(1));
  workspace_.SetIndicator(2, value, Value::OfDecimal(Decimal()));
  Evaluate("points('staff')");
  EXPECT_TRUE(workspace_.evidence_set().IsEmpty());
}

TEST_F(IndicatorTest, RefusesWhatItCannotName) {
  EXPECT_EQ(Fault("indicator('rattio')"),
            "EXPRESSION_NAME rattio|an indicator that comes before: ratio, level, staff");
  const auto compiled = Compile("1 + points('stuff')", environment_);
  EXPECT_NE(compiled.status().message().find("did you mean staff?"), absl::string_view::npos);
  EXPECT_NE(compiled.status().message().find("column 12"), absl::string_view::npos);
  EXPECT_EQ(Fault("points('a' + 'b')"), "EXPRESSION_TYPE 'a' + 'b'|points(\"id\")");
  EXPECT_EQ(Fault("indicator(year)"), "EXPRESSION_TYPE indicator(int)|indicator(id) -> anything");
  EXPECT_EQ(Fault("indicator('staff').rank"), "EXPRESSION_TYPE .rank|a record or map");
  EXPECT_EQ(FaultOf("indicator('staff')"),
            "EXPRESSION_NAME 1:11 staff|no indicator comes before this place");
}

TEST(EnvironmentAddIndicator, RefusesMalformedAndTakenIds) {
  Environment environment;
  EXPECT_TRUE(environment.AddIndicator("year", Type::Of(Kind::kInt)).ok()) << "a space of its own";
  EXPECT_TRUE(environment.AddIndicator("rd-share", Type::Of(Kind::kInt)).ok());
  for (const char* id : {"", "Year", "1st", "a.b", "-a", "year"}) {
    const absl::Status refused = environment.AddIndicator(id, Type::Of(Kind::kInt));
    const auto detail = model::DetailOf(refused);
    ASSERT_TRUE(detail.has_value()) << id;
    EXPECT_EQ(detail->reason(), v1::REASON_EXPRESSION_NAME) << id;
    EXPECT_EQ(detail->got(), id);
  }
  EXPECT_EQ(environment.indicators().size(), 2u);
}

}  // namespace
}  // namespace jifen::scoring::expression
