#include "services/rpc/status_codec.h"

#include <string>

#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "proto/model/error.h"

namespace jifen::services::rpc {
namespace {

TEST(StatusCodecToGrpcStatus, CarriesReasonPathGotAndWant) {
  const grpc::Status status = ToGrpcStatus(model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                                                            .message = "too many",
                                                            .path = "page_size",
                                                            .got = "1001",
                                                            .want = "1..1000"}));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "page_size: got 1001, want 1..1000: too many");

  google::rpc::Status wire;
  ASSERT_TRUE(wire.ParseFromString(status.error_details()));
  EXPECT_EQ(wire.code(), static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  ASSERT_EQ(wire.details_size(), 1);
  v1::ErrorDetail detail;
  ASSERT_TRUE(wire.details(0).UnpackTo(&detail));
  EXPECT_EQ(detail.reason(), v1::REASON_OUT_OF_RANGE);
  EXPECT_EQ(detail.path(), "page_size");
  EXPECT_EQ(detail.got(), "1001");
  EXPECT_EQ(detail.want(), "1..1000");
}

TEST(StatusCodecToGrpcStatus, KeepsTheTextOfAFaultOfOursInside) {
  std::string logged;
  SetFaultSink([&logged](const absl::Status& status) { logged = status.ToString(); });
  const grpc::Status status = ToGrpcStatus(absl::InternalError("IO error: secret/path/000012.sst"));
  SetFaultSink(nullptr);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message().find("secret"), std::string::npos);
  EXPECT_EQ(status.error_details().find("secret"), std::string::npos);
  EXPECT_NE(logged.find("secret/path"), std::string::npos);
}

TEST(StatusCodecToGrpcStatus, TellsNobodyOfACallThatNobodyWaitsFor) {
  bool logged = false;
  SetFaultSink([&logged](const absl::Status&) { logged = true; });
  const grpc::Status status = ToGrpcStatus(absl::CancelledError("nobody waits"));
  SetFaultSink(nullptr);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_FALSE(logged);
}

TEST(StatusCodecToGrpcStatus, CutsALongTextAtACharactersBorder) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "积";
  const grpc::Status status =
      ToGrpcStatus(model::ToStatus({.reason = v1::REASON_SCHEME_BANDS, .message = "x" + text}));
  EXPECT_EQ(status.error_message().size(), 1 + 499 * 3 + 3);
  EXPECT_EQ(status.error_message().substr(1495), "积...");
}

TEST(StatusCodecToGrpcStatus, SaysOkForOk) { EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok()); }

}  // namespace
}  // namespace jifen::services::rpc
