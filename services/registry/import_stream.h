// services/registry/import_stream.h: the import's stream in both directions.
//
//   Shape    read a message, step on the executor, write the answer, read the next: one at a time, so that
//            a fast sender waits for the disk and not in our memory.
//   Range    a sender that is silent for kImportSilenceMax loses its place, for there are few.
//   Errors   OVERLOADED (executor's queue full; silent for too long), the session's. A sender that goes
//            away ends the stream; what was committed stays.
//   Threads  gRPC's callbacks only hand over; the session works on the executor's threads, one at a time.
//            The alarm of a read may come at any time, also after the stream is gone: `turn_` says whose
//            it is to finish.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/alarm.h"
#include "grpcpp/support/server_callback.h"
#include "jifen/v1/registry_service.pb.h"
#include "services/registry/import_session.h"
#include "services/rpc/executor.h"

namespace jifen::services::registry {

inline constexpr absl::Duration kImportSilenceMax = absl::Minutes(2);

class ImportStream final : public grpc::ServerBidiReactor<v1::ImportRequest, v1::ImportResponse> {
 public:
  // What a stream needs beside its session.
  struct Setting {
    rpc::Executor& executor;
    absl::Duration silence_max = kImportSilenceMax;
    std::function<void()> done;  // called at the stream's end
  };

  // Deletes itself at its end.
  ImportStream(ImportSession session, Setting setting);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override;

 private:
  class Turn;

  void Read();
  void Step();

  ImportSession session_;
  const Setting setting_;
  std::shared_ptr<Turn> turn_;          // of the read that is under way
  std::unique_ptr<grpc::Alarm> alarm_;  // of the same
  v1::ImportRequest request_;
  v1::ImportResponse response_;
};

}  // namespace jifen::services::registry
