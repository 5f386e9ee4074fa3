// jifend: the server.
#include <csignal>
#include <ctime>
#include <iostream>
#include <string>

#include "CLI/CLI.hpp"
#include "grpc/support/log.h"
#include "services/server/server.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace {

using jifen::services::server::kThreadsMin;
using jifen::services::server::Server;
using jifen::services::server::ServerOptions;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kThreadsMax = 256;
constexpr int kStoreMemoryMiBMin = 16;
constexpr int kStoreMemoryMiBMax = 1 << 20;
constexpr absl::Duration kGrace = absl::Seconds(10);

// What gRPC says of itself goes into the same log.
void LogOfGrpc(gpr_log_func_args* line) {
  const bool error = line->severity == GPR_LOG_SEVERITY_ERROR;
  spdlog::log(error ? spdlog::level::warn : spdlog::level::debug, "grpc: {}", line->message);
}

// Blocks the signals that end the server in every thread, so that one thread can wait for them.
sigset_t BlockEndingSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Returns OK on a signal, and why the store stopped if it does: then no call can succeed, and who watches the
// process shall see it end.
absl::Status WaitForEnd(Server& server, const sigset_t& signals) {
  const timespec pause{.tv_sec = 1, .tv_nsec = 0};
  while (true) {
    const int signal = sigtimedwait(&signals, nullptr, &pause);
    if (signal > 0) {
      spdlog::info("signal {}: calls under way may finish within {}", signal,
                   absl::FormatDuration(kGrace));
      return absl::OkStatus();
    }
    if (absl::Status status = server.CheckStore(); !status.ok()) {
      spdlog::critical("the store has stopped: {}; start jifend again", status.ToString());
      return status;
    }
  }
}

int Serve(const ServerOptions& options, const sigset_t& signals) {
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(options);
  if (!server.ok()) {
    std::cerr << "jifend: " << server.status().message() << "\n";
    return kFailed;
  }
  spdlog::info("store: {}", options.data_folder.empty() ? "in memory; gone when the server ends"
                                                        : options.data_folder);
  std::cout << "listening on " << (*server)->address() << std::endl;
  const absl::Status store = WaitForEnd(**server, signals);
  (*server)->Shutdown(store.ok() ? kGrace : absl::ZeroDuration());
  return store.ok() ? 0 : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  ServerOptions options;
  bool in_memory = false;
  CLI::App app{"jifend: the Jifen server. 企业创新积分服务"};
  auto* data = app.add_option("--data", options.data_folder, "Data folder; it is made if missing");
  auto* memory = app.add_flag("--memory", in_memory, "Keep nothing: a store in memory, for trials");
  memory->excludes(data);
  app.add_option("--store-memory", options.store_memory_mib,
                 "MiB of memory that the store on disk may use; left out: 96")
      ->check(CLI::Range(kStoreMemoryMiBMin, kStoreMemoryMiBMax))
      ->excludes(memory);
  app.add_option("--listen", options.listen, "HOST:PORT on loopback; port 0 takes a free one")
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Threads that run handlers")
      ->check(CLI::Range(kThreadsMin, kThreadsMax))
      ->capture_default_str();
  app.add_option("--run-threads", options.run_threads, "Threads that rescore a population")
      ->check(CLI::Range(1, kThreadsMax))
      ->capture_default_str();
  app.set_version_flag("--version", "jifend " JIFEN_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  if (options.data_folder.empty() && !in_memory) {
    std::cerr << "jifend: say where the data are, --data FOLDER, or --memory for a trial\n";
    return kWrongUsage;
  }
  const sigset_t signals = BlockEndingSignals();
  spdlog::set_default_logger(spdlog::stderr_logger_mt("jifend"));
  gpr_set_log_function(&LogOfGrpc);
  return Serve(options, signals);
}
