#include <csignal>
#include <thread>

#include "tests/tools/jifen/region_test.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/interrupt.h"

namespace jifen::tools::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using RunStart = RegionTest;
using RunWatch = RegionTest;
using RunOrders = RegionTest;

v1::WatchRunResponse Seen(v1::RunState state, uint64_t done = 50) {
  v1::WatchRunResponse seen;
  seen.mutable_run()->set_generation_id("g1");
  seen.mutable_run()->set_state(state);
  seen.mutable_run()->set_enterprises(100);
  seen.mutable_run()->set_enterprises_done(done);
  if (state == v1::RUN_STATE_RUNNING) seen.mutable_run()->set_phase(v1::RUN_PHASE_POINTS);
  seen.set_enterprises_per_second(10);
  seen.mutable_time_left()->set_seconds(5);
  return seen;
}

TEST_F(RunStart, SendsThePlanAsItWasGiven) {
  RunStartArguments arguments{
      .scheme = {.id = "s", .version = 2},
      .generation_id = "2026q4",
      .as_of = {.valid_at = std::nullopt, .known_at = 12, .year = 2025},
      .population = {.area = "4212",
                     .industry = "C39",
                     .titles = {v1::QUALIFICATION_KIND_HIGH_TECH, v1::QUALIFICATION_KIND_GAZELLE}},
      .cohorts_of = "2026q3",
      .not_scored_max = "0.3"};
  EXPECT_EQ(Run(arguments).value(), kExitFine);
  ASSERT_EQ(region_.starts.size(), 1U);
  const v1::StartRunRequest& request = region_.starts[0];
  EXPECT_FALSE(request.request_id().empty());
  EXPECT_EQ(request.generation_id(), "2026q4");
  const v1::RunPlan& plan = request.plan();
  EXPECT_EQ(plan.scheme_id(), "s");
  EXPECT_EQ(plan.scheme_version(), 2U);
  EXPECT_EQ(plan.known_at(), 12U);
  EXPECT_EQ(plan.year(), 2025);
  EXPECT_FALSE(plan.has_valid_at());
  EXPECT_EQ(plan.population().area_prefix(), "4212");
  EXPECT_EQ(plan.population().industry_prefix(), "C39");
  EXPECT_THAT(plan.population().qualifications(),
              ElementsAre(v1::QUALIFICATION_KIND_HIGH_TECH, v1::QUALIFICATION_KIND_GAZELLE));
  EXPECT_EQ(plan.cohorts_of(), "2026q3");
  EXPECT_EQ(plan.not_scored_max(), "0.3");
  EXPECT_THAT(out_.str(), HasSubstr("jifen run watch 2026q4"));
}

TEST_F(RunStart, ARefusalIsTheServers) {
  region_.start_refusal =
      Refusal(grpc::StatusCode::FAILED_PRECONDITION, v1::REASON_POPULATION_EMPTY);
  EXPECT_EQ(ReasonOf(Run(RunStartArguments{.scheme = {.id = "s"}, .generation_id = "g"})),
            v1::REASON_POPULATION_EMPTY);
}

TEST_F(RunStart, WithWatchStaysUntilTheEndAndPrintsOneDocument) {
  region_.watches = {{Seen(v1::RUN_STATE_RUNNING), Seen(v1::RUN_STATE_COMPLETED, 100)}};
  json_ = true;
  EXPECT_EQ(
      Run(RunStartArguments{.scheme = {.id = "s"}, .generation_id = "g1", .watch = true}).value(),
      kExitFine);
  EXPECT_EQ(Printed()["state"], "RUN_STATE_COMPLETED");
}

TEST_F(RunWatch, ACompletedRunIsASuccessAndSaysHowToPublish) {
  region_.watches = {{Seen(v1::RUN_STATE_RUNNING), Seen(v1::RUN_STATE_COMPLETED, 100)}};
  EXPECT_EQ(Run(RunWatchArguments{.generation_id = "g1"}).value(), kExitFine);
  EXPECT_THAT(out_.str(), HasSubstr("completed"));
  EXPECT_THAT(out_.str(), HasSubstr("jifen generation publish g1"));
}

TEST_F(RunWatch, AFailedRunIsAFailureWithItsReason) {
  v1::WatchRunResponse failed = Seen(v1::RUN_STATE_FAILED);
  failed.mutable_run()->mutable_failure()->set_reason(v1::REASON_GENERATION_CHECK);
  failed.mutable_run()->mutable_failure()->set_got("0.62");
  region_.watches = {{failed}};
  language_ = Language::kChinese;
  EXPECT_EQ(Run(RunWatchArguments{.generation_id = "g1"}).value(), kExitFailed);
  EXPECT_THAT(out_.str(), HasSubstr("失败"));
  EXPECT_THAT(err_.str(), HasSubstr("REASON_GENERATION_CHECK"));
  EXPECT_THAT(err_.str(), HasSubstr("0.62"));
}

TEST_F(RunWatch, ACancelledAndAPausedRunAreNoSuccess) {
  region_.watches = {{Seen(v1::RUN_STATE_CANCELLED)}};
  EXPECT_EQ(Run(RunWatchArguments{.generation_id = "g1"}).value(), kExitFailed);
  region_.watch_calls = 0;
  region_.watches = {{Seen(v1::RUN_STATE_PAUSED)}};
  EXPECT_EQ(Run(RunWatchArguments{.generation_id = "g1"}).value(), kExitFailed);
  EXPECT_THAT(out_.str(), HasSubstr("jifen run resume g1"));
}

TEST_F(RunWatch, ALostConnectionIsTakenUpAgain) {
  region_.watches = {{Seen(v1::RUN_STATE_RUNNING)},
                     {Seen(v1::RUN_STATE_RUNNING)},
                     {Seen(v1::RUN_STATE_COMPLETED, 100)}};
  EXPECT_EQ(Run(RunWatchArguments{.generation_id = "g1"}).value(), kExitFine);
  EXPECT_EQ(region_.watch_calls, 3);
  EXPECT_THAT(err_.str(), HasSubstr("The connection was lost"));
}

TEST_F(RunWatch, AServerThatStaysAwayIsToldAfterTheTimeout) {
  region_.watches.clear();
  timeout_ = absl::Seconds(1);
  EXPECT_EQ(ReasonOf(Run(RunWatchArguments{.generation_id = "g1"})), v1::REASON_SERVER_UNREACHABLE);
}

TEST_F(RunWatch, CtrlCEndsTheWatchAndNotTheRun) {
  region_.watches = {{Seen(v1::RUN_STATE_RUNNING)}};
  region_.watch_hangs = true;
  std::thread presser([this] {
    while (region_.watch_calls == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::raise(SIGINT);
  });
  const absl::StatusOr<int> watched = Run(RunWatchArguments{.generation_id = "g1"});
  presser.join();
  EXPECT_EQ(watched.value(), kExitInterrupted);
  EXPECT_THAT(err_.str(), HasSubstr("the run goes on"));
  EXPECT_TRUE(region_.orders.empty());
}

TEST_F(RunOrders, GoToTheRunThatIsNamed) {
  for (const RunOrder order : {RunOrder::kPause, RunOrder::kResume, RunOrder::kCancel}) {
    EXPECT_EQ(Run(RunOrderArguments{.order = order, .generation_id = "g1"}).value(), kExitFine);
  }
  EXPECT_THAT(region_.orders, ElementsAre("pause g1", "resume g1", "cancel g1"));
}

TEST_F(RunOrders, AListOfSeveralPagesIsWhole) {
  for (const char* id : {"a", "b", "c"}) {
    v1::Run run;
    run.set_generation_id(id);
    run.set_state(v1::RUN_STATE_COMPLETED);
    region_.runs.push_back(run);
  }
  language_ = Language::kChinese;
  EXPECT_EQ(Run(RunListArguments{}).value(), kExitFine);
  EXPECT_THAT(out_.str(), HasSubstr("共 3 个重算任务"));
  json_ = true;
  EXPECT_EQ(Run(RunListArguments{}).value(), kExitFine);
  EXPECT_EQ(Printed()["runs"].size(), 3U);
  EXPECT_THAT(Printed()["next_page_token"], "");
}

}  // namespace
}  // namespace jifen::tools::cli
