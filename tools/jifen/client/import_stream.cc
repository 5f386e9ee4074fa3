#include "tools/jifen/client/import_stream.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "jifen/v1/registry_service.grpc.pb.h"
#include "tools/jifen/client/channel.h"

namespace jifen::tools::cli {

class ImportStream::Call {
 public:
  explicit Call(const Connection& connection)
      : connection_(connection),
        stub_(v1::RegistryService::NewStub(connection.channel().grpc)),
        stream_(stub_->Import(&context_)),
        reader_([this] { ReadAll(); }) {}

  ~Call() {
    context_.TryCancel();
    reader_.join();
    if (!finished_) FinishOnce().IgnoreError();
  }

  bool Send(const v1::ImportRequest& request) { return stream_->Write(request); }

  absl::StatusOr<v1::ImportResponse> Receive() {
    std::unique_lock lock(mutex_);
    const bool answered =
        changed_.wait_for(lock, absl::ToChronoMilliseconds(connection_.options().timeout),
                          [this] { return !answers_.empty() || ended_; });
    if (!answered) {
      context_.TryCancel();
      return absl::DeadlineExceededError("no answer to the import within the timeout");
    }
    if (!answers_.empty()) {
      v1::ImportResponse answer = std::move(answers_.front());
      answers_.pop_front();
      return answer;
    }
    lock.unlock();
    const absl::Status status = FinishOnce();
    if (!status.ok()) return status;
    return absl::InternalError("the server ended the import before its last answer");
  }

  absl::Status Finish() {
    stream_->WritesDone();
    {
      std::unique_lock lock(mutex_);
      const auto timeout = absl::ToChronoMilliseconds(connection_.options().timeout);
      if (!changed_.wait_for(lock, timeout, [this] { return ended_; })) context_.TryCancel();
    }
    return FinishOnce();
  }

 private:
  void ReadAll() {
    v1::ImportResponse answer;
    while (stream_->Read(&answer)) {
      const std::lock_guard lock(mutex_);
      answers_.push_back(std::move(answer));
      changed_.notify_one();
    }
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_one();
  }

  absl::Status FinishOnce() {
    if (!finished_) {
      finished_ = true;
      status_ = FromGrpc(connection_, stream_->Finish());
    }
    return status_;
  }

  const Connection& connection_;
  grpc::ClientContext context_;
  std::unique_ptr<v1::RegistryService::Stub> stub_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::ImportRequest, v1::ImportResponse>> stream_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<v1::ImportResponse> answers_;  // guarded by mutex_
  bool ended_ = false;                      // guarded by mutex_
  bool finished_ = false;
  absl::Status status_;
  std::thread reader_;  // last: it uses the members above
};

ImportStream::ImportStream(const Connection& connection)
    : call_(std::make_unique<Call>(connection)) {}

ImportStream::~ImportStream() = default;

bool ImportStream::Send(const v1::ImportRequest& request) { return call_->Send(request); }

absl::StatusOr<v1::ImportResponse> ImportStream::Receive() { return call_->Receive(); }

absl::Status ImportStream::Finish() { return call_->Finish(); }

}  // namespace jifen::tools::cli
