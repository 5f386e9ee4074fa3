#include "services/rescoring/generation_check.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "scoring/decimal/decimal.h"
#include "services/rescoring/range_work.h"
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

class PartCheck {
 public:
  PartCheck(const RunContext& context, const kv::Snapshot& snapshot,
            const storage::v1::StoredRunRange& range)
      : context_(context),
        snapshot_(snapshot),
        part_{.generation_id = context.generation_id(),
              .after = range.after(),
              .upto = range.upto(),
              .at = snapshot.revision()} {}

  absl::StatusOr<PartSum> Check(std::atomic<uint64_t>* done) {
    absl::Status status = ReadLines();
    if (status.ok()) status = CompareCards(done);
    if (!status.ok()) return status;
    return std::move(sum_);
  }

 private:
  absl::Status ReadLines() {
    return tables::ForEachGenerationScore(
        snapshot_, part_, [this](std::string_view id, const storage::v1::StoredScore& score) {
          lines_.push_back({std::string(id), score});
          return true;
        });
  }

  absl::Status CompareCards(std::atomic<uint64_t>* done) {
    size_t at = 0;
    const absl::Status status = tables::ForEachGenerationCard(
        snapshot_, part_, [&](std::string_view id, std::string_view card) -> absl::StatusOr<bool> {
          if (absl::Status passed = PassUntil(id, &at); !passed.ok()) return passed;
          const Line& line = lines_[at++];
          const std::string sha256 = model::Sha256Of(card);
          if (sha256 != line.score.card_sha256()) {
            return CheckFailed("cards", "a card of " + line.enterprise_id + " that is another",
                               "the card that was computed");
          }
          sum_.card_hashes += sha256;
          done->fetch_add(1, std::memory_order_relaxed);
          if (absl::Status added = AddLine(line, card.size()); !added.ok()) return added;
          return !context_.stop.load();
        });
    if (!status.ok()) return status;
    if (context_.stop) return Stopped();
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
    return sum_.tally.Add(context_.frame.scheme->message(), line.score, card_bytes);
  }

  const RunContext& context_;
  const kv::Snapshot& snapshot_;
  const tables::GenerationPart part_;
  std::vector<Line> lines_;
  PartSum sum_;
};

struct RankSum {
  uint64_t lines = 0;
  Decimal total;
};

absl::StatusOr<RankSum> SumRanks(const RunContext& context, const kv::Snapshot& snapshot) {
  RankSum sum;
  const absl::Status status = tables::ForEachRank(
      snapshot, {.generation_id = context.generation_id(), .at = snapshot.revision()},
      [&](const tables::RankLine& line) -> absl::StatusOr<bool> {
        ++sum.lines;
        Decimal total;
        const auto unscaled =
            static_cast<scoring::decimal::Int128>(line.total.value_or(absl::int128(0)));
        if (Decimal::FromUnscaled(unscaled, &total) != scoring::decimal::Arithmetic::kOk) {
          return tables::Corrupt("a place in a ranking");
        }
        sum.total = AddInRange(sum.total, total);
        return !context.stop.load();
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

}  // namespace

absl::Status CheckGeneration(const RunContext& context, std::atomic<uint64_t>* done,
                             CheckedGeneration* checked) {
  const auto snapshot = tables::TakeSnapshot(context.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto ranges = tables::ListRunRanges(**snapshot, context.generation_id());
  if (!ranges.ok()) return ranges.status();
  std::vector<PartSum> parts(ranges->size());
  RankSum ranks;
  // The ranking is one piece of work more, and the longest: it comes first.
  absl::Status status = OnThreads(context, ranges->size() + 1, [&](size_t i) {
    if (i == 0) {
      absl::StatusOr<RankSum> sum = SumRanks(context, **snapshot);
      if (sum.ok()) ranks = *sum;
      return sum.status();
    }
    absl::StatusOr<PartSum> part =
        PartCheck(context, **snapshot, (*ranges)[i - 1].range).Check(done);
    if (part.ok()) parts[i - 1] = *std::move(part);
    return part.status();
  });
  if (!status.ok()) return status;
  RunTally found;
  RunTally written;
  model::Sha256 digest;
  for (size_t i = 0; i < parts.size(); ++i) {
    found.Add(parts[i].tally);
    digest.Add(parts[i].card_hashes);
    const absl::StatusOr<RunTally> tally = RunTally::Read((*ranges)[i].range.tally());
    if (!tally.ok()) return tally.status();
    written.Add(*tally);
  }
  checked->tally = found.ToMessage();
  checked->cards_sha256 = model::HexOf(digest.Finish());
  status = CompareTallies(checked->tally, written.ToMessage());
  if (status.ok()) status = CompareRanks(ranks, checked->tally);
  if (status.ok()) status = CheckShare(context.plan(), checked->tally);
  return status;
}

}  // namespace jifen::services::rescoring
