// services/registry/import_stream.h: the import's stream in both directions.
//
//   Shape    read a message, step on the executor, write the answer, read the next: one at a time, so that
//            a fast sender waits for the disk and not in our memory.
//   Errors   OVERLOADED (executor's queue full), the session's. A sender that goes away ends the stream;
//            what was committed stays.
//   Threads  gRPC's callbacks only hand over; the session works on the executor's threads, one at a time.
#pragma once

#include <functional>
#include <string>

#include "grpcpp/support/server_callback.h"
#include "jifen/v1/registry_service.pb.h"
#include "services/registry/import_session.h"
#include "services/rpc/executor.h"

namespace jifen::services::registry {

class ImportStream final : public grpc::ServerBidiReactor<v1::ImportRequest, v1::ImportResponse> {
 public:
  // Deletes itself at its end, after calling `done`.
  ImportStream(ImportSession session, rpc::Executor& executor, std::function<void()> done);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override;

 private:
  void Step();

  ImportSession session_;
  rpc::Executor& executor_;
  std::function<void()> done_;
  v1::ImportRequest request_;
  v1::ImportResponse response_;
};

}  // namespace jifen::services::registry
