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
#include "proto/model/sha256.h"
#include "storage/kv/envelope.h"
#include "storage/kv/memory/memory_store.h"
#include "storage/tables/commits.h"
#include "storage/tables/imports.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/run_once.h"
#include "storage/tables/schemes.h"
#include "storage/tables/score_cards.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

constexpr char kEnterprise[] = "91330100799655058B";
constexpr size_t kLineBytes = 32;

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
  enterprise.set_name("杭州");
  enterprise.set_area_code("330108");
  enterprise.set_industry_code("I6513");
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

Entries WriteExample() {
  const auto store = kv::memory::NewStore();
  Register(*store);
  EXPECT_EQ(Put(*store, Award()), 2U);
  PutTheRest(*store);
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

// The value of the only entry of the document with this prefix.
kv::VersionedValue OnlyValue(const Entries& document, Prefix prefix) {
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
  ASSERT_EQ(document.size(), 10U);
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
  ASSERT_TRUE(ParseStored(OnlyValue(document, Prefix::kRequest).value, request).ok());
  EXPECT_EQ(request.body_sha256(),
            model::Sha256Of(std::string("jifen.v1.RegistryService/PutEnterprise") + '\0' +
                            SerializeStored(Request())));
  stored::StoredImport import;
  ASSERT_TRUE(ParseStored(OnlyValue(document, Prefix::kImport).value, import).ok());
  EXPECT_EQ(import.durable_offset(), 2U);
  EXPECT_EQ(OnlyValue(document, Prefix::kScoreCard).value, "card");
  stored::StoredCommit note;
  ASSERT_TRUE(ParseStored(OnlyValue(document, Prefix::kCommit).value, note).ok());
  EXPECT_EQ(note.committed_us(), 1'767'323'045'000'000);
}

}  // namespace
}  // namespace jifen::storage::tables
