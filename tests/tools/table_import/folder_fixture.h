// tests/tools/table_import/folder_fixture.h: a temporary folder of tables, and all that reading it gives.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tools/table_import/table_source.h"

namespace jifen::tools::table_import {

// Valid codes of the standard's examples.
inline constexpr char kCode[] = "914212020000000197";
inline constexpr char kOtherCode[] = "91421202000000000A";

struct Reading {
  std::vector<SourcedRow> rows;
  std::vector<RowFault> faults;
  std::string import_id;
};

class FolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("jifen_") + info->test_suite_name() + "_" + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, std::string_view content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }

  Reading ReadAll(const ReadOptions& options = {.source_department = "咸宁市科学技术局",
                                                .submitted_by = "clerk"}) {
    return ReadAll(folder_, options);
  }

  static Reading ReadAll(const std::filesystem::path& path, const ReadOptions& options) {
    Reading reading;
    absl::StatusOr<TableSource> tables = TableSource::Open(path, options);
    EXPECT_TRUE(tables.ok()) << tables.status();
    if (!tables.ok()) return reading;
    reading.import_id = tables->import_id();
    SourcedRow row;
    RowFault fault;
    while (true) {
      const absl::StatusOr<Step> step = tables->Next(row, fault);
      EXPECT_TRUE(step.ok()) << step.status();
      if (!step.ok() || *step == Step::kEnd) break;
      if (*step == Step::kRow) reading.rows.push_back(row);
      if (*step == Step::kFault) reading.faults.push_back(fault);
    }
    EXPECT_EQ(tables->bytes_read(), tables->bytes_total());
    return reading;
  }

  std::filesystem::path folder_;
};

}  // namespace jifen::tools::table_import
