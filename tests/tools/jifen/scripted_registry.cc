#include "tests/tools/jifen/scripted_registry.h"

#include <chrono>
#include <deque>
#include <thread>

#include "google/rpc/status.pb.h"

namespace jifen::tools::cli {

grpc::Status ScriptedRegistry::OutOfStep() {
  v1::ErrorDetail detail;
  detail.set_reason(v1::REASON_IMPORT_OFFSET);
  google::rpc::Status details;
  google::protobuf::Any& any = *details.add_details();
  any.set_type_url("type.googleapis.com/jifen.v1.ErrorDetail");
  any.set_value(detail.SerializeAsString());
  return {grpc::StatusCode::FAILED_PRECONDITION, "offset", details.SerializeAsString()};
}

v1::ImportResult ScriptedRegistry::ResultOf(uint64_t number, const v1::ImportRow& row) {
  v1::ImportResult result;
  result.set_row(number);
  if (row.enterprise().name().find("refuse") != std::string::npos) {
    result.mutable_error()->set_reason(v1::REASON_TEXT_INVALID);
    result.mutable_error()->set_path("enterprise.name");
    result.mutable_error()->set_got(row.enterprise().name());
    result.mutable_error()->set_want("another name");
  } else if (!taken.insert(row.enterprise().enterprise_id()).second) {
    result.mutable_error()->set_reason(v1::REASON_DUPLICATE_RECORD);
    result.mutable_error()->set_path("enterprise");
    result.mutable_error()->set_got(row.enterprise().enterprise_id());
    result.mutable_error()->set_want("one row for an enterprise");
  } else {
    result.set_change(v1::CHANGE_CREATED);
  }
  return result;
}

grpc::Status ScriptedRegistry::Import(grpc::ServerContext* context, Stream* stream) {
  v1::ImportRequest request;
  if (!stream->Read(&request) || !request.has_start()) return grpc::Status::CANCELLED;
  starts.push_back(request.start());
  if (!refusal.ok()) return refusal;
  while (silent && !context->IsCancelled()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const std::string id = request.start().import_id();
  uint64_t& offset = durable[id];
  v1::ImportResponse started;
  started.mutable_started()->set_durable_offset(offset);
  for (const auto& [row, result] : refused[id]) *started.mutable_started()->add_refused() = result;
  stream->Write(started);
  std::deque<v1::ImportResponse> unsent;
  int read = 0;
  while (stream->Read(&request) && request.has_rows()) {
    batches.emplace_back(request.rows().offset(), request.rows().rows_size());
    if (starts.size() > 1 && ghost_streams-- > 0)
      offset += static_cast<uint64_t>(request.rows().rows_size());
    if (request.rows().offset() != offset) return OutOfStep();
    v1::ImportResponse response;
    for (const v1::ImportRow& row : request.rows().rows()) {
      const v1::ImportResult result = ResultOf(offset, row);
      if (result.has_error()) refused[id][offset] = result;
      *response.mutable_results()->add_results() = result;
      ++offset;
    }
    response.mutable_results()->set_durable_offset(offset);
    if (starts.size() == 1 && ++read == batches_before_break) {
      return {grpc::StatusCode::UNAVAILABLE, "connection lost"};  // durable, and nobody was told
    }
    unsent.push_back(response);
    if (static_cast<int>(unsent.size()) < batches_before_answers) continue;
    for (; !unsent.empty(); unsent.pop_front()) stream->Write(unsent.front());
  }
  for (; !unsent.empty(); unsent.pop_front()) stream->Write(unsent.front());
  v1::ImportResponse finished;
  finished.mutable_finished()->set_revision(7);
  finished.mutable_finished()->mutable_totals()->set_created(offset - refused[id].size());
  finished.mutable_finished()->mutable_totals()->set_refused(refused[id].size());
  stream->Write(finished);
  return grpc::Status::OK;
}

}  // namespace jifen::tools::cli
