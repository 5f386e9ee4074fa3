#include "services/registry/import_stream.h"

#include <atomic>
#include <chrono>
#include <utility>

#include "proto/model/error.h"
#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::registry {
namespace {

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

ImportStream::ImportStream(ImportSession session, Setting setting)
    : session_(std::move(session)), setting_(std::move(setting)) {
  Read();
}

void ImportStream::Read() {
  turn_ = std::make_shared<Turn>();
  alarm_ = std::make_unique<grpc::Alarm>();
  const auto deadline =
      std::chrono::system_clock::now() + absl::ToChronoMilliseconds(setting_.silence_max);
  // The stream lives until Finish was called, and whoever has the turn alone may call it.
  alarm_->Set(deadline, [this, turn = turn_](bool expired) {
    if (expired && turn->Take()) Finish(rpc::ToGrpcStatus(Silent()));
  });
  StartRead(&request_);
}

void ImportStream::OnReadDone(bool ok) {
  if (!turn_->Take()) return;  // the alarm has finished the stream
  alarm_->Cancel();
  if (!ok) return Finish(grpc::Status::OK);  // the sender has said all, or is gone
  if (!setting_.executor.TryRun([this] { Step(); })) Finish(rpc::ToGrpcStatus(rpc::Overloaded()));
}

void ImportStream::Step() {
  absl::StatusOr<v1::ImportResponse> response = session_.Step(request_);
  if (!response.ok()) return Finish(rpc::ToGrpcStatus(response.status()));
  response_ = *std::move(response);
  StartWrite(&response_);
}

void ImportStream::OnWriteDone(bool ok) {
  if (!ok) return Finish(grpc::Status::CANCELLED);
  Read();
}

void ImportStream::OnDone() {
  setting_.done();
  delete this;
}

}  // namespace jifen::services::registry
