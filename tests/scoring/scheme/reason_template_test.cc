#include "scoring/scheme/reason_template.h"

#include <array>

#include "gtest/gtest.h"

namespace jifen::scoring::scheme {
namespace {

v1::Text Both(const std::string& zh, const std::string& en) {
  v1::Text text;
  text.set_zh(zh);
  text.set_en(en);
  return text;
}

TEST(ReasonTemplateRender, FillsEachLanguageWithItsText) {
  FaultList faults;
  const auto made = ReasonTemplate::Make(Both("{title}得{points}分", "{points} for {title}"),
                                         {"title", "points"}, FaultPlace(&faults));
  ASSERT_TRUE(made.has_value());
  const std::array fillings = {Filling{"title", Both("研发", "R&D")},
                               Filling{"points", Both("40", "40")}};
  EXPECT_EQ(made->Render(fillings).zh(), "研发得40分");
  EXPECT_EQ(made->Render(fillings).en(), "40 for R&D");
}

TEST(ReasonTemplateRender, DoesNotFillWhatAFillingHolds) {
  FaultList faults;
  const auto made =
      ReasonTemplate::Make(Both("{title}", "{title}"), {"title"}, FaultPlace(&faults));
  const std::array fillings = {Filling{"title", Both("{title}", "{points}")}};
  EXPECT_EQ(made->Render(fillings).zh(), "{title}");
  EXPECT_EQ(made->Render(fillings).en(), "{points}");
}

TEST(ReasonTemplateRender, LeavesAPlaceholderWithoutFillingEmpty) {
  FaultList faults;
  const auto made =
      ReasonTemplate::Make(Both("a{title}b", "a{title}b"), {"title"}, FaultPlace(&faults));
  EXPECT_EQ(made->Render({}).en(), "ab");
}

struct BadTemplate {
  const char* name;
  const char* text;
};

class ReasonTemplateMakeRejects : public testing::TestWithParam<BadTemplate> {};

TEST_P(ReasonTemplateMakeRejects, WithThePathOfTheLanguage) {
  FaultList faults;
  const auto made = ReasonTemplate::Make(Both("fine", GetParam().text), {"title"},
                                         FaultPlace(&faults).At("reasons"));
  EXPECT_FALSE(made.has_value());
  ASSERT_EQ(faults.faults().size(), 1u);
  EXPECT_EQ(faults.faults()[0].path, "reasons.en");
  EXPECT_EQ(faults.faults()[0].reason, v1::REASON_SCHEME_STRUCTURE);
  EXPECT_EQ(faults.faults()[0].want, "{title}");
}

INSTANTIATE_TEST_SUITE_P(Table, ReasonTemplateMakeRejects,
                         testing::Values(BadTemplate{"Unknown", "{points}"},
                                         BadTemplate{"Empty", "{}"},
                                         BadTemplate{"NotClosed", "a {title"},
                                         BadTemplate{"NotOpened", "title} a"},
                                         BadTemplate{"Nested", "{{title}}"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace jifen::scoring::scheme
