#include "services/rescoring/range_work.h"

#include <algorithm>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/rescoring/run_chunk.h"
#include "storage/tables/commits.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using storage::v1::StoredRunRange;

constexpr char kPrincipal[] = "run";

using CommitAnswer = std::future<absl::StatusOr<kv::Revision>>;

CommitAnswer Submit(kv::Store& store, kv::CommitRequest commit) {
  auto promise = std::make_shared<std::promise<absl::StatusOr<kv::Revision>>>();
  CommitAnswer answer = promise->get_future();
  store.Commit(std::move(commit),
               [promise](absl::StatusOr<kv::Revision> revision) { promise->set_value(revision); });
  return answer;
}

// Works through one range in one phase.
class RangeWork {
 public:
  RangeWork(const RunContext& context, v1::RunPhase phase, tables::RunRangeVersion range)
      : context_(context), values_(phase == v1::RUN_PHASE_VALUES), range_(std::move(range)) {}

  absl::Status Work(ChunkMaker& maker, const std::atomic<bool>& failed) {
    while (!IsDone()) {
      if (context_.stop || failed) return Stopped();
      absl::StatusOr<RunChunk> chunk = maker.Make({.after = Cursor(), .upto = range_.range.upto()});
      if (!chunk.ok()) return chunk.status();
      if (absl::Status status = Finish(); !status.ok()) return status;
      if (absl::Status status = Move(*chunk); !status.ok()) return status;
      chunk->commit.preconditions.emplace_back(tables::RunUnchanged(context_.run));
      tables::PutRunRange(context_.generation_id(), range_, chunk->commit);
      tables::PutCommitNote({.committed_at = context_.setting.clock(), .principal = kPrincipal},
                            chunk->commit);
      under_way_ = Submit(context_.store, std::move(chunk->commit));
    }
    return Finish();
  }

 private:
  bool IsDone() const { return values_ ? range_.range.values_done() : range_.range.points_done(); }

  const std::string& Cursor() const {
    const std::string& cursor =
        values_ ? range_.range.values_cursor() : range_.range.points_cursor();
    return cursor.empty() ? range_.range.after() : cursor;
  }

  // Waits for the commit that is under way.
  absl::Status Finish() {
    if (!under_way_.has_value()) return absl::OkStatus();
    const absl::StatusOr<kv::Revision> revision = under_way_->get();
    under_way_.reset();
    if (!revision.ok()) return tables::FromStore(revision.status());
    range_.revision = *revision;
    return absl::OkStatus();
  }

  // Moves the cursor behind the chunk.
  absl::Status Move(const RunChunk& chunk) {
    StoredRunRange& range = range_.range;
    if (values_) {
      if (!chunk.last.empty()) range.set_values_cursor(chunk.last);
      range.set_values_seen(range.values_seen() + chunk.seen);
      range.set_values_done(chunk.finished);
      return absl::OkStatus();
    }
    if (!chunk.last.empty()) range.set_points_cursor(chunk.last);
    range.set_points_seen(range.points_seen() + chunk.seen);
    range.set_points_done(chunk.finished);
    absl::StatusOr<RunTally> tally = RunTally::Read(range.tally());
    if (!tally.ok()) return tally.status();
    tally->Add(chunk.tally);
    *range.mutable_tally() = tally->ToMessage();
    return absl::OkStatus();
  }

  const RunContext& context_;
  const bool values_;
  tables::RunRangeVersion range_;
  std::optional<CommitAnswer> under_way_;
};

std::unique_ptr<ChunkMaker> MakerOf(const RunContext& context, v1::RunPhase phase) {
  if (phase == v1::RUN_PHASE_VALUES) return std::make_unique<ValuesMaker>(context);
  return std::make_unique<PointsMaker>(context);
}

}  // namespace

absl::Status OnThreads(const RunContext& context, size_t count, const ThreadWork& work) {
  std::atomic<size_t> next = 0;
  std::atomic<bool> failed = false;
  absl::Mutex mutex;
  absl::Status first;
  const auto loop = [&] {
    while (!failed && !context.stop) {
      const size_t i = next++;
      if (i >= count) return;
      const absl::Status status = work(i, failed);
      if (status.ok()) continue;
      absl::MutexLock lock(&mutex);
      if (!failed.exchange(true)) first = status;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < context.setting.threads; ++i) threads.emplace_back(loop);
  loop();
  for (std::thread& thread : threads) thread.join();
  if (!first.ok()) return first;
  return context.stop ? Stopped() : absl::OkStatus();
}

absl::Status WorkThroughRanges(const RunContext& context, v1::RunPhase phase) {
  const auto snapshot = tables::TakeSnapshot(context.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto ranges = tables::ListRunRanges(**snapshot, context.generation_id());
  if (!ranges.ok()) return ranges.status();
  return OnThreads(context, ranges->size(), [&](size_t i, const std::atomic<bool>& failed) {
    const std::unique_ptr<ChunkMaker> maker = MakerOf(context, phase);
    return RangeWork(context, phase, (*ranges)[i]).Work(*maker, failed);
  });
}

absl::StatusOr<CutRanges> Cut(const kv::Snapshot& snapshot, size_t range_enterprises_min) {
  absl::StatusOr<std::vector<std::string>> ids = tables::ListEnterpriseIds(snapshot);
  if (!ids.ok()) return ids.status();
  const size_t size = std::max(range_enterprises_min, (ids->size() + kRunRanges - 1) / kRunRanges);
  CutRanges cut{.ranges = {}, .enterprises = ids->size()};
  size_t begin = 0;
  do {
    StoredRunRange& range = cut.ranges.emplace_back();
    const size_t end = std::min(begin + size, ids->size());
    if (begin > 0) range.set_after((*ids)[begin - 1]);
    if (end < ids->size()) range.set_upto((*ids)[end - 1]);
    range.set_enterprises(end - begin);
    begin = end;
  } while (begin < ids->size());
  return cut;
}

}  // namespace jifen::services::rescoring
