// tools/jifen/client/import_stream.h: the two directions of an import.
//
//   Shape    requests go out as they are sent; answers are taken in by a thread of their own, so that
//            neither side can block the other, and wait in a queue.
//   Errors   Receive: the status of the call once it ended; DEADLINE_EXCEEDED, and the call is given
//            up, if no answer came within the connection's timeout.
//   Threads  one at a time.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/registry_service.pb.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

class ImportStream {
 public:
  explicit ImportStream(const Connection& connection);
  // Gives the call up if it has not ended.
  ~ImportStream();
  ImportStream(const ImportStream&) = delete;
  ImportStream& operator=(const ImportStream&) = delete;

  // False once the call has ended: Receive says why.
  bool Send(const v1::ImportRequest& request);
  absl::StatusOr<v1::ImportResponse> Receive();
  // After the last answer: the status that the call ended with.
  absl::Status Finish();

 private:
  class Call;
  std::unique_ptr<Call> call_;
};

}  // namespace jifen::tools::cli
