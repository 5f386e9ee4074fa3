#include "services/comparison/enterprise_ledger.h"

#include "storage/tables/dossier.h"

namespace jifen::services::comparison {
namespace {

scoring::evaluate::LedgerSide SideOf(const ComparedSide& side, const v1::Dossier& dossier) {
  return {.scheme = *side.scheme,
          .dossier = dossier,
          .setting = {.year = side.year, .cohorts = side.cohorts.get()}};
}

}  // namespace

bool IsSameDay(const v1::Date& a, const v1::Date& b) {
  return a.year() == b.year() && a.month() == b.month() && a.day() == b.day();
}

absl::StatusOr<scoring::evaluate::ChangeLedger> EnterpriseLedger::Follow(
    const ComparedEnterprise& enterprise) {
  const auto read = [&](const v1::Date& valid_at, storage::kv::Revision known_at) {
    return storage::tables::GetDossier(
        snapshot_,
        {.enterprise_id = enterprise.enterprise_id, .valid_at = valid_at, .known_at = known_at});
  };
  const bool same_day = IsSameDay(from_.valid_at, to_.valid_at);
  const bool same_records = enterprise.from_known_at == enterprise.to_known_at;
  const absl::StatusOr<v1::Dossier> from = read(from_.valid_at, enterprise.from_known_at);
  if (!from.ok()) return from.status();
  absl::StatusOr<v1::Dossier> other_day = v1::Dossier();
  if (!same_day) other_day = read(to_.valid_at, enterprise.from_known_at);
  if (!other_day.ok()) return other_day.status();
  const v1::Dossier& between = same_day ? *from : *other_day;
  absl::StatusOr<v1::Dossier> other_records = v1::Dossier();
  if (!same_records) other_records = read(to_.valid_at, enterprise.to_known_at);
  if (!other_records.ok()) return other_records.status();
  const v1::Dossier& to = same_records ? between : *other_records;
  return keeper_.Follow({.from = SideOf(from_, *from),
                         .to = SideOf(to_, to),
                         .between = between,
                         .failed_step = enterprise.failed_step});
}

}  // namespace jifen::services::comparison
