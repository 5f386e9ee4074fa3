// The worked example of docs/storage_format.md, read from the document: it decodes, and a store that was
// written as the document says has exactly its entries.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "jifen/storage/v1/stored.pb.h"
#include "jifen/v1/registry_service.pb.h"
#include "proto/model/calendar.h"
#include "proto/model/credit_code.h"
#include "proto/model/sha256.h"
#include "storage/kv/envelope.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/cohort_tables.h"
#include "storage/tables/commits.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/generations.h"
#include "storage/tables/imports.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/run_once.h"
#include "storage/tables/runs.h"
#include "storage/tables/schemes.h"
#include "storage/tables/score_cards.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

// Made up: it is EnterpriseId(1) of sample_records.h.
constexpr char kEnterprise[] = "91421202M00000019M";
constexpr size_t kLineBytes = 32;
// 10^-18 is the unit of a decimal: 87.5, -0.5 and 0.06.
constexpr int64_t kTotal = 87'500'000'000'000'000;
constexpr int64_t kScale = 1000;
constexpr int64_t kLess = -500'000'000'000'000'000;
constexpr int64_t kMore = 60'000'000'000'000'000;

using Entries = std::map<std::string, std::string>;  // key, value in its envelope

// Of all blocks that begin with ```hex: "key" and "value" begin a text, and other lines go on with it.
Entries ReadDocument() {
  std::ifstream file(std::string(JIFEN_SOURCE_DIR) + "/docs/storage_format.md");
  EXPECT_TRUE(file.good());
  std::vector<std::string> texts;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      inside = line == "```hex";
      continue;
    }
    if (!inside) continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      if (word == "key" || word == "value") {
        texts.emplace_back();
      } else if (!texts.empty()) {
        texts.back() += absl::HexStringToBytes(word);
      }
    }
  }
  Entries entries;
  for (size_t i = 0; i + 1 < texts.size(); i += 2) entries[texts[i]] = texts[i + 1];
  return entries;
}

// As the document shows it.
std::string Shown(const Entries& entries) {
  std::string text;
  const auto show = [&text](const std::string& label, const std::string& bytes) {
    for (size_t at = 0; at < bytes.size(); at += kLineBytes) {
      text += absl::StrFormat("%-6s%s\n", at == 0 ? label : "",
                              model::HexOf(bytes.substr(at, kLineBytes)));
    }
  };
  for (const auto& [key, envelope] : entries) {
    show("key", key);
    show("value", envelope);
    text += "\n";
  }
  return text;
}

v1::PutEnterpriseRequest Request() {
  v1::PutEnterpriseRequest request;
  request.set_request_id("r1");
  v1::Enterprise& enterprise = *request.mutable_enterprise();
  enterprise.set_enterprise_id(kEnterprise);
  enterprise.set_name("咸宁");
  enterprise.set_area_code("421202");
  enterprise.set_industry_code("C3971");
  return request;
}

v1::Record Award() {
  v1::Record record;
  record.set_enterprise_id(kEnterprise);
  record.set_record_id("A-1");
  *record.mutable_valid_from() = model::MakeDate(2024, 5, 1);
  record.mutable_provenance()->set_source_department("dept");
  record.mutable_provenance()->set_source_reference("awards.csv:2");
  record.mutable_award()->set_kind(v1::AWARD_KIND_SCIENCE);
  record.mutable_award()->set_name("prize");
  return record;
}

// Commit 1: the enterprise, under a request id.
void Register(kv::Store& store) {
  const OnceSteps<v1::PutEnterpriseResponse> steps{
      .attempt = [](const kv::Snapshot& snapshot,
                    kv::CommitRequest& commit) -> absl::StatusOr<v1::PutEnterpriseResponse> {
        const auto put = PutEnterprise(snapshot, Request().enterprise(), commit);
        if (!put.ok()) return put.status();
        v1::PutEnterpriseResponse response;
        response.set_change(put->change);
        return response;
      }};
  const RequestContext context{.principal = "local",
                               .method = "jifen.v1.RegistryService/PutEnterprise",
                               .request_id = "r1",
                               .now = absl::FromUnixMicros(1'767'323'045'000'000)};
  EXPECT_TRUE(RunOnce(store, context, Request(), steps).ok());
}

// Commit 3: a scheme, a card of it, and an import of two rows, one of them refused.
void PutTheRest(kv::Store& store) {
  const auto snapshot = Now(store);
  kv::CommitRequest commit;
  const SchemeVersion scheme{.scheme_id = "demo",
                             .version = 1,
                             .canonical = "scheme",
                             .sha256 = model::Sha256Of("scheme")};
  EXPECT_TRUE(PutScheme(*snapshot, scheme, commit).ok());
  PutScoreCard(*ParseScoreCardId(std::string(kEnterprise) + "/demo@1/2024/2025-06-30/2"), "card",
               commit);
  const ImportName name{.principal = "local", .import_id = "i1"};
  stored::StoredImport import;
  import.set_durable_offset(2);
  import.mutable_totals()->set_created(1);
  import.mutable_totals()->set_refused(1);
  PutImport(name, {}, import, commit);
  stored::StoredImportBatch batch;
  batch.set_rows(2);
  batch.set_marks("0123456789abcdef");
  v1::ImportResult& refused = *batch.add_refused();
  refused.set_row(1);
  refused.mutable_error()->set_reason(v1::REASON_FIELD_REQUIRED);
  EXPECT_TRUE(PutImportBatch(*snapshot, name, batch, commit).ok());
  Commit(store, std::move(commit));
}

v1::RunPlan Plan() {
  v1::RunPlan plan;
  plan.set_scheme_id("demo");
  plan.set_scheme_version(1);
  plan.set_known_at(3);
  return plan;
}

// What the run of generation g needs while it works.
void PutWork(kv::CommitRequest& commit) {
  RunVersion run;
  run.run.mutable_run()->set_generation_id("g");
  *run.run.mutable_run()->mutable_plan() = Plan();
  run.run.mutable_run()->set_state(v1::RUN_STATE_RUNNING);
  run.run.mutable_run()->set_phase(v1::RUN_PHASE_CHECK);
  run.run.set_ranges(1);
  run.run.set_taken(1);
  PutRun(run, commit);
  RunRangeVersion range{.number = 0, .range = {}, .revision = 0};
  range.range.set_enterprises(1);
  range.range.set_points_cursor(kEnterprise);
  range.range.set_points_done(true);
  range.range.set_points_seen(1);
  PutRunRange("g", range, commit);
  stored::StoredCohortValues values;
  values.add_values()->add_groups("C");
  values.mutable_values(0)->add_values(EncodeCohortValue(kMore));
  PutCohortValues("g", kEnterprise, values, commit);
  PutCohortPiece("g",
                 {.name = {.measure_id = "m", .level_id = "l", .group = "C"},
                  .number = 0,
                  .values = {kLess, kMore},
                  .counts = {1, 2}},
                 commit);
}

// Commit 4: all that there is of a generation. In truth a run makes many commits.
void PutGenerationParts(kv::Store& store) {
  kv::CommitRequest commit;
  PutWork(commit);
  GenerationVersion generation{.generation_id = "g", .generation = {}};
  *generation.generation.mutable_plan() = Plan();
  PutGeneration(generation, commit);
  PutPublished({.scheme_id = "demo", .generation_ids = {"g"}}, commit);
  PutKeepUp({.generation_id = "g", .kept_up_to = 3}, commit);
  stored::StoredScore score;
  score.set_area_code("421202");
  score.set_industry_code("C3971");
  score.set_outcome(v1::OUTCOME_PASSED);
  score.set_total("87.5");
  score.set_cause(v1::SCORE_CAUSE_RUN);
  PutGenerationScore({.generation_id = "g", .enterprise_id = kEnterprise},
                     {.card = "card", .score = score, .total = absl::int128(kTotal) * kScale},
                     commit);
  PutScoreCard(*ParseScoreCardId(std::string(kEnterprise) + "/demo@1/2024/2025-06-30/2/g"),
               "placed", commit);
  Commit(store, std::move(commit));
}

Entries WriteExample() {
  const auto store = kv::memory::NewStore();
  Register(*store);
  EXPECT_EQ(Put(*store, Award()), 2U);
  PutTheRest(*store);
  PutGenerationParts(*store);
  Entries entries;
  const auto snapshot = Now(*store);
  const absl::Status status =
      ForEachEntry(*snapshot, {}, [&entries](const kv::Cursor& at) -> absl::StatusOr<bool> {
        entries[std::string(at.key())] =
            kv::EncodeEnvelope(at.key(), {.value = at.value(), .version = at.version()});
        return true;
      });
  EXPECT_TRUE(status.ok()) << status;
  return entries;
}

// The value of the last entry of the document with this prefix.
kv::VersionedValue LastValue(const Entries& document, Prefix prefix) {
  kv::VersionedValue found;
  for (const auto& [key, envelope] : document) {
    if (key[0] != static_cast<char>(prefix)) continue;
    const auto value = kv::DecodeEnvelope(key, envelope);
    EXPECT_TRUE(value.ok()) << value.status();
    if (value.ok()) found = *value;
  }
  return found;
}

TEST(StorageFormatDocument, EveryEntryStandsInAnEnvelopeOfItsKey) {
  const Entries document = ReadDocument();
  ASSERT_EQ(document.size(), 21U);
  for (const auto& [key, envelope] : document) {
    EXPECT_TRUE(kv::DecodeEnvelope(key, envelope).ok()) << model::HexOf(key);
    EXPECT_FALSE(kv::DecodeEnvelope(key + "x", envelope).ok()) << model::HexOf(key);
  }
}

TEST(StorageFormatDocument, IsWhatAStoreWritesInTheDocumentedSteps) {
  const std::string expected = Shown(WriteExample());
  EXPECT_EQ(Shown(ReadDocument()), expected) << "the document must say:\n" << expected;
}

TEST(StorageFormatDocument, RecordDecodes) {
  const Entries document = ReadDocument();
  const RecordName name{kEnterprise, v1::RECORD_KIND_AWARD, "A-1"};
  const auto entry = document.find(VersionKey(RecordPrefix(name), 2));
  ASSERT_NE(entry, document.end());
  const auto key = DecodeDossierKey(entry->first);
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(key->name, name);
  EXPECT_EQ(key->revision, 2U);
  const auto value = kv::DecodeEnvelope(entry->first, entry->second);
  ASSERT_TRUE(value.ok()) << value.status();
  EXPECT_EQ(value->version, 2U);
  stored::StoredRecord record;
  ASSERT_TRUE(ParseStored(value->value, record).ok());
  EXPECT_EQ(record.record().award().name(), "prize");
  EXPECT_EQ(record.record().provenance().verification(), v1::VERIFICATION_STATE_DECLARED);
}

TEST(StorageFormatDocument, OtherTablesDecode) {
  const Entries document = ReadDocument();
  stored::StoredRequest request;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kRequest).value, request).ok());
  EXPECT_EQ(request.body_sha256(),
            model::Sha256Of(std::string("jifen.v1.RegistryService/PutEnterprise") + '\0' +
                            SerializeStored(Request())));
  stored::StoredImport import;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kImport).value, import).ok());
  EXPECT_EQ(import.durable_offset(), 2U);
  EXPECT_EQ(LastValue(document, Prefix::kScoreCard).value, "placed");
  stored::StoredCommit note;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kCommit).value, note).ok());
  EXPECT_EQ(note.committed_us(), 1'767'323'045'000'000);
  EXPECT_EQ(note.enterprise_ids(), kEnterprise);
}

// The key of the only entry of the document with this prefix.
std::string OnlyKey(const Entries& document, Prefix prefix) {
  std::vector<std::string> keys;
  for (const auto& [key, envelope] : document) {
    if (key[0] == static_cast<char>(prefix)) keys.push_back(key);
  }
  EXPECT_EQ(keys.size(), 1U);
  return keys.empty() ? "" : keys[0];
}

TEST(StorageFormatDocument, LineOfTheRankingDecodes) {
  const Entries document = ReadDocument();
  const std::string key = OnlyKey(document, Prefix::kGenerationRank);
  KeyReader reader(Prefix::kGenerationRank, key);
  EXPECT_EQ(reader.Text(), "g");
  EXPECT_EQ(reader.U8(), 0) << "it has a total";
  EXPECT_EQ(reader.FallingI128(), absl::int128(kTotal) * kScale);
  EXPECT_EQ(reader.Id18(), kEnterprise);
  EXPECT_EQ(reader.FallingU64(), 4U);
  EXPECT_TRUE(reader.Finish().ok());
  stored::StoredRank rank;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kGenerationRank).value, rank).ok());
  EXPECT_EQ(rank.area_code(), "421202");
  EXPECT_EQ(rank.outcome(), v1::OUTCOME_PASSED);
}

TEST(StorageFormatDocument, PieceOfACohortTableDecodes) {
  const Entries document = ReadDocument();
  const std::string key = OnlyKey(document, Prefix::kCohortTable);
  KeyReader reader(Prefix::kCohortTable, key);
  for (const char* part : {"g", "m", "l", "C"}) EXPECT_EQ(reader.Text(), part);
  EXPECT_EQ(reader.U32(), 0U);
  EXPECT_TRUE(reader.Finish().ok());
  stored::StoredCohortPiece piece;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kCohortTable).value, piece).ok());
  ASSERT_EQ(piece.values().size(), 2 * kCohortValueBytes);
  EXPECT_EQ(DecodeCohortValue(piece.values().substr(0, kCohortValueBytes)), kLess);
  EXPECT_EQ(DecodeCohortValue(piece.values().substr(kCohortValueBytes)), kMore);
  ASSERT_EQ(piece.counts_size(), 2);
  EXPECT_EQ(piece.counts(0), 1U);
  EXPECT_EQ(piece.counts(1), 2U);
}

TEST(StorageFormatDocument, PublishedGenerationDecodes) {
  const Entries document = ReadDocument();
  stored::StoredPublished published;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kPublished).value, published).ok());
  ASSERT_EQ(published.generation_ids_size(), 1);
  EXPECT_EQ(published.generation_ids(0), "g");
  stored::StoredGeneration generation;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kGeneration).value, generation).ok());
  EXPECT_EQ(generation.plan().scheme_id(), "demo");
  stored::StoredScore score;
  ASSERT_TRUE(ParseStored(LastValue(document, Prefix::kGenerationScore).value, score).ok());
  EXPECT_EQ(score.total(), "87.5");
}

TEST(StorageFormatDocument, ItsEnterpriseIsMadeUpAndWellFormed) {
  EXPECT_TRUE(model::CheckCreditCode(kEnterprise).ok());
  EXPECT_EQ(kEnterprise, EnterpriseId(1));
}

}  // namespace
}  // namespace jifen::storage::tables
