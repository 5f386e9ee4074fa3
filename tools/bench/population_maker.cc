#include "tools/bench/population_maker.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "jifen/v1/dossier.pb.h"
#include "proto/model/calendar.h"
#include "storage/tables/commits.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/records.h"
#include "tools/bench/dossier_generator.h"
#include "tools/bench/population.h"

namespace jifen::bench {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

constexpr char kPrincipal[] = "bureau-import";
constexpr int64_t kRowsOfOne = 50;  // no enterprise has more records

// GB/T 4754-2017, a class of each section; manufacturing and software more often, as in such a region.
constexpr std::string_view kIndustries[] = {
    "C3971", "C3562", "C2710", "C3670", "I6513", "I6571", "M7320", "M7514", "A0111",
    "B1012", "C1922", "D4415", "E4852", "F5179", "G5810", "H6110", "J6720", "K7040",
    "L7249", "N7722", "O8191", "P8391", "Q8411", "R8890", "S9421", "T9700"};

v1::Enterprise RegisterEntry(const std::string& id, int64_t number, const v1::Dossier& dossier) {
  v1::Enterprise entry;
  entry.set_enterprise_id(id);
  entry.set_name(absl::StrFormat("示例%07d科技股份有限公司", number));
  entry.set_area_code(id.substr(2, 6));  // a credit code has it in these places
  const auto industry = static_cast<size_t>(number) * 7 % std::size(kIndustries);
  entry.set_industry_code(std::string(kIndustries[industry]));
  if (dossier.enterprise().has_founded()) *entry.mutable_founded() = dossier.enterprise().founded();
  return entry;
}

// What the reading of a table would have filled in.
void FillRecord(const std::string& id, int64_t row, v1::Record& record) {
  record.set_enterprise_id(id);
  record.set_record_id(absl::StrCat(id, "-", record.record_id()));
  v1::Provenance& provenance = *record.mutable_provenance();
  provenance.set_source_reference(absl::StrCat("records-2025.csv:", row));
  provenance.set_submitted_by(kPrincipal);
  *provenance.mutable_observed() = model::MakeDate(2025, 6, 1);
}

// As noted by a clock that goes on a second with each commit.
tables::CommitNote NoteOf(int64_t chunk) {
  return {.committed_at = absl::FromUnixSeconds(1'750'000'000 + chunk), .principal = kPrincipal};
}

}  // namespace

int64_t PopulationMaker::chunks() const {
  const auto enterprises = static_cast<int64_t>(ids_.size());
  return (enterprises + kPopulationCommitEnterprises - 1) / kPopulationCommitEnterprises;
}

absl::StatusOr<kv::CommitRequest> PopulationMaker::MakeChunk(int64_t chunk) const {
  // Far apart, so that the seeds of two populations do not meet.
  DossierGenerator generator((seed_ << 24U) + static_cast<uint64_t>(chunk));
  kv::CommitRequest commit;
  const int64_t begin = chunk * kPopulationCommitEnterprises;
  const int64_t end =
      std::min(begin + kPopulationCommitEnterprises, static_cast<int64_t>(ids_.size()));
  int64_t row = 0;
  for (int64_t number = begin; number < end; ++number) {
    const std::string& id = ids_[static_cast<size_t>(number)];
    v1::Dossier dossier = generator.Next();
    const absl::StatusOr<tables::EnterprisePut> put =
        tables::PutEnterprise(empty_, RegisterEntry(id, number, dossier), commit);
    if (!put.ok()) return put.status();
    for (v1::RecordVersion& version : *dossier.mutable_records()) {
      FillRecord(id, begin * kRowsOfOne + ++row, *version.mutable_record());
      tables::AddRecord(*version.mutable_record(), commit);
    }
  }
  tables::PutCommitNote(NoteOf(chunk), commit);
  // They hold, for nobody else writes and every key is new; to look would be most of the work.
  commit.preconditions.clear();
  return commit;
}

}  // namespace jifen::bench
