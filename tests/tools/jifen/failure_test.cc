#include "tools/jifen/failure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "google/rpc/status.pb.h"
#include "proto/model/error.h"
#include "tests/tools/jifen/samples.h"
#include "tools/jifen/client/status_decoding.h"

namespace jifen::tools::cli {
namespace {

using ::testing::HasSubstr;

constexpr int kInvalidArgument = 3;
constexpr int kResourceExhausted = 8;
constexpr int kUnavailable = 14;

// The trailer as a server writes it.
std::string Details(const v1::ErrorDetail& detail, const std::string& type_url) {
  google::rpc::Status status;
  google::protobuf::Any& any = *status.add_details();
  any.set_type_url(type_url);
  any.set_value(detail.SerializeAsString());
  return status.SerializeAsString();
}

v1::ErrorDetail SampleDetail() {
  v1::ErrorDetail detail;
  detail.set_reason(v1::REASON_CREDIT_CODE_INVALID);
  detail.set_path("record.enterprise_id");
  detail.set_got("913301007996550581");
  detail.set_want("check character B");
  return detail;
}

absl::Status SampleStatus() {
  return FromWire({.code = kInvalidArgument,
                   .message = "record.enterprise_id: got 913301007996550581, want check character "
                              "B: the last character is wrong",
                   .details = Details(SampleDetail(), "type.googleapis.com/jifen.v1.ErrorDetail")},
                  "server");
}

TEST(FromWire, ReadsTheDetail) {
  const absl::Status status = SampleStatus();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason(), v1::REASON_CREDIT_CODE_INVALID);
  EXPECT_EQ(detail->path(), "record.enterprise_id");
}

TEST(FromWire, LeavesOutDetailsThatItCannotRead) {
  for (const std::string& details : {std::string("\xFF\xFF broken"),
                                     Details(SampleDetail(), "type.googleapis.com/other.Type")}) {
    const absl::Status status =
        FromWire({.code = kInvalidArgument, .message = "no", .details = details}, "server");
    EXPECT_EQ(status.message(), "no");
    EXPECT_FALSE(model::DetailOf(status).has_value());
  }
}

TEST(FromWire, NamesWhatTheTransportFound) {
  const absl::Status away = FromWire({.code = kUnavailable, .message = "refused"}, "host:1");
  EXPECT_EQ(model::DetailOf(away)->reason(), v1::REASON_SERVER_UNREACHABLE);
  EXPECT_EQ(model::DetailOf(away)->got(), "host:1");
  const absl::Status large = FromWire(
      {.code = kResourceExhausted, .message = "Received message larger than max (9 vs. 8)"}, "s");
  EXPECT_EQ(model::DetailOf(large)->reason(), v1::REASON_TOO_LARGE);
  EXPECT_TRUE(FromWire({}, "s").ok());
}

TEST(IsWorthARetry, OnlyWhereTheServerDidNothing) {
  EXPECT_TRUE(IsWorthARetry(FromWire({.code = kUnavailable}, "s")));
  EXPECT_TRUE(IsWorthARetry(model::ToStatus({.reason = v1::REASON_OVERLOADED})));
  EXPECT_FALSE(IsWorthARetry(model::ToStatus({.reason = v1::REASON_STORE_STOPPED})));
  EXPECT_FALSE(IsWorthARetry(SampleStatus()));
  EXPECT_FALSE(IsWorthARetry(absl::DeadlineExceededError("late")));
}

TEST(IsOutOfStep, OnlyWhereAnotherStreamWentOn) {
  EXPECT_TRUE(IsOutOfStep(model::ToStatus({.reason = v1::REASON_IMPORT_OFFSET})));
  EXPECT_FALSE(IsOutOfStep(model::ToStatus({.reason = v1::REASON_OVERLOADED})));
  EXPECT_FALSE(IsOutOfStep(absl::FailedPreconditionError("offset")));
}

TEST(Failure, IsToldInChinese) {
  EXPECT_EQ(RenderFailure(ChineseTerminal(), SampleStatus()).ToText(false),
            "错误：统一社会信用代码有误。\n"
            "  原因  REASON_CREDIT_CODE_INVALID\n"
            "  位置  record.enterprise_id\n"
            "  得到  913301007996550581\n"
            "  应为  校验码应为 B\n"
            "  the last character is wrong\n"
            "  处理  请与营业执照核对：共 18 位，含两位校验码。\n");
}

struct WantRow {
  const char* want;
  const char* path;
  const char* said;
};

// What clerks meet in `record put` and imports.
TEST(Failure, SaysWhatWasWantedInChinese) {
  const WantRow rows[] = {
      {"18 characters", "record.enterprise_id", "18 位"},
      {"check character 6 at position 18", "record.enterprise_id", "第 18 位校验码应为 6"},
      {"not before valid_from, 2025-01-01", "record.valid_to", "不早于生效日期（2025-01-01）"},
      {"at most staff, 5", "record.annual_report.rd_staff", "不超过职工总数（5）"},
      {"an amount in fen, not negative", "record.annual_report.sales_fen", "不小于 0 分的金额"},
      {"one of LEVEL_NATIONAL, LEVEL_COUNTY", "record.award.level", "其中之一：国家级、县级"},
      {"one of 2025@甲局@tax_deduction", "", "其中之一：2025@甲局@tax_deduction"},
      {"no day, unless acquisition is ACQUISITION_TRANSFERRED",
       "record.intellectual_property.transferred",
       "空白；只有以“受让、受赠、并购”方式取得的才填写"},
      {"1 to 200 characters, not 250", "enterprise.name", "1 至 200 个字符，而不是 250 个"},
      {"整数 / a whole number", "--set x", "整数"},
      {"something that no table has", "", "something that no table has"},
  };
  for (const WantRow& row : rows) {
    const absl::Status status =
        model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE, .path = row.path, .want = row.want});
    const std::string text = RenderFailure(ChineseTerminal(), status).ToText(false);
    EXPECT_THAT(text, HasSubstr(std::string("  应为  ") + row.said + "\n"));
  }
}

TEST(Failure, SaysWhereARunStandsByLabels) {
  const absl::Status status =
      model::ToStatus({.reason = v1::REASON_RUN_STATE,
                       .path = "generation_id",
                       .got = "a run that is RUN_STATE_COMPLETED",
                       .want = "one that is RUN_STATE_RUNNING or RUN_STATE_PAUSED"});
  const std::string english = RenderFailure(EnglishTerminal(), status).ToText(false);
  EXPECT_THAT(english, HasSubstr("a run that is completed\n"));
  EXPECT_THAT(english, HasSubstr("one that is running or paused\n"));
  const std::string chinese = RenderFailure(ChineseTerminal(), status).ToText(false);
  EXPECT_THAT(chinese, HasSubstr("  得到  该重算任务已完成\n"));
  EXPECT_THAT(chinese, HasSubstr("  应为  运行中或已暂停的重算任务\n"));
}

TEST(Failure, SaysWhatARunNeedsInChinese) {
  const absl::Status status =
      model::ToStatus({.reason = v1::REASON_SCHEME_UNPROVEN,
                       .message = "nothing shows that its points are what was meant",
                       .path = "scheme_id",
                       .got = "no-vec without vectors",
                       .want = "a scheme with vectors"});
  const std::string chinese = RenderFailure(ChineseTerminal(), status).ToText(false);
  EXPECT_THAT(chinese, HasSubstr("  得到  no-vec 没有测试样例\n"));
  EXPECT_THAT(chinese, HasSubstr("  应为  有测试样例的方案\n"));
  EXPECT_THAT(chinese, HasSubstr("  无从证明其分值符合本意\n"));
}

// What was given is shown as it was given, even if it reads like a text of the server.
TEST(Failure, LeavesWhatWasGivenAsItIs) {
  const absl::Status status = model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                                               .path = "grade_id",
                                               .got = "RUN_STATE_PAUSED",
                                               .want = "a grade of the scheme: "});
  const std::string chinese = RenderFailure(ChineseTerminal(), status).ToText(false);
  EXPECT_THAT(chinese, HasSubstr("  得到  RUN_STATE_PAUSED\n"));
  EXPECT_THAT(chinese, HasSubstr("  应为  方案未设等级\n"));
  EXPECT_THAT(chinese, HasSubstr("错误：所给的值不在允许的范围内。\n"));
  const std::string english = RenderFailure(EnglishTerminal(), status).ToText(false);
  EXPECT_THAT(english, HasSubstr("error: A value is outside what is allowed.\n"));
  EXPECT_THAT(english, HasSubstr("Give a value from what is allowed, named above."));
}

TEST(Failure, OfAnIncompleteRunSaysWhatToDoIfItWillNeverComplete) {
  const absl::Status status = model::ToStatus({.reason = v1::REASON_RUN_INCOMPLETE});
  const Terminal english{.language = Language::kEnglish, .width = 200};
  EXPECT_THAT(RenderFailure(english, status).ToText(false),
              HasSubstr("if it was cancelled or failed, start another."));
  const Terminal chinese{.language = Language::kChinese, .width = 200};
  EXPECT_THAT(RenderFailure(chinese, status).ToText(false),
              HasSubstr("如已取消或失败，请另行开始一次重算。"));
}

TEST(Failure, SaysAPathThatWasAddedOnlyOnce) {
  const absl::Status status = model::WithPathPrefix(
      model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED, .want = "1 to 200 characters"}),
      "record.provenance.source_department");
  EXPECT_EQ(RenderFailure(ChineseTerminal(), status).ToText(false),
            "错误：缺少必填字段。\n"
            "  原因  REASON_FIELD_REQUIRED\n"
            "  位置  record.provenance.source_department\n"
            "  应为  1 至 200 个字符\n"
            "  处理  请补填该字段。\n");
}

TEST(Failure, SaysOnlyTheLanguageAskedFor) {
  const absl::Status status = model::ToStatus(
      {.reason = v1::REASON_DUPLICATE_RECORD,
       .message = "it is there already; to change it, say why with --reason",
       .want = "只出现一次，首次在 甲 / 乙.csv:2 / once; it is first at 甲 / 乙.csv:2"});
  const std::string chinese = RenderFailure(ChineseTerminal(), status).ToText(false);
  EXPECT_THAT(chinese, HasSubstr("应为  只出现一次，首次在 甲 / 乙.csv:2\n"));
  EXPECT_THAT(chinese, HasSubstr("该记录已存在；修改请用 --reason 说明原因"));
  const std::string english = RenderFailure(EnglishTerminal(), status).ToText(false);
  EXPECT_THAT(english, HasSubstr("want    once; it is first at 甲 / 乙.csv:2\n"));
}

TEST(Failure, IsToldInEnglish) {
  EXPECT_EQ(RenderFailure(EnglishTerminal(), SampleStatus()).ToText(false),
            "error: The unified social credit code is wrong.\n"
            "  reason  REASON_CREDIT_CODE_INVALID\n"
            "  path    record.enterprise_id\n"
            "  got     913301007996550581\n"
            "  want    check character B\n"
            "  the last character is wrong\n"
            "  next    Compare it with the business licence: 18 characters, two of them check "
            "digits.\n");
}

TEST(Failure, KeepsTheCaretOfAnExpressionInItsPlace) {
  const absl::Status status = model::ToStatus({.reason = v1::REASON_EXPRESSION_NAME,
                                               .message = "no such name\n  staf > 3\n  ^~~~",
                                               .path = "gates[0].passes",
                                               .line = 1,
                                               .column = 1});
  const std::string text = RenderFailure(EnglishTerminal(), status).ToText(false);
  EXPECT_THAT(text, HasSubstr("  no such name\n    staf > 3\n    ^~~~\n"));
  EXPECT_THAT(text, HasSubstr("place   line 1, column 1"));
}

TEST(Failure, ALateAnswerSaysThatRepeatingIsSafe) {
  const std::string text =
      RenderFailure(EnglishTerminal(), absl::DeadlineExceededError("Deadline Exceeded"))
          .ToText(false);
  EXPECT_THAT(text, HasSubstr("did not answer in time"));
  EXPECT_THAT(text, HasSubstr("what was done already is not"));
}

TEST(Failure, AServerThatDoesNotKnowACallIsToldAsOlder) {
  const std::string text =
      RenderFailure(ChineseTerminal(), absl::UnimplementedError("")).ToText(false);
  EXPECT_THAT(text, HasSubstr("服务器不支持此命令"));
}

TEST(Failure, AReasonOfANewerServerIsShownByItsNumber) {
  v1::ErrorDetail detail;
  detail.set_reason(static_cast<v1::Reason>(9999));
  const absl::Status status =
      FromWire({.code = kInvalidArgument,
                .message = "something new",
                .details = Details(detail, "type.googleapis.com/jifen.v1.ErrorDetail")},
               "s");
  const std::string text = RenderFailure(EnglishTerminal(), status).ToText(false);
  EXPECT_THAT(text, HasSubstr("error: something new"));
  EXPECT_THAT(text, HasSubstr("9999"));
}

TEST(Failure, IsOneObjectAsJson) {
  const nlohmann::json json = nlohmann::json::parse(FailureJson(SampleStatus()));
  EXPECT_EQ(json["error"]["code"], "INVALID_ARGUMENT");
  EXPECT_EQ(json["error"]["reason"], "REASON_CREDIT_CODE_INVALID");
  EXPECT_EQ(json["error"]["path"], "record.enterprise_id");
  EXPECT_EQ(json["error"]["want"], "check character B");
}

}  // namespace
}  // namespace jifen::tools::cli
