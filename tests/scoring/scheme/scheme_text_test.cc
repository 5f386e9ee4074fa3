#include "scoring/scheme/scheme_text.h"

#include <string>

#include "gtest/gtest.h"
#include "proto/model/error.h"
#include "scoring/scheme/canonical_form.h"
#include "scoring/scheme/limits.h"
#include "tests/scoring/scheme/shipped_scheme.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::scoring::scheme {
namespace {

struct BadText {
  const char* name;
  std::string text;
  int line;
  int column;
};

class ParseSchemeTextRejects : public testing::TestWithParam<BadText> {};

TEST_P(ParseSchemeTextRejects, WithLineAndColumn) {
  const auto scheme = ParseSchemeText(GetParam().text);
  ASSERT_FALSE(scheme.ok());
  const auto detail = model::DetailOf(scheme.status());
  ASSERT_TRUE(detail.has_value()) << scheme.status();
  EXPECT_EQ(detail->reason(), v1::REASON_SCHEME_SYNTAX);
  EXPECT_EQ(detail->line(), GetParam().line) << scheme.status();
  EXPECT_EQ(detail->column(), GetParam().column) << scheme.status();
}

INSTANTIATE_TEST_SUITE_P(
    Table, ParseSchemeTextRejects,
    testing::Values(BadText{"UnknownField", "id: \"a\"\nnmae: \"b\"\n", 2, 1},
                    BadText{"UnknownEnumValue", "figures: FIGURES_STATUS_GUESSED\n", 1, 10},
                    BadText{"NumberForAText", "id: 5", 1, 5},
                    BadText{"NoClosingBrace", "title { zh: \"a\"", 1, 16},
                    BadText{"FieldTwice", "id: \"a\"\nid: \"b\"", 2, 1},
                    BadText{"ColumnInCodePoints", "title { zh: \"积分\" nmae: 1 }", 1, 18},
                    BadText{"ColumnAfterATab", "\tid: \"a\"\tnmae: 1", 1, 10},
                    BadText{"NotUtf8", "id: \"\xff\"", 0, 0}),
    [](const auto& info) { return info.param.name; });

TEST(ParseSchemeText, RefusesWhatIsTooLarge) {
  const auto scheme = ParseSchemeText(std::string(kSchemeBytesMax + 1, ' '));
  EXPECT_EQ(model::DetailOf(scheme.status())->reason(), v1::REASON_TOO_LARGE);
  EXPECT_TRUE(ParseSchemeText(std::string(kSchemeBytesMax, ' ')).ok());
}

TEST(ParseSchemeText, JoinsTheListsOfSeveralTexts) {
  const auto scheme =
      ParseSchemeText("id: \"abc\" vectors { name: \"1\" }\nvectors { name: \"2\" }");
  ASSERT_TRUE(scheme.ok());
  EXPECT_EQ(scheme->vectors_size(), 2);
}

TEST(CanonicalForm, DoesNotDependOnTheOrderOfMapEntriesAndFields) {
  const std::string head = "version: 1 id: \"abc\" ";
  const auto one = ParseSchemeText(head + R"pb(vectors {
                                                 expect {
                                                   points { key: "b" value: "2" }
                                                   points { key: "a" value: "1" }
                                                 }
                                               })pb");
  const auto two = ParseSchemeText(R"pb(vectors {
                                          expect {
                                            points { key: "a" value: "1" }
                                            points { key: "b" value: "2" }
                                          }
                                        })pb" +
                                   head);
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(CanonicalForm(*one), CanonicalForm(*two));
}

TEST(CanonicalForm, LeavesOutFieldsThatTheSchemeDoesNotKnow) {
  v1::Scheme scheme = SmallScheme();
  const std::string known = CanonicalForm(scheme);
  scheme.GetReflection()->MutableUnknownFields(&scheme)->AddVarint(9999, 1);
  EXPECT_EQ(CanonicalForm(scheme), known);
}

TEST(CanonicalForm, IsAnEncodingOfTheScheme) {
  v1::Scheme parsed;
  ASSERT_TRUE(parsed.ParseFromString(CanonicalForm(SmallScheme())));
  EXPECT_EQ(CanonicalForm(parsed), CanonicalForm(SmallScheme()));
}

TEST(Identity, ChangesWithAnyFigure) {
  v1::Scheme scheme = SmallScheme();
  const std::string before = Identity(scheme);
  scheme.mutable_total()->set_pass("21");
  EXPECT_NE(Identity(scheme), before);
}

TEST(ShippedSchemes, HaveOfficialFiguresIfTheyAreThoseOfTheDocuments) {
  std::vector<std::string> official;
  for (const std::string& id : ShippedSchemeIds()) {
    const v1::Scheme scheme = ReadShippedScheme(id);
    EXPECT_EQ(scheme.id(), id);
    EXPECT_NE(CompileShippedScheme(id), nullptr);
    if (scheme.figures() == v1::FIGURES_STATUS_OFFICIAL) official.push_back(id);
  }
  EXPECT_EQ(official, (std::vector<std::string>{"high-tech-2016", "innovative-sme-2022",
                                                "sme-tech-2017", "specialized-sme-2022"}));
}

}  // namespace
}  // namespace jifen::scoring::scheme
