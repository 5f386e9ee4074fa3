#include "services/server/server.h"

#include <memory>
#include <string>

#include "grpc/health/v1/health.pb.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "jifen/v1/registry_service.grpc.pb.h"
#include "proto/model/error.h"
#include "tests/storage/kv/temp_folder.h"

namespace jifen::services::server {
namespace {

constexpr char kId[] = "91421202000000000A";

ServerOptions Options(const std::string& folder) {
  return {.data_folder = folder, .listen = "127.0.0.1:0", .threads = 2};
}

v1::Reason ReasonOf(const absl::Status& status) {
  return model::DetailOf(status).value_or(v1::ErrorDetail()).reason();
}

std::unique_ptr<v1::RegistryService::Stub> Connect(const Server& server) {
  return v1::RegistryService::NewStub(
      grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials()));
}

grpc::Status Register(v1::RegistryService::Stub& stub) {
  v1::PutEnterpriseRequest request;
  request.set_request_id("a");
  request.mutable_enterprise()->set_enterprise_id(kId);
  request.mutable_enterprise()->set_name("示例企业");
  request.mutable_enterprise()->set_area_code("421202");
  request.mutable_enterprise()->set_industry_code("C3971");
  v1::PutEnterpriseResponse response;
  grpc::ClientContext context;
  return stub.PutEnterprise(&context, request, &response);
}

grpc::Status Get(v1::RegistryService::Stub& stub) {
  v1::GetEnterpriseRequest request;
  request.set_enterprise_id(kId);
  v1::GetEnterpriseResponse response;
  grpc::ClientContext context;
  return stub.GetEnterprise(&context, request, &response);
}

TEST(ServerStart, HasAfterARestartWhatItAcknowledged) {
  const storage::kv::TempFolder folder;
  {
    const auto server = Server::Start(Options(folder.path()));
    ASSERT_TRUE(server.ok()) << server.status();
    EXPECT_TRUE((*server)->CheckStore().ok());
    EXPECT_TRUE(Register(*Connect(**server)).ok());
  }
  const auto server = Server::Start(Options(folder.path()));
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_TRUE(Get(*Connect(**server)).ok());
}

TEST(ServerStart, RefusesADataFolderInUse) {
  const storage::kv::TempFolder folder;
  const auto first = Server::Start(Options(folder.path()));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(ReasonOf(Server::Start(Options(folder.path())).status()), v1::REASON_STORE_IN_USE);
}

TEST(ServerStart, RefusesAPortInUse) {
  const auto first = Server::Start(Options(""));
  ASSERT_TRUE(first.ok()) << first.status();
  ServerOptions second = Options("");
  second.listen = (*first)->address();
  EXPECT_EQ(ReasonOf(Server::Start(second).status()), v1::REASON_ADDRESS_IN_USE);
}

TEST(ServerStart, RefusesToListenForStrangersBeforeItOpensTheStore) {
  const storage::kv::TempFolder folder;
  ServerOptions options = Options(folder.path());
  options.listen = "0.0.0.0:0";
  EXPECT_EQ(ReasonOf(Server::Start(options).status()), v1::REASON_OUT_OF_RANGE);
  EXPECT_TRUE(Server::Start(Options(folder.path())).ok());
}

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// Of a service, by its name; empty: of the server.
absl::StatusOr<HealthCheckResponse> CheckHealth(const Server& server, const std::string& service) {
  grpc::TemplatedGenericStub<HealthCheckRequest, HealthCheckResponse> stub(
      grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials()));
  HealthCheckRequest request;
  request.set_service(service);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto call =
      stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", request, &queue);
  call->StartCall();
  HealthCheckResponse response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  EXPECT_TRUE(queue.Next(&tag, &ok));
  if (!status.ok()) {
    return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  }
  return response;
}

TEST(ServerHealth, SaysOfEachServiceThatItServes) {
  const auto server = Server::Start(Options(""));
  ASSERT_TRUE(server.ok()) << server.status();
  for (const char* service :
       {"", "jifen.v1.RegistryService", "jifen.v1.SchemeService", "jifen.v1.ScoreService",
        "jifen.v1.RescoringService", "jifen.v1.GenerationService", "jifen.v1.ComparisonService"}) {
    const auto health = CheckHealth(**server, service);
    ASSERT_TRUE(health.ok()) << service << ": " << health.status();
    EXPECT_EQ(health->status(), HealthCheckResponse::SERVING) << service;
  }
  EXPECT_EQ(CheckHealth(**server, "jifen.v1.NoService").status().code(),
            absl::StatusCode::kNotFound);
}

TEST(ServerShutdown, EndsAnImportThatIsUnderWay) {
  const auto server = Server::Start(Options(""));
  ASSERT_TRUE(server.ok()) << server.status();
  const auto stub = Connect(**server);
  grpc::ClientContext context;
  const auto stream = stub->Import(&context);
  v1::ImportRequest start;
  start.mutable_start()->set_import_id("a");
  ASSERT_TRUE(stream->Write(start));
  v1::ImportResponse started;
  ASSERT_TRUE(stream->Read(&started));
  (*server)->Shutdown(absl::Milliseconds(50));
  v1::ImportResponse none;
  EXPECT_FALSE(stream->Read(&none));
  EXPECT_FALSE(stream->Finish().ok());
  EXPECT_FALSE(Get(*stub).ok());
}

}  // namespace
}  // namespace jifen::services::server
