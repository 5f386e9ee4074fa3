#include "services/comparison/generation_diff.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "proto/model/error.h"
#include "services/comparison/enterprise_ledger.h"
#include "services/comparison/generation_sums.h"
#include "services/comparison/line_reader.h"
#include "services/comparison/range_walk.h"
#include "services/generation/ranking.h"
#include "services/rescoring/enterprise_scorer.h"
#include "services/rescoring/range_work.h"
#include "services/rpc/message_limits.h"
#include "storage/tables/generations.h"
#include "storage/tables/runs.h"
#include "storage/tables/store_error.h"

namespace jifen::services::comparison {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::evaluate::FailedStep;

constexpr size_t kPairsBatched = 128;

struct DiffSide {
  tables::GenerationVersion generation;
  ComparedSide side;

  const v1::RunPlan& plan() const { return generation.generation.plan(); }
  const std::string& cohorts_sha256() const { return generation.generation.cohort_tables_sha256(); }
};

absl::StatusOr<DiffSide> FindSide(const kv::Snapshot& snapshot, const ComparisonCaches& caches,
                                  const std::string& generation_id, std::string_view path) {
  if (absl::Status status = tables::CheckGenerationId(generation_id, path); !status.ok()) {
    return status;
  }
  absl::StatusOr<tables::GenerationVersion> generation =
      tables::GetGeneration(snapshot, generation_id, path);
  if (!generation.ok()) return generation.status();
  DiffSide side{.generation = *std::move(generation), .side = {}};
  const v1::RunPlan& plan = side.plan();
  const auto scheme = caches.catalog.Get(snapshot, plan.scheme_id(), plan.scheme_version());
  if (!scheme.ok()) return tables::Corrupt("the scheme of a generation");
  side.side.scheme = *scheme;
  side.side.year = plan.year();
  side.side.valid_at = plan.valid_at();
  return side;
}

// The tables are read only of generations that will be compared.
absl::Status ReadCohorts(const kv::Snapshot& snapshot, const ComparisonCaches& caches,
                         DiffSide* side) {
  auto cohorts = caches.cohorts.Get(snapshot, *side->side.scheme, side->generation);
  if (!cohorts.ok()) return cohorts.status();
  side->side.cohorts = *std::move(cohorts);
  return absl::OkStatus();
}

absl::Status OtherScheme(const DiffSide& from, const DiffSide& to) {
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .message = "points of two schemes are not compared",
                          .path = "to_generation_id",
                          .got = to.generation.generation_id + " of " + to.plan().scheme_id(),
                          .want = "a generation of " + from.plan().scheme_id()});
}

// What differs between the two generations for everybody.
struct CommonCauses {
  CommonCauses(const DiffSide& from, const DiffSide& to)
      : time(from.plan().year() != to.plan().year() ||
             !IsSameDay(from.plan().valid_at(), to.plan().valid_at())),
        cohort(from.cohorts_sha256() != to.cohorts_sha256() &&
               rescoring::NeedsCohorts(*from.side.scheme) &&
               scoring::evaluate::PlaceAlike(*from.side.scheme, *to.side.scheme)),
        scheme(from.side.scheme->sha256() != to.side.scheme->sha256()) {}

  bool time;
  bool cohort;
  bool scheme;
};

class Differ {
 public:
  Differ(const kv::Snapshot& snapshot, const DiffSide& from, const DiffSide& to, size_t movers)
      : snapshot_(snapshot),
        from_(from),
        to_(to),
        common_(from, to),
        sums_({.from = *from.side.scheme, .to = *to.side.scheme, .movers = movers}) {}

  // False: nobody listens any more.
  absl::StatusOr<bool> Walk(const rescoring::CutRanges& cut, const ProgressTeller& tell) {
    progress_.enterprises = cut.enterprises;
    return WalkThrough(
        cut.ranges, [this](const WalkRange& range) { return WorkRange(range); }, tell, &progress_);
  }

  absl::StatusOr<v1::GenerationDiff> Build() {
    v1::GenerationDiff diff;
    diff.set_from_generation_id(from_.generation.generation_id);
    diff.set_to_generation_id(to_.generation.generation_id);
    diff.set_revision(snapshot_.revision());
    absl::MutexLock lock(&mutex_);
    sums_.Fill(&diff);
    absl::Status status = AddMovers(sums_.TakeGains(), diff.mutable_gains());
    if (status.ok()) status = AddMovers(sums_.TakeLosses(), diff.mutable_losses());
    if (!status.ok()) return status;
    return diff;
  }

 private:
  struct Batched {
    Move move;
    std::vector<CauseOfMove> causes;
  };

  tables::GenerationPart PartOf(const DiffSide& side, const WalkRange& range) const {
    return {.generation_id = side.generation.generation_id,
            .after = range.after(),
            .upto = range.upto(),
            .at = snapshot_.revision()};
  }

  absl::Status WorkRange(const WalkRange& range) {
    LineReader from(snapshot_, PartOf(from_, range));
    LineReader to(snapshot_, PartOf(to_, range));
    EnterpriseLedger ledger(snapshot_, from_.side, to_.side);
    std::vector<Batched> batch;
    uint64_t seen = 0;
    while (!progress_.stop) {
      absl::StatusOr<std::optional<LinePair>> pair = NextPair(from, to);
      if (!pair.ok()) return pair.status();
      if (!pair->has_value()) break;
      absl::StatusOr<Batched> one = Compare(**std::move(pair), ledger);
      if (!one.ok()) return one.status();
      batch.push_back(*std::move(one));
      if (batch.size() < kPairsBatched) continue;
      seen += batch.size();
      if (absl::Status status = AddBatch(&batch); !status.ok()) return status;
    }
    seen += batch.size();
    if (absl::Status status = AddBatch(&batch); !status.ok()) return status;
    progress_.done += range.enterprises() - std::min(seen, range.enterprises());
    return absl::OkStatus();
  }

  absl::Status AddBatch(std::vector<Batched>* batch) {
    absl::MutexLock lock(&mutex_);
    for (const Batched& one : *batch) {
      if (absl::Status status = sums_.Add(one.move, one.causes); !status.ok()) return status;
    }
    progress_.done += batch->size();
    batch->clear();
    return absl::OkStatus();
  }

  absl::StatusOr<Batched> Compare(LinePair pair, EnterpriseLedger& ledger) const {
    Batched one;
    one.move.pair = std::move(pair);
    const absl::StatusOr<Total> from = ReadTotal(one.move.pair.from);
    if (!from.ok()) return from.status();
    const absl::StatusOr<Total> to = ReadTotal(one.move.pair.to);
    if (!to.ok()) return to.status();
    one.move.from = *from;
    one.move.to = *to;
    if (!one.move.Difference().has_value()) return one;
    absl::StatusOr<std::vector<CauseOfMove>> causes = CausesOf(one.move, ledger);
    if (!causes.ok()) return causes.status();
    one.causes = *std::move(causes);
    return one;
  }

  // Of a move with two totals.
  absl::StatusOr<std::vector<CauseOfMove>> CausesOf(const Move& move,
                                                    EnterpriseLedger& ledger) const {
    const bool data = move.pair.from->known_at() != move.pair.to->known_at();
    const int causes = int{common_.time} + int{data} + int{common_.cohort} + int{common_.scheme};
    if (causes == 0) {
      return std::vector<CauseOfMove>{Unexplained({}, *move.Difference())};
    }
    // Under one scheme and of one stage it is the only cause; days and records may change the stage too.
    const bool one_stage = move.pair.from->stage() == move.pair.to->stage();
    if (causes == 1 && (common_.cohort || common_.scheme || one_stage)) {
      const v1::ChangeCause only = common_.scheme   ? v1::CHANGE_CAUSE_SCHEME
                                   : common_.cohort ? v1::CHANGE_CAUSE_COHORT
                                   : data           ? v1::CHANGE_CAUSE_DATA
                                                    : v1::CHANGE_CAUSE_TIME;
      return std::vector<CauseOfMove>{{.cause = only, .amount = *move.Difference()}};
    }
    const auto followed = Follow(move, ledger);
    if (!followed.ok()) return followed.status();
    std::vector<CauseOfMove> amounts;
    for (const auto& change : followed->causes) amounts.push_back({change.cause, change.amount});
    amounts.push_back(Unexplained(*followed, *move.Difference()));
    return amounts;
  }

  absl::StatusOr<scoring::evaluate::ChangeLedger> Follow(const Move& move,
                                                         EnterpriseLedger& ledger) const {
    auto followed = ledger.Follow({.enterprise_id = move.pair.enterprise_id,
                                   .from_known_at = move.pair.from->known_at(),
                                   .to_known_at = move.pair.to->known_at(),
                                   .failed_step = FailedStep::kCarry});
    // There were two totals: that there are none now is this version of the program.
    if (rescoring::IsOfTheData(followed.status())) return scoring::evaluate::ChangeLedger();
    return followed;
  }

  absl::Status AddMovers(const std::vector<Move>& moves,
                         google::protobuf::RepeatedPtrField<v1::Mover>* movers) const {
    EnterpriseLedger ledger(snapshot_, from_.side, to_.side);
    for (const Move& move : moves) {
      const auto followed = Follow(move, ledger);
      if (!followed.ok()) return followed.status();
      v1::Mover* mover = movers->Add();
      *mover->mutable_from() = LineOf(from_, move.pair.enterprise_id, *move.pair.from);
      *mover->mutable_to() = LineOf(to_, move.pair.enterprise_id, *move.pair.to);
      mover->set_difference(move.Difference()->Format());
      FillCauses(*followed, *move.Difference(), mover->mutable_causes());
    }
    return absl::OkStatus();
  }

  static v1::RankedScore LineOf(const DiffSide& side, std::string_view enterprise_id,
                                const storage::v1::StoredScore& score) {
    return generation::LineOf({.plan = side.plan(),
                               .generation_id = side.generation.generation_id,
                               .scheme = side.side.scheme->message(),
                               .enterprise_id = enterprise_id},
                              score);
  }

  const kv::Snapshot& snapshot_;
  const DiffSide& from_;
  const DiffSide& to_;
  const CommonCauses common_;
  WalkProgress progress_;
  absl::Mutex mutex_;
  GenerationSums sums_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::Status DiffGenerations(std::shared_ptr<const kv::Snapshot> snapshot,
                             const ComparisonCaches& caches,
                             const v1::DiffGenerationsRequest& request, const DiffWriter& write) {
  if (absl::Status status = CheckMovers(request.movers()); !status.ok()) return status;
  auto from = FindSide(*snapshot, caches, request.from_generation_id(), "from_generation_id");
  if (!from.ok()) return from.status();
  auto to = FindSide(*snapshot, caches, request.to_generation_id(), "to_generation_id");
  if (!to.ok()) return to.status();
  if (from->plan().scheme_id() != to->plan().scheme_id()) return OtherScheme(*from, *to);
  const ProgressTeller tell = [&write](const v1::ComparisonProgress& progress) {
    v1::DiffGenerationsResponse response;
    *response.mutable_progress() = progress;
    return write(response);
  };
  const absl::StatusOr<rescoring::CutRanges> cut = rescoring::Cut(*snapshot);
  if (!cut.ok()) return cut.status();
  WalkProgress begun;
  begun.enterprises = cut->enterprises;
  for (DiffSide* side : {&*from, &*to}) {
    if (!Tell(begun, tell)) return absl::OkStatus();
    if (absl::Status status = ReadCohorts(*snapshot, caches, side); !status.ok()) return status;
  }
  Differ differ(*snapshot, *from, *to, static_cast<size_t>(request.movers()));
  const absl::StatusOr<bool> done = differ.Walk(*cut, tell);
  if (!done.ok()) return done.status();
  if (!*done) return absl::OkStatus();
  absl::StatusOr<v1::GenerationDiff> diff = differ.Build();
  if (!diff.ok()) return diff.status();
  v1::DiffGenerationsResponse response;
  *response.mutable_diff() = *std::move(diff);
  if (absl::Status status = CheckAnswerSize(response.ByteSizeLong()); !status.ok()) return status;
  write(response);
  return absl::OkStatus();
}

}  // namespace jifen::services::comparison
