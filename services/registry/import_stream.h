// services/registry/import_stream.h: the import's stream in both directions.
//
//   Shape    messages are read one by one and stepped on the executor; the next is read once the rows of the
//            one before are taken, so that at most two are under way: one is taken while the other is
//            written. Answers go back in the order of the messages. A fast sender waits for the disk, and
//            one that does not read its answers for itself: nothing piles up in our memory.
//   Range    a sender that neither sends nor reads for kImportSilenceMax while nothing of it is under way
//            loses its place, for there are few.
//   Errors   OVERLOADED (executor's queue full; silent for too long), the session's: that of the first message
//            that failed. A sender that goes away ends the stream; what was committed stays.
//   Threads  gRPC's callbacks only hand over; the session works on the executor's threads, at most two at a
//            time. Whatever works for the stream enters and leaves: the last one to leave ends it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
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
    grpc::CallbackServerContext& context;
    absl::Duration silence_max = kImportSilenceMax;
    std::function<void()> done;  // called at the stream's end
  };

  // Deletes itself at its end. The handler must outlive it.
  ImportStream(const RegistryHandler& registry, std::string principal, Setting setting);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnDone() override;

 private:
  class Turn;

  void Enter() ABSL_LOCKS_EXCLUDED(mutex_);
  void Leave() ABSL_LOCKS_EXCLUDED(mutex_);
  // The rest is called by those who have entered.
  // Of several ends that of the least message counts; steps under way go on to theirs.
  void End(uint64_t number, const grpc::Status& status) ABSL_LOCKS_EXCLUDED(mutex_);
  void Read() ABSL_LOCKS_EXCLUDED(mutex_);
  void Step(uint64_t number) ABSL_LOCKS_EXCLUDED(mutex_);
  void Answer(uint64_t number, v1::ImportResponse response) ABSL_LOCKS_EXCLUDED(mutex_);
  void WriteNext() ABSL_LOCKS_EXCLUDED(mutex_);
  void CancelWrite() ABSL_LOCKS_EXCLUDED(mutex_);
  // Whether the sender was before the alarm.
  bool EndSilence() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void BeginSilence() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Setting setting_;
  ImportSession session_;
  v1::ImportRequest requests_[2];  // by turns: of the step under way and of the next

  absl::Mutex mutex_;
  int inside_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t read_ ABSL_GUARDED_BY(mutex_) = 0;  // messages, with the one that is being read
  bool reading_ ABSL_GUARDED_BY(mutex_) = false;
  bool read_waits_ ABSL_GUARDED_BY(mutex_) = false;  // for answers to be written
  std::map<uint64_t, v1::ImportResponse> answers_
      ABSL_GUARDED_BY(mutex_);                    // by number of the message, not yet written
  uint64_t written_ ABSL_GUARDED_BY(mutex_) = 0;  // answers
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<grpc::Status> end_ ABSL_GUARDED_BY(mutex_);
  uint64_t end_number_ ABSL_GUARDED_BY(mutex_) = 0;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::shared_ptr<Turn> turn_ ABSL_GUARDED_BY(mutex_);  // of the silence; null if there is none
  std::unique_ptr<grpc::Alarm> alarm_ ABSL_GUARDED_BY(mutex_);  // of the same
};

}  // namespace jifen::services::registry
