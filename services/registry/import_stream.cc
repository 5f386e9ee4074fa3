#include "services/registry/import_stream.h"

#include <atomic>
#include <chrono>
#include <utility>

#include "proto/model/error.h"
#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::registry {
namespace {

constexpr size_t kAnswersMax = 2;  // that wait to be written while messages are read

absl::Status Silent() {
  return model::ToStatus(
      {.reason = v1::REASON_OVERLOADED,
       .message = "the import was silent for too long, and others wait for its place; start it "
                  "again: it goes on where it stopped"});
}

}  // namespace

// Of a read that ends and its alarm, whoever comes first goes on with the stream; the other must not touch it.
class ImportStream::Turn {
 public:
  [[nodiscard]] bool Take() { return !taken_.exchange(true); }

 private:
  std::atomic<bool> taken_ = false;
};

ImportStream::ImportStream(const RegistryHandler& registry, std::string principal, Setting setting)
    : setting_(std::move(setting)), session_(registry, std::move(principal)) {
  Enter();
  Read();
  Leave();
}

void ImportStream::Enter() {
  const absl::MutexLock lock(&mutex_);
  ++inside_;
}

// Nothing may touch the stream after its Finish: OnDone may be on another thread by then.
void ImportStream::Leave() {
  grpc::Status status;
  {
    const absl::MutexLock lock(&mutex_);
    if (--inside_ > 0 || ended_) return;
    if (writing_ || !end_.has_value()) {
      if (writing_ || reading_) BeginSilence();
      return;
    }
    ended_ = true;
    status = *end_;
  }
  Finish(status);
}

void ImportStream::End(uint64_t number, const grpc::Status& status) {
  const absl::MutexLock lock(&mutex_);
  if (end_.has_value() && end_number_ <= number) return;
  end_ = status;
  end_number_ = number;
}

void ImportStream::BeginSilence() {
  if (turn_ != nullptr) return;
  turn_ = std::make_shared<Turn>();
  alarm_ = std::make_unique<grpc::Alarm>();
  const auto deadline =
      std::chrono::system_clock::now() + absl::ToChronoMilliseconds(setting_.silence_max);
  // The stream lives until it was ended, and while it is silent whoever has the turn alone may do that.
  alarm_->Set(deadline, [this, turn = turn_](bool expired) {
    if (!expired || !turn->Take()) return;
    Enter();
    End(0, rpc::ToGrpcStatus(Silent()));
    CancelWrite();
    Leave();
  });
}

// One that nobody reads ends by that alone.
void ImportStream::CancelWrite() {
  const absl::MutexLock lock(&mutex_);
  if (writing_) setting_.context.TryCancel();
}

bool ImportStream::EndSilence() {
  const std::shared_ptr<Turn> turn = std::exchange(turn_, nullptr);
  if (turn == nullptr) return true;
  if (!turn->Take()) return false;
  alarm_->Cancel();
  return true;
}

void ImportStream::Read() {
  v1::ImportRequest* request = nullptr;
  {
    const absl::MutexLock lock(&mutex_);
    read_waits_ = answers_.size() >= kAnswersMax;
    if (read_waits_) return;
    request = &requests_[read_++ % 2];
    reading_ = true;
  }
  StartRead(request);
}

void ImportStream::OnReadDone(bool ok) {
  Enter();
  uint64_t number = 0;
  bool goes_on = false;
  {
    const absl::MutexLock lock(&mutex_);
    reading_ = false;
    number = read_ - 1;
    goes_on = EndSilence() && !end_.has_value();
  }
  if (goes_on && !ok) {
    End(number, grpc::Status::OK);  // the sender has said all, or is gone
  } else if (goes_on) {
    Enter();  // for the step
    if (!setting_.executor.TryRun([this, number] { Step(number); })) {
      End(number, rpc::ToGrpcStatus(rpc::Overloaded()));
      Leave();
    }
  }
  Leave();
}

void ImportStream::Step(uint64_t number) {
  bool read = false;
  if (setting_.context.IsCancelled()) {
    End(number, grpc::Status::CANCELLED);
    return Leave();
  }
  absl::StatusOr<v1::ImportResponse> response = session_.Step(requests_[number % 2], [&] {
    read = true;
    Read();
  });
  if (response.ok()) {
    Answer(number, *std::move(response));
    if (!read) Read();
  } else {
    End(number, rpc::ToGrpcStatus(response.status()));
  }
  Leave();
}

void ImportStream::Answer(uint64_t number, v1::ImportResponse response) {
  {
    const absl::MutexLock lock(&mutex_);
    answers_.emplace(number, std::move(response));
  }
  WriteNext();
}

void ImportStream::WriteNext() {
  const v1::ImportResponse* next = nullptr;
  {
    const absl::MutexLock lock(&mutex_);
    const auto first = answers_.begin();
    if (writing_ || first == answers_.end() || first->first != written_) return;
    writing_ = true;
    next = &first->second;
  }
  StartWrite(next);
}

void ImportStream::OnWriteDone(bool ok) {
  Enter();
  bool read = false;
  {
    const absl::MutexLock lock(&mutex_);
    writing_ = false;
    ok = EndSilence() && ok;
    answers_.erase(written_++);
    read = std::exchange(read_waits_, false);
  }
  if (!ok) {
    End(0, grpc::Status::CANCELLED);
  } else {
    WriteNext();
    if (read) Read();
  }
  Leave();
}

void ImportStream::OnDone() {
  setting_.done();
  delete this;
}

}  // namespace jifen::services::registry
