#include "services/rescoring/cohort_store.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "scoring/decimal/decimal.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
using scoring::decimal::Decimal;
using scoring::evaluate::CohortTables;
using scoring::evaluate::CohortTablesBuilder;
using scoring::scheme::CompiledScheme;

using PieceVisitor = std::function<absl::Status(const tables::CohortPiece&)>;

// Cuts the values of a group into pieces.
absl::Status VisitPieces(const tables::CohortGroupName& name, std::span<const Decimal> values,
                         std::span<const uint32_t> counts, const PieceVisitor& visit) {
  tables::CohortPiece piece{.name = name, .number = 0, .values = {}, .counts = {}};
  for (size_t begin = 0; begin < values.size(); begin += tables::kCohortPieceValues) {
    const size_t count = std::min(tables::kCohortPieceValues, values.size() - begin);
    piece.values.clear();
    for (const Decimal value : values.subspan(begin, count)) {
      piece.values.emplace_back(value.unscaled());
    }
    const auto part = counts.subspan(begin, count);
    piece.counts.assign(part.begin(), part.end());
    if (absl::Status status = visit(piece); !status.ok()) return status;
    ++piece.number;
  }
  return absl::OkStatus();
}

absl::flat_hash_map<std::string, size_t> Positions(const std::vector<std::string>& ids) {
  absl::flat_hash_map<std::string, size_t> positions;
  for (size_t i = 0; i < ids.size(); ++i) positions[ids[i]] = i;
  return positions;
}

std::vector<std::string> MeasureIds(const CompiledScheme& scheme) {
  std::vector<std::string> ids;
  for (const auto& measure : scheme.parts().cohorts.measures) ids.push_back(measure.id);
  return ids;
}

std::vector<std::string> LevelIds(const CompiledScheme& scheme) {
  std::vector<std::string> ids;
  for (const v1::CohortLevel& level : scheme.message().cohorts().levels()) {
    ids.push_back(level.id());
  }
  return ids;
}

}  // namespace

bool NeedsCohorts(const CompiledScheme& scheme) { return !scheme.parts().cohorts.measures.empty(); }

absl::Status ForEachPiece(const CompiledScheme& scheme, const CohortTables& cohorts,
                          const PieceVisitor& visit) {
  const std::vector<std::string> measures = MeasureIds(scheme);
  const std::vector<std::string> levels = LevelIds(scheme);
  absl::Status status;
  cohorts.ForEachGroup([&](size_t measure, size_t level, std::string_view group,
                           std::span<const Decimal> values, std::span<const uint32_t> counts) {
    if (!status.ok()) return;
    status = VisitPieces(
        {.measure_id = measures[measure], .level_id = levels[level], .group = std::string(group)},
        values, counts, visit);
  });
  return status;
}

absl::StatusOr<SharedCohorts> ReadCohortTables(const storage::kv::Snapshot& snapshot,
                                               const CompiledScheme& scheme,
                                               const std::string& generation_id,
                                               const std::string& sha256) {
  const auto measures = Positions(MeasureIds(scheme));
  const auto levels = Positions(LevelIds(scheme));
  CohortTablesBuilder builder(scheme.parts());
  const absl::Status status =
      tables::ForEachCohortPiece(snapshot, generation_id, [&](const tables::CohortPiece& piece) {
        const auto measure = measures.find(piece.name.measure_id);
        const auto level = levels.find(piece.name.level_id);
        if (measure == measures.end() || level == levels.end()) {
          return tables::Corrupt("a cohort table of another scheme");
        }
        for (size_t i = 0; i < piece.values.size(); ++i) {
          Decimal value;
          if (Decimal::FromUnscaled(static_cast<scoring::decimal::Int128>(piece.values[i]),
                                    &value) != scoring::decimal::Arithmetic::kOk) {
            return tables::Corrupt("a value of a cohort table");
          }
          builder.AddCounted(measure->second, level->second, piece.name.group, value,
                             piece.counts[i]);
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  SharedCohorts cohorts = std::move(builder).Build();
  if (cohorts->sha256() != sha256) return tables::Corrupt("a cohort table");
  return cohorts;
}

absl::StatusOr<SharedCohorts> CohortCache::Get(const storage::kv::Snapshot& snapshot,
                                               const CompiledScheme& scheme,
                                               const tables::GenerationVersion& generation) {
  if (!NeedsCohorts(scheme)) return SharedCohorts();
  const std::string& sha256 = generation.generation.cohort_tables_sha256();
  {
    absl::MutexLock lock(&mutex_);
    const auto nobody_reads = [&] {
      mutex_.AssertReaderHeld();
      return !being_read_.contains(sha256);
    };
    mutex_.Await(absl::Condition(&nobody_reads));
    // Also after a reader that failed: its snapshot may have been another one, so this one tries itself.
    if (SharedCohorts found = Find(sha256); found != nullptr) return found;
    being_read_.insert(sha256);
  }
  const std::string& made_by = generation.generation.plan().cohorts_of();
  absl::StatusOr<SharedCohorts> cohorts = ReadCohortTables(
      snapshot, scheme, made_by.empty() ? generation.generation_id : made_by, sha256);
  absl::MutexLock lock(&mutex_);
  being_read_.erase(sha256);
  if (cohorts.ok()) Keep(*cohorts);
  return cohorts;
}

SharedCohorts CohortCache::Find(const std::string& sha256) {
  const auto known = known_.find(sha256);
  if (known == known_.end()) return nullptr;
  SharedCohorts cohorts = known->second.lock();
  if (cohorts == nullptr) return nullptr;
  const auto kept = std::find(kept_.begin(), kept_.end(), cohorts);
  if (kept == kept_.end()) {
    Keep(cohorts);
  } else {
    kept_.splice(kept_.begin(), kept_, kept);
  }
  return cohorts;
}

void CohortCache::Keep(const SharedCohorts& cohorts) {
  kept_.push_front(cohorts);
  bytes_ += cohorts->BytesEstimated();
  while (bytes_ > bytes_max_ && kept_.size() > 1) {
    bytes_ -= kept_.back()->BytesEstimated();
    kept_.pop_back();
  }
  std::erase_if(known_, [](const auto& known) { return known.second.expired(); });
  known_[cohorts->sha256()] = cohorts;
}

}  // namespace jifen::services::rescoring
