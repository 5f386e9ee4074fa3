#include "tests/tools/jifen/scripted_region.h"

#include <chrono>
#include <thread>

#include "google/rpc/status.pb.h"
#include "proto/model/sha256.h"
#include "tools/jifen/render/decimal_text.h"

namespace jifen::tools::cli {
namespace {

using grpc::ServerContext;
using grpc::ServerWriter;
using grpc::Status;

constexpr int kLinesInAPart = 3;

// One page of a list; the token is the place of its first item.
template <typename Item, typename Response, typename Add>
void PageOf(const std::vector<Item>& items, const std::string& token, int size, Response& response,
            const Add& add) {
  const size_t first = token.empty() ? 0 : std::stoul(token);
  const size_t end = std::min(items.size(), first + static_cast<size_t>(size));
  for (size_t i = first; i < end; ++i) add(items[i]);
  if (end < items.size()) response.set_next_page_token(std::to_string(end));
}

}  // namespace

Status Refusal(grpc::StatusCode code, v1::Reason reason) {
  v1::ErrorDetail detail;
  detail.set_reason(reason);
  google::rpc::Status details;
  google::protobuf::Any& any = *details.add_details();
  any.set_type_url("type.googleapis.com/jifen.v1.ErrorDetail");
  any.set_value(detail.SerializeAsString());
  return {code, "refused", details.SerializeAsString()};
}

class ScriptedRegion::Runs : public v1::RescoringService::Service {
 public:
  explicit Runs(ScriptedRegion& region) : region_(region) {}

  Status StartRun(ServerContext*, const v1::StartRunRequest* request,
                  v1::StartRunResponse* response) override {
    region_.starts.push_back(*request);
    response->mutable_run()->set_generation_id(request->generation_id());
    response->mutable_run()->set_state(v1::RUN_STATE_RUNNING);
    *response->mutable_run()->mutable_plan() = request->plan();
    return region_.start_refusal;
  }
  Status ListRuns(ServerContext*, const v1::ListRunsRequest* request,
                  v1::ListRunsResponse* response) override {
    PageOf(region_.runs, request->page_token(), 2, *response,
           [response](const v1::Run& run) { *response->add_runs() = run; });
    return Status::OK;
  }
  Status WatchRun(ServerContext* context, const v1::WatchRunRequest*,
                  ServerWriter<v1::WatchRunResponse>* writer) override {
    const auto call = static_cast<size_t>(region_.watch_calls++);
    if (call >= region_.watches.size()) return {grpc::StatusCode::UNAVAILABLE, "gone"};
    for (const v1::WatchRunResponse& answer : region_.watches[call]) writer->Write(answer);
    while (region_.watch_hangs && !context->IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const bool last = call + 1 == region_.watches.size();
    return last ? Status::OK : Status(grpc::StatusCode::UNAVAILABLE, "gone");
  }
  Status PauseRun(ServerContext*, const v1::PauseRunRequest* request,
                  v1::PauseRunResponse* response) override {
    return Order("pause " + request->generation_id(), v1::RUN_STATE_PAUSED,
                 *response->mutable_run());
  }
  Status ResumeRun(ServerContext*, const v1::ResumeRunRequest* request,
                   v1::ResumeRunResponse* response) override {
    return Order("resume " + request->generation_id(), v1::RUN_STATE_RUNNING,
                 *response->mutable_run());
  }
  Status CancelRun(ServerContext*, const v1::CancelRunRequest* request,
                   v1::CancelRunResponse* response) override {
    return Order("cancel " + request->generation_id(), v1::RUN_STATE_CANCELLED,
                 *response->mutable_run());
  }

 private:
  Status Order(const std::string& order, v1::RunState state, v1::Run& run) {
    region_.orders.push_back(order);
    run.set_generation_id(order.substr(order.find(' ') + 1));
    run.set_state(state);
    return Status::OK;
  }

  ScriptedRegion& region_;
};

class ScriptedRegion::Generations : public v1::GenerationService::Service {
 public:
  explicit Generations(ScriptedRegion& region) : region_(region) {}

  Status GetGeneration(ServerContext*, const v1::GetGenerationRequest* request,
                       v1::GetGenerationResponse* response) override {
    const v1::GenerationName& name = request->name();
    *response->mutable_generation() = region_.generation;
    const bool known = name.generation_id() == region_.generation.generation_id() ||
                       name.scheme_id() == region_.generation.plan().scheme_id();
    return known ? Status::OK : Refusal(grpc::StatusCode::NOT_FOUND, v1::REASON_GENERATION_UNKNOWN);
  }
  Status ListGenerations(ServerContext*, const v1::ListGenerationsRequest*,
                         v1::ListGenerationsResponse* response) override {
    *response->add_generations() = region_.generation;
    return Status::OK;
  }
  Status PublishGeneration(ServerContext*, const v1::PublishGenerationRequest* request,
                           v1::PublishGenerationResponse* response) override {
    region_.orders.push_back("publish " + request->generation_id());
    *response->mutable_generation() = region_.generation;
    response->set_previous_generation_id("before");
    response->set_revision(77);
    return Status::OK;
  }
  Status RollBackGeneration(ServerContext*, const v1::RollBackGenerationRequest* request,
                            v1::RollBackGenerationResponse*) override {
    region_.orders.push_back("rollback " + request->scheme_id());
    return Refusal(grpc::StatusCode::FAILED_PRECONDITION, v1::REASON_ROLLBACK_IMPOSSIBLE);
  }
  Status DropGeneration(ServerContext*, const v1::DropGenerationRequest* request,
                        v1::DropGenerationResponse* response) override {
    region_.orders.push_back("drop " + request->generation_id());
    *response->mutable_generation() = region_.generation;
    return Status::OK;
  }
  Status ListRanking(ServerContext*, const v1::ListRankingRequest* request,
                     v1::ListRankingResponse* response) override {
    region_.rankings.push_back(*request);
    response->set_generation_id(region_.generation.generation_id());
    response->set_revision(9);
    PageOf(region_.ranking, request->page_token(),
           std::min(request->page_size(), region_.ranking_page_max), *response,
           [response](const v1::RankedScore& score) { *response->add_scores() = score; });
    return Status::OK;
  }
  Status GetStatistics(ServerContext*, const v1::GetStatisticsRequest*,
                       v1::GetStatisticsResponse* response) override {
    *response->mutable_statistics() = region_.statistics;
    return Status::OK;
  }
  Status Export(ServerContext*, const v1::ExportRequest* request,
                ServerWriter<v1::ExportResponse>* writer) override {
    region_.exports.push_back(*request);
    const size_t call = region_.exports.size() - 1;
    const int beyond = region_.export_gone ? 0 : -1;
    const int most = call < region_.export_breaks.size() ? region_.export_breaks[call] : beyond;
    v1::ExportResponse first;
    *first.mutable_heading() = region_.heading;
    writer->Write(first);
    return SendLines(request->after_enterprise_id(), most, writer);
  }

 private:
  Status SendLines(const std::string& after, int most, ServerWriter<v1::ExportResponse>* writer) {
    v1::ExportResponse part;
    int sent = 0;
    for (const v1::ExportLine& line : region_.lines) {
      if (line.score().enterprise_id() <= after) continue;
      if (sent == most) break;
      *part.mutable_lines()->add_lines() = line;
      if (++sent % kLinesInAPart == 0) {
        writer->Write(part);
        part.Clear();
      }
    }
    if (part.has_lines()) writer->Write(part);
    if (most >= 0) return {grpc::StatusCode::UNAVAILABLE, "gone"};
    v1::ExportResponse end;
    *end.mutable_end() = End();
    writer->Write(end);
    return Status::OK;
  }

  v1::ExportEnd End() const {
    v1::ExportEnd end;
    model::Sha256 cards;
    std::string sum = "0";
    for (const v1::ExportLine& line : region_.lines) {
      cards.Add(line.card_sha256());
      end.set_lines(end.lines() + 1);
      if (!line.score().has_total()) continue;
      end.set_scored(end.scored() + 1);
      sum = Sum(sum, line.score().total());
    }
    end.set_total_sum(sum);
    end.set_cards_sha256(region_.cards_sha256.empty() ? model::HexOf(cards.Finish())
                                                      : region_.cards_sha256);
    return end;
  }

  ScriptedRegion& region_;
};

class ScriptedRegion::Comparisons : public v1::ComparisonService::Service {
 public:
  explicit Comparisons(ScriptedRegion& region) : region_(region) {}

  Status DiffGenerations(ServerContext*, const v1::DiffGenerationsRequest* request,
                         ServerWriter<v1::DiffGenerationsResponse>* writer) override {
    region_.diffs.push_back(*request);
    v1::DiffGenerationsResponse response;
    response.mutable_progress()->set_enterprises_done(1);
    writer->Write(response);
    *response.mutable_diff() = region_.diff;
    writer->Write(response);
    return Status::OK;
  }
  Status ExplainChange(ServerContext*, const v1::ExplainChangeRequest*,
                       v1::ExplainChangeResponse* response) override {
    *response = region_.change;
    return Status::OK;
  }
  // Without a simulation it ends too early.
  Status SimulateScheme(ServerContext*, const v1::SimulateSchemeRequest* request,
                        ServerWriter<v1::SimulateSchemeResponse>* writer) override {
    region_.simulations.push_back(*request);
    if (!region_.simulation.has_draft()) return Status::OK;
    v1::SimulateSchemeResponse response;
    *response.mutable_simulation() = region_.simulation;
    writer->Write(response);
    return Status::OK;
  }

 private:
  ScriptedRegion& region_;
};

class ScriptedRegion::Schemes : public v1::SchemeService::Service {
 public:
  explicit Schemes(ScriptedRegion& region) : region_(region) {}

  Status GetScheme(ServerContext*, const v1::GetSchemeRequest*,
                   v1::GetSchemeResponse* response) override {
    *response->mutable_scheme() = region_.scheme;
    response->mutable_summary()->set_maximum("100");
    return Status::OK;
  }

 private:
  ScriptedRegion& region_;
};

class ScriptedRegion::Scores : public v1::ScoreService::Service {
 public:
  explicit Scores(ScriptedRegion& region) : region_(region) {}

  Status GetScore(ServerContext*, const v1::GetScoreRequest* request,
                  v1::GetScoreResponse*) override {
    region_.cards_asked.push_back(*request);
    return Refusal(grpc::StatusCode::NOT_FOUND, v1::REASON_NOTHING_PUBLISHED);
  }
  Status GetScoreHistory(ServerContext*, const v1::GetScoreHistoryRequest* request,
                         v1::GetScoreHistoryResponse* response) override {
    PageOf(region_.events, request->page_token(), 1, *response,
           [response](const v1::ScoreEvent& event) { *response->add_events() = event; });
    return Status::OK;
  }

 private:
  ScriptedRegion& region_;
};

ScriptedRegion::ScriptedRegion() {
  services_.push_back(std::make_unique<Runs>(*this));
  services_.push_back(std::make_unique<Generations>(*this));
  services_.push_back(std::make_unique<Comparisons>(*this));
  services_.push_back(std::make_unique<Schemes>(*this));
  services_.push_back(std::make_unique<Scores>(*this));
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
  for (const auto& service : services_) builder.RegisterService(service.get());
  server_ = builder.BuildAndStart();
}

ScriptedRegion::~ScriptedRegion() { server_->Shutdown(std::chrono::system_clock::now()); }

std::vector<v1::ExportLine> SampleLines(int count) {
  std::vector<v1::ExportLine> lines;
  for (int i = 0; i < count; ++i) {
    v1::ExportLine line;
    v1::RankedScore& score = *line.mutable_score();
    score.set_enterprise_id(std::to_string(914212020000000000 + i));
    score.set_enterprise_name("企业 " + std::to_string(i));
    score.set_area_code("421202");
    score.set_industry_code("C3971");
    score.set_outcome(i % 4 == 3 ? v1::OUTCOME_NOT_SCORED : v1::OUTCOME_PASSED);
    if (i % 4 != 3) score.set_total(std::to_string(50 + i) + ".25");
    line.add_points(i % 4 == 3 ? "" : "12.5");
    line.set_card_sha256(model::Sha256Of(score.enterprise_id()));
    line.set_known_at(7);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace jifen::tools::cli
