// tools/jifen/client/answer_stream.h: a call with many answers, read until it ends, is given up, or falls silent.
//
//   Errors   as FromWire says; DEADLINE_EXCEEDED once no answer came within the connection's timeout; CANCELLED once
//            `stop` said so; what `each` came back with, if it is not OK.
//   Threads  `each` is called by the thread that reads; `stop` by another.
#pragma once

#include <grpcpp/grpcpp.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

// Ends a call that fell silent, or that is to stop.
class StreamWatch {
 public:
  StreamWatch(grpc::ClientContext& context, absl::Duration timeout, std::function<bool()> stop)
      : context_(context),
        timeout_(timeout),
        stop_(std::move(stop)),
        thread_([this] { Watch(); }) {}
  ~StreamWatch() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }
  StreamWatch(const StreamWatch&) = delete;
  StreamWatch& operator=(const StreamWatch&) = delete;

  // Whether an answer is waited for: what the program itself takes does not count as silence.
  void SetWaiting(bool waiting) {
    const std::lock_guard lock(mutex_);
    silent_since_ = waiting ? absl::Now() : absl::InfiniteFuture();
  }

  // Why the call was given up; OK if it was not.
  absl::Status Reason() {
    const std::lock_guard lock(mutex_);
    return reason_;
  }

 private:
  static constexpr std::chrono::milliseconds kPause{50};

  void Watch() {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, kPause, [this] { return ended_; })) {
      if (!reason_.ok()) continue;
      if (stop_ && stop_()) {
        reason_ = absl::CancelledError("stopped");
      } else if (absl::Now() - silent_since_ > timeout_) {
        reason_ = absl::DeadlineExceededError("no answer within the timeout");
      }
      if (!reason_.ok()) context_.TryCancel();
    }
  }

  grpc::ClientContext& context_;
  absl::Duration timeout_;
  std::function<bool()> stop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  absl::Time silent_since_ = absl::Now();  // guarded by mutex_
  bool ended_ = false;                     // guarded by mutex_
  absl::Status reason_;                    // guarded by mutex_
  std::thread thread_;                     // last: it uses the members above
};

template <typename Service, typename Request, typename Response>
absl::Status ReadAnswers(const Connection& connection,
                         std::unique_ptr<grpc::ClientReader<Response>> (Service::Stub::*method)(
                             grpc::ClientContext*, const Request&),
                         const Request& request,
                         const std::function<absl::Status(const Response&)>& each,
                         const std::function<bool()>& stop = nullptr) {
  const auto stub = Service::NewStub(connection.channel().grpc);
  grpc::ClientContext context;
  StreamWatch watch(context, connection.options().timeout, stop);
  const auto stream = ((*stub).*method)(&context, request);
  Response response;
  absl::Status refused;
  while (refused.ok() && stream->Read(&response)) {
    watch.SetWaiting(false);
    refused = each(response);
    watch.SetWaiting(true);
  }
  if (!refused.ok()) context.TryCancel();
  const absl::Status ended = FromGrpc(connection, stream->Finish());
  if (!refused.ok()) return refused;
  // An answer that was whole stays whole, also if the call was given up in its last moment.
  const absl::Status reason = watch.Reason();
  return ended.ok() || reason.ok() ? ended : reason;
}

}  // namespace jifen::tools::cli
