// Two versions of a scheme, told as a bureau reads them.
#include "tools/jifen/offline/scheme_difference.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/scoring/scheme/small_scheme.h"

namespace jifen::tools::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kKinds[] = {"added", "removed", "changed", "moved"};

std::vector<std::string> Told(const v1::Scheme& before, const v1::Scheme& after) {
  std::vector<std::string> told;
  for (const SchemeDifference& d : CompareSchemes(before, after).differences) {
    told.push_back(std::string(kKinds[static_cast<int>(d.kind)]) + " " + d.path + ": " + d.before +
                   "|" + d.after);
  }
  return told;
}

TEST(CompareSchemes, TellsNothingOfEqualOnes) {
  const SchemeComparison same = CompareSchemes(scoring::SmallScheme(), scoring::SmallScheme());
  EXPECT_THAT(same.differences, IsEmpty());
  EXPECT_TRUE(same.vectors.IsNone());
  EXPECT_TRUE(same.base_dossiers.IsNone());
}

TEST(CompareSchemes, TellsAnotherOrderFromTheSameScheme) {
  v1::Scheme before = scoring::SmallScheme();
  for (const char* name : {"one", "two"}) {
    before.add_vectors()->set_name(name);
    before.add_base_dossiers()->set_id(name);
  }
  EXPECT_TRUE(CompareSchemes(before, before).same);
  EXPECT_FALSE(CompareSchemes(before, before).IsOrderAlone());
  v1::Scheme vectors = before;
  vectors.mutable_vectors()->SwapElements(0, 1);
  EXPECT_TRUE(CompareSchemes(before, vectors).IsOrderAlone());
  v1::Scheme bases = before;
  bases.mutable_base_dossiers()->SwapElements(0, 1);
  EXPECT_TRUE(CompareSchemes(before, bases).IsOrderAlone());
  bases.set_version(2);
  EXPECT_FALSE(CompareSchemes(before, bases).same);
  EXPECT_FALSE(CompareSchemes(before, bases).IsOrderAlone());
}

TEST(CompareSchemes, NamesElementsByTheirIds) {
  const v1::Scheme before = scoring::SmallScheme();
  v1::Scheme after = before;
  after.set_version(2);
  after.mutable_categories(0)
      ->mutable_indicators(0)
      ->mutable_measure()
      ->mutable_scale()
      ->mutable_bands()
      ->mutable_bands(1)
      ->set_points("11");
  EXPECT_THAT(Told(before, after),
              ElementsAre("changed version: 1|2",
                          "changed categories[first].indicators[share].measure.scale.bands.bands"
                          "[1].points: 10|11"));
}

TEST(CompareSchemes, TellsWhatCameWentAndMoved) {
  const v1::Scheme before = scoring::SmallScheme();
  v1::Scheme after = before;
  auto* indicators = after.mutable_categories(0)->mutable_indicators();
  indicators->SwapElements(0, 1);
  after.mutable_categories(1)->set_minimum("3");
  v1::Gate* gate = after.add_gates();
  gate->set_id("resident");
  gate->set_passes("profile.resident");
  EXPECT_THAT(Told(before, after),
              ElementsAre("moved categories[first].indicators[share]: |",
                          "moved categories[first].indicators[count]: |",
                          "added categories[second].minimum: |3",
                          "added gates[resident]: |id: \"resident\" passes: \"profile.resident\""));
  EXPECT_THAT(Told(after, before), testing::Contains("removed categories[second].minimum: 3|"));
}

TEST(CompareSchemes, CountsVectors) {
  v1::Scheme before = scoring::SmallScheme();
  before.add_vectors()->set_name("kept");
  before.add_vectors()->set_name("gone");
  v1::Scheme after = scoring::SmallScheme();
  after.add_vectors()->set_name("kept");
  after.mutable_vectors(after.vectors_size() - 1)->set_year(2020);
  after.add_vectors()->set_name("new");
  const CountOfDifferences vectors = CompareSchemes(before, after).vectors;
  EXPECT_EQ(vectors.added, 1);
  EXPECT_EQ(vectors.removed, 1);
  EXPECT_EQ(vectors.changed, 1);
}

}  // namespace
}  // namespace jifen::tools::cli
