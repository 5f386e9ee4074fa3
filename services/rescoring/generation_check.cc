#include "services/rescoring/generation_check.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "scoring/decimal/decimal.h"
#include "services/rescoring/range_work.h"
#include "services/rescoring/work_guard.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;
using scoring::decimal::Decimal;

// What a part of a generation holds.
struct PartSum {
  RunTally tally;
  std::string card_hashes;  // 32 bytes of each card, by rising enterprise id
};

absl::Status CheckFailed(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_GENERATION_CHECK,
                          .message = "what is stored is not what was computed",
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

// A line of which the card was not seen yet.
struct Line {
  std::string enterprise_id;
  storage::v1::StoredScore score;
};

// What the threads of a check share.
struct CheckFrame {
  const RunContext& context;
  const kv::Snapshot& snapshot;
  CheckProgress& progress;
};

class PartCheck {
 public:
  PartCheck(const CheckFrame& frame, const storage::v1::StoredRunRange& range,
            const std::atomic<bool>& failed)
      : context_(frame.context),
        snapshot_(frame.snapshot),
        progress_(frame.progress),
        guard_(frame.context, &failed),
        part_{.generation_id = frame.context.generation_id(),
              .after = range.after(),
              .upto = range.upto(),
              .at = frame.snapshot.revision()} {}

  absl::StatusOr<PartSum> Check() {
    absl::Status status = ReadLines();
    if (status.ok()) status = CompareCards();
    if (!status.ok()) return status;
    return std::move(sum_);
  }

 private:
  absl::Status ReadLines() {
    return tables::ForEachGenerationScore(
        snapshot_, part_,
        [this](std::string_view id, const storage::v1::StoredScore& score) -> absl::StatusOr<bool> {
          if (absl::Status wanted = guard_.Pass(); !wanted.ok()) return wanted;
          lines_.push_back({std::string(id), score});
          return true;
        });
  }

  absl::Status CompareCards() {
    size_t at = 0;
    const absl::Status status = tables::ForEachGenerationCard(
        snapshot_, part_, [&](std::string_view id, std::string_view card) -> absl::StatusOr<bool> {
          if (absl::Status wanted = guard_.Pass(); !wanted.ok()) return wanted;
          if (absl::Status passed = PassUntil(id, &at); !passed.ok()) return passed;
          const Line& line = lines_[at++];
          const std::string sha256 = model::Sha256Of(card);
          if (sha256 != line.score.card_sha256()) {
            return CheckFailed("cards", "a card of " + line.enterprise_id + " that is another",
                               "the card that was computed");
          }
          sum_.card_hashes += sha256;
          if (absl::Status added = AddLine(line, card.size()); !added.ok()) return added;
          return true;
        });
    if (!status.ok()) return status;
    return PassUntil("", &at);
  }

  // Lines before that of `id` (empty: all that are left) have no card, and say that there is none.
  absl::Status PassUntil(std::string_view id, size_t* at) {
    for (; *at < lines_.size() && lines_[*at].enterprise_id != id; ++*at) {
      const Line& line = lines_[*at];
      if (!line.score.card_sha256().empty()) {
        return CheckFailed("cards", "no card of " + line.enterprise_id, "its card");
      }
      if (absl::Status added = AddLine(line, 0); !added.ok()) return added;
    }
    if (id.empty() || *at < lines_.size()) return absl::OkStatus();
    return CheckFailed("cards", "a card of " + std::string(id) + " without a line", "its line");
  }

  absl::Status AddLine(const Line& line, size_t card_bytes) {
    progress_.Add();
    return sum_.tally.Add(context_.frame.scheme->message(), line.score, card_bytes);
  }

  const RunContext& context_;
  const kv::Snapshot& snapshot_;
  CheckProgress& progress_;
  WorkGuard guard_;
  const tables::GenerationPart part_;
  std::vector<Line> lines_;
  PartSum sum_;
};

struct RankSum {
  uint64_t lines = 0;
  Decimal total;
};

absl::StatusOr<RankSum> SumRanks(const CheckFrame& frame, const std::atomic<bool>& failed) {
  RankSum sum;
  WorkGuard guard(frame.context, &failed);
  const absl::Status status = tables::ForEachRank(
      frame.snapshot,
      {.generation_id = frame.context.generation_id(), .at = frame.snapshot.revision()},
      [&](const tables::RankLine& line) -> absl::StatusOr<bool> {
        if (absl::Status wanted = guard.Pass(); !wanted.ok()) return wanted;
        ++sum.lines;
        Decimal total;
        const auto unscaled =
            static_cast<scoring::decimal::Int128>(line.total.value_or(absl::int128(0)));
        if (Decimal::FromUnscaled(unscaled, &total) != scoring::decimal::Arithmetic::kOk) {
          return tables::Corrupt("a place in a ranking");
        }
        sum.total = AddInRange(sum.total, total);
        return true;
      });
  if (!status.ok()) return status;
  return sum;
}

absl::Status CompareRanks(const RankSum& ranks, const v1::RunTally& tally) {
  if (ranks.lines != tally.enterprises()) {
    return CheckFailed("ranking", absl::StrCat(ranks.lines, " lines"),
                       absl::StrCat(tally.enterprises()));
  }
  if (ranks.total.Format() == tally.total_sum()) return absl::OkStatus();
  return CheckFailed("ranking", "totals of " + ranks.total.Format(), tally.total_sum());
}

absl::Status CompareTallies(const v1::RunTally& got, const v1::RunTally& want) {
  if (got.SerializeAsString() == want.SerializeAsString()) return absl::OkStatus();
  return CheckFailed("tally", got.ShortDebugString(), want.ShortDebugString());
}

absl::Status CheckShare(const v1::RunPlan& plan, const v1::RunTally& tally) {
  const absl::StatusOr<Decimal> most = Decimal::Parse(plan.not_scored_max());
  if (!most.ok()) return tables::Corrupt("the plan of a run");
  Decimal share;
  const auto without = static_cast<int64_t>(tally.enterprises() - tally.scored());
  const auto all = static_cast<int64_t>(tally.enterprises());
  if (all == 0) {
    return model::ToStatus({.reason = v1::REASON_POPULATION_EMPTY, .path = "plan.population"});
  }
  static_cast<void>(
      scoring::decimal::Divide(Decimal::FromInt(without), Decimal::FromInt(all), &share));
  if (share <= *most) return absl::OkStatus();
  Decimal shown;
  static_cast<void>(
      scoring::decimal::Round(share, 4, scoring::decimal::Rounding::kHalfEven, &shown));
  return model::ToStatus({.reason = v1::REASON_GENERATION_CHECK,
                          .message = "too many cards have no score",
                          .path = "plan.not_scored_max",
                          .got = absl::StrCat(without, " of ", all, ", ", shown.Format()),
                          .want = "at most " + most->Format()});
}

// What the phase of points says that it wrote.
absl::StatusOr<v1::RunTally> TallyOf(const std::vector<tables::RunRangeVersion>& ranges) {
  RunTally written;
  for (const tables::RunRangeVersion& range : ranges) {
    const absl::StatusOr<RunTally> tally = RunTally::Read(range.range.tally());
    if (!tally.ok()) return tally.status();
    written.Add(*tally);
  }
  return written.ToMessage();
}

}  // namespace

absl::Status CheckGeneration(const RunContext& context, CheckProgress* progress,
                             CheckedGeneration* checked) {
  const auto snapshot = tables::TakeSnapshot(context.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto ranges = tables::ListRunRanges(**snapshot, context.generation_id());
  if (!ranges.ok()) return ranges.status();
  const absl::StatusOr<v1::RunTally> written = TallyOf(*ranges);
  if (!written.ok()) return written.status();
  checked->tally = *written;
  const CheckFrame frame{.context = context, .snapshot = **snapshot, .progress = *progress};
  std::vector<PartSum> parts(ranges->size());
  RankSum ranks;
  // The ranking is one piece of work more, and the longest: it comes first.
  const auto work = [&](size_t i, const std::atomic<bool>& failed) {
    if (i == 0) {
      absl::StatusOr<RankSum> sum = SumRanks(frame, failed);
      if (sum.ok()) ranks = *sum;
      return sum.status();
    }
    absl::StatusOr<PartSum> part = PartCheck(frame, (*ranges)[i - 1].range, failed).Check();
    if (part.ok()) parts[i - 1] = *std::move(part);
    return part.status();
  };
  absl::Status status = OnThreads(context, ranges->size() + 1, work);
  if (!status.ok()) return status;
  RunTally found;
  model::Sha256 digest;
  for (const PartSum& part : parts) {
    found.Add(part.tally);
    digest.Add(part.card_hashes);
  }
  checked->tally = found.ToMessage();
  checked->cards_sha256 = model::HexOf(digest.Finish());
  status = CompareTallies(checked->tally, *written);
  if (status.ok()) status = CompareRanks(ranks, checked->tally);
  if (status.ok()) status = CheckShare(context.plan(), checked->tally);
  return status;
}

}  // namespace jifen::services::rescoring
