#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "jifen/v1/scheme_service.grpc.pb.h"
#include "tools/jifen/commands/commands.h"

namespace jifen::tools::cli {
namespace {

using ::testing::ElementsAre;

// Takes every scheme but the one that is called "refused".
class Schemes : public v1::SchemeService::Service {
 public:
  Schemes() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~Schemes() override { server_->Shutdown(std::chrono::system_clock::now()); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  grpc::Status PutScheme(grpc::ServerContext* context, const v1::PutSchemeRequest* request,
                         v1::PutSchemeResponse* response) override {
    (void)context;
    if (request->scheme().id() == "refused") return {grpc::StatusCode::INVALID_ARGUMENT, "no"};
    response->mutable_summary()->set_scheme_id(request->scheme().id());
    return grpc::Status::OK;
  }

 private:
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

class SchemePut : public ::testing::Test {
 protected:
  SchemePut() {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("scheme_put_" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_);
  }
  ~SchemePut() override { std::filesystem::remove_all(folder_); }

  absl::StatusOr<int> Put(const std::vector<std::string>& ids) {
    SchemePutArguments arguments;
    for (const std::string& id : ids) {
      const std::filesystem::path file = folder_ / (id + ".textproto");
      std::ofstream(file) << "id: \"" << id << "\"\n";
      arguments.files_or_folders.push_back(file.string());
    }
    const Context context{.terminal = {},
                          .json = true,
                          .connection = {.server = schemes_.address()},
                          .out = out_,
                          .err = err_};
    return cli::Run(context, arguments);
  }

  std::vector<std::string> IdsPrinted() const {
    std::vector<std::string> ids;
    for (const nlohmann::json& stored : nlohmann::json::parse(out_.str())) {
      ids.push_back(stored["summary"]["scheme_id"].get<std::string>());
    }
    return ids;
  }

  Schemes schemes_;
  std::filesystem::path folder_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(SchemePut, TwoSchemesAreOneJsonDocument) {
  ASSERT_TRUE(Put({"a", "b"}).ok());
  EXPECT_THAT(IdsPrinted(), ElementsAre("a", "b"));
}

TEST_F(SchemePut, OneSchemeHasTheSameForm) {
  ASSERT_TRUE(Put({"a"}).ok());
  EXPECT_THAT(IdsPrinted(), ElementsAre("a"));
}

TEST_F(SchemePut, WhatWasStoredBeforeAFaultIsPrinted) {
  EXPECT_EQ(Put({"a", "refused", "b"}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(IdsPrinted(), ElementsAre("a"));
}

}  // namespace
}  // namespace jifen::tools::cli
