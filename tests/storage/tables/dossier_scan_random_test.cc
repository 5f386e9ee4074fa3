// A scan over dossiers gives what look-ups of each of them give, on random histories.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "proto/model/calendar.h"
#include "storage/tables/dossier.h"
#include "storage/tables/records.h"
#include "storage/tables/stored_message.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

constexpr int kEnterprises = 6;
constexpr int kSteps = 120;
constexpr int kScans = 120;

struct Scanned {
  std::string enterprise_id;
  bool wanted = true;
  std::string dossier;  // serialized; of one that is not wanted its register entry

  friend bool operator==(const Scanned&, const Scanned&) = default;
};

std::ostream& operator<<(std::ostream& out, const Scanned& scanned) {
  return out << scanned.enterprise_id << (scanned.wanted ? " wanted" : " not wanted");
}

bool IsEven(const v1::Enterprise& entry) { return entry.name() == "even"; }

class DossierScanTest : public EachStoreTest {
 protected:
  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  v1::Date Day() { return model::FromDays(19'000 + Below(40)); }

  // An enterprise may have records before it is registered, and change its name.
  void Step() {
    const int n = Below(kEnterprises);
    if (Below(5) == 0) {
      v1::Enterprise entry = SampleEnterprise(n);
      entry.set_name(Below(2) == 0 ? "even" : "odd");
      Put(store(), entry);
      return;
    }
    v1::Record record = Below(2) == 0 ? SampleAward(n, "a") : SampleReport(n);
    record.set_record_id(std::string(1, static_cast<char>('a' + Below(3))));
    *record.mutable_valid_from() = Day();
    const auto newest = GetRecord(*Now(store()), NameOf(record));
    if (!newest.ok() || IsWithdrawn(newest->record())) {
      if (!newest.ok()) Put(store(), record);
    } else if (Below(3) == 0) {
      Withdraw(store(), NameOf(record), "withdrawal");
    } else {
      Correct(store(), record, "correction");
    }
  }

  std::vector<Scanned> Scan(const DossierScan& scan) {
    std::vector<Scanned> all;
    const absl::Status status =
        ForEachDossier(*Now(store()), scan, [&all](const ScannedDossier& scanned) {
          EXPECT_TRUE(scanned.wanted || scanned.dossier.records().empty());
          all.push_back({.enterprise_id = scanned.dossier.enterprise().enterprise_id(),
                         .wanted = scanned.wanted,
                         .dossier = scanned.wanted
                                        ? SerializeStored(scanned.dossier)
                                        : SerializeStored(scanned.dossier.enterprise())});
          return true;
        });
    EXPECT_TRUE(status.ok()) << status;
    return all;
  }

  // By look-ups.
  std::vector<Scanned> LookUp(const DossierScan& scan) {
    std::vector<Scanned> all;
    for (int n = 0; n < kEnterprises; ++n) {
      const std::string id = EnterpriseId(n);
      if (id <= scan.after || (!scan.upto.empty() && id > scan.upto)) continue;
      const auto dossier = GetDossier(*Now(store()), {id, scan.valid_at, scan.known_at});
      if (ReasonOf(dossier.status()) == v1::REASON_ENTERPRISE_UNKNOWN) continue;
      EXPECT_TRUE(dossier.ok()) << dossier.status();
      const bool wanted = scan.wants == nullptr || scan.wants(dossier->enterprise());
      all.push_back({id, wanted,
                     wanted ? SerializeStored(*dossier) : SerializeStored(dossier->enterprise())});
    }
    return all;
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
};
INSTANTIATE_TEST_SUITE_P(EachStore, DossierScanTest, StoreKinds(), StoreKindName);

TEST_P(DossierScanTest, GivesWhatLookUpsGiveAtEveryDayRevisionAndPart) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  for (int i = 0; i < kSteps; ++i) Step();
  for (int n = 0; n < kEnterprises; ++n) Put(store(), SampleEnterprise(n));
  Reopen();
  const int newest = static_cast<int>(Now(store())->revision());
  size_t dossiers = 0;
  for (int i = 0; i < kScans; ++i) {
    DossierScan scan{.valid_at = Day(), .known_at = static_cast<kv::Revision>(Below(newest + 1))};
    if (Below(2) == 0) scan.after = EnterpriseId(Below(kEnterprises));
    if (Below(2) == 0) scan.upto = EnterpriseId(Below(kEnterprises));
    if (Below(2) == 0) scan.wants = IsEven;
    const std::vector<Scanned> expected = LookUp(scan);
    ASSERT_EQ(Scan(scan), expected)
        << "known at " << scan.known_at << ", after " << scan.after << ", up to " << scan.upto;
    dossiers += expected.size();
  }
  EXPECT_GT(dossiers, 0U) << "the histories must not be empty";
}

TEST_P(DossierScanTest, StopsWhenTheVisitorHasHadEnough) {
  for (int n = 0; n < 3; ++n) Put(store(), SampleEnterprise(n));
  int visits = 0;
  const absl::Status status =
      ForEachDossier(*Now(store()), {.valid_at = Day()},
                     [&visits](const ScannedDossier&) { return ++visits < 2; });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(visits, 2);
}

TEST_P(DossierScanTest, RevisionThatIsNotThereIsRefused) {
  Put(store(), SampleEnterprise(1));
  const auto nobody = [](const ScannedDossier&) {
    ADD_FAILURE();
    return true;
  };
  EXPECT_EQ(ReasonOf(ForEachDossier(*Now(store()), {.valid_at = Day(), .known_at = 2}, nobody)),
            v1::REASON_REVISION_UNKNOWN);
}

}  // namespace
}  // namespace jifen::storage::tables
