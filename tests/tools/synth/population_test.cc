#include "tools/synth/population_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "proto/model/area_code.h"
#include "proto/model/credit_code.h"
#include "proto/model/error.h"
#include "proto/model/patent_number.h"
#include "proto/model/record_kind.h"
#include "proto/model/sha256.h"
#include "tests/tools/table_import/folder_fixture.h"
#include "tools/synth/enterprise_maker.h"
#include "tools/synth/names.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::synth {
namespace {

using table_import::Encoding;
using table_import::Reading;
using table_import::RowFault;
using table_import::SourcedRow;

constexpr int64_t kEnterprises = 400;
constexpr uint64_t kSeed = 20260601;

class Population : public table_import::FolderTest {
 protected:
  void Make(WriteOptions write, uint64_t seed = kSeed, bool faults = false) {
    std::filesystem::remove_all(folder_);
    const auto rows = WritePopulation({.enterprises = kEnterprises,
                                       .seed = seed,
                                       .folder = folder_,
                                       .write = write,
                                       .faults = faults});
    ASSERT_TRUE(rows.ok()) << rows.status();
    rows_ = *rows;
  }

  // SHA-256 of the names and bytes of all files, by name.
  std::string Digest() {
    std::set<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
      paths.insert(entry.path());
    model::Sha256 digest;
    for (const std::filesystem::path& path : paths) {
      std::ifstream file(path, std::ios::binary);
      digest.Add(path.filename().string());
      digest.Add(
          std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
    }
    return model::HexOf(digest.Finish());
  }

  std::map<std::string, int64_t> rows_;
};

std::vector<std::string> Messages(const Reading& reading) {
  std::vector<std::string> messages;
  for (const SourcedRow& row : reading.rows) {
    v1::ImportRow message = row.row;
    // File names differ between the languages.
    message.mutable_record()->mutable_provenance()->clear_source_reference();
    messages.push_back(message.SerializeAsString());
  }
  return messages;
}

TEST_F(Population, HasTheseBytes) {
  Make({.encoding = Encoding::kUtf8WithMark, .chinese = true});
  // Changes only with tools/synth or tables.json; it must not with the compiler or the machine.
  EXPECT_EQ(Digest(), "27ee0525698305bf0d0f8f96ba5da9a074cc7fdc2900b814bc1137f8dc5c19ef");
  const std::string first = Digest();
  Make({.encoding = Encoding::kUtf8WithMark, .chinese = true});
  EXPECT_EQ(Digest(), first);
  Make({.encoding = Encoding::kUtf8WithMark, .chinese = true}, kSeed + 1);
  EXPECT_NE(Digest(), first);
}

TEST_F(Population, ReadsBackAsItWasMade) {
  Make({.encoding = Encoding::kUtf8, .chinese = true});
  const Reading reading = ReadAll({});
  for (const RowFault& fault : reading.faults)
    ADD_FAILURE() << fault.file << ":" << fault.row << " " << fault.column;
  std::multiset<std::string> read;
  for (const SourcedRow& row : reading.rows) {
    v1::ImportRow message = row.row;
    message.mutable_record()->clear_record_id();
    message.mutable_record()->clear_valid_from();
    message.mutable_record()->mutable_provenance()->clear_source_reference();
    read.insert(message.DebugString());
  }
  std::multiset<std::string> made;
  EnterpriseMaker maker(kSeed);
  for (int64_t index = 0; index < kEnterprises; ++index) {
    for (v1::ImportRow& row : maker.Make(index).rows) {
      if (row.record().has_technology_contract()) {
        v1::TechnologyContract& contract = *row.mutable_record()->mutable_technology_contract();
        contract.set_title(table_import::OneLine(contract.title()));
      }
      made.insert(row.DebugString());
    }
  }
  EXPECT_EQ(read.size(), made.size());
  EXPECT_TRUE(read == made);
}

TEST_F(Population, IsTheSameInEveryEncodingAndLanguage) {
  Make({.encoding = Encoding::kUtf8WithMark, .chinese = true});
  const std::vector<std::string> messages = Messages(ReadAll({}));
  EXPECT_GT(messages.size(), 3000U);
  for (const WriteOptions write :
       {WriteOptions{.encoding = Encoding::kGb18030, .chinese = true},
        WriteOptions{.encoding = Encoding::kUtf8, .chinese = false},
        WriteOptions{.encoding = Encoding::kGb18030, .chinese = false}}) {
    Make(write);
    EXPECT_TRUE(Messages(ReadAll({})) == messages);
  }
}

TEST_F(Population, IsTheSameInEveryForm) {
  const auto read = [&](FileFormat format) {
    Make({.format = format});
    std::vector<std::string> messages;
    const Reading reading = ReadAll({});
    for (const RowFault& fault : reading.faults)
      ADD_FAILURE() << fault.file << ":" << fault.row << " " << fault.column << " " << fault.value;
    return Messages(reading);
  };
  const std::vector<std::string> messages = read(FileFormat::kCsv);
  EXPECT_GT(messages.size(), 3000U);
  EXPECT_TRUE(read(FileFormat::kZip) == messages);
  EXPECT_TRUE(read(FileFormat::kWorkbook) == messages);
}

TEST_F(Population, WritesNumbersAndDaysInTheFormsOfDepartments) {
  Make({.encoding = Encoding::kUtf8});
  std::ifstream file(folder_ / "年度报表.csv", std::ios::binary);
  const std::string reports(std::istreambuf_iterator<char>(file), {});
  std::ifstream titles(folder_ / "资质.csv", std::ios::binary);
  const std::string days(std::istreambuf_iterator<char>(titles), {});
  EXPECT_NE(reports.find("\","), std::string::npos);           // a number with separators
  EXPECT_NE(reports.find("\xEF\xBC\x91"), std::string::npos);  // a full-width 1
  EXPECT_NE(days.find("月"), std::string::npos);
  EXPECT_NE(days.find("2024/"), std::string::npos);
}

TEST_F(Population, HasValidCodesAndAllKinds) {
  Make({});
  std::map<v1::RecordKind, int> kinds;
  std::set<std::string> names;
  std::set<std::string> codes;
  std::set<std::string> patents;
  for (const SourcedRow& row : ReadAll({}).rows) {
    const v1::Record& record = row.row.record();
    ++kinds[model::KindOf(record)];
    if (row.row.has_enterprise()) {
      const v1::Enterprise& enterprise = row.row.enterprise();
      EXPECT_TRUE(model::CheckCreditCode(enterprise.enterprise_id()).ok());
      EXPECT_TRUE(model::CheckAreaCode(enterprise.area_code()).ok());
      EXPECT_TRUE(model::CheckIndustryCode(enterprise.industry_code()).ok());
      EXPECT_TRUE(names.insert(enterprise.name()).second) << enterprise.name();
      EXPECT_TRUE(codes.insert(enterprise.enterprise_id()).second);
    }
    EXPECT_EQ(codes.count(record.enterprise_id()), 1U);
    const v1::IntellectualProperty& right = record.intellectual_property();
    const bool patent = right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_INVENTION ||
                        right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL ||
                        right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_DESIGN;
    if (!patent) continue;
    const auto number = model::ParsePatentNumber(right.number());
    ASSERT_TRUE(number.ok()) << number.status();
    EXPECT_EQ(number->kind, right.kind());
    EXPECT_TRUE(patents.insert(number->digits).second) << right.number();
  }
  EXPECT_EQ(kinds.size(), 17U);
  EXPECT_EQ(kinds[v1::RECORD_KIND_PROFILE], kEnterprises);
}

TEST_F(Population, HasReportsThatAgree) {
  Make({});
  std::set<std::string> last_year;  // enterprises
  std::map<std::string, int> reports;
  for (const SourcedRow& row : ReadAll({}).rows) {
    if (!row.row.record().has_annual_report()) continue;
    const v1::AnnualReport& report = row.row.record().annual_report();
    const std::string shown = report.ShortDebugString();
    if (report.year() == kLastYear) {
      last_year.insert(row.row.record().enterprise_id());
      ++reports[row.row.record().enterprise_id()];
    }
    if (report.has_staff()) EXPECT_LE(report.sci_tech_staff(), report.staff()) << shown;
    if (report.has_staff()) EXPECT_LE(report.rd_staff(), report.staff()) << shown;
    if (report.has_revenue_fen())
      EXPECT_LE(report.main_revenue_fen(), report.revenue_fen()) << shown;
    if (report.has_revenue_fen()) EXPECT_LE(report.high_tech_revenue_fen(), report.revenue_fen());
    if (report.has_rd_expense_fen())
      EXPECT_LE(report.rd_expense_domestic_fen(), report.rd_expense_fen());
    EXPECT_GE(report.costs_fen(), 0);
    EXPECT_GE(report.liabilities_fen(), 0);
    if (report.has_assets_fen() && report.has_liabilities_fen() && report.has_net_assets_fen()) {
      EXPECT_EQ(report.assets_fen() - report.liabilities_fen(), report.net_assets_fen()) << shown;
    }
  }
  // Some reports of the last year are not in yet, most are.
  EXPECT_LT(static_cast<int64_t>(last_year.size()), kEnterprises);
  EXPECT_GT(static_cast<int64_t>(last_year.size()), kEnterprises * 9 / 10);
  // Two departments report of some enterprises.
  const auto twice = std::count_if(reports.begin(), reports.end(),
                                   [](const auto& entry) { return entry.second == 2; });
  EXPECT_GT(twice, kEnterprises / 10);
  EXPECT_LT(twice, kEnterprises / 4);
}

TEST_F(Population, HasThePlantedFaultsAndNoOthers) {
  Make({.encoding = Encoding::kUtf8WithMark, .chinese = true}, kSeed, true);
  std::map<std::string, std::string> expected;  // "file:row" to "column,reason"
  std::ifstream list(folder_ / "expected" / "faults.csv");
  std::string line;
  std::getline(list, line);
  while (std::getline(list, line)) {
    const size_t second = line.find(',', line.find(',') + 1);
    std::string where = line.substr(0, second);
    where[where.find(',')] = ':';
    expected[where] = line.substr(second + 1, line.size() - second - 2);
  }
  EXPECT_GE(expected.size(), 38U);
  const Reading reading = ReadAll({});
  for (const RowFault& fault : reading.faults) {
    const std::string row = fault.row == 0 ? "" : absl::StrCat(fault.row);  // a file as a whole
    const std::string where = absl::StrCat(fault.file, ":", row);
    EXPECT_EQ(expected[where], absl::StrCat(fault.column, ",", model::ReasonName(fault.reason)))
        << where;
    expected.erase(where);
  }
  // The others need the server's knowledge or its checks: their rows are whole.
  const std::set<std::string> servers = {
      "CREDIT_CODE_INVALID", "CODE_INVALID",          "ENTERPRISE_UNKNOWN",
      "NEGATIVE_AMOUNT",     "DUPLICATE_RECORD",      "PART_EXCEEDS_WHOLE",
      "OUT_OF_RANGE",        "PATENT_NUMBER_INVALID", "PERIOD_REVERSED"};
  for (const auto& entry : expected) {
    const std::string& where = entry.first;
    const std::string& fault = entry.second;
    EXPECT_EQ(servers.count(fault.substr(fault.rfind(',') + 1)), 1U) << where << " " << fault;
    const bool read =
        std::any_of(reading.rows.begin(), reading.rows.end(), [&](const SourcedRow& row) {
          return absl::StrCat(row.where.file(), ":", row.where.row) == where;
        });
    EXPECT_TRUE(read) << where;
  }
}

TEST_F(Population, AFolderMustBeEmptyAndOneThatCannotBeReadSaysSo) {
  std::filesystem::remove_all(folder_);
  EXPECT_EQ(CheckEmpty(folder_), absl::OkStatus());
  std::filesystem::create_directories(folder_);
  EXPECT_EQ(CheckEmpty(folder_), absl::OkStatus());
  // The superuser may read any folder.
  const uid_t user = geteuid();
  constexpr uid_t kNobody = 65534;
  std::filesystem::permissions(folder_, std::filesystem::perms::none);
  if (user == 0) ASSERT_EQ(seteuid(kNobody), 0);
  const absl::Status unreadable = CheckEmpty(folder_);
  if (user == 0) ASSERT_EQ(seteuid(user), 0);
  std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  EXPECT_TRUE(absl::IsUnavailable(unreadable)) << unreadable;
  EXPECT_NE(unreadable.message().find("Permission denied"), absl::string_view::npos) << unreadable;
  std::ofstream(folder_ / "a.csv") << "x";
  EXPECT_TRUE(absl::IsAlreadyExists(CheckEmpty(folder_)));
}

TEST(WritePopulation, RefusesNumbersThatItCannotName) {
  EXPECT_EQ(WritePopulation({.enterprises = 0}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(WritePopulation({.enterprises = kNamesMax + 1}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace jifen::tools::synth
