#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/jifen/arguments.h"

namespace jifen::tools::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::variant<Arguments, Ending> Parse(std::vector<const char*> words) {
  words.insert(words.begin(), "jifen");
  const Surroundings surroundings{.variable = [](const char*) -> const char* { return nullptr; }};
  return ParseArguments(static_cast<int>(words.size()), words.data(), surroundings);
}

template <typename Made>
Made Command(const std::vector<const char*>& words) {
  auto parsed = Parse(words);
  EXPECT_TRUE(std::holds_alternative<Arguments>(parsed)) << std::get<Ending>(parsed).text;
  return std::get<Made>(std::get<Arguments>(parsed).command);
}

// What a wrong line is answered with.
std::string Fault(const std::vector<const char*>& words) {
  const auto parsed = Parse(words);
  if (!std::holds_alternative<Ending>(parsed)) return "";
  EXPECT_EQ(std::get<Ending>(parsed).exit_code, 2);
  return std::get<Ending>(parsed).text;
}

TEST(RegionArguments, OfARun) {
  const auto start = Command<RunStartArguments>(
      {"run",     "start",        "s@2",    "--generation",     "2026q4",       "--area",
       "4212",    "--industry",   "C",      "--title",          "高新技术企业", "--title",
       "gazelle", "--year",       "2025",   "--valid-at",       "2026-11-01",   "--known-at",
       "9",       "--cohorts-of", "2026q3", "--not-scored-max", "0.3",          "--watch"});
  EXPECT_EQ(start.scheme.id, "s");
  EXPECT_EQ(start.scheme.version, 2U);
  EXPECT_EQ(start.generation_id, "2026q4");
  EXPECT_EQ(start.population.area, "4212");
  EXPECT_EQ(start.population.industry, "C");
  EXPECT_THAT(start.population.titles,
              ElementsAre(v1::QUALIFICATION_KIND_HIGH_TECH, v1::QUALIFICATION_KIND_GAZELLE));
  EXPECT_EQ(start.as_of.year, 2025);
  EXPECT_EQ(start.as_of.known_at, 9U);
  EXPECT_EQ(start.as_of.valid_at->month(), 11);
  EXPECT_EQ(start.cohorts_of, "2026q3");
  EXPECT_EQ(start.not_scored_max, "0.3");
  EXPECT_TRUE(start.watch);
}

TEST(RegionArguments, OfWhatIsDoneWithARun) {
  EXPECT_EQ(Command<RunWatchArguments>({"run", "watch", "g"}).generation_id, "g");
  EXPECT_EQ(Command<RunListArguments>({"run", "list", "--scheme", "s"}).scheme_id, "s");
  EXPECT_EQ(Command<RunOrderArguments>({"run", "pause", "g"}).order, RunOrder::kPause);
  EXPECT_EQ(Command<RunOrderArguments>({"run", "resume", "g"}).order, RunOrder::kResume);
  const auto cancel = Command<RunOrderArguments>({"run", "cancel", "g"});
  EXPECT_EQ(cancel.order, RunOrder::kCancel);
  EXPECT_EQ(cancel.generation_id, "g");
}

TEST(RegionArguments, OfGenerations) {
  EXPECT_EQ(Command<GenerationShowArguments>({"generation", "show", "g"}).pick.generation_id, "g");
  EXPECT_EQ(
      Command<GenerationShowArguments>({"generation", "show", "--scheme", "s"}).pick.scheme_id,
      "s");
  EXPECT_EQ(Command<GenerationDropArguments>({"generation", "drop", "g"}).generation_id, "g");
  EXPECT_EQ(Command<GenerationRollBackArguments>({"generation", "rollback", "s"}).scheme_id, "s");
  const auto ranking = Command<GenerationRankingArguments>(
      {"generation", "ranking", "g", "--outcome", "通过", "--top", "5", "--grade", "a"});
  EXPECT_EQ(ranking.outcome, v1::OUTCOME_PASSED);
  EXPECT_EQ(ranking.top, 5);
  EXPECT_EQ(ranking.grade, "a");
  const auto stats = Command<GenerationStatsArguments>(
      {"generation", "stats", "g", "--compare", "f", "--html", "p.html", "--overwrite"});
  EXPECT_EQ(stats.compare, "f");
  EXPECT_EQ(stats.html.path, "p.html");
  EXPECT_TRUE(stats.html.overwrite);
  const auto diff = Command<GenerationDiffArguments>({"generation", "diff", "a", "b"});
  EXPECT_EQ(diff.from, "a");
  EXPECT_EQ(diff.to, "b");
  EXPECT_EQ(diff.movers, 10);
  const auto exported = Command<GenerationExportArguments>(
      {"generation", "export", "--scheme", "s", "--out", "f.csv", "--revision", "8"});
  EXPECT_EQ(exported.out, "f.csv");
  EXPECT_EQ(exported.revision, 8U);
}

TEST(RegionArguments, OfTheRest) {
  const auto history = Command<HistoryArguments>({"history", "E", "--scheme", "s"});
  EXPECT_EQ(history.enterprise_id, "E");
  EXPECT_EQ(history.scheme_id, "s");
  const auto change = Command<ExplainChangeArguments>({"explain-change", "a/1", "a/2"});
  EXPECT_EQ(change.from_card_id, "a/1");
  EXPECT_EQ(change.to_card_id, "a/2");
  const auto simulate = Command<SimulateSchemeArguments>(
      {"simulate-scheme", "d", "--against", "s@3", "--movers", "0", "--area", "42"});
  EXPECT_EQ(simulate.draft, "d");
  EXPECT_EQ(simulate.against.version, 3U);
  EXPECT_EQ(simulate.movers, 0);
  EXPECT_EQ(simulate.population.area, "42");
  EXPECT_TRUE(
      Command<ExplainArguments>({"explain", "E", "--scheme", "s", "--published"}).published);
}

TEST(RegionArguments, FaultsAreToldInBothLanguages) {
  const struct {
    std::vector<const char*> words;
    const char* text;
  } cases[] = {
      {{"generation", "show"}, "GENERATION"},
      {{"generation", "show", "g", "--scheme", "s"}, "give either GENERATION or --scheme"},
      {{"generation", "show", "--scheme", "s@2"}, "name the scheme alone"},
      {{"generation", "ranking", "g", "--all", "--top", "3"}, "exclude each other"},
      {{"generation", "ranking", "g", "--outcome", "fine"}, "{PASSED, FAILED"},
      {{"generation", "stats", "g", "--overwrite"}, "--overwrite needs --html"},
      {{"generation", "diff", "a", "b", "--movers", "101"}, "0 to 100"},
      {{"generation", "export", "g"}, "--out is required"},
      {{"generation", "export", "g", "--out", "f", "--revision", "-1"}, "is no revision"},
      {{"run", "start", "s", "--generation", "g", "--title", "king"}, "HIGH_TECH, SME_TECH"},
      {{"run", "start", "s"}, "--generation is required"},
      {{"explain", "E", "--scheme", "s@2", "--published"}, "--published"},
      {{"generation", "show", "--lang", "zh"}, "须且只能给出一个"},
      {{"generation", "ranking", "g", "--all", "--top", "3", "--lang", "zh"}, "不能同用"},
  };
  for (const auto& [words, text] : cases) EXPECT_THAT(Fault(words), HasSubstr(text)) << text;
}

TEST(RegionArguments, HelpListsEveryCommand) {
  const auto help = [](const std::vector<const char*>& words) {
    return std::get<Ending>(Parse(words)).text;
  };
  for (const char* name : {"run", "generation", "history", "explain-change", "simulate-scheme"}) {
    EXPECT_THAT(help({"--help"}), HasSubstr(std::string("\n  ") + name + " "));
  }
  for (const char* name : {"start", "watch", "list", "pause", "resume", "cancel"}) {
    EXPECT_THAT(help({"run", "--help"}), HasSubstr(std::string("\n  ") + name + " "));
  }
  for (const char* name :
       {"list", "show", "publish", "rollback", "drop", "ranking", "stats", "diff", "export"}) {
    EXPECT_THAT(help({"generation", "--help"}), HasSubstr(std::string("\n  ") + name + " "));
  }
}

}  // namespace
}  // namespace jifen::tools::cli
