// ComparisonService over gRPC.
#include <memory>
#include <string>

#include "google/rpc/status.pb.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "jifen/v1/comparison_service.grpc.pb.h"
#include "jifen/v1/registry_service.grpc.pb.h"
#include "services/server/server.h"
#include "tests/scoring/scheme/small_scheme.h"
#include "tests/storage/tables/sample_records.h"

namespace jifen::services::comparison {
namespace {

v1::Reason ReasonOf(const grpc::Status& status) {
  google::rpc::Status wire;
  v1::ErrorDetail detail;
  if (!wire.ParseFromString(status.error_details()) || wire.details_size() == 0) return {};
  return wire.details(0).UnpackTo(&detail) ? detail.reason() : v1::REASON_UNSPECIFIED;
}

class ComparisonServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    auto started = server::Server::Start({.listen = "127.0.0.1:0", .threads = 2});
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
    channel_ = grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    stub_ = v1::ComparisonService::NewStub(channel_);
  }

  void PutEnterprise() {
    v1::PutEnterpriseRequest request;
    request.set_request_id("a");
    *request.mutable_enterprise() = storage::tables::SampleEnterprise(1);
    v1::PutEnterpriseResponse response;
    grpc::ClientContext context;
    const grpc::Status put =
        v1::RegistryService::NewStub(channel_)->PutEnterprise(&context, request, &response);
    ASSERT_TRUE(put.ok()) << put.error_message();
  }

  std::unique_ptr<server::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ComparisonService::Stub> stub_;
};

TEST_F(ComparisonServiceTest, SimulatesAndTellsHowFarItIs) {
  PutEnterprise();
  v1::SimulateSchemeRequest request;
  *request.mutable_draft() = scoring::SmallScheme();
  grpc::ClientContext context;
  const auto reader = stub_->SimulateScheme(&context, request);
  v1::SimulateSchemeResponse part;
  int progress = 0;
  while (reader->Read(&part)) progress += part.has_progress() ? 1 : 0;
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_GE(progress, 1);
  EXPECT_EQ(part.simulation().draft().all().enterprises(), 1U);
}

TEST_F(ComparisonServiceTest, TellsWhatIsWrong) {
  {
    grpc::ClientContext context;
    const auto reader = stub_->DiffGenerations(&context, {});
    v1::DiffGenerationsResponse part;
    EXPECT_FALSE(reader->Read(&part));
    EXPECT_EQ(ReasonOf(reader->Finish()), v1::REASON_FIELD_REQUIRED);
  }
  grpc::ClientContext context;
  v1::ExplainChangeResponse response;
  EXPECT_EQ(ReasonOf(stub_->ExplainChange(&context, {}, &response)), v1::REASON_FIELD_REQUIRED);
}

TEST_F(ComparisonServiceTest, RefusesADraftThatIsTooLarge) {
  v1::SimulateSchemeRequest request;
  request.mutable_draft()->set_document_source(std::string(size_t{1} << 20, 'x'));
  grpc::ClientContext context;
  const auto reader = stub_->SimulateScheme(&context, request);
  v1::SimulateSchemeResponse part;
  EXPECT_FALSE(reader->Read(&part));
  EXPECT_EQ(ReasonOf(reader->Finish()), v1::REASON_TOO_LARGE);
}

}  // namespace
}  // namespace jifen::services::comparison
