#include "tools/table_import/table_format.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

const TableFormats& Formats() { return *BuiltinFormats(); }

TEST(BuiltinTables, CanBeRead) { ASSERT_TRUE(BuiltinFormats().ok()) << BuiltinFormats().status(); }

TEST(BuiltinTables, HaveOneTableForEachKindOfRecord) {
  std::set<int> kinds;
  for (const Table& table : Formats().tables()) EXPECT_TRUE(kinds.insert(table.kind).second);
  const google::protobuf::OneofDescriptor& payload = *v1::Record::descriptor()->oneof_decl(0);
  EXPECT_EQ(static_cast<int>(kinds.size()), payload.field_count());
  EXPECT_EQ(Formats().tables().front().kind, v1::RECORD_KIND_PROFILE);
}

TEST(BuiltinTables, HaveAColumnForEveryFieldOfEveryPayload) {
  for (const Table& table : Formats().tables()) {
    const google::protobuf::Descriptor& payload = *table.payload->message_type();
    for (int i = 0; i < payload.field_count(); ++i) {
      const std::string path =
          absl::StrCat("record.", table.payload->name(), ".", payload.field(i)->name());
      EXPECT_NE(table.Find(path), nullptr) << path;
    }
  }
  const google::protobuf::Descriptor& enterprise = *v1::Enterprise::descriptor();
  for (int i = 0; i < enterprise.field_count(); ++i) {
    const std::string path = absl::StrCat("enterprise.", enterprise.field(i)->name());
    EXPECT_NE(Formats().tables().front().Find(path), nullptr) << path;
  }
}

TEST(BuiltinTables, NameEveryValueOfEveryEnumButTheUnsetOne) {
  for (const Table& table : Formats().tables()) {
    for (const Column& column : table.columns) {
      if (column.type != CellType::kEnum) continue;
      const google::protobuf::EnumDescriptor& type = *column.fields.back()->enum_type();
      for (int i = 0; i < type.value_count(); ++i) {
        const google::protobuf::EnumValueDescriptor& value = *type.value(i);
        // Only a withdrawal sets this state.
        const bool named = value.number() != 0 && value.name() != "VERIFICATION_STATE_WITHDRAWN";
        EXPECT_EQ(column.names->zh.count(value.number()), named ? 1U : 0U) << value.name();
        if (named) EXPECT_EQ(column.names->Find(EnglishName(value)), value.number());
      }
    }
  }
}

TEST(BuiltinTables, FillEachFieldOfATableFromOnePlaceOnly) {
  for (const Table& table : Formats().tables()) {
    std::set<std::string> paths;
    for (const Column& column : table.columns)
      EXPECT_TRUE(paths.insert(column.path).second) << column.path;
  }
}

// A heading of a table's own may hide a common one, but no two of its own may be equal.
TEST(BuiltinTables, HaveNoHeadingTwice) {
  for (const Table& table : Formats().tables()) {
    std::map<std::string, std::string> paths;
    const std::string own = absl::StrCat("record.", table.payload->name(), ".");
    for (const Column& column : table.columns) {
      std::set<std::string> forms;
      for (const std::string& heading : column.zh) forms.insert(HeadingForm(heading));
      for (const std::string& heading : column.en) forms.insert(HeadingForm(heading));
      for (const std::string& form : forms) {
        const auto [place, fresh] = paths.emplace(form, column.path);
        const bool hides = column.path.empty() && place->second == "enterprise.name";
        EXPECT_TRUE(fresh || hides)
            << table.en << " " << form << " " << column.path << " " << place->second;
      }
    }
  }
}

TEST(BuiltinTables, AreFoundByTheHeadingsThatAreWritten) {
  for (const Table& table : Formats().tables()) {
    for (const bool chinese : {true, false}) {
      for (const MoneyUnit& unit : Formats().units()) {
        FileLayout layout{.file = "x.csv", .table = &table};
        std::vector<std::string> headings;
        for (const Column& column : table.columns)
          headings.push_back(HeadingFor(column, unit, chinese));
        // The name of an enterprise is a column of the register's own, and a remark elsewhere.
        std::vector<RowFault> faults;
        MatchHeadings(Formats(), headings, {}, layout, faults);
        for (size_t i = 0; i < table.columns.size(); ++i) {
          if (table.columns[i].path.empty()) continue;
          EXPECT_EQ(layout.columns[i].column, &table.columns[i]) << headings[i];
          if (table.columns[i].type == CellType::kMoney) EXPECT_EQ(layout.columns[i].unit, &unit);
        }
      }
    }
  }
}

TEST(BuiltinTables, AreFoundByFileName) {
  const std::map<std::string, v1::RecordKind> kinds = {
      {"企业", v1::RECORD_KIND_PROFILE},
      {"enterprises", v1::RECORD_KIND_PROFILE},
      {"Annual_Reports", v1::RECORD_KIND_ANNUAL_REPORT},
      {"annual reports", v1::RECORD_KIND_ANNUAL_REPORT},
      {"年度报表-2025", v1::RECORD_KIND_ANNUAL_REPORT},
      {"年度报表（咸安区）", v1::RECORD_KIND_ANNUAL_REPORT},
      {"annual_reports_2025", v1::RECORD_KIND_ANNUAL_REPORT},
      {"loans", v1::RECORD_KIND_LOAN},
  };
  for (const auto& [stem, kind] : kinds) {
    ASSERT_NE(Formats().FindByStem(stem), nullptr) << stem;
    EXPECT_EQ(Formats().FindByStem(stem)->kind, kind) << stem;
  }
  for (const char* stem : {"说明", "年度报表旧", "", "-"}) {
    EXPECT_EQ(Formats().FindByStem(stem), nullptr) << stem;
  }
}

TEST(TableFormatsParse, NamesWhatIsWrong) {
  struct Row {
    const char* from;
    const char* to;
    const char* message;
  };
  const Row rows[] = {
      {"\"units\"", "units", "JSON"},
      {"record.annual_report.sales_fen", "record.annual_report.sale_fen", "sale_fen: no field"},
      {"\"type\": \"year\"", "\"type\": \"yeer\"", "no such type of cell"},
      {"\"type\": \"year\"", "\"type\": \"money\"", "no field of this type"},
      {"\"kind\": \"award\"", "\"kind\": \"awards\"", "awards: no such kind"},
      {"LEVEL_COUNTY", "LEVEL_TOWN", "LEVEL_TOWN: no such value"},
      {"\"市级\", \"市\"", "\"国家级\"", "names two values"},
      {"\"key\": [\"record.loan.partner\"", "\"key\": [\"record.loan.partners\"",
       "no column fills it"},
  };
  for (const Row& row : rows) {
    std::string json(BuiltinFormatsJson());
    const size_t at = json.find(row.from);
    ASSERT_NE(at, std::string::npos) << row.from;
    json.replace(at, std::string_view(row.from).size(), row.to);
    const absl::Status status = TableFormats::Parse(json).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << row.to;
    EXPECT_TRUE(absl::StrContains(status.message(), row.message)) << status;
  }
}

}  // namespace
}  // namespace jifen::tools::table_import
