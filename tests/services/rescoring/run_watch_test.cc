// Who watches a run: what the pace says, and that nobody who ends the server has to wait for it.

#include "services/rescoring/run_watch.h"

#include <memory>

#include "grpcpp/grpcpp.h"
#include "services/rescoring/rescoring_service.h"
#include "tests/services/rescoring/quick_scheme.h"
#include "tests/services/rescoring/region.h"

namespace jifen::services::rescoring {
namespace {

v1::WatchRunResponse At(v1::RunPhase phase, uint64_t done, uint64_t all = 1000) {
  v1::WatchRunResponse answer;
  answer.mutable_run()->set_state(v1::RUN_STATE_RUNNING);
  answer.mutable_run()->set_phase(phase);
  answer.mutable_run()->set_enterprises(all);
  answer.mutable_run()->set_enterprises_done(done);
  return answer;
}

TEST(RunPaceObserve, TellsRateAndTimeLeftOnceSomethingWasDone) {
  RunPace pace;
  v1::WatchRunResponse answer = At(v1::RUN_PHASE_CHECK, 0);
  pace.Observe(RegionNow(), &answer);
  EXPECT_FALSE(answer.has_time_left()) << "nothing is known of one look";
  answer = At(v1::RUN_PHASE_CHECK, 200);
  pace.Observe(RegionNow() + absl::Seconds(2), &answer);
  EXPECT_EQ(answer.enterprises_per_second(), 100U);
  EXPECT_EQ(answer.time_left().seconds(), 8);
}

TEST(RunPaceObserve, BeginsAnewWithEachPhase) {
  RunPace pace;
  v1::WatchRunResponse answer = At(v1::RUN_PHASE_POINTS, 1000);
  pace.Observe(RegionNow(), &answer);
  answer = At(v1::RUN_PHASE_CHECK, 10);
  pace.Observe(RegionNow() + absl::Seconds(1), &answer);
  EXPECT_EQ(answer.enterprises_per_second(), 0U);
  EXPECT_FALSE(answer.has_time_left());
}

TEST(RunPaceObserve, SurvivesACountThatFalls) {
  RunPace pace;
  v1::WatchRunResponse answer = At(v1::RUN_PHASE_POINTS, 500);
  pace.Observe(RegionNow(), &answer);
  answer = At(v1::RUN_PHASE_POINTS, 400);
  pace.Observe(RegionNow() + absl::Seconds(1), &answer);
  EXPECT_FALSE(answer.has_time_left());
}

// A server whose runner never starts: a run goes on for as long as the test wants.
class WatchTest : public testing::Test {
 protected:
  void SetUp() override {
    region_.PutScheme(QuickScheme(kScheme));
    region_.AddEnterprise(1);
    ASSERT_TRUE(region_.Start("g", PlanOf(kScheme)).ok());
    grpc::ServerBuilder builder;
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::RescoringService::NewStub(server_->InProcessChannel({}));
    request_.set_generation_id("g");
  }
  void TearDown() override { server_->Shutdown(std::chrono::system_clock::now()); }

  Region region_;
  rpc::Executor executor_{{.threads = 2, .queue_max = 100}};
  Runner runner_{*region_.store, region_.catalog, region_.checking, region_.setting,
                 [](const absl::Status& status) { ADD_FAILURE() << status; }};
  RescoringService service_{{.handler = region_.runs, .runner = runner_, .executor = executor_}};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::RescoringService::Stub> stub_;
  v1::WatchRunRequest request_;
};

TEST_F(WatchTest, EndsOnceTheRunIsPaused) {
  grpc::ClientContext context;
  const auto stream = stub_->WatchRun(&context, request_);
  v1::WatchRunResponse seen;
  ASSERT_TRUE(stream->Read(&seen));
  EXPECT_EQ(seen.run().state(), v1::RUN_STATE_RUNNING);
  ASSERT_TRUE(stream->Read(&seen)) << "again after a pause";
  v1::PauseRunRequest pause;
  pause.set_request_id(region_.NextRequestId());
  pause.set_generation_id("g");
  ASSERT_TRUE(region_.runs.PauseRun("local", pause).ok());
  while (stream->Read(&seen)) continue;
  EXPECT_EQ(seen.run().state(), v1::RUN_STATE_PAUSED);
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(WatchTest, DoesNotHoldUpTheEndOfTheServer) {
  grpc::ClientContext context;
  const auto stream = stub_->WatchRun(&context, request_);
  v1::WatchRunResponse seen;
  ASSERT_TRUE(stream->Read(&seen));
  service_.EndWatches();
  const absl::Time began = absl::Now();
  server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(20));
  EXPECT_LT(absl::Now() - began, absl::Seconds(10));
  while (stream->Read(&seen)) continue;
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace jifen::services::rescoring
