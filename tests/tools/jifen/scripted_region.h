// tests/tools/jifen/scripted_region.h: a server of runs, generations and comparisons whose answers are set by the test.
//
//   Shape    a real gRPC server on a free port: RescoringService, GenerationService, ComparisonService, and what else the
//            commands ask on the way (a scheme, a history). Streams can break off.
//   Threads  settings before the first call; what it saw after the last.
#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "jifen/v1/comparison_service.grpc.pb.h"
#include "jifen/v1/generation_service.grpc.pb.h"
#include "jifen/v1/rescoring_service.grpc.pb.h"
#include "jifen/v1/scheme_service.grpc.pb.h"
#include "jifen/v1/score_service.grpc.pb.h"

namespace jifen::tools::cli {

// A status as a server sends it.
grpc::Status Refusal(grpc::StatusCode code, v1::Reason reason);

class ScriptedRegion {
 public:
  ScriptedRegion();
  ~ScriptedRegion();
  ScriptedRegion(const ScriptedRegion&) = delete;
  ScriptedRegion& operator=(const ScriptedRegion&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

  // Settings.
  std::vector<std::vector<v1::WatchRunResponse>>
      watches;               // one list a call; after the last: UNAVAILABLE
  bool watch_hangs = false;  // after what it has to say
  std::vector<v1::Run> runs;
  grpc::Status start_refusal;
  v1::Generation generation;
  std::vector<v1::RankedScore> ranking;
  int ranking_page_max = 1000;
  v1::GenerationStatistics statistics;
  v1::ExportHeading heading;
  std::vector<v1::ExportLine> lines;
  std::vector<int>
      export_breaks;  // lines that a call sends before UNAVAILABLE; calls beyond them are whole
  bool export_gone = false;  // calls beyond send nothing, then UNAVAILABLE
  std::string cards_sha256;  // what the end says; empty: the true one
  v1::GenerationDiff diff;
  v1::ExplainChangeResponse change;
  v1::SchemeSimulation simulation;
  v1::Scheme scheme;
  std::vector<v1::ScoreEvent> events;

  // What it saw.
  std::vector<v1::StartRunRequest> starts;
  std::vector<std::string> orders;
  std::atomic<int> watch_calls = 0;
  std::vector<v1::ListRankingRequest> rankings;
  std::vector<v1::ExportRequest> exports;
  std::vector<v1::DiffGenerationsRequest> diffs;
  std::vector<v1::SimulateSchemeRequest> simulations;
  std::vector<v1::GetScoreRequest> cards_asked;

 private:
  class Runs;
  class Generations;
  class Comparisons;
  class Schemes;
  class Scores;

  int port_ = 0;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::unique_ptr<grpc::Server> server_;
};

// `count` lines of enterprises with rising codes, digests and totals; every fourth without a total.
std::vector<v1::ExportLine> SampleLines(int count);

}  // namespace jifen::tools::cli
