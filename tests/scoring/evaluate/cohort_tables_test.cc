// Cohort tables: what they hold, whatever the order of adding, and their hash.
#include "scoring/evaluate/cohort_tables.h"

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "proto/model/sha256.h"
#include "tests/scoring/evaluate/cohort_scheme.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;

struct Added {
  size_t measure;
  size_t level;
  std::string group;
  Decimal value;
};

Decimal Value(int64_t units) {
  Decimal value;
  EXPECT_EQ(Decimal::FromUnscaled(units, &value), decimal::Arithmetic::kOk);
  return value;
}

class CohortTablesTest : public testing::Test {
 protected:
  std::shared_ptr<const CohortTables> Build(const std::vector<Added>& values) const {
    CohortTablesBuilder builder(scheme_->parts());
    for (const Added& added : values) {
      builder.Add(added.measure, added.level, added.group, added.value);
    }
    return std::move(builder).Build();
  }

  const std::shared_ptr<const scheme::CompiledScheme> scheme_ = MustCompile(CohortScheme(2));
};

TEST_F(CohortTablesTest, CountWhoIsLowerAmongEqualAndOtherValues) {
  const auto tables = Build({{0, 0, "C", Value(5)},
                             {0, 0, "C", Value(3)},
                             {0, 0, "C", Value(5)},
                             {0, 0, "C", Value(-7)},
                             {0, 0, "I", Value(1)},
                             {1, 0, "C", Value(9)}});
  const CohortGroup* group = tables->Find(0, 0, "C");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(group->members(), 4u);
  EXPECT_EQ(group->least(), Value(-7));
  EXPECT_EQ(group->greatest(), Value(5));
  EXPECT_EQ(group->values().size(), 3u);
  const std::map<int64_t, uint32_t> below = {{-8, 0}, {-7, 0}, {-6, 1}, {3, 1},
                                             {4, 2},  {5, 2},  {6, 4}};
  for (const auto& [value, count] : below)
    EXPECT_EQ(group->CountBelow(Value(value)), count) << value;
  EXPECT_EQ(tables->Find(1, 0, "C")->members(), 1u);
}

TEST_F(CohortTablesTest, FindNothingWhereNobodyHasAValue) {
  const auto tables = Build({{0, 0, "C", Value(5)}, {0, 1, "", Value(5)}});
  EXPECT_EQ(tables->Find(0, 0, "D"), nullptr);
  EXPECT_EQ(tables->Find(0, 1, ""), nullptr);
  EXPECT_EQ(tables->Find(0, 2, "C"), nullptr);
  EXPECT_EQ(tables->Find(2, 0, "C"), nullptr);
}

TEST_F(CohortTablesTest, AreTheSameWhateverTheOrderAndTheCounting) {
  const uint64_t seed = TestSeed();
  std::mt19937_64 random(seed);
  const auto below = [&random](size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random);
  };
  const char* const kGroups[] = {"C", "CC", "", "I", "\xE4\xB8\xAD"};
  for (int round = 0; round < 40; ++round) {
    std::vector<Added> values;
    std::map<std::tuple<size_t, size_t, std::string, Decimal>, uint32_t> counted;
    for (size_t i = below(300); i-- > 0;) {
      const Added added{below(2), below(2), kGroups[below(5)],
                        Value(static_cast<int64_t>(below(40)) - 20)};
      values.push_back(added);
      ++counted[{added.measure, added.level, added.group, added.value}];
    }
    const auto tables = Build(values);
    std::shuffle(values.begin(), values.end(), random);
    EXPECT_EQ(Build(values)->sha256(), tables->sha256()) << "seed " << seed;
    CohortTablesBuilder by_count(scheme_->parts());
    for (const auto& [key, count] : counted) {
      const auto& [measure, level, group, value] = key;
      by_count.AddCounted(measure, level, group, value, count);
    }
    EXPECT_EQ(std::move(by_count).Build()->sha256(), tables->sha256()) << "seed " << seed;
    CohortTablesBuilder read_back(scheme_->parts());
    tables->ForEachGroup([&](size_t measure, size_t level, std::string_view group,
                             std::span<const Decimal> distinct, std::span<const uint32_t> counts) {
      ASSERT_EQ(distinct.size(), counts.size());
      for (size_t i = 0; i < counts.size(); ++i) {
        EXPECT_EQ(counts[i], (counted[{measure, level, std::string(group), distinct[i]}]))
            << "seed " << seed;
        read_back.AddCounted(measure, level, group, distinct[i], counts[i]);
      }
    });
    EXPECT_EQ(std::move(read_back).Build()->sha256(), tables->sha256()) << "seed " << seed;
    if (values.empty()) continue;
    values.back().value = Value(99);
    if (!values.back().group.empty()) EXPECT_NE(Build(values)->sha256(), tables->sha256());
  }
}

TEST_F(CohortTablesTest, AreHashedInTheDocumentedForm) {
  const auto tables =
      Build({{0, 0, "I", Value(-2)}, {0, 0, "C", Value(258)}, {0, 0, "I", Value(-2)}});
  const auto bytes = [](std::initializer_list<int> numbers) {
    std::string text;
    for (const int number : numbers) text.push_back(static_cast<char>(number));
    return text;
  };
  const std::string form =
      "jifen cohort tables 1\n" + bytes({0, 0, 0, 2, 0, 0, 0, 5}) + "share" + bytes({0, 0, 0, 5}) +
      "count" + bytes({0, 0, 0, 2, 0, 0, 0, 7}) + "section" + bytes({0, 0, 0, 3}) + "all" +
      bytes({0, 0, 0, 2, 0, 0, 0, 1}) + "C" +
      bytes({0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 1, 0, 0, 0, 1}) +
      "I" + bytes({0, 0, 0, 1}) + std::string(15, '\xFF') + bytes({0xFE, 0, 0, 0, 2}) +
      bytes({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(tables->sha256(), model::HexOf(model::Sha256Of(form)));
}

TEST(CohortTables, TellWhatTheyTakeAtLeast) {
  const auto scheme = MustCompile(CohortScheme(2));
  CohortTablesBuilder builder(scheme->parts());
  for (int64_t i = 0; i < 1000; ++i) builder.Add(0, 0, "C", Value(i));
  for (int64_t i = 0; i < 1000; ++i) builder.Add(0, 1, "all", Value(7));
  const size_t bytes = std::move(builder).Build()->BytesEstimated();
  EXPECT_GE(bytes, 1001U * 20) << "of each distinct value";
  EXPECT_LE(bytes, 1001U * 20 + 4096) << "equal values are kept once";
}

TEST(CohortTables, AreNotMadeToTheEndIfNobodyWantsThem) {
  const auto scheme = MustCompile(CohortScheme(2));
  const auto build = [&scheme](int wanted, int* asked) {
    CohortTablesBuilder builder(scheme->parts());
    builder.Add(0, 0, "C", Value(1));
    return std::move(builder).Build([&, asked] { return ++*asked > wanted; });
  };
  // Two measures at two levels, each made and then hashed.
  for (const int wanted : {0, 3, 4, 7}) {
    int asked = 0;
    EXPECT_EQ(build(wanted, &asked), nullptr) << wanted;
    EXPECT_EQ(asked, wanted + 1);
  }
  int asked = 0;
  EXPECT_NE(build(8, &asked), nullptr);
  EXPECT_EQ(asked, 8);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
