#include "services/server/server.h"

#include <algorithm>
#include <utility>

#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/grpcpp.h"
#include "grpcpp/health_check_service_interface.h"
#include "proto/model/error.h"
#include "services/comparison/comparison_service.h"
#include "services/generation/generation_service.h"
#include "services/registry/registry_service.h"
#include "services/rescoring/keep_up.h"
#include "services/rescoring/rescoring_service.h"
#include "services/rescoring/watched_store.h"
#include "services/rpc/executor.h"
#include "services/rpc/status_codec.h"
#include "services/rpc/unary_call.h"
#include "services/scheme/scheme_catalog.h"
#include "services/scheme/scheme_service.h"
#include "services/score/score_service.h"
#include "services/server/listen_address.h"
#include "services/server/store_factory.h"
#include "spdlog/spdlog.h"

namespace jifen::services::server {
namespace {

constexpr int kQueueMax = 1024;
constexpr int kStreamsPerConnectionMax = 100;
constexpr int kHandshakeTimeoutMs = 10'000;
constexpr int kKeepaliveMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 20'000;

// See guarantees: hostile frames cost less this way.
void SetLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(int{rpc::kMessageBytesMax});
  builder.SetMaxSendMessageSize(int{rpc::kMessageBytesMax});
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnectionMax);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

// The default health service answers for the server as a whole; who balances load asks by service.
void SetServing(grpc::Server& server) {
  for (const char* name :
       {v1::RegistryService::service_full_name(), v1::SchemeService::service_full_name(),
        v1::ScoreService::service_full_name(), v1::RescoringService::service_full_name(),
        v1::GenerationService::service_full_name(), v1::ComparisonService::service_full_name()}) {
    server.GetHealthCheckService()->SetServingStatus(name, true);
  }
}

void LogFault(const absl::Status& status) { spdlog::error("fault: {}", status.ToString()); }

absl::Status PortTaken(const std::string& listen) {
  return model::ToStatus(
      {.reason = v1::REASON_ADDRESS_IN_USE,
       .message = "cannot listen there; another program may, so choose another port",
       .path = "listen",
       .got = listen,
       .want = "a free port, or port 0"});
}

}  // namespace

struct Server::Parts {
  Parts(std::unique_ptr<storage::kv::Store> opened, const ServerOptions& options)
      : store(std::make_unique<rescoring::WatchedStore>(std::move(opened))),
        threads(std::max(options.threads, kThreadsMin)),
        stream_places(rpc::StreamPlaces::PlacesOf(threads)),
        executor({.threads = threads, .queue_max = kQueueMax}),
        registry_handler(*store, options.clock),
        scheme_handler(*store, options.clock),
        score_handler(*store, catalog, cohorts, options.clock),
        rescoring_handler(*store, catalog, checking, options.clock),
        generation_handler(*store, catalog, options.clock),
        comparison_handler(*store, {.catalog = catalog, .cohorts = cohorts}, options.clock),
        runner(*store, catalog, checking, {.threads = options.run_threads, .clock = options.clock},
               LogFault),
        keep_up({.store = *store,
                 .catalog = catalog,
                 .cohorts = cohorts,
                 .clock = options.clock,
                 .log = LogFault}),
        registry(registry_handler, executor),
        scheme(scheme_handler, executor),
        score(score_handler, executor),
        rescoring({.handler = rescoring_handler, .runner = runner, .executor = executor}),
        generation({.handler = generation_handler,
                    .executor = executor,
                    .places = stream_places,
                    .switched = [this] { runner.Wake(); }}),
        comparison({.handler = comparison_handler, .executor = executor, .places = stream_places}) {
    store->Listen([signal = keep_up.signal()] { signal->Wake(); });
  }

  // What stands later uses what stands before it, and is destroyed first.
  std::unique_ptr<rescoring::WatchedStore> store;
  scheme::SchemeCatalog catalog;
  rescoring::CohortCache cohorts;
  rescoring::CheckProgress checking;
  const int threads;
  rpc::StreamPlaces stream_places;
  rpc::Executor executor;
  registry::RegistryHandler registry_handler;
  scheme::SchemeHandler scheme_handler;
  score::ScoreHandler score_handler;
  rescoring::RescoringHandler rescoring_handler;
  generation::GenerationHandler generation_handler;
  comparison::ComparisonHandler comparison_handler;
  rescoring::Runner runner;
  rescoring::KeepUp keep_up;
  registry::RegistryService registry;
  scheme::SchemeService scheme;
  score::ScoreService score;
  rescoring::RescoringService rescoring;
  generation::GenerationService generation;
  comparison::ComparisonService comparison;
  std::unique_ptr<grpc::Server> grpc_server;
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() { Shutdown(absl::ZeroDuration()); }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options) {
  if (const absl::Status status = CheckListenAddress(options.listen); !status.ok()) return status;
  absl::StatusOr<std::unique_ptr<storage::kv::Store>> store =
      OpenStore({.data_folder = options.data_folder, .memory_mib = options.store_memory_mib});
  if (!store.ok()) return store.status();

  rpc::SetFaultSink(LogFault);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  std::unique_ptr<Server> server(new Server(std::make_unique<Parts>(*std::move(store), options)));
  int port = 0;
  grpc::ServerBuilder builder;
  SetLimits(builder);
  builder.AddListeningPort(options.listen, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&server->parts_->registry);
  builder.RegisterService(&server->parts_->scheme);
  builder.RegisterService(&server->parts_->score);
  builder.RegisterService(&server->parts_->rescoring);
  builder.RegisterService(&server->parts_->generation);
  builder.RegisterService(&server->parts_->comparison);
  server->parts_->grpc_server = builder.BuildAndStart();
  if (server->parts_->grpc_server == nullptr || port == 0) return PortTaken(options.listen);
  SetServing(*server->parts_->grpc_server);
  server->parts_->runner.Start();
  server->parts_->keep_up.Start();
  server->address_ = options.listen.substr(0, options.listen.rfind(':') + 1) + std::to_string(port);
  return server;
}

absl::Status Server::CheckStore() { return parts_->store->NewSnapshot().status(); }

void Server::Shutdown(absl::Duration grace) {
  if (parts_->grpc_server == nullptr) return;
  parts_->rescoring.EndWatches();
  parts_->grpc_server->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  parts_->grpc_server->Wait();
  parts_->grpc_server = nullptr;
}

}  // namespace jifen::services::server
