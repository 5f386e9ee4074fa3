// tests/tools/jifen/scripted_registry.h: a registry that takes imports in and can be told to fail.
//
//   Shape    a real gRPC server on a free port. It keeps offsets and refusals as the contract of
//            Import says, refuses enterprises whose name holds "refuse" or that it took before, and breaks off when
//            told.
//   Threads  settings before the first call; what it saw after the last.
#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "jifen/v1/registry_service.grpc.pb.h"

namespace jifen::tools::cli {

class ScriptedRegistry : public v1::RegistryService::Service {
 public:
  using Stream = grpc::ServerReaderWriter<v1::ImportResponse, v1::ImportRequest>;

  ScriptedRegistry() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~ScriptedRegistry() override { server_->Shutdown(std::chrono::system_clock::now()); }

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  // REASON_IMPORT_OFFSET as a server sends it.
  static grpc::Status OutOfStep();

  // Settings.
  int batches_before_break = -1;  // of the first stream; then UNAVAILABLE
  int batches_before_answers = 1;
  int ghost_streams = 0;  // streams after the first whose rows arrive after those of the one before
  bool silent = false;
  grpc::Status refusal;                     // of the whole import, in answer to start
  std::map<std::string, uint64_t> durable;  // by import id
  std::map<std::string, std::map<uint64_t, v1::ImportResult>> refused;
  std::set<std::string> taken;  // enterprise ids

  // What it saw.
  std::vector<v1::ImportStart> starts;
  std::vector<std::pair<uint64_t, int>> batches;  // offset and rows

  grpc::Status Import(grpc::ServerContext* context, Stream* stream) override;

 private:
  v1::ImportResult ResultOf(uint64_t number, const v1::ImportRow& row);

  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace jifen::tools::cli
