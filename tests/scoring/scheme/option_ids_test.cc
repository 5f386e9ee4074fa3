#include "scoring/scheme/option_ids.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "scoring/scheme/compiled_scheme.h"
#include "tests/scoring/scheme/bent_scheme.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

void MakeAlternatives(const std::vector<std::string>& ids, v1::Indicator* indicator) {
  const v1::Measure measure = indicator->measure();
  v1::Alternatives* alternatives = indicator->mutable_alternatives();
  alternatives->set_choice(v1::CHOICE_BEST_CERTAIN);
  for (const std::string& id : ids) {
    v1::Option* option = alternatives->add_options();
    Merge("title { zh: '项' en: 'Option' }", option);
    option->set_id(id);
    *option->mutable_measure() = measure;
  }
}

struct Row {
  const char* name;
  const char* chosen;
  std::vector<std::string> got;
  std::vector<int> columns;
};

class OptionIds : public testing::TestWithParam<Row> {};

constexpr char kBasis[] = "annual(year).rd_ratio_choice == RdRatioChoice.SALES ? 'sales' : 'cost'";

TEST_P(OptionIds, OfADeclaredChoiceAreThoseOfOptions) {
  v1::Scheme scheme = SmallScheme();
  v1::Definition* definition = scheme.add_definitions();
  definition->set_id("basis");
  definition->set_expression(kBasis);
  definition = scheme.add_definitions();
  definition->set_id("again");
  definition->set_expression("basis");
  // Both are used, wherever the choice does not name them.
  Merge("id: 'g' title { zh: '门' en: 'Gate' } passes: 'again != enterprise.name'",
        scheme.add_gates());
  MakeAlternatives({"sales", "costs"}, Share(&scheme));
  Share(&scheme)->mutable_alternatives()->set_choice(v1::CHOICE_DECLARED);
  Share(&scheme)->mutable_alternatives()->set_chosen(GetParam().chosen);
  std::vector<std::string> got;
  std::vector<int> columns;
  for (const model::Fault& fault : CheckScheme(scheme)) {
    EXPECT_EQ(fault.reason, v1::REASON_SCHEME_ID);
    EXPECT_EQ(fault.path, "categories[0].indicators[0].alternatives.chosen");
    EXPECT_EQ(fault.want, "costs or sales");
    EXPECT_EQ(fault.line, 1);
    got.push_back(fault.got);
    columns.push_back(fault.column);
  }
  EXPECT_EQ(got, GetParam().got);
  EXPECT_EQ(columns, GetParam().columns);
}

INSTANTIATE_TEST_SUITE_P(
    Table, OptionIds,
    testing::Values(
        Row{"right", "profile.resident ? 'sales' : profile.own_brand ? 'costs' : ''", {}, {}},
        Row{"wrong",
            "profile.resident ? 'sale' : (profile.own_brand ? 'costs' : 'x')",
            {"sale", "x"},
            {20, 60}},
        Row{"in_a_definition", "profile.resident ? '' : again", {"cost"}, {25}},
        Row{"once", "profile.resident ? 'x' : profile.own_brand ? 'x' : 'x'", {"x"}, {20}},
        Row{"of_a_condition", "enterprise.name == 'x' ? 'sales' : 'costs'", {}, {}},
        Row{"computed", "'sal' + enterprise.name", {}, {}},
        Row{"chosen_from_a_list", "['sal', 'cos'][year - year]", {}, {}}),
    [](const auto& row) { return row.param.name; });

TEST(OptionIds, AreUniqueInTheScheme) {
  v1::Scheme scheme = SmallScheme();
  MakeAlternatives({"one", "two"}, Share(&scheme));
  MakeAlternatives({"three", "four"}, Count(&scheme));
  std::vector<std::string> paths;
  EXPECT_THAT(CheckScheme(scheme), IsEmpty());
  Count(&scheme)->mutable_alternatives()->mutable_options(1)->set_id("one");
  for (const model::Fault& fault : CheckScheme(scheme)) {
    EXPECT_EQ(fault.reason, v1::REASON_SCHEME_ID);
    paths.push_back(fault.path);
  }
  EXPECT_THAT(paths, ElementsAre("categories[0].indicators[1].alternatives.options[1].id"));
}

}  // namespace
}  // namespace jifen::scoring::scheme
