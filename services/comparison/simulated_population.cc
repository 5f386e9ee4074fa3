#include "services/comparison/simulated_population.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "scoring/evaluate/evaluator.h"
#include "services/rescoring/enterprise_scorer.h"
#include "services/rescoring/range_work.h"
#include "storage/tables/dossier.h"

namespace jifen::services::comparison {
namespace {

namespace tables = storage::tables;
using scoring::evaluate::CohortTablesBuilder;
using scoring::evaluate::CohortValues;
using scoring::evaluate::Evaluator;

constexpr size_t kBatched = 64;

bool NeedsCohorts(const ComparedSide& side) {
  return side.scheme != nullptr && rescoring::NeedsCohorts(*side.scheme);
}

absl::StatusOr<storage::v1::StoredScore> LineOf(const ComparedSide& side,
                                                const v1::Dossier& dossier, Evaluator& evaluator) {
  storage::v1::StoredScore line;
  rescoring::DescribeEnterprise(dossier, v1::SCORE_CAUSE_UNSPECIFIED, &line);
  const auto evaluation =
      evaluator.Evaluate(*side.scheme, dossier, {.year = side.year, .cohorts = side.cohorts.get()});
  if (!evaluation.ok()) {
    if (!rescoring::IsOfTheData(evaluation.status())) return evaluation.status();
    rescoring::DescribeFailure(&line);
    return line;
  }
  rescoring::DescribeEvaluation(*side.scheme, **evaluation, &line);
  line.set_card_sha256(kNoCard);
  return line;
}

}  // namespace

absl::Status SimulatedPopulation::Scan(
    const WalkRange& range, const v1::Date& valid_at,
    const std::function<absl::Status(const v1::Dossier&)>& visit) {
  const rescoring::Population& population = setting_.population;
  uint64_t seen = 0;
  const absl::Status status = tables::ForEachDossier(
      setting_.snapshot,
      {.after = range.after(),
       .upto = range.upto(),
       .valid_at = valid_at,
       .known_at = setting_.known_at,
       .wants =
           [&population](const v1::Enterprise& entry) { return population.WantsEntry(entry); }},
      [&](const tables::ScannedDossier& scanned) -> absl::StatusOr<bool> {
        if (progress_.stop) return false;
        ++seen;
        ++progress_.done;
        if (!population.Wants(scanned)) return true;
        if (absl::Status status = visit(scanned.dossier); !status.ok()) return status;
        return true;
      });
  // Some came into the register later than what is asked about.
  progress_.done += range.enterprises() - std::min(seen, range.enterprises());
  return status;
}

// An enterprise whose evaluation fails has no values.
absl::Status SimulatedPopulation::TakeValues(const WalkRange& range, const v1::Date& valid_at,
                                             std::span<TablesInMaking> tables) {
  Evaluator evaluator;
  std::vector<std::vector<CohortValues>> batches(tables.size());
  const auto flush = [&] {
    absl::MutexLock lock(&mutex_);
    for (size_t i = 0; i < tables.size(); ++i) {
      for (const CohortValues& taken : batches[i]) tables[i].builder.Add(taken);
      batches[i].clear();
    }
  };
  size_t taken_since = 0;
  const absl::Status status = Scan(range, valid_at, [&](const v1::Dossier& dossier) {
    for (size_t i = 0; i < tables.size(); ++i) {
      const ComparedSide& side = *tables[i].side;
      const auto taken = evaluator.TakeCohortValues(*side.scheme, dossier, side.year);
      if (taken.ok()) batches[i].push_back(**taken);
    }
    if (++taken_since % kBatched == 0) flush();
    return absl::OkStatus();
  });
  flush();
  return status;
}

absl::StatusOr<bool> SimulatedPopulation::MakeTables(const std::vector<WalkRange>& ranges,
                                                     SimulatedSides* sides,
                                                     const ProgressTeller& tell) {
  std::vector<TablesInMaking> tables;
  for (ComparedSide* side : {&sides->from, &sides->to}) {
    if (NeedsCohorts(*side)) {
      tables.push_back({.side = side, .builder = CohortTablesBuilder(side->scheme->parts())});
    }
  }
  if (tables.empty()) return true;
  const absl::StatusOr<bool> walked = WalkThrough(
      ranges, [&](const WalkRange& range) { return TakeValues(range, sides->to.valid_at, tables); },
      tell, &progress_);
  if (!walked.ok() || !*walked) return walked;
  const auto stopped = [&] { return !Tell(progress_, tell); };
  for (TablesInMaking& made : tables) {
    made.side->cohorts = std::move(made.builder).Build(stopped);
    if (made.side->cohorts == nullptr) return false;
  }
  return true;
}

absl::Status SimulatedPopulation::Score(const WalkRange& range, const SimulatedSides& sides,
                                        const Visitor& visit) {
  Evaluator from;
  Evaluator to;
  std::vector<LinePair> batch;
  const auto flush = [&]() -> absl::Status {
    absl::MutexLock lock(&mutex_);
    for (LinePair& pair : batch) {
      if (absl::Status status = visit(std::move(pair)); !status.ok()) return status;
    }
    batch.clear();
    return absl::OkStatus();
  };
  absl::Status status =
      Scan(range, sides.to.valid_at, [&](const v1::Dossier& dossier) -> absl::Status {
        LinePair& pair = batch.emplace_back();
        pair.enterprise_id = dossier.enterprise().enterprise_id();
        if (sides.from.scheme != nullptr) {
          auto line = LineOf(sides.from, dossier, from);
          if (!line.ok()) return line.status();
          pair.from = *std::move(line);
        }
        auto line = LineOf(sides.to, dossier, to);
        if (!line.ok()) return line.status();
        pair.to = *std::move(line);
        return batch.size() == kBatched ? flush() : absl::OkStatus();
      });
  if (status.ok()) status = flush();
  return status;
}

absl::StatusOr<bool> SimulatedPopulation::Walk(SimulatedSides* sides, const Visitor& visit,
                                               const ProgressTeller& tell) {
  const absl::StatusOr<rescoring::CutRanges> cut = rescoring::Cut(setting_.snapshot);
  if (!cut.ok()) return cut.status();
  const uint64_t passes = NeedsCohorts(sides->from) || NeedsCohorts(sides->to) ? 2 : 1;
  progress_.enterprises = cut->enterprises * passes;
  const absl::StatusOr<bool> made = MakeTables(cut->ranges, sides, tell);
  if (!made.ok() || !*made) return made;
  return WalkThrough(
      cut->ranges, [&](const WalkRange& range) { return Score(range, *sides, visit); }, tell,
      &progress_);
}

}  // namespace jifen::services::comparison
