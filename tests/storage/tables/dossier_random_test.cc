// Random histories against a model that keeps every version in a list and looks through all of them.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "proto/model/calendar.h"
#include "storage/tables/dossier.h"
#include "storage/tables/records.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

constexpr int kEnterprises = 3;
constexpr int kSteps = 120;
constexpr int kQuestions = 300;

// What the tables must say, in the plainest way.
class NaiveHistory {
 public:
  void Add(kv::Revision revision, const v1::Enterprise& entry) {
    entries_[entry.enterprise_id()][revision] = entry;
  }
  void Add(kv::Revision revision, const v1::RecordVersion& version) {
    const RecordName name = NameOf(version.record());
    records_[name.enterprise_id][{name.kind, name.record_id}][revision] = version;
  }

  // The newest version of a record, or null.
  const v1::RecordVersion* Newest(const v1::Record& record) const {
    const auto of_enterprise = records_.find(record.enterprise_id());
    if (of_enterprise == records_.end()) return nullptr;
    const RecordName name = NameOf(record);
    const auto versions = of_enterprise->second.find({name.kind, name.record_id});
    return versions == of_enterprise->second.end() ? nullptr : &versions->second.rbegin()->second;
  }

  // Empty: the enterprise was not known.
  std::string Dossier(const DossierQuery& query) const {
    v1::Dossier dossier;
    *dossier.mutable_valid_at() = query.valid_at;
    if (const auto entries = entries_.find(query.enterprise_id); entries != entries_.end()) {
      for (const auto& [revision, entry] : entries->second) {
        if (revision > query.known_at) continue;
        *dossier.mutable_enterprise() = entry;
        dossier.set_known_at(std::max(dossier.known_at(), revision));
      }
    }
    if (!dossier.has_enterprise()) return "";
    AddRecords(query, dossier);
    return SerializeStored(dossier);
  }

 private:
  using Versions = std::map<kv::Revision, v1::RecordVersion>;

  void AddRecords(const DossierQuery& query, v1::Dossier& dossier) const {
    const auto records = records_.find(query.enterprise_id);
    if (records == records_.end()) return;
    for (const auto& [name, versions] : records->second) {
      const v1::RecordVersion* current = nullptr;
      for (const auto& [revision, version] : versions) {
        if (revision > query.known_at) continue;
        current = &version;
        dossier.set_known_at(std::max(dossier.known_at(), revision));
      }
      if (current == nullptr || IsWithdrawn(current->record())) continue;
      if (model::ToDays(current->record().valid_from()) > model::ToDays(query.valid_at)) continue;
      *dossier.add_records() = *current;
    }
  }

  std::map<std::string, std::map<kv::Revision, v1::Enterprise>> entries_;
  std::map<std::string, std::map<std::pair<int, std::string>, Versions>> records_;
};

class DossierRandomTest : public EachStoreTest {
 protected:
  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  v1::Date Day() { return model::FromDays(19'000 + Below(40)); }

  v1::Record Record() {
    const int n = Below(kEnterprises);
    const std::string id(1, static_cast<char>('a' + Below(3)));
    v1::Record record = Below(2) == 0 ? SampleAward(n, id) : SampleReport(n);
    record.set_record_id(id);
    *record.mutable_valid_from() = Day();
    record.mutable_provenance()->set_source_department(std::to_string(Below(3)));
    return record;
  }

  void PutEntry() {
    v1::Enterprise entry = SampleEnterprise(Below(kEnterprises));
    entry.set_name(std::to_string(Below(4)));
    const kv::Revision revision = Put(store(), entry);
    if (revision != 0) history_.Add(revision, entry);
  }

  void PutRecordOrCorrect() {
    v1::RecordVersion version;
    *version.mutable_record() = Record();
    const v1::RecordVersion* newest = history_.Newest(version.record());
    const bool correct = newest != nullptr && !IsWithdrawn(newest->record()) && Below(2) == 0;
    if (correct) version.set_change_reason("correction");
    const kv::Revision revision =
        correct ? Correct(store(), version.record(), "correction") : Put(store(), version.record());
    version.set_revision(revision);
    if (revision != 0) history_.Add(revision, version);
  }

  void WithdrawOne() {
    const v1::RecordVersion* newest = history_.Newest(Record());
    if (newest == nullptr || IsWithdrawn(newest->record())) return;
    v1::RecordVersion version = *newest;
    version.set_change_reason("withdrawal");
    version.mutable_record()->mutable_provenance()->set_verification(
        v1::VERIFICATION_STATE_WITHDRAWN);
    version.set_revision(Withdraw(store(), NameOf(version.record()), "withdrawal"));
    history_.Add(version.revision(), version);
  }

  void Step() {
    switch (Below(8)) {
      case 0:
        return PutEntry();
      case 1:
      case 2:
        return WithdrawOne();
      case 3:
        Unrelated(store());
        return;
      default:
        return PutRecordOrCorrect();
    }
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  NaiveHistory history_;
};
INSTANTIATE_TEST_SUITE_P(EachStore, DossierRandomTest, StoreKinds(), StoreKindName);

TEST_P(DossierRandomTest, AgreesWithTheNaiveHistoryAtEveryDayAndRevision) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  RecordProperty("seed", std::to_string(seed_));
  for (int i = 0; i < kSteps; ++i) Step();
  Reopen();
  const auto snapshot = Now(store());
  int known = 0;
  for (int i = 0; i < kQuestions; ++i) {
    const DossierQuery query{
        .enterprise_id = EnterpriseId(Below(kEnterprises)),
        .valid_at = Day(),
        .known_at = 1 + static_cast<kv::Revision>(Below(static_cast<int>(snapshot->revision())))};
    const auto dossier = GetDossier(*snapshot, query);
    const std::string expected = history_.Dossier(query);
    if (expected.empty()) {
      ASSERT_EQ(ReasonOf(dossier.status()), v1::REASON_ENTERPRISE_UNKNOWN);
      continue;
    }
    ASSERT_TRUE(dossier.ok()) << dossier.status();
    ASSERT_EQ(SerializeStored(*dossier), expected) << dossier->DebugString();
    known += dossier->records_size();
  }
  EXPECT_GT(known, 0) << "the histories must not be empty";
}

}  // namespace
}  // namespace jifen::storage::tables
