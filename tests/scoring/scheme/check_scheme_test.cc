// Each fault that the lint finds, in a scheme that has no other.
#include <functional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "scoring/scheme/limits.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

TEST(CheckScheme, FindsNothingWrongWithASoundScheme) {
  for (const model::Fault& fault : CheckScheme(SmallScheme())) {
    ADD_FAILURE() << model::ToStatus(fault);
  }
  EXPECT_TRUE(CompiledScheme::Make(SmallScheme()).ok());
}

// What an earlier version of this program accepted, before the lint learned to prove it wrong.
TEST(MakeStored, TakesWhatCanBeEvaluated) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_total()->set_pass("20.5");
  v1::Definition* definition = scheme.add_definitions();
  definition->set_id("never_used");
  definition->set_expression("1 + 1");
  ASSERT_GE(CheckScheme(scheme).size(), 2U);
  EXPECT_FALSE(CompiledScheme::Make(scheme).ok());
  const auto stored = CompiledScheme::MakeStored(scheme);
  ASSERT_TRUE(stored.ok()) << stored.status();
  EXPECT_EQ((*stored)->parts().total.pass->Format(), "20.5");
}

TEST(MakeStored, RefusesWhatCannot) {
  v1::Scheme scheme = SmallScheme();
  scheme.mutable_categories(0)->mutable_indicators(0)->mutable_measure()->set_value("annual(");
  EXPECT_FALSE(CompiledScheme::MakeStored(scheme).ok());
}

struct Bend {
  const char* name;
  std::function<void(v1::Scheme*)> bend;
  v1::Reason reason;
  const char* path;
};

class CheckSchemeReports : public testing::TestWithParam<Bend> {};

TEST_P(CheckSchemeReports, TheFaultWithItsPath) {
  v1::Scheme scheme = SmallScheme();
  GetParam().bend(&scheme);
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].reason, GetParam().reason) << model::ToStatus(faults[0]);
  EXPECT_EQ(faults[0].path, GetParam().path) << model::ToStatus(faults[0]);
  const auto made = CompiledScheme::Make(scheme);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(model::DetailOf(made.status())->path(), GetParam().path);
}

v1::Indicator* Share(v1::Scheme* s) { return s->mutable_categories(0)->mutable_indicators(0); }
void AddStage(v1::Scheme* s, const std::string& id) {
  v1::Stage* stage = s->add_stages();
  stage->set_id(id);
  stage->mutable_title()->set_zh("期");
  stage->mutable_title()->set_en("Stage");
  stage->set_when("true");
}
void AddGate(v1::Scheme* s, const std::string& id, const std::string& passes) {
  v1::Gate* gate = s->add_gates();
  gate->set_id(id);
  gate->mutable_title()->set_zh("门");
  gate->mutable_title()->set_en("Gate");
  gate->set_passes(passes);
}
void AddGrade(v1::Scheme* s, const std::string& id, const std::string& at_least) {
  v1::Grade* grade = s->add_grades();
  grade->set_id(id);
  grade->mutable_title()->set_zh("级");
  grade->mutable_title()->set_en("Grade");
  grade->set_at_least(at_least);
}
void MakeAlternatives(v1::Scheme* s, v1::Choice choice, int options) {
  const v1::Measure measure = Share(s)->measure();
  v1::Alternatives* alternatives = Share(s)->mutable_alternatives();
  alternatives->set_choice(choice);
  for (int i = 0; i < options; ++i) {
    v1::Option* option = alternatives->add_options();
    option->set_id("option" + std::to_string(i));
    option->mutable_title()->set_zh("项");
    option->mutable_title()->set_en("Option");
    *option->mutable_measure() = measure;
  }
}
void AddVector(v1::Scheme* s) {
  v1::BaseDossier* base = s->add_base_dossiers();
  base->set_id("base");
  *base->mutable_dossier() = DossierOf({R"pb(record_id: "2024"
                                             annual_report { year: 2024 staff: 3 })pb"});
  v1::Vector* vector = s->add_vectors();
  vector->set_name("one");
  vector->set_base("base");
  vector->mutable_expect()->set_total("0");
}
template <typename Change>
std::function<void(v1::Scheme*)> OnVector(Change change) {
  return [change](v1::Scheme* s) {
    AddVector(s);
    change(s->mutable_vectors(0));
  };
}

INSTANTIATE_TEST_SUITE_P(
    Heading, CheckSchemeReports,
    testing::Values(
        Bend{"NoId", [](auto* s) { s->clear_id(); }, v1::REASON_SCHEME_ID, "id"},
        Bend{"ShortId", [](auto* s) { s->set_id("ab"); }, v1::REASON_SCHEME_ID, "id"},
        Bend{"UpperCaseId", [](auto* s) { s->set_id("Small"); }, v1::REASON_SCHEME_ID, "id"},
        Bend{"VersionZero", [](auto* s) { s->set_version(0); }, v1::REASON_OUT_OF_RANGE, "version"},
        Bend{"NoEnglishTitle", [](auto* s) { s->mutable_title()->clear_en(); },
             v1::REASON_FIELD_REQUIRED, "title.en"},
        Bend{"TitleWithControlCharacter", [](auto* s) { s->mutable_title()->set_zh("a\x01"); },
             v1::REASON_TEXT_INVALID, "title.zh"},
        Bend{"TitleTooLong", [](auto* s) { s->mutable_title()->set_zh(std::string(4001, 'a')); },
             v1::REASON_TEXT_INVALID, "title.zh"},
        Bend{"NoAuthority", [](auto* s) { s->clear_authority(); }, v1::REASON_FIELD_REQUIRED,
             "authority.zh"},
        Bend{"OfficialWithoutDocument",
             [](auto* s) { s->set_figures(v1::FIGURES_STATUS_OFFICIAL); },
             v1::REASON_FIELD_REQUIRED, "document_number"},
        Bend{"NoFirstDay", [](auto* s) { s->clear_effective_from(); }, v1::REASON_FIELD_REQUIRED,
             "effective_from"},
        Bend{"EndsBeforeItBegins",
             [](auto* s) {
               *s->mutable_effective_to() = s->effective_from();
               s->mutable_effective_to()->set_year(2023);
             },
             v1::REASON_PERIOD_REVERSED, "effective_to"},
        Bend{"FiguresNotSaid", [](auto* s) { s->clear_figures(); }, v1::REASON_UNKNOWN_ENUM,
             "figures"},
        Bend{"TooLarge", [](auto* s) { s->set_document_source(std::string(kSchemeBytesMax, 'a')); },
             v1::REASON_TOO_LARGE, ""}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Parts, CheckSchemeReports,
    testing::Values(
        Bend{"DefinitionDoesNotCompile",
             [](auto* s) { s->add_definitions()->set_expression("1 +"); },
             v1::REASON_EXPRESSION_SYNTAX, "definitions[0].expression"},
        Bend{"DefinitionTakesAName",
             [](auto* s) {
               s->add_definitions()->set_expression("1");
               s->mutable_definitions(0)->set_id("awards");
             },
             v1::REASON_EXPRESSION_NAME, "definitions[0].id"},
        Bend{"StageTwice",
             [](auto* s) {
               AddStage(s, "a");
               AddStage(s, "a");
             },
             v1::REASON_SCHEME_ID, "stages[1].id"},
        Bend{"StageIsNoCondition",
             [](auto* s) {
               AddStage(s, "a");
               s->mutable_stages(0)->set_when("year");
             },
             v1::REASON_EXPRESSION_TYPE, "stages[0].when"},
        Bend{"NoCategory",
             [](auto* s) {
               s->clear_categories();
               s->mutable_total()->set_maximum("0");
               s->mutable_total()->clear_pass();
             },
             v1::REASON_SCHEME_STRUCTURE, "categories"},
        Bend{"CategoryTwice", [](auto* s) { s->mutable_categories(1)->set_id("first"); },
             v1::REASON_SCHEME_ID, "categories[1].id"},
        Bend{"NoIndicator", [](auto* s) { s->mutable_categories(1)->clear_indicators(); },
             v1::REASON_SCHEME_STRUCTURE, "categories[1].indicators"},
        Bend{"IndicatorTwiceAcrossCategories",
             [](auto* s) { s->mutable_categories(1)->mutable_indicators(0)->set_id("share"); },
             v1::REASON_SCHEME_ID, "categories[1].indicators[0].id"},
        Bend{"MissingPolicyNotSaid", [](auto* s) { Share(s)->clear_missing(); },
             v1::REASON_UNKNOWN_ENUM, "categories[0].indicators[0].missing"},
        Bend{"MinimumOfWhatMayBeLeftOut",
             [](auto* s) {
               Share(s)->set_missing(v1::MISSING_POLICY_EXCLUDE);
               Share(s)->set_minimum_exceeded("0");
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].missing"},
        Bend{"MinimumThatNothingExceeds", [](auto* s) { Share(s)->set_minimum_exceeded("20"); },
             v1::REASON_SCHEME_POINTS, "categories[0].indicators[0].minimum_exceeded"},
        Bend{"NoMeasure", [](auto* s) { Share(s)->clear_body(); }, v1::REASON_SCHEME_STRUCTURE,
             "categories[0].indicators[0]"},
        Bend{"NoExpression", [](auto* s) { Share(s)->mutable_measure()->clear_value(); },
             v1::REASON_FIELD_REQUIRED, "categories[0].indicators[0].measure.value"},
        Bend{"ValueIsAString",
             [](auto* s) { Share(s)->mutable_measure()->set_value("profile.main_product"); },
             v1::REASON_EXPRESSION_TYPE, "categories[0].indicators[0].measure.value"},
        Bend{"NoScale", [](auto* s) { Share(s)->mutable_measure()->mutable_scale()->clear_kind(); },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].measure.scale"},
        Bend{"BandsOfABool", [](auto* s) { Share(s)->mutable_measure()->set_value("true"); },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].measure.scale"},
        Bend{"BandsOverlap",
             [](auto* s) {
               Share(s)
                   ->mutable_measure()
                   ->mutable_scale()
                   ->mutable_bands()
                   ->mutable_bands(2)
                   ->set_from("0.02");
             },
             v1::REASON_SCHEME_BANDS,
             "categories[0].indicators[0].measure.scale.bands.bands[2].from"},
        Bend{"MaximumBelowTheScale", [](auto* s) { Share(s)->set_maximum("19"); },
             v1::REASON_SCHEME_POINTS, "categories[0].indicators[0].maximum"},
        Bend{"MaximumAboveTheScale", [](auto* s) { Share(s)->set_maximum("21"); },
             v1::REASON_SCHEME_POINTS, "categories[0].indicators[0].maximum"},
        Bend{"ScaleOfAnUnknownStage",
             [](auto* s) {
               v1::StageScale* scale = Share(s)->mutable_measure()->add_stage_scales();
               scale->set_stage("late");
               *scale->mutable_scale() = Share(s)->measure().scale();
             },
             v1::REASON_SCHEME_ID, "categories[0].indicators[0].measure.stage_scales[0].stage"},
        Bend{"ChoiceNotSaid", [](auto* s) { MakeAlternatives(s, v1::CHOICE_UNSPECIFIED, 2); },
             v1::REASON_UNKNOWN_ENUM, "categories[0].indicators[0].alternatives.choice"},
        Bend{"OneOption", [](auto* s) { MakeAlternatives(s, v1::CHOICE_BEST, 1); },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].alternatives.options"},
        Bend{"TooManyOptions", [](auto* s) { MakeAlternatives(s, v1::CHOICE_BEST, 17); },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].alternatives.options"},
        Bend{"DeclaredWithoutExpression",
             [](auto* s) { MakeAlternatives(s, v1::CHOICE_DECLARED, 2); },
             v1::REASON_FIELD_REQUIRED, "categories[0].indicators[0].alternatives.chosen"},
        Bend{"BestWithExpression",
             [](auto* s) {
               MakeAlternatives(s, v1::CHOICE_BEST, 2);
               Share(s)->mutable_alternatives()->set_chosen("\"option0\"");
             },
             v1::REASON_SCHEME_STRUCTURE, "categories[0].indicators[0].alternatives.chosen"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sums, CheckSchemeReports,
    testing::Values(
        Bend{"CategoryAboveItsIndicators",
             [](auto* s) {
               s->mutable_categories(0)->set_maximum("31");
               s->mutable_total()->set_maximum("41");
             },
             v1::REASON_SCHEME_POINTS, "categories[0].maximum"},
        Bend{"IndicatorsOfMoreThanABillionTogether",
             [](auto* s) {
               Share(s)->set_maximum("999999991");
               Share(s)
                   ->mutable_measure()
                   ->mutable_scale()
                   ->mutable_bands()
                   ->mutable_bands(2)
                   ->set_points("999999991");
             },
             v1::REASON_SCHEME_POINTS, "categories[0].indicators"},
        Bend{"CategoryOfNothing",
             [](auto* s) {
               s->mutable_categories(0)->set_maximum("0");
               s->mutable_total()->set_maximum("10");
               s->mutable_total()->clear_pass();
             },
             v1::REASON_SCHEME_POINTS, "categories[0].maximum"},
        Bend{"CategoryMinimumTooHigh", [](auto* s) { s->mutable_categories(0)->set_minimum("31"); },
             v1::REASON_SCHEME_POINTS, "categories[0].minimum"},
        Bend{"TotalAboveTheSum", [](auto* s) { s->mutable_total()->set_maximum("41"); },
             v1::REASON_SCHEME_POINTS, "total.maximum"},
        Bend{"NobodyCanPass", [](auto* s) { s->mutable_total()->set_pass("41"); },
             v1::REASON_SCHEME_POINTS, "total.pass"},
        Bend{"PassMarkBetweenTotals", [](auto* s) { s->mutable_total()->set_pass("20.5"); },
             v1::REASON_SCHEME_POINTS, "total.pass"},
        Bend{"GradeBetweenTotals",
             [](auto* s) {
               s->mutable_total()->set_places(1);
               AddGrade(s, "a", "30.5");
               AddGrade(s, "b", "20.25");
             },
             v1::REASON_SCHEME_POINTS, "grades[1].at_least"},
        Bend{"TooManyPlaces", [](auto* s) { s->mutable_total()->set_places(19); },
             v1::REASON_OUT_OF_RANGE, "total.places"},
        Bend{"CoverageAboveOne", [](auto* s) { s->mutable_total()->set_minimum_coverage("1.1"); },
             v1::REASON_OUT_OF_RANGE, "total.minimum_coverage"},
        Bend{"GradesRise",
             [](auto* s) {
               AddGrade(s, "b", "10");
               AddGrade(s, "a", "30");
             },
             v1::REASON_SCHEME_POINTS, "grades[1].at_least"},
        Bend{"GradeThatNobodyReaches", [](auto* s) { AddGrade(s, "a", "41"); },
             v1::REASON_SCHEME_POINTS, "grades[0].at_least"},
        Bend{"GateIsNoCondition", [](auto* s) { AddGate(s, "g", "annual(year).staff"); },
             v1::REASON_EXPRESSION_TYPE, "gates[0].passes"},
        Bend{"GateTwice",
             [](auto* s) {
               AddGate(s, "g", "true");
               AddGate(s, "g", "true");
             },
             v1::REASON_SCHEME_ID, "gates[1].id"},
        Bend{"DirectPassWithTheIdOfAGate",
             [](auto* s) {
               AddGate(s, "g", "true");
               v1::DirectPass* pass = s->add_direct_passes();
               pass->set_id("g");
               *pass->mutable_title() = s->gates(0).title();
               pass->set_when("true");
             },
             v1::REASON_SCHEME_ID, "direct_passes[0].id"},
        Bend{"UnknownPlaceholder",
             [](auto* s) { s->mutable_reasons()->mutable_passed()->set_zh("{points}"); },
             v1::REASON_SCHEME_STRUCTURE, "reasons.passed.zh"},
        Bend{"OpenBrace", [](auto* s) { s->mutable_reasons()->mutable_passed()->set_en("{total"); },
             v1::REASON_SCHEME_STRUCTURE, "reasons.passed.en"},
        Bend{"NoTemplate", [](auto* s) { s->mutable_reasons()->clear_not_scored(); },
             v1::REASON_FIELD_REQUIRED, "reasons.not_scored.zh"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Vectors, CheckSchemeReports,
    testing::Values(
        Bend{"VectorWithoutName", OnVector([](auto* v) { v->clear_name(); }),
             v1::REASON_FIELD_REQUIRED, "vectors[0].name"},
        Bend{"VectorWithUnknownBase", OnVector([](auto* v) { v->set_base("other"); }),
             v1::REASON_SCHEME_ID, "vectors[0].base"},
        Bend{"VectorDropsWhatIsNotThere", OnVector([](auto* v) { v->add_drops("2023"); }),
             v1::REASON_SCHEME_ID, "vectors[0].drops[0]"},
        Bend{"VectorPatchWithoutPayload",
             OnVector([](auto* v) { v->add_patches()->set_record_id("2024"); }),
             v1::REASON_SCHEME_STRUCTURE, "vectors[0].patches[0]"},
        Bend{"VectorClearsWhatIsNotSet",
             OnVector([](auto* v) { v->add_clears("2024:annual_report.sales_fen"); }),
             v1::REASON_SCHEME_STRUCTURE, "vectors[0].clears[0]"},
        Bend{"VectorExpectsNothing", OnVector([](auto* v) { v->clear_expect(); }),
             v1::REASON_SCHEME_STRUCTURE, "vectors[0].expect"},
        Bend{"VectorExpectsAnUnknownIndicator",
             OnVector([](auto* v) { (*v->mutable_expect()->mutable_points())["x"] = "1"; }),
             v1::REASON_SCHEME_ID, "vectors[0].expect.points"},
        Bend{"VectorExpectsNoNumber",
             OnVector([](auto* v) { v->mutable_expect()->set_total("x"); }),
             v1::REASON_DECIMAL_INVALID, "vectors[0].expect.total"},
        Bend{"BaseWithoutDay",
             [](auto* s) {
               AddVector(s);
               s->mutable_base_dossiers(0)->mutable_dossier()->clear_valid_at();
             },
             v1::REASON_DATE_INVALID, "base_dossiers[0].dossier.valid_at"},
        Bend{"BaseWithARecordTwice",
             [](auto* s) {
               AddVector(s);
               v1::Dossier* dossier = s->mutable_base_dossiers(0)->mutable_dossier();
               *dossier->add_records() = dossier->records(0);
             },
             v1::REASON_SCHEME_STRUCTURE, "base_dossiers[0].dossier.records[1].record.record_id"}),
    [](const auto& info) { return info.param.name; });

TEST(CheckScheme, ShowsATypeErrorWithLineColumnAndCaret) {
  v1::Scheme scheme = SmallScheme();
  AddGate(&scheme, "g", "annual(year).staff <= 500\n  && annual(year).staff == \"many\"");
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].reason, v1::REASON_EXPRESSION_TYPE);
  EXPECT_EQ(faults[0].path, "gates[0].passes");
  EXPECT_EQ(faults[0].line, 2);
  EXPECT_EQ(faults[0].column, 25);
  EXPECT_THAT(faults[0].message, testing::HasSubstr("  && annual(year).staff == \"many\"\n"
                                                    "                          ^"));
}

TEST(CheckScheme, ReportsAllFaultsInTheOrderOfTheFields) {
  v1::Scheme scheme = SmallScheme();
  scheme.clear_title();
  Share(&scheme)->mutable_measure()->set_value("no_such_name");
  scheme.mutable_total()->set_pass("x");
  std::vector<std::string> paths;
  for (const model::Fault& fault : CheckScheme(scheme)) paths.push_back(fault.path);
  EXPECT_THAT(paths,
              testing::ElementsAre("title.zh", "title.en",
                                   "categories[0].indicators[0].measure.value", "total.pass"));
}

TEST(CheckScheme, KeepsTheFirstOfVeryManyFaults) {
  v1::Scheme scheme = SmallScheme();
  for (int i = 0; i < 300; ++i) scheme.add_grades();
  EXPECT_EQ(CheckScheme(scheme).size(), kFaultsMax);
}

TEST(CheckScheme, RefusesAnExpressionNestedTenThousandDeep) {
  v1::Scheme scheme = SmallScheme();
  AddGate(&scheme, "g", std::string(10'000, '(') + "true" + std::string(10'000, ')'));
  const std::vector<model::Fault> faults = CheckScheme(scheme);
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].reason, v1::REASON_EXPRESSION_TOO_COMPLEX);
}

}  // namespace
}  // namespace jifen::scoring::scheme
