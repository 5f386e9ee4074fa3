// services/server/server.h: all services on one port over one store.
//
//   Shape    the services of jifen.v1, grpc.health.v1.Health and server reflection.
//   Range    messages of 4 MiB, 100 streams a connection, no compression (../docs/architecture.md
//            says why).
//   Errors   Start: of the listen address, then of the store, then ADDRESS_IN_USE.
//   Threads  Start and Shutdown by one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace jifen::services::server {

// One of them may be held by a long answer.
inline constexpr int kThreadsMin = 2;

struct ServerOptions {
  std::string data_folder = {};  // empty: in memory
  int store_memory_mib = 0;      // what the store may hold of what is on disk; 0: its default
  std::string listen = "127.0.0.1:7600";
  int threads =
      12;  // that run handlers, two for each import; they mostly wait for the log's sync; from kThreadsMin
  int run_threads = 2;  // that score a population, beside those
  std::function<absl::Time()> clock = absl::Now;
};

class Server {
 public:
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // HOST:PORT with the port that was taken.
  const std::string& address() const { return address_; }

  // OK while the store serves. Once it has stopped (a write failed), only a restart helps.
  absl::Status CheckStore();

  // Refuses new calls, lets those under way finish for `grace`, then ends them.
  void Shutdown(absl::Duration grace);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
  std::string address_;
};

}  // namespace jifen::services::server
