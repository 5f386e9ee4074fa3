#include "storage/tables/store_error.h"

#include <gtest/gtest.h>

#include "proto/model/error.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/commits.h"
#include "storage/tables/dossier.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/message_names.h"
#include "storage/tables/records.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

TEST(FromStore, GivesEachCodeItsReason) {
  EXPECT_TRUE(FromStore(absl::OkStatus()).ok());
  const std::pair<absl::Status, v1::Reason> cases[] = {
      {absl::AbortedError("x"), v1::REASON_CONCURRENT_CHANGE},
      {absl::DataLossError("x"), v1::REASON_DATA_CORRUPT},
      {absl::ResourceExhaustedError("x"), v1::REASON_STORE_FULL},
      {kv::QueueFull(), v1::REASON_OVERLOADED},
      {absl::UnavailableError("x"), v1::REASON_STORE_STOPPED},
      {absl::FailedPreconditionError("x"), v1::REASON_STORE_IN_USE}};
  for (const auto& [status, reason] : cases) {
    EXPECT_EQ(ReasonOf(FromStore(status)), reason);
    EXPECT_EQ(FromStore(status).code(), status.code());
  }
}

TEST(FromStore, TextOfAFaultOfOursHasNoReasonAndSoStaysInTheLog) {
  const absl::Status fault = FromStore(absl::InvalidArgumentError("writes[3]: two of one key"));
  EXPECT_EQ(fault.code(), absl::StatusCode::kInternal);
  EXPECT_FALSE(model::DetailOf(fault).has_value());
  EXPECT_EQ(fault.message(), "writes[3]: two of one key") << "for the log";
}

TEST(FromStore, LeavesAReasonThatIsThere) {
  const absl::Status status = EnterpriseUnknown("x");
  EXPECT_EQ(FromStore(status), status);
}

// A value that its checksum vouches for and that is none of ours.
TEST(Tables, ValueThatCannotBeReadIsCorruptAndNeverServed) {
  const auto store = kv::memory::NewStore();
  Put(*store, SampleEnterprise(1));
  const RecordName name = NameOf(SampleReport(1));
  const std::string prefix = RecordPrefix(name);
  Commit(*store,
         {.writes = {
              {.key = VersionKey(prefix, 0), .value = "\x0a\xff", .stamp_offset = prefix.size()}}});
  const auto snapshot = Now(*store);
  EXPECT_EQ(ReasonOf(GetRecord(*snapshot, name).status()), v1::REASON_DATA_CORRUPT);
  EXPECT_EQ(ReasonOf(ListRecords(*snapshot, {.enterprise_id = EnterpriseId(1)}, {}).status()),
            v1::REASON_DATA_CORRUPT);
  v1::Date day;
  day.set_year(2025);
  day.set_month(1);
  day.set_day(1);
  EXPECT_EQ(ReasonOf(GetDossier(*snapshot, {EnterpriseId(1), day}).status()),
            v1::REASON_DATA_CORRUPT);
}

TEST(Tables, VersionUnderTheKeyOfAnotherRevisionIsCorrupt) {
  const auto store = kv::memory::NewStore();
  Put(*store, SampleEnterprise(1));
  Commit(*store,
         {.writes = {{.key = VersionKey(RecordPrefix(NameOf(SampleReport(1))), 1), .value = ""}}});
  EXPECT_EQ(ReasonOf(ListRecords(*Now(*store), {.enterprise_id = EnterpriseId(1)}, {}).status()),
            v1::REASON_DATA_CORRUPT);
}

TEST(ResolveKnownAt, TakesZeroForTheNewest) {
  const auto store = kv::memory::NewStore();
  EXPECT_EQ(*ResolveKnownAt(*Now(*store), 0), 0U);
  const kv::Revision newest = Unrelated(*store);
  EXPECT_EQ(*ResolveKnownAt(*Now(*store), 0), newest);
  EXPECT_EQ(*ResolveKnownAt(*Now(*store), newest), newest);
  const absl::Status beyond = ResolveKnownAt(*Now(*store), newest + 1, "p").status();
  EXPECT_EQ(ReasonOf(beyond), v1::REASON_REVISION_UNKNOWN);
  EXPECT_EQ(PathOf(beyond), "p");
}

TEST(FindCommitNote, GivesNoneForARevisionWithoutOne) {
  const auto store = kv::memory::NewStore();
  const kv::Revision noted = Unrelated(*store);
  const kv::Revision bare = Put(*store, SampleEnterprise(1));
  EXPECT_TRUE(FindCommitNote(*Now(*store), noted)->has_value());
  EXPECT_FALSE(FindCommitNote(*Now(*store), bare)->has_value());
}

}  // namespace
}  // namespace jifen::storage::tables
