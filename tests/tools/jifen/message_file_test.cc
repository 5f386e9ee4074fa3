#include "tools/jifen/message_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "jifen/v1/record.pb.h"
#include "jifen/v1/scheme.pb.h"
#include "proto/model/error.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;

class MessageFile : public ::testing::Test {
 protected:
  MessageFile() : context_{.terminal = {}, .connection = {}, .out = std::cout, .err = std::cerr} {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("message_file_" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~MessageFile() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  absl::StatusOr<v1::Scheme> ReadFolder() {
    const auto files = MessageFilesOf(context_, folder_);
    if (!files.ok()) return files.status();
    v1::Scheme scheme;
    const absl::Status status = ReadMessage(context_, *files, scheme);
    if (!status.ok()) return status;
    return scheme;
  }

  Context context_;
  std::filesystem::path folder_;
};

TEST_F(MessageFile, AFolderIsOneMessageInTheOrderOfNames) {
  Write("b.textproto", "vectors { name: \"two\" }");  // no line end
  Write("a.textproto", "id: \"s-1\"\nvectors { name: \"one\" }");
  Write("notes.txt", "not read");
  const auto scheme = ReadFolder();
  ASSERT_TRUE(scheme.ok()) << scheme.status();
  EXPECT_EQ(scheme->id(), "s-1");
  ASSERT_EQ(scheme->vectors_size(), 2);
  EXPECT_EQ(scheme->vectors(0).name(), "one");
}

TEST_F(MessageFile, AFaultIsToldByFileLineAndColumn) {
  Write("a.textproto", "id: \"s-1\"\nversion: 1\n");
  const std::filesystem::path second = Write("b.textproto", "# fine\n  bogus: 3\n");
  Write("c.textproto", "vectors {}\n");
  const auto scheme = ReadFolder();
  ASSERT_FALSE(scheme.ok());
  const auto detail = model::DetailOf(scheme.status());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason(), v1::REASON_SCHEME_SYNTAX);
  EXPECT_EQ(detail->line(), 2);
  EXPECT_EQ(detail->path(), second.string() + ":2:" + std::to_string(detail->column()));
  EXPECT_THAT(std::string(scheme.status().message()), HasSubstr("bogus"));
}

TEST_F(MessageFile, AFolderWithoutTextProtosIsToldAsSuch) {
  EXPECT_EQ(ReadFolder().status().code(), absl::StatusCode::kNotFound);
}

TEST_F(MessageFile, AFileLargerThanTheLimitIsNotRead) {
  const std::filesystem::path file = Write("big.textproto", "");
  std::filesystem::resize_file(file, static_cast<uintmax_t>(kFileBytesMax) + 1);
  v1::Scheme scheme;
  const auto detail = model::DetailOf(ReadMessage(context_, {file}, scheme));
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason(), v1::REASON_TOO_LARGE);
  std::filesystem::resize_file(file, static_cast<uintmax_t>(kFileBytesMax));
  EXPECT_EQ(model::DetailOf(ReadMessage(context_, {file}, scheme))->reason(),
            v1::REASON_SCHEME_SYNTAX);  // zero bytes are no text, but they are read
}

TEST_F(MessageFile, ReadsJson) {
  const std::filesystem::path file =
      Write("r.json", R"({"record_id": "2024", "annual_report": {"staff": 7}})");
  v1::Record record;
  ASSERT_TRUE(ReadMessage(context_, {file}, record).ok());
  EXPECT_EQ(record.annual_report().staff(), 7);
  Write("r.json", "{\"nonsense\": }");
  EXPECT_EQ(model::DetailOf(ReadMessage(context_, {file}, record))->reason(),
            v1::REASON_TEXT_INVALID);
}

TEST_F(MessageFile, AGarbledRecordIsNotCalledAScheme) {
  v1::Record record;
  const auto detail =
      model::DetailOf(ReadMessage(context_, {Write("r.textproto", "\xFF\xFE{")}, record));
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason(), v1::REASON_TEXT_INVALID);
  EXPECT_EQ(detail->line(), 1);
  EXPECT_EQ(detail->want(), "a text of jifen.v1.Record");
}

TEST_F(MessageFile, WhatIsWrittenAsTextIsReadBack) {
  v1::Record record;
  record.set_record_id("专利 \"1\"");
  record.mutable_annual_report()->set_staff(0);
  const std::string text = ToTextProto(record);
  EXPECT_THAT(text, HasSubstr("专利"));
  v1::Record read;
  ASSERT_TRUE(ReadMessage(context_, {Write("r.textproto", text)}, read).ok());
  EXPECT_EQ(read.SerializeAsString(), record.SerializeAsString());
}

}  // namespace
}  // namespace jifen::tools::cli
