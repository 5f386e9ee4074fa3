// tools/jifen/client/connection.h: a connection to the server.
//
//   Units    timeout: of one call, each attempt.
//   Errors   Open: SERVER_UNREACHABLE, at once if nothing listens there.
//   Threads  any number of threads may call over one connection.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace jifen::tools::cli {

struct ConnectionOptions {
  std::string server = "127.0.0.1:7600";
  absl::Duration timeout = absl::Seconds(30);
};

class Connection {
 public:
  struct Channel;  // channel.h: for the files of this folder

  static absl::StatusOr<Connection> Open(const ConnectionOptions& options);

  const ConnectionOptions& options() const { return options_; }
  const Channel& channel() const { return *channel_; }

 private:
  Connection(ConnectionOptions options, std::shared_ptr<const Channel> channel)
      : options_(std::move(options)), channel_(std::move(channel)) {}

  ConnectionOptions options_;
  std::shared_ptr<const Channel> channel_;
};

}  // namespace jifen::tools::cli
