#include "proto/model/error.h"

#include <string>

#include "gtest/gtest.h"

namespace jifen::model {
namespace {

TEST(ErrorCodeOf, KnowsEveryReason) {
  const auto* reasons = v1::Reason_descriptor();
  for (int i = 0; i < reasons->value_count(); ++i) {
    const auto reason = static_cast<v1::Reason>(reasons->value(i)->number());
    const bool internal = reason == v1::REASON_UNSPECIFIED || reason == v1::REASON_CARD_NOT_EXACT;
    EXPECT_EQ(CodeOf(reason) == absl::StatusCode::kInternal, internal) << reasons->value(i)->name();
  }
}

TEST(ErrorToStatus, CutsAtACharactersBorder) {
  std::string got;
  for (int i = 0; i < 100; ++i) got += "积";
  const v1::ErrorDetail detail = ToDetail({.reason = v1::REASON_TEXT_INVALID, .got = got});
  EXPECT_LE(detail.got().size(), kGotBytesMax);
  EXPECT_EQ(detail.got().substr(detail.got().size() - 6), "积...");
}

TEST(ErrorWithPathPrefix, PutsThePrefixBeforeThePath) {
  const absl::Status inner = ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                                       .message = "no",
                                       .path = "year",
                                       .got = "3",
                                       .want = "4"});
  const absl::Status outer = WithPathPrefix(inner, "record.annual_report");
  EXPECT_EQ(DetailOf(outer)->path(), "record.annual_report.year");
  EXPECT_EQ(outer.message(), "record.annual_report.year: got 3, want 4: no");
}

TEST(ErrorWithPathPrefix, GivesAPathToAFaultWithoutOne) {
  const absl::Status outer = WithPathPrefix(
      ToStatus({.reason = v1::REASON_DATE_INVALID, .got = "x", .want = "y"}), "signed");
  EXPECT_EQ(DetailOf(outer)->path(), "signed");
  EXPECT_EQ(outer.message(), "signed: got x, want y");
}

TEST(ErrorWithPathPrefix, GivesTheMessageThatTheFaultWithThePathHas) {
  const Fault plain{.reason = v1::REASON_FIELD_REQUIRED, .message = "no", .want = "y"};
  Fault with_path = plain;
  with_path.path = "signed";
  EXPECT_EQ(ToStatus(with_path).message(), "signed: want y: no");
  EXPECT_EQ(WithPathPrefix(ToStatus(plain), "signed").message(), "signed: want y: no");
}

TEST(ErrorDetailOf, IsNoneForAForeignStatus) {
  EXPECT_FALSE(DetailOf(absl::InternalError("x")).has_value());
}

}  // namespace
}  // namespace jifen::model
