#include "storage/tables/run_once.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "jifen/v1/registry_service.pb.h"
#include "storage/tables/commits.h"
#include "storage/tables/message_names.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

// A counter that every attempt reads and raises: a lost or doubled request shows in it.
constexpr char kCounter[] = "counter";

class RunOnceTest : public EachStoreTest {
 protected:
  absl::StatusOr<v1::PutEnterpriseResponse> Raise(const RequestContext& context, int name = 1) {
    v1::PutEnterpriseRequest request;
    *request.mutable_enterprise() = SampleEnterprise(name);
    const OnceSteps<v1::PutEnterpriseResponse> steps{
        .attempt = [this](const kv::Snapshot& snapshot,
                          kv::CommitRequest& commit) -> absl::StatusOr<v1::PutEnterpriseResponse> {
          ++attempts_;
          if (in_attempt_) in_attempt_();
          if (!fault_.ok()) return fault_;
          const auto entry = snapshot.Find(kCounter);
          const int count = entry->has_value() ? std::stoi((*entry)->value) : 0;
          commit.preconditions.push_back(kv::KeyAtVersion{
              .key = kCounter, .version = entry->has_value() ? (*entry)->version : 0});
          commit.writes.push_back({.key = kCounter, .value = std::to_string(count + 1)});
          v1::PutEnterpriseResponse response;
          response.mutable_enterprise()->set_name(std::to_string(count + 1));
          return response;
        },
        .fill_revision =
            [](kv::Revision revision, v1::PutEnterpriseResponse& response) {
              response.set_revision(revision);
            }};
    return RunOnce(store(), context, request, steps);
  }

  std::string Counter() {
    const auto entry = Now(store())->Find(kCounter);
    return entry->has_value() ? (*entry)->value : "0";
  }

  RequestContext Context(const std::string& request_id) {
    return {.principal = "bank", .method = "M", .request_id = request_id, .now = now_};
  }

  const absl::Time now_ = absl::FromUnixMicros(1'750'000'000'123'456);
  std::atomic<int> attempts_ = 0;
  std::function<void()> in_attempt_;
  absl::Status fault_;
};
INSTANTIATE_TEST_SUITE_P(EachStore, RunOnceTest, StoreKinds(), StoreKindName);

TEST_P(RunOnceTest, SameRequestGivesTheSameAnswerAndDoesNothing) {
  const auto first = Raise(Context("r1"));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_NE(first->revision(), 0U);
  Unrelated(store());
  Reopen();
  const auto again = Raise(Context("r1"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Counter(), "1");
  EXPECT_EQ(attempts_, 1);
}

TEST_P(RunOnceTest, AnswerHasTheRevisionOfItsCommit) {
  Unrelated(store());
  const auto answer = Raise(Context("r1"));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->revision(), Now(store())->revision());
}

TEST_P(RunOnceTest, OtherBodyOrMethodUnderTheSameIdIsRefused) {
  ASSERT_TRUE(Raise(Context("r1")).ok());
  const absl::Status other_body = Raise(Context("r1"), 2).status();
  EXPECT_EQ(ReasonOf(other_body), v1::REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(PathOf(other_body), "request_id");
  RequestContext other_method = Context("r1");
  other_method.method = "N";
  EXPECT_EQ(ReasonOf(Raise(other_method).status()), v1::REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(Counter(), "1");
}

TEST_P(RunOnceTest, IdsOfDifferentPrincipalsDoNotMeet) {
  ASSERT_TRUE(Raise(Context("r1")).ok());
  RequestContext other = Context("r1");
  other.principal = "bureau";
  ASSERT_TRUE(Raise(other, 2).ok());
  EXPECT_EQ(Counter(), "2");
}

TEST_P(RunOnceTest, FaultIsNotStoredAndTheIdStaysFree) {
  fault_ = EnterpriseUnknown("x");
  EXPECT_EQ(ReasonOf(Raise(Context("r1")).status()), v1::REASON_ENTERPRISE_UNKNOWN);
  EXPECT_EQ(attempts_, 1) << "a fault of the attempt is final";
  EXPECT_EQ(Now(store())->revision(), 0U);
  fault_ = absl::OkStatus();
  EXPECT_TRUE(Raise(Context("r1"), 2).ok());
}

TEST_P(RunOnceTest, AttemptsAgainWhenOvertaken) {
  in_attempt_ = [this] {
    if (attempts_ > 3) return;
    Commit(store(), {.writes = {{.key = kCounter, .value = std::to_string(10 * attempts_)}}});
  };
  const auto answer = Raise(Context("r1"));
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(attempts_, 4);
  EXPECT_EQ(Counter(), "31");
}

// The attempt itself relies on nothing that could be overtaken: the request id alone must hold.
TEST_P(RunOnceTest, SecondOfTwoWithOneIdGetsTheAnswerOfTheFirst) {
  int attempts = 0;
  std::function<absl::StatusOr<v1::PutEnterpriseResponse>()> call;
  std::string first;
  const OnceSteps<v1::PutEnterpriseResponse> steps{
      .attempt = [&](const kv::Snapshot&,
                     kv::CommitRequest&) -> absl::StatusOr<v1::PutEnterpriseResponse> {
        v1::PutEnterpriseResponse response;
        response.mutable_enterprise()->set_name(std::to_string(++attempts));
        if (attempts == 1) first = call()->SerializeAsString();
        return response;
      }};
  call = [&] { return RunOnce(store(), Context("r1"), v1::PutEnterpriseRequest(), steps); };
  const auto second = call();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->SerializeAsString(), first);
  EXPECT_EQ(second->enterprise().name(), "2");
  EXPECT_EQ(Now(store())->revision(), 1U);
}

TEST_P(RunOnceTest, GivesUpWhenAlwaysOvertaken) {
  in_attempt_ = [this] { Commit(store(), {.writes = {{.key = kCounter, .value = "0"}}}); };
  EXPECT_EQ(ReasonOf(Raise(Context("r1")).status()), v1::REASON_CONCURRENT_CHANGE);
  EXPECT_EQ(attempts_, kAttemptsMax);
}

TEST_P(RunOnceTest, NotesWhenAndForWhomItCommitted) {
  const auto answer = Raise(Context("r1"));
  ASSERT_TRUE(answer.ok());
  const auto note = FindCommitNote(*Now(store()), answer->revision());
  ASSERT_TRUE(note.ok() && note->has_value());
  EXPECT_EQ((*note)->committed_at, now_);
  EXPECT_EQ((*note)->principal, "bank");
}

TEST_P(RunOnceTest, ManyThreadsWithEqualIdsDoEachRequestOnce) {
  constexpr int kThreads = 4;
  constexpr int kRequests = 25;
  std::vector<std::vector<std::string>> answers(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &answers] {
      for (int i = 0; i < kRequests; ++i) {
        const auto answer = Raise(Context("r" + std::to_string(i)), i);
        answers[static_cast<size_t>(t)].push_back(answer.ok() ? answer->SerializeAsString()
                                                              : answer.status().ToString());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& of_thread : answers) EXPECT_EQ(of_thread, answers[0]);
  EXPECT_EQ(Counter(), std::to_string(kRequests));
}

TEST(CheckRequestId, TakesOneTo64OfItsCharacters) {
  EXPECT_TRUE(CheckRequestId("a").ok());
  EXPECT_TRUE(CheckRequestId("AZaz09._-").ok());
  EXPECT_TRUE(CheckRequestId(std::string(64, 'x')).ok());
  for (const std::string& bad : {std::string(), std::string(65, 'x'), std::string("a b"),
                                 std::string("é"), std::string("a\0", 2), std::string("a/b")}) {
    EXPECT_EQ(ReasonOf(CheckRequestId(bad)), v1::REASON_REQUEST_ID_INVALID) << bad;
  }
  EXPECT_EQ(PathOf(CheckRequestId("", "start.import_id")), "start.import_id");
}

}  // namespace
}  // namespace jifen::storage::tables
