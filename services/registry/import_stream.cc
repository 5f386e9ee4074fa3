#include "services/registry/import_stream.h"

#include <utility>

#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"

namespace jifen::services::registry {

ImportStream::ImportStream(ImportSession session, rpc::Executor& executor,
                           std::function<void()> done)
    : session_(std::move(session)), executor_(executor), done_(std::move(done)) {
  StartRead(&request_);
}

void ImportStream::OnReadDone(bool ok) {
  if (!ok) return Finish(grpc::Status::OK);  // the sender has said all, or is gone
  if (!executor_.TryRun([this] { Step(); })) Finish(rpc::ToGrpcStatus(rpc::Overloaded()));
}

void ImportStream::Step() {
  absl::StatusOr<v1::ImportResponse> response = session_.Step(request_);
  if (!response.ok()) return Finish(rpc::ToGrpcStatus(response.status()));
  response_ = *std::move(response);
  StartWrite(&response_);
}

void ImportStream::OnWriteDone(bool ok) {
  if (!ok) return Finish(grpc::Status::CANCELLED);
  StartRead(&request_);
}

void ImportStream::OnDone() {
  done_();
  delete this;
}

}  // namespace jifen::services::registry
