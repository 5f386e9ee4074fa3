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

v1::Text Rendered(const ReasonTemplate& made, std::span<const Filling> fillings) {
  v1::Text text = Both("before", "before");
  made.Render(fillings, &text);
  return text;
}

TEST(ReasonTemplateRender, FillsEachLanguageWithItsText) {
  FaultList faults;
  const auto made = ReasonTemplate::Make(Both("{title}得{points}分", "{points} for {title}"),
                                         {"title", "points"}, FaultPlace(&faults));
  ASSERT_TRUE(made.has_value());
  const v1::Text title = Both("研发", "R&D");
  const std::string points = "40";
  const std::array fillings = {Filling{"title", title}, Filling{"points", points}};
  EXPECT_EQ(Rendered(*made, fillings).zh(), "研发得40分");
  EXPECT_EQ(Rendered(*made, fillings).en(), "40 for R&D");
}

TEST(ReasonTemplateRender, DoesNotFillWhatAFillingHolds) {
  FaultList faults;
  const auto made =
      ReasonTemplate::Make(Both("{title}", "{title}"), {"title"}, FaultPlace(&faults));
  const Wording title{.zh = "{title}", .en = "{points}"};
  const std::array fillings = {Filling{"title", title}};
  EXPECT_EQ(Rendered(*made, fillings).zh(), "{title}");
  EXPECT_EQ(Rendered(*made, fillings).en(), "{points}");
}

TEST(ReasonTemplateRender, LeavesAPlaceholderWithoutFillingEmpty) {
  FaultList faults;
  const auto made =
      ReasonTemplate::Make(Both("a{title}b", "a{title}b"), {"title"}, FaultPlace(&faults));
  EXPECT_EQ(Rendered(*made, {}).en(), "ab");
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
