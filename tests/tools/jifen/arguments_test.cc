#include "tools/jifen/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tools/jifen/render/display_width.h"
#include "tools/jifen/usage.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::variant<Arguments, Ending> Parse(const std::vector<const char*>& words,
                                      const std::map<std::string, std::string>& variables = {}) {
  std::vector<const char*> argv = {"jifen"};
  argv.insert(argv.end(), words.begin(), words.end());
  const Surroundings surroundings{.variable = [&variables](const char* name) -> const char* {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  }};
  return ParseArguments(static_cast<int>(argv.size()), argv.data(), surroundings);
}

Arguments Good(const std::vector<const char*>& words,
               const std::map<std::string, std::string>& variables = {}) {
  auto parsed = Parse(words, variables);
  EXPECT_TRUE(std::holds_alternative<Arguments>(parsed)) << std::get<Ending>(parsed).text;
  return std::get<Arguments>(std::move(parsed));
}

template <typename Made>
Made Command(const std::vector<const char*>& words) {
  return std::get<Made>(Good(words).command);
}

TEST(Arguments, GlobalOptionsStandBeforeOrAfterTheCommand) {
  for (const auto& words : {std::vector<const char*>{"--json", "--server", "h:1", "digest"},
                            std::vector<const char*>{"digest", "--json", "--server", "h:1"}}) {
    const Arguments arguments = Good(words);
    EXPECT_TRUE(arguments.json);
    EXPECT_EQ(arguments.connection.server, "h:1");
  }
}

TEST(Arguments, TheServerIsTheOptionThenTheEnvironmentThenTheDefault) {
  EXPECT_EQ(Good({"digest"}).connection.server, "127.0.0.1:7600");
  EXPECT_EQ(Good({"digest"}, {{"JIFEN_SERVER", "env:2"}}).connection.server, "env:2");
  EXPECT_EQ(Good({"digest", "--server", "opt:3"}, {{"JIFEN_SERVER", "env:2"}}).connection.server,
            "opt:3");
}

TEST(Arguments, TimeoutIsInSeconds) {
  EXPECT_EQ(Good({"digest"}).connection.timeout, absl::Seconds(30));
  EXPECT_EQ(Good({"digest", "--timeout", "5"}).connection.timeout, absl::Seconds(5));
}

TEST(Arguments, ReadsASimulation) {
  const auto simulate = Command<SimulateArguments>(
      {"simulate", "91421202000000000A", "--scheme", "sme-tech-2017@2", "--set", "a=b,c", "--set",
       "d=e", "--drop", "award:x", "--clear", "profile.resident", "--with", "-", "--year", "2024"});
  EXPECT_EQ(simulate.enterprise_id, "91421202000000000A");
  EXPECT_EQ(simulate.scheme.id, "sme-tech-2017");
  EXPECT_EQ(simulate.scheme.version, 2U);
  EXPECT_EQ(simulate.sets, (std::vector<std::string>{"a=b,c", "d=e"}));
  EXPECT_EQ(simulate.drops, (std::vector<std::string>{"award:x"}));
  EXPECT_EQ(simulate.clears, (std::vector<std::string>{"profile.resident"}));
  EXPECT_EQ(simulate.with, (std::vector<std::string>{"-"}));
  EXPECT_EQ(simulate.as_of.year, 2024);
  const auto draft = Command<SimulateArguments>({"simulate", "X", "--draft", "folder"});
  EXPECT_EQ(draft.draft, "folder");
  EXPECT_TRUE(draft.scheme.id.empty());
  EXPECT_TRUE(std::holds_alternative<Ending>(Parse({"simulate", "X"})));
  EXPECT_TRUE(
      std::holds_alternative<Ending>(Parse({"simulate", "X", "--scheme", "s", "--draft", "d"})));
}

TEST(Arguments, ReadsAnImportWithItsMapping) {
  const auto import = Command<ImportArguments>(
      {"import", "d.xlsx", "--mapping", "m.json", "--ignore-unknown-columns", "--source", "s"});
  EXPECT_EQ(import.tables.path, "d.xlsx");
  EXPECT_EQ(import.tables.mapping, "m.json");
  EXPECT_EQ(import.tables.source, "s");
  EXPECT_TRUE(import.tables.ignore_unknown_columns);
  EXPECT_TRUE(std::holds_alternative<Ending>(Parse({"import"})));
}

TEST(Arguments, ReadsAPreviewAndATemplate) {
  const auto preview = Command<ImportPreviewArguments>(
      {"import", "preview", "d", "--source", "s", "--write-mapping", "m.json"});
  EXPECT_EQ(preview.tables.path, "d");
  EXPECT_EQ(preview.tables.source, "s");
  EXPECT_EQ(preview.write_mapping, "m.json");
  EXPECT_FALSE(preview.overwrite);
  const auto made = Command<ImportTemplateArguments>(
      {"import", "template", "d", "--kind", "award", "--kind", "profile", "--overwrite"});
  EXPECT_EQ(made.folder, "d");
  EXPECT_EQ(made.kinds,
            (std::vector<v1::RecordKind>{v1::RECORD_KIND_AWARD, v1::RECORD_KIND_PROFILE}));
  EXPECT_TRUE(made.overwrite);
  const auto named = Command<ImportTemplateArguments>(
      {"import", "template", "d", "--kind", "年度报表", "--kind", "annual_reports", "--kind",
       "Loans", "--kind", "annual_report"});
  EXPECT_EQ(named.kinds,
            (std::vector<v1::RecordKind>{v1::RECORD_KIND_ANNUAL_REPORT, v1::RECORD_KIND_LOAN}));
  // What only loading understands, a second path, and a kind that is none.
  for (const std::vector<const char*>& wrong :
       std::vector<std::vector<const char*>>{{"import", "preview"},
                                             {"import", "preview", "d", "--dry-run"},
                                             {"import", "preview", "d", "e"},
                                             {"import", "preview", "d", "--report", "r"},
                                             {"import", "template", "d", "--mapping", "m"},
                                             {"import", "template", "d", "--kind", "x"}}) {
    EXPECT_TRUE(std::holds_alternative<Ending>(Parse(wrong))) << wrong.back();
  }
}

TEST(Arguments, ReadsAScore) {
  const auto made =
      Command<ScoreArguments>({"score", "91421202000000000A", "--scheme", "sme-tech-2017@2",
                               "--valid-at", "2025-06-30", "--known-at", "57", "--year", "2024"});
  EXPECT_EQ(made.enterprise_id, "91421202000000000A");
  EXPECT_EQ(made.scheme.id, "sme-tech-2017");
  EXPECT_EQ(made.scheme.version, 2U);
  EXPECT_EQ(made.as_of.valid_at->month(), 6);
  EXPECT_EQ(made.as_of.known_at, 57U);
  EXPECT_EQ(made.as_of.year, 2024);
}

TEST(Arguments, ReadsAScoreOfAll) {
  const auto made = Command<ScoreAllArguments>(
      {"score", "--all", "--scheme", "s-1", "--top", "10", "--area", "4212"});
  EXPECT_EQ(made.scheme.version, 0U);
  EXPECT_EQ(made.top, 10);
  EXPECT_EQ(made.filter.area, "4212");
}

TEST(Arguments, ACardIdIsToldByItsStrokes) {
  EXPECT_EQ(Command<ExplainArguments>({"explain", "A/s@1/2024/2025-06-30/57"}).card_id,
            "A/s@1/2024/2025-06-30/57");
  EXPECT_EQ(Command<ExplainArguments>({"explain", "A", "--scheme", "s"}).enterprise_id, "A");
}

TEST(Arguments, ReadsTheOtherCommands) {
  EXPECT_TRUE(Command<ImportArguments>({"import", "d", "--dry-run"}).dry_run);
  EXPECT_EQ(Command<SchemePutArguments>({"scheme", "put", "a", "b"}).files_or_folders.size(), 2U);
  EXPECT_EQ(Command<SchemeShowArguments>({"scheme", "show", "s@3"}).scheme.version, 3U);
  EXPECT_EQ(Command<EnterpriseListArguments>({"enterprise", "list", "--name", "n"}).filter.name,
            "n");
  EXPECT_EQ(Command<EnterpriseShowArguments>({"enterprise", "show", "E"}).enterprise_id, "E");
  EXPECT_EQ(Command<RecordPutArguments>({"record", "put", "f", "--reason", "r"}).reason, "r");
  const auto withdraw =
      Command<RecordWithdrawArguments>({"record", "withdraw", "E", "loan", "L1", "--reason", "r"});
  EXPECT_EQ(withdraw.record.kind, v1::RECORD_KIND_LOAN);
  EXPECT_EQ(withdraw.record.record_id, "L1");
  EXPECT_TRUE(
      Command<RecordShowArguments>({"record", "show", "E", "award", "1", "--as-file"}).as_file);
  EXPECT_EQ(Command<RecordHistoryArguments>({"record", "history", "E"}).kind,
            v1::RECORD_KIND_UNSPECIFIED);
  EXPECT_EQ(Command<DossierArguments>({"dossier", "E", "--known-at", "9"}).as_of.known_at, 9U);
}

struct UsageRow {
  const char* name;
  std::vector<const char*> words;
  const char* text;
};

class Usage : public ::testing::TestWithParam<UsageRow> {};

TEST_P(Usage, IsRefusedWithCodeTwo) {
  const auto parsed = Parse(GetParam().words);
  const auto* ending = std::get_if<Ending>(&parsed);
  ASSERT_NE(ending, nullptr);
  EXPECT_EQ(ending->exit_code, 2);
  EXPECT_THAT(ending->text, HasSubstr(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Usage,
    ::testing::Values(
        UsageRow{"Nothing", {}, "a command is required"},
        UsageRow{"UnknownCommand", {"frobnicate"}, "not expected: frobnicate"},
        UsageRow{"UnknownSubcommand", {"scheme", "frobnicate"}, "not expected: frobnicate"},
        UsageRow{"NoSubcommand", {"scheme"}, "a command is required"},
        UsageRow{"UnknownOption", {"digest", "--bogus"}, "not expected: --bogus"},
        UsageRow{"NoScheme", {"score", "E"}, "--scheme is required"},
        UsageRow{"NoEnterprise", {"score", "--scheme", "s"}, "either ENTERPRISE_ID or --all"},
        UsageRow{"Both", {"score", "E", "--all", "--scheme", "s"}, "either ENTERPRISE_ID or --all"},
        UsageRow{"TopOfOne", {"score", "E", "--scheme", "s", "--top", "3"}, "--top needs --all"},
        UsageRow{"SchemeVersionZero", {"scheme", "show", "s@0"}, "s@0 is no scheme"},
        UsageRow{"SchemeVersionText", {"scheme", "show", "s@x"}, "s@x is no scheme"},
        UsageRow{"Day", {"dossier", "E", "--valid-at", "2025-02-30"}, "2025-02-30 is no day"},
        UsageRow{"Kind", {"record", "history", "E", "poem"}, "poem is no kind of record"},
        UsageRow{"TemplateKind",
                 {"import", "template", "d", "--kind", "poem"},
                 "poem is no kind of record: write one of profile, annual_report"},
        UsageRow{"CardAndScheme", {"explain", "a/b", "--scheme", "s"}, "CARD_ID"},
        UsageRow{"ExplainWithoutScheme", {"explain", "E"}, "--scheme is required"},
        UsageRow{"Language", {"digest", "--lang", "fr"}, "--lang"},
        UsageRow{"KnownAtNegative", {"dossier", "E", "--known-at", "-1"}, "--known-at"},
        UsageRow{"WithdrawWithoutReason", {"record", "withdraw", "E", "loan", "1"}, "--reason"}),
    [](const auto& row) { return row.param.name; });

TEST(Usage, IsToldInTheLanguageAskedFor) {
  EXPECT_THAT(std::get<Ending>(Parse({"score", "E", "--lang", "zh"})).text,
              HasSubstr("用法错误：缺少 --scheme"));
  EXPECT_THAT(std::get<Ending>(Parse({"scheme"}, {{"LANG", "zh_CN.UTF-8"}})).text,
              HasSubstr("缺少命令"));
}

TEST(Usage, TellsWhatIsWrongWithAValueInBothLanguages) {
  struct Row {
    std::vector<const char*> words;
    const char* english;
    const char* chinese;
  };
  const std::vector<const char*> score = {"score", "E", "--scheme", "s"};
  const Row rows[] = {
      {{"--year", "abc"},
       "--year: abc is no whole number from 1990 to 2100",
       "--year 的值“abc”有误：应为 1990 至 2100 的整数"},
      {{"--year", "1989"},
       "--year: 1989 is no whole number from 1990 to 2100",
       "应为 1990 至 2100 的整数"},
      {{"--year", "2024.5"}, "--year: 2024.5 is no whole number from", "--year 的值“2024.5”有误"},
      {{"--year"}, "--year needs a value", "--year 缺少值"},
      {{"--color", "x"},
       "--color: x is none of auto,always,never",
       "--color 的值“x”有误：应为 auto,always,never 之一"},
      {{"--known-at", "-1"},
       "--known-at: -1 is no revision",
       "--known-at 的值“-1”有误：应为不小于 0 的整数"},
      {{"--known-at", "99999999999999999999"},
       "--known-at: 99999999999999999999 is no revision",
       "应为不小于 0 的整数（64 位以内）"},
      {{"--scheme", "t"}, "--scheme may stand only once", "--scheme 只能给出一次"}};
  for (const Row& row : rows) {
    std::vector<const char*> words = score;
    words.insert(words.end(), row.words.begin(), row.words.end());
    EXPECT_THAT(std::get<Ending>(Parse(words)).text, HasSubstr(row.english));
    EXPECT_THAT(std::get<Ending>(Parse(words, {{"LANG", "zh_CN.UTF-8"}})).text,
                HasSubstr(row.chinese));
  }
  EXPECT_THAT(std::get<Ending>(Parse({"digest", "--lang", "fr"}, {{"LANG", "zh_CN.UTF-8"}})).text,
              HasSubstr("--lang 的值“fr”有误：应为 zh,en 之一"));
  EXPECT_THAT(std::get<Ending>(Parse({"record", "put", "f", "--expected-revision", "3"})).text,
              HasSubstr("--expected-revision needs --reason"));
}

TEST(Usage, TellsAValueOfAnyLengthAndOfSeveralLines) {
  const std::string length(200'000, 'a');
  const std::string lines = "20\n24";
  struct Row {
    const char* option;
    const std::string& value;
    std::string english;
    std::string chinese;
  };
  const std::string cut = length.substr(0, 197) + "...";
  const Row rows[] = {{"--year", length, "--year: " + cut + " is no whole number from 1990 to 2100",
                       "--year 的值“" + cut + "”有误：应为 1990 至 2100 的整数"},
                      {"--year", lines, "--year: 20 24 is no whole number from 1990 to 2100",
                       "--year 的值“20 24”有误：应为 1990 至 2100 的整数"},
                      {"--known-at", length, "--known-at: " + cut + " is no revision",
                       "--known-at 的值“" + cut + "”有误：应为不小于 0 的整数"},
                      {"--known-at", lines, "--known-at: 20 24 is no revision",
                       "--known-at 的值“20 24”有误：应为不小于 0 的整数"},
                      {"--color", length, "--color: " + cut + " is none of auto,always,never",
                       "--color 的值“" + cut + "”有误：应为 auto,always,never 之一"},
                      {"--color", lines, "--color: 20 24 is none of auto,always,never",
                       "--color 的值“20 24”有误：应为 auto,always,never 之一"}};
  for (const Row& row : rows) {
    const std::vector<const char*> words = {"score", "E",        "--scheme",
                                            "s",     row.option, row.value.c_str()};
    EXPECT_THAT(std::get<Ending>(Parse(words)).text, HasSubstr(row.english));
    EXPECT_THAT(std::get<Ending>(Parse(words, {{"LANG", "zh_CN.UTF-8"}})).text,
                HasSubstr(row.chinese));
  }
}

TEST(Usage, IsAnObjectWithJson) {
  const auto ending = std::get<Ending>(Parse({"score", "E", "--json"}));
  EXPECT_EQ(nlohmann::json::parse(ending.text)["error"]["code"], "USAGE");
}

TEST(Usage, AnArgumentThatIsNotUtf8IsRefusedAndDoesNotAbort) {
  for (const char* broken : {"\xFF", "E\xE5\x92", "\xCF\xCC", "--name=\xB8"}) {
    const auto plain = std::get<Ending>(Parse({"enterprise", "list", broken}));
    EXPECT_EQ(plain.exit_code, 2);
    EXPECT_THAT(plain.text, HasSubstr("argument 3 is not valid UTF-8"));
    const auto json = std::get<Ending>(Parse({"--json", "enterprise", "list", broken}));
    EXPECT_EQ(json.exit_code, 2);
    EXPECT_EQ(nlohmann::json::parse(json.text)["error"]["code"], "USAGE");
  }
  EXPECT_EQ(Command<EnterpriseListArguments>({"enterprise", "list", "--name", "咸宁"}).filter.name,
            "咸宁");
}

TEST(Usage, AFaultOfUsageIsWholeJsonWhateverItsText) {
  const Ending ending = UsageEnding({.language = Language::kEnglish, .json = true}, "bad \xFF");
  EXPECT_TRUE(nlohmann::json::accept(ending.text));
}

TEST(Help, EndsWithCodeZeroInBothLanguages) {
  const auto english = std::get<Ending>(Parse({"--help"}));
  EXPECT_EQ(english.exit_code, 0);
  EXPECT_THAT(english.text, HasSubstr("Load tables: a folder"));
  const auto chinese = std::get<Ending>(Parse({"score", "--help", "--lang", "zh"}));
  EXPECT_EQ(chinese.exit_code, 0);
  EXPECT_THAT(chinese.text, HasSubstr("全部企业"));
  EXPECT_THAT(chinese.text, Not(HasSubstr("Options")));
}

std::string UsageTextOf(const std::vector<const char*>& words) {
  const auto parsed = Parse(words);
  const auto* ending = std::get_if<Ending>(&parsed);
  return ending == nullptr ? "" : ending->text;
}

TEST(Usage, AMisspeltWordIsToldWithTheNearestOne) {
  EXPECT_EQ(UsageTextOf({"run", "strat", "s"}),
            "wrong usage: not expected: strat; did you mean start?\nRun “jifen run --help”.\n");
  EXPECT_THAT(UsageTextOf({"genration", "list"}), HasSubstr("did you mean generation?"));
  EXPECT_THAT(UsageTextOf({"generation", "stats", "g", "--htlm=x"}),
              HasSubstr("not expected: --htlm=x; did you mean --html?"));
  EXPECT_THAT(UsageTextOf({"digest", "--jsom"}), HasSubstr("did you mean --json?"));
  EXPECT_THAT(UsageTextOf({"run", "strat", "s", "--lang", "zh"}),
              HasSubstr("无法识别的参数：strat；是否要用 start？\n请运行“jifen run --help”。"));
}

TEST(Usage, AWordThatIsNearNothingIsToldAlone) {
  EXPECT_THAT(UsageTextOf({"frobnicate"}), Not(HasSubstr("did you mean")));
  EXPECT_THAT(UsageTextOf({"xy"}), Not(HasSubstr("did you mean")));
  EXPECT_THAT(UsageTextOf({"digest", "run"}), Not(HasSubstr("did you mean")));
  EXPECT_THAT(UsageTextOf({std::string(100'000, 'x').c_str()}), Not(HasSubstr("did you mean")));
}

TEST(Usage, PointsToTheHelpOfTheCommand) {
  EXPECT_THAT(UsageTextOf({"run", "start"}), HasSubstr("Run “jifen run start --help”."));
  EXPECT_THAT(UsageTextOf({"dossier", "E", "--valid-at", "1850-01-01"}),
              HasSubstr("1850-01-01 is no day from 1900-01-01 to 2200-12-31: write YYYY-MM-DD\n"
                        "Run “jifen dossier --help”."));
  EXPECT_THAT(UsageTextOf({}), HasSubstr("Run “jifen --help” or “jifen COMMAND --help”."));
}

TEST(Usage, AnAddressWithoutAPortIsNone) {
  for (const char* address : {"host", "host:", ":7600", "host:0", "host:65536", "host:-1",
                              "host:7600x", "host: 7600", "unix:"}) {
    EXPECT_THAT(UsageTextOf({"digest", "--server", address}),
                HasSubstr("is no address of a server"))
        << address;
    const auto parsed = Parse({"digest"}, {{"JIFEN_SERVER", address}});
    ASSERT_TRUE(std::holds_alternative<Ending>(parsed)) << address;
    EXPECT_EQ(std::get<Ending>(parsed).exit_code, 2);
  }
  for (const char* address : {"host:1", "127.0.0.1:65535", "[::1]:7600", "unix:/run/jifen"}) {
    EXPECT_EQ(Good({"digest", "--server", address}).connection.server, address);
  }
}

// The columns of the terminal before the description of an option.
int ColumnOf(const std::string& help, const std::string& option, const std::string& description) {
  const size_t begin = help.find("\n  " + option) + 1;
  const size_t at = help.find(description, begin);
  EXPECT_LT(at, help.find('\n', begin)) << help;
  return DisplayWidth(help.substr(begin, at - begin));
}

TEST(Help, LinesUpInChinese) {
  const std::string help = UsageTextOf({"run", "start", "--help", "--lang", "zh"});
  EXPECT_THAT(help, HasSubstr("必填"));
  EXPECT_EQ(ColumnOf(help, "--generation", "新批次的编号"), 34) << help;
  EXPECT_EQ(ColumnOf(help, "--watch", "持续显示进度"), 34) << help;
}

}  // namespace
}  // namespace jifen::tools::cli
