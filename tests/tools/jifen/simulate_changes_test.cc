#include "tools/jifen/commands/simulate_changes.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tools/jifen/commands/field_value.h"
#include "tools/jifen/failure.h"

namespace jifen::tools::cli {
namespace {

v1::Dossier Sample() {
  v1::Dossier dossier;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
    valid_at { year: 2025 month: 6 day: 30 }
    records { record { record_id: "税务2024" annual_report { year: 2024 staff: 100 } } }
    records { record { record_id: "2023" annual_report { year: 2022 staff: 90 } } }
    records { record { record_id: "profile" profile { resident: true } } }
    records { record { record_id: "a=b].c d" award { name: "a" } } }
    records { record { record_id: "d" award { name: "d" } } })",
                                                            &dossier));
  return dossier;
}

struct Outcome {
  absl::Status status;
  v1::SimulateRequest request;
};

Outcome Add(const ChangeWords& words) {
  Outcome outcome;
  outcome.status = AddChanges(words, Sample(), outcome.request);
  return outcome;
}

v1::Record Only(const std::string& set) {
  const Outcome outcome = Add({.sets = {set}});
  EXPECT_TRUE(outcome.status.ok()) << outcome.status;
  EXPECT_EQ(outcome.request.records_size(), 1) << set;
  return outcome.request.records_size() == 1 ? outcome.request.records(0) : v1::Record();
}

TEST(AddChanges, NamesARecordByItsIdOrAReportByItsYear) {
  EXPECT_EQ(Only("annual_report[2024].staff=120").record_id(), "税务2024");
  EXPECT_EQ(Only("annual_report[税务2024].staff=120").record_id(), "税务2024");
  EXPECT_EQ(Only("annual_report[2023].staff=120").record_id(), "2023") << "the id comes first";
  EXPECT_EQ(Only("annual_report[2022].staff=120").record_id(), "2023");
  EXPECT_EQ(Only("profile.digital_level=3").record_id(), "profile") << "the only one";
  EXPECT_EQ(Only("award[a=b].c d].rank=2").record_id(), "a=b].c d");
  EXPECT_EQ(Only("award[a=b].c d].rank=2").award().rank(), 2);
}

TEST(AddChanges, ClearsAFieldUnderTheNameThatASetHas) {
  const std::pair<const char*, const char*> rows[] = {
      {"annual_report[2024].rd_expense", "annual_report[税务2024].rd_expense_fen"},
      {"annual_report[2024].rd_expense_fen", "annual_report[税务2024].rd_expense_fen"},
      {"annual_report[2024].staff", "annual_report[税务2024].staff"},
      {"profile.provincial_feature_points",
       "profile[profile].provincial_feature_points_hundredths"},
      {"profile.provenance.basis", "profile[profile].provenance.basis"},
      {"profile.valid_to", "profile[profile].valid_to"},
      {"profile.colour", "profile[profile].colour"}};
  for (const auto& [words, clear] : rows) {
    const Outcome outcome = Add({.clears = {words}});
    ASSERT_EQ(outcome.request.clears_size(), 1) << words << outcome.status;
    EXPECT_EQ(outcome.request.clears(0), clear);
  }
}

TEST(AddChanges, SpeaksOfTheOptionAndNotOfATable) {
  const std::tuple<const char*, const char*, const char*> rows[] = {
      {"annual_report[2024].staff=x", "The value that an option gives cannot be read.",
       "whole number"},
      {"annual_report[2024].colour=3", "An option names something that does not exist",
       "one of year, sales"},
      {"penalty.kind=3", "An option means a record that", "a kind that the dossier has"},
      {"award.rank=3", "Several records fit this name.", "one of a=b].c d, d"}};
  for (const auto& [set, sentence, want] : rows) {
    const absl::Status status = Add({.sets = {set}}).status;
    const std::string told = RenderFailure(Terminal{.width = 300}, status).ToText(false);
    EXPECT_NE(told.find(sentence), std::string::npos) << told;
    EXPECT_NE(told.find(std::string("--set ") + set), std::string::npos) << told;
    EXPECT_NE(told.find(want), std::string::npos) << told;
    EXPECT_EQ(told.find("cell"), std::string::npos) << told;
  }
}

TEST(AddChanges, SaysOnlyWhatIsSet) {
  const v1::Record record = Only("annual_report[2024].staff=120");
  EXPECT_EQ(record.annual_report().staff(), 120);
  EXPECT_EQ(record.annual_report().year(), 0) << "the record has it";
  EXPECT_FALSE(record.has_valid_from());
}

TEST(AddChanges, AddsARecordThatIsNotThere) {
  const v1::Record report = Only("annual_report[2021].staff=80");
  EXPECT_EQ(report.record_id(), "2021");
  EXPECT_EQ(report.annual_report().year(), 2021);
  EXPECT_EQ(model::FormatDate(report.valid_from()), "2021-12-31");
  const Outcome two = Add({.sets = {"standard[new].number=GB/T 1", "standard[new].kind=国家标准"}});
  ASSERT_TRUE(two.status.ok()) << two.status;
  ASSERT_EQ(two.request.records_size(), 1) << "sets of one record are one record";
  EXPECT_EQ(two.request.records(0).standard().number(), "GB/T 1");
  EXPECT_EQ(two.request.records(0).standard().kind(), v1::STANDARD_KIND_NATIONAL);
  EXPECT_EQ(model::FormatDate(two.request.records(0).valid_from()), "2025-06-30");
}

TEST(AddChanges, DropsAndClearsByTheSameNames) {
  const Outcome outcome =
      Add({.drops = {"annual_report:2022"}, .clears = {"annual_report[2024].staff"}});
  ASSERT_TRUE(outcome.status.ok()) << outcome.status;
  EXPECT_EQ(outcome.request.drops(0).kind(), v1::RECORD_KIND_ANNUAL_REPORT);
  EXPECT_EQ(outcome.request.drops(0).record_id(), "2023");
  EXPECT_EQ(outcome.request.clears(0), "annual_report[税务2024].staff");
}

TEST(AddChanges, RefusesWithReasonAndTheWordsAsPath) {
  struct Row {
    ChangeWords words;
    v1::Reason reason;
    const char* path;
  };
  const Row rows[] = {
      {{.sets = {"annual_report[2024].staff"}},
       v1::REASON_TEXT_INVALID,
       "--set annual_report[2024].staff"},
      {{.sets = {"report[2024].staff=1"}}, v1::REASON_TEXT_INVALID, "--set report[2024].staff=1"},
      {{.sets = {"annual_report[].staff=1"}},
       v1::REASON_TEXT_INVALID,
       "--set annual_report[].staff=1"},
      {{.sets = {"annual_report[2024].colour=1"}},
       v1::REASON_TEXT_INVALID,
       "--set annual_report[2024].colour=1"},
      {{.sets = {"annual_report[2024].staff=many"}},
       v1::REASON_CELL_INVALID,
       "--set annual_report[2024].staff=many"},
      {{.sets = {"award.rank=1"}}, v1::REASON_RECORD_UNKNOWN, "--set award.rank=1"},
      {{.sets = {"loan.number=1"}}, v1::REASON_RECORD_UNKNOWN, "--set loan.number=1"},
      {{.drops = {"award"}}, v1::REASON_TEXT_INVALID, "--drop award"},
      {{.drops = {"award:none"}}, v1::REASON_RECORD_UNKNOWN, "--drop award:none"},
      {{.clears = {"award[none].rank"}}, v1::REASON_RECORD_UNKNOWN, "--clear award[none].rank"},
      {{.clears = {"award"}}, v1::REASON_TEXT_INVALID, "--clear award"},
  };
  for (const Row& row : rows) {
    const auto detail = model::DetailOf(Add(row.words).status).value_or(v1::ErrorDetail());
    EXPECT_EQ(v1::Reason_Name(detail.reason()), v1::Reason_Name(row.reason)) << row.path;
    EXPECT_EQ(detail.path(), row.path);
  }
}

v1::AnnualReport Report(const std::string& path, const std::string& text) {
  v1::Record record;
  record.mutable_annual_report();
  const absl::Status status = SetField(path, text, record);
  EXPECT_TRUE(status.ok()) << text << ": " << status;
  return record.annual_report();
}

TEST(SetField, TakesAnAmountWithItsUnit) {
  EXPECT_EQ(Report("rd_expense", "260万元").rd_expense_fen(), 260'000'000);
  EXPECT_EQ(Report("rd_expense_fen", "2,600,000.00 元").rd_expense_fen(), 260'000'000);
  EXPECT_EQ(Report("rd_expense", "1.5亿元").rd_expense_fen(), 15'000'000'000);
  EXPECT_EQ(Report("rd_expense", "260 wan").rd_expense_fen(), 260'000'000);
  EXPECT_EQ(Report("rd_expense", "2600000 yuan").rd_expense_fen(), 260'000'000);
  EXPECT_EQ(Report("rd_expense", "7 fen").rd_expense_fen(), 7);
  EXPECT_EQ(Report("net_profit", "-3万元").net_profit_fen(), -3'000'000);
  v1::Record record;
  record.mutable_annual_report();
  for (const char* bad : {"260", "万元", "1.234元", "0.5 fen"}) {
    EXPECT_FALSE(SetField("rd_expense", bad, record).ok()) << bad;
  }
}

TEST(SetField, TakesDaysFlagsEnumsAndHundredths) {
  v1::Record record;
  v1::Qualification& title = *record.mutable_qualification();
  ASSERT_TRUE(SetField("granted", "2025/3/1", record).ok());
  EXPECT_EQ(model::FormatDate(title.granted()), "2025-03-01");
  ASSERT_TRUE(SetField("kind", "高新技术企业", record).ok());
  EXPECT_EQ(title.kind(), v1::QUALIFICATION_KIND_HIGH_TECH);
  ASSERT_TRUE(SetField("level", "LEVEL_PROVINCIAL", record).ok());
  EXPECT_EQ(title.level(), v1::LEVEL_PROVINCIAL);
  EXPECT_FALSE(SetField("level", "galactic", record).ok());
  ASSERT_TRUE(SetField("valid_to", "2026-12-31", record).ok());
  EXPECT_EQ(model::FormatDate(record.valid_to()), "2026-12-31");
  ASSERT_TRUE(SetField("provenance.verification", "VERIFICATION_STATE_DISPUTED", record).ok());
  EXPECT_EQ(record.provenance().verification(), v1::VERIFICATION_STATE_DISPUTED);
  EXPECT_FALSE(SetField("provenance", "x", record).ok());
  EXPECT_FALSE(SetField("granted.colour", "x", record).ok());
  v1::Record mark;
  mark.mutable_expert_mark();
  ASSERT_TRUE(SetField("points", "6.5", mark).ok());
  EXPECT_EQ(mark.expert_mark().points_hundredths(), 650);
  ASSERT_TRUE(SetField("points_hundredths", "650", mark).ok());
  EXPECT_EQ(mark.expert_mark().points_hundredths(), 650);
  v1::Record profile;
  profile.mutable_profile();
  ASSERT_TRUE(SetField("resident", "否", profile).ok());
  EXPECT_TRUE(profile.profile().has_resident());
  EXPECT_FALSE(profile.profile().resident());
}

}  // namespace
}  // namespace jifen::tools::cli
