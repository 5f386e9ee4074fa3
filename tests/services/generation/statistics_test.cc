// Statistics against sums, sorted lists and counts that are made here, in whole thousandths.
#include "services/generation/statistics.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/scoring/scheme/shipped_scheme.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::generation {
namespace {

using rescoring::ReasonOf;

constexpr int64_t kThousand = 1000;
constexpr int kMilliPlaces = 3;
constexpr int kMeanPlaces = 4;
constexpr int kBins = 20;

// number * 10^-places in plain notation, not negative.
std::string Text(int64_t number, int places) {
  std::string digits = std::to_string(number);
  while (static_cast<int>(digits.size()) <= places) digits.insert(0, "0");
  digits.insert(digits.size() - static_cast<size_t>(places), ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

// a / b, half to even.
int64_t Divide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  const int64_t twice = 2 * (a % b);
  const bool up = twice > b || (twice == b && quotient % 2 == 1);
  return up ? quotient + 1 : quotient;
}

struct Line {
  std::string county;
  std::string section;
  uint32_t stage = 0;
  uint32_t grade = 0;
  bool passed = false;
  int64_t total = -1;           // thousandths; less than 0: none
  std::vector<int64_t> points;  // thousandths; less than 0: no value
};

storage::v1::StoredScore ScoreOf(const Line& line) {
  storage::v1::StoredScore score;
  score.set_area_code(line.county);
  score.set_industry_code(line.section.empty() ? "" : line.section + "3971");
  score.set_stage(line.stage);
  score.set_grade(line.grade);
  score.set_card_sha256(std::string(32, 'x'));
  if (line.total >= 0) {
    score.set_outcome(line.passed ? v1::OUTCOME_PASSED : v1::OUTCOME_FAILED);
    score.set_total(Text(line.total, kMilliPlaces));
  } else {
    score.set_outcome(v1::OUTCOME_NOT_SCORED);
    score.set_not_scored_cause(v1::NOT_SCORED_CAUSE_MISSING);
    score.set_not_scored_indicator(1);
  }
  for (const int64_t points : line.points) {
    score.add_points(points < 0 ? "" : Text(points, kMilliPlaces));
  }
  return score;
}

v1::ScoreSummary Naive(const std::string& key, const std::vector<Line>& lines) {
  v1::ScoreSummary summary;
  summary.set_key(key);
  std::vector<int64_t> totals;
  int64_t sum = 0;
  for (const Line& line : lines) {
    summary.set_enterprises(summary.enterprises() + 1);
    if (line.total < 0) continue;
    if (line.passed) summary.set_passed(summary.passed() + 1);
    totals.push_back(line.total);
    sum += line.total;
  }
  summary.set_scored(totals.size());
  summary.set_sum(Text(sum, kMilliPlaces));
  if (totals.empty()) return summary;
  const auto count = static_cast<int64_t>(totals.size());
  summary.set_mean(Text(Divide(sum * 10, count), kMeanPlaces));
  std::sort(totals.begin(), totals.end());
  summary.set_least(Text(totals.front(), kMilliPlaces));
  summary.set_greatest(Text(totals.back(), kMilliPlaces));
  for (const int64_t percent : {10, 25, 50, 75, 90}) {
    // The least total that at least so many percent do not exceed.
    for (const int64_t total : totals) {
      const int64_t not_above = std::count_if(totals.begin(), totals.end(),
                                              [total](int64_t other) { return other <= total; });
      if (not_above * 100 < percent * count) continue;
      summary.add_quantiles(Text(total, kMilliPlaces));
      break;
    }
  }
  return summary;
}

std::vector<Line> Those(const std::vector<Line>& lines,
                        const std::function<bool(const Line&)>& wanted) {
  std::vector<Line> some;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(some), wanted);
  return some;
}

using Scheme = std::shared_ptr<const scoring::scheme::CompiledScheme>;

int IndicatorsOf(const v1::Scheme& scheme) {
  int indicators = 0;
  for (const v1::Category& category : scheme.categories()) indicators += category.indicators_size();
  return indicators;
}

v1::GenerationStatistics Build(const Scheme& scheme, const std::vector<Line>& lines) {
  StatisticsBuilder builder(*scheme);
  for (const Line& line : lines) {
    const absl::Status status = builder.Add(ScoreOf(line));
    EXPECT_TRUE(status.ok()) << status;
  }
  return std::move(builder).Build();
}

void ExpectSame(const v1::ScoreSummary& got, const v1::ScoreSummary& want) {
  v1::ScoreSummary untitled = got;
  untitled.clear_title();
  EXPECT_EQ(untitled.DebugString(), want.DebugString());
}

void ExpectHistogram(const v1::GenerationStatistics& statistics, const std::vector<Line>& lines,
                     int64_t maximum) {
  std::vector<uint64_t> cards(kBins, 0);
  for (const Line& line : lines) {
    if (line.total < 0) continue;
    ++cards[static_cast<size_t>(std::min<int64_t>(line.total * kBins / maximum, kBins - 1))];
  }
  ASSERT_EQ(statistics.histogram_size(), kBins);
  for (int bin = 0; bin < kBins; ++bin) {
    EXPECT_EQ(statistics.histogram(bin).cards(), cards[static_cast<size_t>(bin)]) << bin;
    EXPECT_EQ(statistics.histogram(bin).from(), Text(maximum * bin / kBins, kMilliPlaces));
    EXPECT_EQ(statistics.histogram(bin).to(), Text(maximum * (bin + 1) / kBins, kMilliPlaces));
  }
}

void ExpectParts(const v1::GenerationStatistics& statistics, const std::vector<Line>& lines,
                 const v1::Scheme& scheme) {
  std::map<std::string, std::vector<Line>> counties;
  std::map<std::string, std::vector<Line>> sections;
  for (const Line& line : lines) {
    counties[line.county.substr(0, 6)].push_back(line);
    sections[line.section].push_back(line);
  }
  ASSERT_EQ(statistics.counties_size(), static_cast<int>(counties.size()));
  int at = 0;
  for (const auto& [key, some] : counties) ExpectSame(statistics.counties(at++), Naive(key, some));
  ASSERT_EQ(statistics.industries_size(), static_cast<int>(sections.size()));
  at = 0;
  for (const auto& [key, some] : sections)
    ExpectSame(statistics.industries(at++), Naive(key, some));
  for (int i = 0; i < scheme.stages_size(); ++i) {
    const auto some = Those(lines, [i](const Line& line) { return line.stage == uint32_t(i) + 1; });
    ExpectSame(statistics.stages(i), Naive(scheme.stages(i).id(), some));
    EXPECT_EQ(statistics.stages(i).title().zh(), scheme.stages(i).title().zh());
  }
  for (int i = 0; i < scheme.grades_size(); ++i) {
    const auto some = Those(lines, [i](const Line& line) { return line.grade == uint32_t(i) + 1; });
    ExpectSame(statistics.grades(i), Naive(scheme.grades(i).id(), some));
    EXPECT_EQ(statistics.grades(i).title().en(), scheme.grades(i).title().en());
  }
  const auto none = Those(lines, [](const Line& line) { return line.stage == 0; });
  ASSERT_EQ(statistics.stages_size(), scheme.stages_size() + (none.empty() ? 0 : 1));
  if (!none.empty()) ExpectSame(statistics.stages(scheme.stages_size()), Naive("", none));
  const auto bare = Those(lines, [](const Line& line) { return line.grade == 0; });
  ASSERT_EQ(statistics.grades_size(), scheme.grades_size() + (bare.empty() ? 0 : 1));
  if (!bare.empty()) ExpectSame(statistics.grades(scheme.grades_size()), Naive("", bare));
}

void ExpectIndicators(const v1::GenerationStatistics& statistics, const std::vector<Line>& lines,
                      const v1::Scheme& scheme) {
  ASSERT_EQ(statistics.indicators_size(), IndicatorsOf(scheme));
  for (int i = 0; i < statistics.indicators_size(); ++i) {
    int64_t present = 0;
    int64_t sum = 0;
    for (const Line& line : lines) {
      const int64_t points = line.points.empty() ? -1 : line.points[static_cast<size_t>(i)];
      if (points < 0) continue;
      ++present;
      sum += points;
    }
    const v1::IndicatorSummary& indicator = statistics.indicators(i);
    EXPECT_EQ(indicator.present(), static_cast<uint64_t>(present)) << i;
    EXPECT_EQ(indicator.points_sum(), Text(sum, kMilliPlaces)) << i;
    EXPECT_EQ(indicator.has_points_mean(), present > 0) << i;
    if (present > 0) {
      EXPECT_EQ(indicator.points_mean(), Text(Divide(sum * 10, present), kMeanPlaces)) << i;
    }
  }
}

// Totals of few values, so that there are ties, and often on the bounds of bins.
std::vector<Line> RandomLines(std::mt19937& random, const v1::Scheme& scheme, int64_t maximum) {
  const auto below = [&random](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n));
  };
  const std::vector<std::string> counties = {"421202", "421221", "421221001002"};
  const std::vector<std::string> sections = {"C", "I", ""};
  std::vector<Line> lines(static_cast<size_t>(below(40)));
  for (Line& line : lines) {
    line.county = counties[static_cast<size_t>(below(3))];
    line.section = sections[static_cast<size_t>(below(3))];
    line.stage = static_cast<uint32_t>(below(scheme.stages_size() + 1));
    line.grade = static_cast<uint32_t>(below(scheme.grades_size() + 1));
    line.passed = below(2) == 0;
    if (below(4) > 0) {
      line.total = below(3) == 0 ? maximum * below(kBins + 1) / kBins
                                 : below(static_cast<int>(maximum / 500)) * int64_t{500} + below(3);
    }
    for (int i = 0; i < IndicatorsOf(scheme); ++i) {
      line.points.push_back(below(4) == 0 ? -1 : below(30'000));
    }
    if (below(8) == 0) line.points.clear();
  }
  return lines;
}

TEST(Statistics, AgreeWithANaiveRecomputationOnRandomPopulations) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (const char* id : {"peer-demo", "xianning-demo"}) {
    const Scheme scheme = scoring::CompileShippedScheme(id);
    const v1::Scheme& message = scheme->message();
    const int64_t maximum = (std::string(id) == "peer-demo" ? 100 : 1000) * kThousand;
    for (int i = 0; i < 60; ++i) {
      std::vector<Line> lines = RandomLines(random, message, maximum);
      const v1::GenerationStatistics statistics = Build(scheme, lines);
      EXPECT_EQ(statistics.total_maximum(), Text(maximum, kMilliPlaces));
      ExpectSame(statistics.all(), Naive("", lines));
      ASSERT_NO_FATAL_FAILURE(ExpectHistogram(statistics, lines, maximum));
      ASSERT_NO_FATAL_FAILURE(ExpectParts(statistics, lines, message));
      ASSERT_NO_FATAL_FAILURE(ExpectIndicators(statistics, lines, message));
      std::shuffle(lines.begin(), lines.end(), random);
      EXPECT_EQ(Build(scheme, lines).SerializeAsString(), statistics.SerializeAsString());
      if (testing::Test::HasFailure()) return;
    }
  }
}

TEST(Statistics, OfNobodyScoredHaveCountsAndNoTotals) {
  const Scheme scheme = scoring::CompileShippedScheme("peer-demo");
  const Line line{.county = "421202", .section = "C", .points = {}};
  const v1::GenerationStatistics statistics = Build(scheme, {line, line});
  EXPECT_EQ(statistics.all().enterprises(), 2U);
  EXPECT_EQ(statistics.all().scored(), 0U);
  EXPECT_EQ(statistics.all().sum(), "0");
  EXPECT_FALSE(statistics.all().has_mean());
  EXPECT_FALSE(statistics.all().has_least());
  EXPECT_FALSE(statistics.all().has_greatest());
  EXPECT_EQ(statistics.all().quantiles_size(), 0);
  ASSERT_EQ(statistics.not_scored_size(), 1);
  EXPECT_EQ(statistics.not_scored(0).cause(), v1::NOT_SCORED_CAUSE_MISSING);
  EXPECT_EQ(statistics.not_scored(0).indicator_id(), "rd_intensity");
  EXPECT_EQ(statistics.not_scored(0).enterprises(), 2U);
}

TEST(Statistics, OfOneAreThatOne) {
  const Scheme scheme = scoring::CompileShippedScheme("peer-demo");
  const v1::GenerationStatistics statistics =
      Build(scheme, {{.county = "421202", .section = "C", .total = 72'500, .points = {}}});
  EXPECT_EQ(statistics.all().mean(), "72.5");
  for (const std::string& quantile : statistics.all().quantiles()) EXPECT_EQ(quantile, "72.5");
  EXPECT_EQ(statistics.histogram(14).cards(), 1U) << "70 to 75";
}

// By hand: of ten totals 1..10 the quantile 0.1 is 1, 0.25 the third, 0.5 the fifth, 0.75 the eighth, 0.9 the ninth.
TEST(Statistics, QuantilesAreTotalsThatThereAre) {
  const Scheme scheme = scoring::CompileShippedScheme("peer-demo");
  std::vector<Line> lines;
  for (int64_t total = 1; total <= 10; ++total) {
    lines.push_back({.county = "421202", .section = "C", .total = total * kThousand, .points = {}});
  }
  const v1::GenerationStatistics statistics = Build(scheme, lines);
  const std::vector<std::string> quantiles(statistics.all().quantiles().begin(),
                                           statistics.all().quantiles().end());
  EXPECT_EQ(quantiles, (std::vector<std::string>{"1", "3", "5", "8", "9"}));
  EXPECT_EQ(statistics.all().mean(), "5.5");
}

TEST(Statistics, TotalOnABoundIsInTheBinAboveAndTheMaximumInTheLast) {
  const Scheme scheme = scoring::CompileShippedScheme("peer-demo");
  const auto bin_of = [&scheme](int64_t total) {
    const v1::GenerationStatistics statistics =
        Build(scheme, {{.county = "421202", .section = "C", .total = total, .points = {}}});
    for (int bin = 0; bin < statistics.histogram_size(); ++bin) {
      if (statistics.histogram(bin).cards() == 1) return bin;
    }
    return -1;
  };
  EXPECT_EQ(bin_of(0), 0);
  EXPECT_EQ(bin_of(4'999), 0);
  EXPECT_EQ(bin_of(5'000), 1);
  EXPECT_EQ(bin_of(95'000), 19);
  EXPECT_EQ(bin_of(100'000), 19);
}

TEST(Statistics, LineThatDoesNotFitTheSchemeIsCorrupt) {
  const Scheme scheme = scoring::CompileShippedScheme("peer-demo");
  const storage::v1::StoredScore good =
      ScoreOf({.county = "421202", .total = 1, .points = {1, 2, 3}});
  std::vector<storage::v1::StoredScore> bad(5, good);
  bad[0].set_stage(3);
  bad[1].set_grade(5);
  bad[2].add_points("1");
  bad[3].set_total("x");
  bad[4].set_points(1, "x");
  EXPECT_TRUE(StatisticsBuilder(*scheme).Add(good).ok());
  for (const storage::v1::StoredScore& score : bad) {
    EXPECT_EQ(ReasonOf(StatisticsBuilder(*scheme).Add(score)), v1::REASON_DATA_CORRUPT)
        << score.DebugString();
  }
}

TEST(Statistics, OfAGenerationAreThoseOfItsRunUntilARecordChanges) {
  rescoring::Region region;
  region.PutScheme(rescoring::QuickScheme(rescoring::kScheme));
  for (int n = 0; n < 12; ++n) region.AddEnterprise(n, 7);
  const v1::Generation generation = region.Generate("g", rescoring::PlanOf(rescoring::kScheme));
  v1::GetStatisticsRequest request;
  request.mutable_name()->set_generation_id("g");
  const auto first = region.generations.GetStatistics(request);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->statistics().generation_id(), "g");
  EXPECT_EQ(first->statistics().all().enterprises(), 12U);
  EXPECT_EQ(first->statistics().all().sum(), generation.tally().total_sum());
  EXPECT_EQ(first->statistics().pass_mark(), "60");
  region.Publish("g");
  region.AddEnterprise(12);
  region.CatchUp();
  request.mutable_name()->set_scheme_id(rescoring::kScheme);
  const auto second = region.generations.GetStatistics(request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->statistics().all().enterprises(), 13U);
  EXPECT_GT(second->statistics().revision(), first->statistics().revision());
}

TEST(Statistics, EndWhenNobodyWaitsForThem) {
  rescoring::Region region;
  region.PutScheme(rescoring::QuickScheme(rescoring::kScheme));
  region.AddEnterprise(0, 7);
  region.Generate("g", rescoring::PlanOf(rescoring::kScheme));
  v1::GetStatisticsRequest request;
  request.mutable_name()->set_generation_id("g");
  for (const bool stopped : {false, true}) {
    int asked = 0;
    const auto statistics = region.generations.GetStatistics(request, [&] {
      ++asked;
      return stopped;
    });
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(absl::IsCancelled(statistics.status()), stopped) << statistics.status();
    EXPECT_EQ(statistics.ok(), !stopped);
  }
}

}  // namespace
}  // namespace jifen::services::generation
