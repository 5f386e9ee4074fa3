#include "services/rescoring/run_chunk.h"

#include <optional>
#include <utility>

#include "storage/tables/cohort_tables.h"
#include "storage/tables/dossier.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
using tables::ScannedDossier;

// Visits what is left of a range until `visit` says that the chunk is large enough.
absl::Status Scan(const RunContext& context, const RunRest& rest, RunChunk* chunk,
                  const tables::DossierVisitor& visit) {
  const auto snapshot = tables::TakeSnapshot(context.store);
  if (!snapshot.ok()) return snapshot.status();
  chunk->finished = true;
  return tables::ForEachDossier(
      **snapshot,
      {.after = rest.after,
       .upto = rest.upto,
       .valid_at = context.plan().valid_at(),
       .known_at = context.plan().known_at(),
       .wants = [&](const v1::Enterprise& entry) { return context.population.WantsEntry(entry); }},
      [&](const ScannedDossier& scanned) -> absl::StatusOr<bool> {
        ++chunk->seen;
        chunk->last = scanned.dossier.enterprise().enterprise_id();
        const absl::StatusOr<bool> more = visit(scanned);
        if (!more.ok()) return more.status();
        chunk->finished = *more && chunk->seen < kChunkSeenMax;
        return chunk->finished;
      });
}

}  // namespace

absl::StatusOr<RunChunk> ValuesMaker::Make(const RunRest& rest) {
  RunChunk chunk;
  storage::v1::StoredCohortValues values;
  size_t bytes = 0;
  const absl::Status status =
      Scan(context_, rest, &chunk, [&](const ScannedDossier& scanned) -> absl::StatusOr<bool> {
        if (context_.population.Wants(scanned)) bytes += Take(scanned.dossier, &values);
        return static_cast<size_t>(values.values_size()) < context_.setting.chunk_enterprises &&
               bytes < kCohortValuesBytesMax;
      });
  if (!status.ok()) return status;
  if (values.values_size() > 0) {
    tables::PutCohortValues(context_.generation_id(), chunk.last, values, chunk.commit);
  }
  return chunk;
}

// An enterprise whose evaluation fails has no values; the points say why.
size_t ValuesMaker::Take(const v1::Dossier& dossier, storage::v1::StoredCohortValues* values) {
  const auto taken =
      evaluator_.TakeCohortValues(*context_.frame.scheme, dossier, context_.frame.year);
  if (!taken.ok()) return 0;
  storage::v1::StoredCohortValue* value = values->add_values();
  for (const std::string& group : (*taken)->groups) value->add_groups(group);
  bool any = false;
  for (const std::optional<scoring::decimal::Decimal>& number : (*taken)->values) {
    any = any || number.has_value();
    value->add_values(
        number.has_value() ? tables::EncodeCohortValue(absl::int128(number->unscaled())) : "");
  }
  if (any) return value->ByteSizeLong();
  values->mutable_values()->RemoveLast();
  return 0;
}

absl::StatusOr<RunChunk> PointsMaker::Make(const RunRest& rest) {
  RunChunk chunk;
  size_t bytes = 0;
  const absl::Status status =
      Scan(context_, rest, &chunk, [&](const ScannedDossier& scanned) -> absl::StatusOr<bool> {
        if (!context_.population.Wants(scanned)) return true;
        if (absl::Status scored = Score(scanned.dossier, &chunk, &bytes); !scored.ok()) {
          return scored;
        }
        return chunk.tally.enterprises() < context_.setting.chunk_enterprises &&
               bytes < kChunkBytesMax;
      });
  if (!status.ok()) return status;
  return chunk;
}

absl::Status PointsMaker::Score(const v1::Dossier& dossier, RunChunk* chunk, size_t* bytes) {
  absl::Status status = scorer_.Score(dossier, v1::SCORE_CAUSE_RUN, &scored_);
  if (!status.ok()) return status;
  status = chunk->tally.Add(context_.frame.scheme->message(), scored_.score, scored_.card.size());
  if (!status.ok()) return status;
  *bytes += scored_.card.size();
  tables::PutGenerationScore(
      {.generation_id = context_.generation_id(),
       .enterprise_id = dossier.enterprise().enterprise_id()},
      {.card = std::move(scored_.card), .score = scored_.score, .total = scored_.total},
      chunk->commit);
  return absl::OkStatus();
}

}  // namespace jifen::services::rescoring
