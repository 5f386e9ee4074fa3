#include "tools/jifen/commands/import_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_format.h"
#include "proto/model/credit_code.h"
#include "proto/model/error.h"
#include "tests/tools/jifen/scripted_registry.h"

namespace jifen::tools::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

// A code with right check digits for each number.
std::string CodeOf(int number) {
  const std::string organisation = absl::StrFormat("%08d", number);
  std::string code = "91421200" + organisation;
  code += model::OrganisationCheckCharacter(organisation);
  code += model::CreditCodeCheckCharacter(code);
  return code;
}

class ImportRun : public ::testing::Test {
 protected:
  ImportRun() {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("import_run_" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    arguments_.tables.path = folder_.string();
    arguments_.tables.source = "咸宁市科学技术局";
  }
  ~ImportRun() override { std::filesystem::remove_all(folder_); }

  // Enterprises 0..rows-1, of which some have other names.
  void WriteEnterprises(int rows, const std::map<int, std::string>& names = {}) {
    std::ofstream file(folder_ / "enterprises.csv", std::ios::binary);
    file << "credit_code,name,area_code,industry_code,founded\n";
    for (int row = 0; row < rows; ++row) {
      const auto named = names.find(row);
      const std::string name =
          named == names.end() ? "enterprise " + std::to_string(row) : named->second;
      file << CodeOf(row) << "," << name << ",421202,C3971,2010-01-01\n";
    }
  }

  void Append(const std::string& rows) {
    std::ofstream(folder_ / "enterprises.csv", std::ios::app | std::ios::binary) << rows;
  }

  absl::StatusOr<ImportOutcome> Run(absl::Duration timeout = absl::Seconds(20)) {
    const Context context{.terminal = {},
                          .connection = {.server = registry_.address(), .timeout = timeout},
                          .out = out_,
                          .err = err_};
    return RunImport(context, arguments_);
  }

  ScriptedRegistry registry_;
  std::filesystem::path folder_;
  ImportArguments arguments_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ImportRun, SendsBatchesOfFiveHundredRows) {
  WriteEnterprises(1200);
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_THAT(registry_.batches, ElementsAre(Pair(0, 500), Pair(500, 500), Pair(1000, 200)));
  EXPECT_EQ(outcome->rows_sent, 1200U);
  EXPECT_EQ(outcome->totals.created(), 1200U);
  EXPECT_EQ(outcome->revision, 7U);
  ASSERT_EQ(outcome->files.size(), 1U);
  EXPECT_EQ(outcome->files[0].created, 1200);
  EXPECT_EQ(outcome->report.faults(), 0);
}

TEST_F(ImportRun, NamesTheImportByTheContentOfTheFiles) {
  WriteEnterprises(3);
  ASSERT_TRUE(Run().ok());
  ASSERT_TRUE(Run().ok());
  WriteEnterprises(4);
  ASSERT_TRUE(Run().ok());
  ASSERT_EQ(registry_.starts.size(), 3U);
  EXPECT_EQ(registry_.starts[0].import_id(), registry_.starts[1].import_id());
  EXPECT_NE(registry_.starts[0].import_id(), registry_.starts[2].import_id());
}

TEST_F(ImportRun, ANameForAnotherFolderDoesNotSkipItsRows) {
  WriteEnterprises(3);
  ASSERT_TRUE(Run().ok());
  arguments_.import_id = "june-2025";
  ASSERT_TRUE(Run().ok());
  WriteEnterprises(4);
  ASSERT_TRUE(Run().ok());
  ASSERT_EQ(registry_.starts.size(), 3U);
  // The server begins anew when the digest differs; it can only tell if it always gets it.
  EXPECT_EQ(registry_.starts[0].content_sha256().size(), 64U);
  EXPECT_EQ(registry_.starts[0].content_sha256(), registry_.starts[1].content_sha256());
  EXPECT_EQ(registry_.starts[1].import_id(), registry_.starts[2].import_id());
  EXPECT_NE(registry_.starts[1].content_sha256(), registry_.starts[2].content_sha256());
}

TEST_F(ImportRun, AGoodRowIsTakenThoughABadOneOfTheSameEnterpriseCameBefore) {
  WriteEnterprises(2, {{1, "refuse me"}});
  Append(CodeOf(1) + ",corrected,421202,C3971,2010-01-01\n");
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->files[0].created, 2);
  EXPECT_EQ(outcome->files[0].refused, 1);
  ASSERT_EQ(outcome->first_faults.size(), 1U);
  EXPECT_EQ(outcome->first_faults[0].row, 3);
  EXPECT_EQ(outcome->first_faults[0].reason, v1::REASON_TEXT_INVALID);
}

TEST_F(ImportRun, NamesTheFirstOfDuplicateRowsAlsoWhenItCameInBefore) {
  WriteEnterprises(501);
  Append(CodeOf(7) + ",again,421202,C3971,2010-01-01\n");
  arguments_.import_id = "again";
  registry_.durable["again"] = 500;
  registry_.taken.insert(CodeOf(7));
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  ASSERT_EQ(outcome->first_faults.size(), 1U);
  const table_import::RowFault& fault = outcome->first_faults[0];
  EXPECT_EQ(fault.row, 503);
  EXPECT_EQ(fault.reason, v1::REASON_DUPLICATE_RECORD);
  EXPECT_EQ(fault.column, "credit_code");
  EXPECT_EQ(fault.value, CodeOf(7));
  EXPECT_THAT(fault.expected, HasSubstr("enterprises.csv:9"));
}

TEST_F(ImportRun, PassesOnTheNameAndTheDryRun) {
  WriteEnterprises(3);
  arguments_.import_id = "june-2025";
  arguments_.dry_run = true;
  ASSERT_TRUE(Run().ok());
  EXPECT_EQ(registry_.starts[0].import_id(), "june-2025");
  EXPECT_TRUE(registry_.starts[0].dry_run());
}

TEST_F(ImportRun, ReportsRowsThatAreAtFaultHereAndThereByTheirPlace) {
  WriteEnterprises(600, {{510, "refuse me"}});
  {
    std::ofstream file(folder_ / "enterprises.csv", std::ios::app | std::ios::binary);
    file << "91421200000000000X,bad code,421202,C3971,2010-13-01\n";
  }
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->rows_sent, 600U);  // the last row was not sent
  EXPECT_EQ(outcome->report.faults(), 2);
  EXPECT_EQ(outcome->files[0].created, 599);
  EXPECT_EQ(outcome->files[0].refused, 2);
  ASSERT_EQ(outcome->first_faults.size(), 2U);
  EXPECT_EQ(outcome->first_faults[0].row, 512);  // the headings are row 1
  EXPECT_EQ(outcome->first_faults[0].column, "name");
  EXPECT_EQ(outcome->first_faults[0].reason, v1::REASON_TEXT_INVALID);
  EXPECT_EQ(outcome->first_faults[1].row, 602);
}

TEST_F(ImportRun, GoesOnWhereAnEarlierRunStopped) {
  WriteEnterprises(1200, {{3, "refuse me"}, {1100, "refuse me too"}});
  arguments_.import_id = "again";
  registry_.durable["again"] = 1000;
  v1::ImportResult& refused = registry_.refused["again"][3];
  refused.set_row(3);
  refused.mutable_error()->set_reason(v1::REASON_TEXT_INVALID);
  refused.mutable_error()->set_path("enterprise.name");
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_THAT(registry_.batches, ElementsAre(Pair(1000, 200)));
  EXPECT_EQ(outcome->resumed_from, 1000U);
  EXPECT_EQ(outcome->files[0].earlier, 999);
  EXPECT_EQ(outcome->files[0].created, 199);
  EXPECT_EQ(outcome->report.faults(), 2);  // the one from before is in the report as well
  EXPECT_EQ(outcome->first_faults[0].row, 5);
  EXPECT_EQ(outcome->first_faults[1].row, 1102);
}

TEST_F(ImportRun, TakesUpALostConnectionWithoutSendingARowTwice) {
  WriteEnterprises(1700, {{2, "refuse me"}});
  registry_.batches_before_break = 2;
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_THAT(registry_.batches,
              ElementsAre(Pair(0, 500), Pair(500, 500), Pair(1000, 500), Pair(1500, 200)));
  EXPECT_EQ(outcome->resumed_from, 1000U);
  EXPECT_EQ(outcome->report.faults(), 1);
  EXPECT_EQ(outcome->totals.created(), 1699U);
  EXPECT_THAT(err_.str(), HasSubstr("connection was lost"));
}

TEST_F(ImportRun, ReconnectsAgainWhenTheLostStreamBroughtInRowsLate) {
  WriteEnterprises(1700);
  registry_.batches_before_break = 1;
  registry_.ghost_streams = 1;
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(registry_.starts.size(), 3U);
  EXPECT_EQ(outcome->resumed_from, 1000U);
  EXPECT_EQ(outcome->totals.created(), 1700U);
}

TEST_F(ImportRun, AnOffsetThatIsWrongFromTheStartIsNoGhost) {
  WriteEnterprises(3);
  registry_.refusal = registry_.OutOfStep();
  EXPECT_EQ(Run().status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(registry_.starts.size(), 1U);
}

TEST_F(ImportRun, SendsAWindowOfBatchesBeforeTheFirstAnswer) {
  WriteEnterprises(4000);  // two windows: the server says nothing until it has each of them whole
  registry_.batches_before_answers = static_cast<int>(kWindow);
  const auto outcome = Run();
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->files[0].created, 4000);
}

TEST_F(ImportRun, GivesUpWhenNoAnswerComes) {
  WriteEnterprises(3);
  registry_.silent = true;
  EXPECT_EQ(Run(absl::Seconds(1)).status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(ImportRun, HandsOnWhyTheServerRefusesTheImport) {
  WriteEnterprises(3);
  registry_.refusal = grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "no such import id");
  const auto outcome = Run();
  EXPECT_EQ(outcome.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(outcome.status().message(), "no such import id");
}

TEST_F(ImportRun, AFolderWithoutTablesIsToldBeforeAServerIsLookedFor) {
  const auto outcome = Run();
  EXPECT_EQ(outcome.status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(registry_.starts.empty());
}

}  // namespace
}  // namespace jifen::tools::cli
