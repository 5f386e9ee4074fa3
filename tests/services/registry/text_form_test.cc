#include "services/registry/text_form.h"

#include <gtest/gtest.h>

#include "proto/model/error.h"
#include "tests/storage/tables/written.h"

namespace jifen::services::registry {
namespace {

using storage::tables::ReasonOf;

TEST(CountCharacters, CountsCodePoints) {
  EXPECT_EQ(CountCharacters(""), 0U);
  EXPECT_EQ(CountCharacters("abc"), 3U);
  EXPECT_EQ(CountCharacters("积分"), 2U);
  EXPECT_EQ(CountCharacters("𠮷\U0010FFFFé"), 3U);
}

TEST(CountCharacters, KnowsWhatIsNoUtf8) {
  for (const char* broken :
       {"\x80", "\xc3", "\xc3(", "\xe7\xa7", "\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80",
        "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "a\xc6\xf3"}) {
    EXPECT_FALSE(CountCharacters(broken).has_value()) << testing::PrintToString(broken);
    EXPECT_EQ(ReasonOf(CheckText(broken, {0, 9})), v1::REASON_TEXT_INVALID);
  }
}

TEST(CheckText, RefusesControlCharactersOfBothSets) {
  for (const char* text : {"\x01", "\x1f", "\x7f", "\xc2\x80", "\xc2\x9f", "a\r\nb"}) {
    EXPECT_EQ(ReasonOf(CheckText(text, {0, 9})), v1::REASON_TEXT_INVALID);
  }
  EXPECT_TRUE(CheckText("\xc2\xa0", {0, 9}).ok());
}

TEST(CheckText, CountsCharactersNotBytes) {
  EXPECT_TRUE(CheckText("积分", {2, 2}).ok());
  EXPECT_EQ(ReasonOf(CheckText("积分卡", {2, 2})), v1::REASON_TEXT_INVALID);
  EXPECT_EQ(ReasonOf(CheckText("积", {2, 2})), v1::REASON_TEXT_INVALID);
}

TEST(CheckText, EmptyIsRequiredOrFine) {
  EXPECT_EQ(ReasonOf(CheckText("", {1, 2})), v1::REASON_FIELD_REQUIRED);
  EXPECT_TRUE(CheckText("", {0, 2}).ok());
}

// What a client sent in GB18030 must not make the answer unreadable.
TEST(CheckText, MessageOfBrokenTextIsUtf8) {
  const absl::Status status = CheckText("x\xc6\xf3\x01y", {0, 9});
  const std::string got = model::DetailOf(status)->got();
  EXPECT_TRUE(CountCharacters(got).has_value());
  EXPECT_EQ(got, "x\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDy");
}

TEST(CheckRecordId, CountsBytes) {
  std::string id;
  for (int i = 0; i < 42; ++i) id += "卡";
  EXPECT_TRUE(CheckRecordId(id + "xx").ok());
  EXPECT_EQ(ReasonOf(CheckRecordId(id + "xxx")), v1::REASON_TEXT_INVALID);
  EXPECT_EQ(ReasonOf(CheckRecordId("")), v1::REASON_FIELD_REQUIRED);
  EXPECT_EQ(ReasonOf(CheckRecordId("\xff")), v1::REASON_TEXT_INVALID);
}

}  // namespace
}  // namespace jifen::services::registry
