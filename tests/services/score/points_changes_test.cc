#include "services/score/points_changes.h"

#include <string>

#include "gtest/gtest.h"

namespace jifen::services::score {
namespace {

struct Points {
  std::string id;
  std::string points;
};

void AddCategory(const std::string& id, const std::string& points,
                 const std::vector<Points>& indicators, v1::ScoreCard* card) {
  v1::CategoryResult& category = *card->add_categories();
  category.set_category_id(id);
  category.set_points(points);
  for (const Points& indicator : indicators) {
    category.add_indicators()->set_indicator_id(indicator.id);
    category.mutable_indicators()->rbegin()->set_points(indicator.points);
  }
}

// One line per change.
std::string Text(const std::vector<v1::PointsChange>& changes) {
  std::string text;
  for (const v1::PointsChange& change : changes) {
    text += change.category_id() + "/" + change.indicator_id() + " " +
            (change.has_before() ? change.before() : "-") + " " +
            (change.has_after() ? change.after() : "-") + " " + change.difference() + "\n";
  }
  return text;
}

TEST(ListPointsChanges, NamesWhatDiffersInTheOrderOfTheCardAfter) {
  v1::ScoreCard before;
  AddCategory("old", "3", {{"gone", "3"}}, &before);
  AddCategory("staff", "20.5", {{"share", "20.5"}, {"left", "0"}}, &before);
  AddCategory("same", "7", {{"a", "3"}, {"b", "4"}}, &before);
  v1::ScoreCard after;
  AddCategory("same", "7", {{"b", "3"}, {"a", "4"}}, &after);
  AddCategory("staff", "12.25", {{"new", "0"}, {"share", "12.25"}}, &after);
  const auto changes = ListPointsChanges(&before, after);
  ASSERT_TRUE(changes.ok()) << changes.status();
  EXPECT_EQ(Text(*changes),
            "same/b 4 3 -1\n"
            "same/a 3 4 1\n"
            "staff/ 20.5 12.25 -8.25\n"
            "staff/new - 0 0\n"
            "staff/share 20.5 12.25 -8.25\n"
            "staff/left 0 - 0\n"
            "old/ 3 - -3\n"
            "old/gone 3 - -3\n");
}

TEST(ListPointsChanges, ComparesNumbersNotTexts) {
  v1::ScoreCard before;
  AddCategory("staff", "20", {}, &before);
  v1::ScoreCard after;
  AddCategory("staff", "20.0", {}, &after);
  const auto changes = ListPointsChanges(&before, after);
  ASSERT_TRUE(changes.ok());
  EXPECT_TRUE(changes->empty());
}

TEST(ListPointsChanges, WithoutACardBeforeEverythingIsNew) {
  v1::ScoreCard after;
  AddCategory("staff", "12", {{"share", "12"}}, &after);
  const auto changes = ListPointsChanges(nullptr, after);
  ASSERT_TRUE(changes.ok());
  EXPECT_EQ(Text(*changes), "staff/ - 12 12\nstaff/share - 12 12\n");
}

TEST(ListPointsChanges, RefusesPointsThatAreNoNumber) {
  v1::ScoreCard after;
  AddCategory("staff", "many", {}, &after);
  EXPECT_FALSE(ListPointsChanges(nullptr, after).ok());
}

}  // namespace
}  // namespace jifen::services::score
