#include "services/rescoring/keep_up.h"

#include <algorithm>
#include <utility>

#include "services/rescoring/population.h"
#include "services/rescoring/run_context.h"
#include "storage/tables/commits.h"
#include "storage/tables/dossier.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr char kPrincipal[] = "keep-up";
// Commits that are brought in at once: so many changes of one enterprise make one card while there is much to catch up.
constexpr kv::Revision kCommitsPerStep = 64;
// Commits that change nothing, after which that is written down.
constexpr kv::Revision kCommitsUnwritten = 1000;
constexpr absl::Duration kPauseAfterFault = absl::Seconds(1);

// Whether to try again may help.
bool IsOfTheStore(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsAborted(status);
}

void DescribeDamaged(const storage::v1::StoredScore& before, kv::Revision known_at,
                     ScoredEnterprise* scored) {
  scored->card.clear();
  scored->total.reset();
  scored->score.Clear();
  scored->score.set_enterprise_name(before.enterprise_name());
  scored->score.set_area_code(before.area_code());
  scored->score.set_industry_code(before.industry_code());
  scored->score.set_known_at(known_at);
  scored->score.set_cause(v1::SCORE_CAUSE_CHANGE);
  DescribeFailure(&scored->score);
}

}  // namespace

// What the generation says of an enterprise now.
struct KeepUp::Standing {
  const storage::v1::StoredScore* line = nullptr;  // null: nothing
  tables::RankTotal total;                         // if it stands in the ranking

  bool stands() const { return line != nullptr && !line->left(); }
};

// One step of one generation.
struct KeepUp::Work {
  std::shared_ptr<const kv::Snapshot> snapshot;
  tables::GenerationVersion generation;
  tables::KeepUpVersion keep_up;
  kv::Revision upto = 0;
  Population population;
  EnterpriseScorer* scorer = nullptr;
};

KeepUp::~KeepUp() {
  stop_ = true;
  signal_->Wake();
  if (thread_.joinable()) thread_.join();
}

void KeepUp::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void KeepUp::Loop() {
  while (true) {
    signal_->Wait();
    if (stop_) return;
    const absl::StatusOr<bool> worked = CatchUp();
    if (IsStopped(worked.status())) return;
    if (worked.ok() || absl::IsAborted(worked.status())) {
      if (!worked.ok() || *worked) signal_->Wake();
      continue;
    }
    place_.log(worked.status());
    const absl::Time until = absl::Now() + kPauseAfterFault;
    while (!stop_ && absl::Now() < until) absl::SleepFor(absl::Milliseconds(50));
    signal_->Wake();
  }
}

absl::StatusOr<bool> KeepUp::CatchUp() {
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto all = tables::ListPublished(**snapshot);
  if (!all.ok()) return all.status();
  bool any = false;
  absl::Status first;
  ForgetOthers(*all);
  for (const tables::PublishedVersion& published : *all) {
    const absl::StatusOr<bool> worked = CatchUpOne(published);
    // What is wrong with one scheme does not keep back the others.
    if (!worked.ok()) first.Update(worked.status());
    any = any || (worked.ok() && *worked);
  }
  if (!first.ok()) return first;
  return any;
}

// Cohort tables are large: they go with the publication.
void KeepUp::ForgetOthers(const std::vector<tables::PublishedVersion>& all) {
  std::erase_if(scorers_, [&all](const auto& scorer) {
    return std::none_of(all.begin(), all.end(), [&scorer](const tables::PublishedVersion& one) {
      return one.generation_ids.back() == scorer.first;
    });
  });
}

absl::StatusOr<bool> KeepUp::CatchUpOne(const tables::PublishedVersion& published) {
  const std::string& id = published.generation_ids.back();
  auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto keep_up = tables::GetKeepUp(**snapshot, id);
  if (!keep_up.ok()) return keep_up.status();
  kv::Revision& seen = seen_[id];
  seen = std::max(seen, keep_up->kept_up_to);
  const kv::Revision upto = std::min((*snapshot)->revision(), seen + kCommitsPerStep);
  if (seen >= upto) return false;
  const auto changed = tables::ChangedEnterprises(**snapshot, {.after = seen, .upto = upto});
  if (!changed.ok()) return changed.status();
  // What concerns nobody is remembered now and then, so that a restart has little to look through.
  if (!changed->empty() || upto - keep_up->kept_up_to >= kCommitsUnwritten) {
    const auto generation = tables::GetGeneration(**snapshot, id);
    if (!generation.ok()) return generation.status();
    const auto population = Population::Make(generation->generation.plan().population());
    if (!population.ok()) return population.status();
    const auto scorer = ScorerOf(**snapshot, *generation);
    if (!scorer.ok()) return scorer.status();
    const absl::Status status = BringIn({.snapshot = *std::move(snapshot),
                                         .generation = *generation,
                                         .keep_up = *keep_up,
                                         .upto = upto,
                                         .population = *population,
                                         .scorer = *scorer},
                                        *changed);
    if (!status.ok()) return status;
  }
  seen = upto;
  return true;
}

// The last commit says that all is done; until then what is done is found to be done.
absl::Status KeepUp::BringIn(const Work& work, const std::vector<std::string>& changed) {
  size_t next = 0;
  do {
    if (stop_) return Stopped();
    kv::CommitRequest commit;
    const size_t end = std::min(next + kChunkEnterprises, changed.size());
    for (size_t bytes = 0; next < end && bytes < kChunkBytesMax; ++next) {
      const absl::StatusOr<size_t> written = Rescore(work, changed[next], commit);
      if (!written.ok()) return written.status();
      bytes += *written;
    }
    if (next == changed.size()) {
      tables::KeepUpVersion keep_up = work.keep_up;
      keep_up.kept_up_to = work.upto;
      tables::PutKeepUp(keep_up, commit);
    } else if (commit.writes.empty()) {
      continue;
    } else {
      commit.preconditions.emplace_back(tables::KeepUpUnchanged(work.keep_up));
    }
    commit.preconditions.emplace_back(tables::GenerationUnchanged(work.generation));
    tables::PutCommitNote({.committed_at = place_.clock(), .principal = kPrincipal}, commit);
    const auto revision = kv::CommitAndWait(place_.store, std::move(commit));
    if (!revision.ok()) return tables::FromStore(revision.status());
  } while (next < changed.size());
  return absl::OkStatus();
}

absl::StatusOr<size_t> KeepUp::Rescore(const Work& work, const std::string& enterprise_id,
                                       kv::CommitRequest& commit) {
  const tables::GenerationMember member{.generation_id = work.generation.generation_id,
                                        .enterprise_id = enterprise_id};
  Standing standing;
  const auto line = tables::FindGenerationLine(*work.snapshot, member, work.snapshot->revision());
  if (!line.ok()) return line.status();
  if (line->has_value()) standing.line = &(*line)->score;
  if (standing.stands()) {
    const auto total = RankTotalOf(*standing.line);
    if (!total.ok()) return total.status();
    standing.total = *total;
  }
  ScoredEnterprise scored;
  absl::StatusOr<Verdict> verdict = Judge(work, enterprise_id, standing, &scored);
  if (!verdict.ok()) {
    if (IsOfTheStore(verdict.status())) return verdict.status();
    // One enterprise whose data are damaged does not keep back the others; its line says that there is no score.
    place_.log(verdict.status());
    if (!standing.stands()) return 0;
    DescribeDamaged(*standing.line, work.upto, &scored);
    verdict = Verdict::kScored;
  }
  if (*verdict == Verdict::kUnchanged) return 0;
  if (*verdict == Verdict::kLeft) {
    tables::PutGenerationLeave(
        member, {.total = standing.total, .known_at = scored.score.known_at()}, commit);
    return 0;
  }
  if (standing.stands() && standing.total != scored.total) {
    tables::EndGenerationRank(member, standing.total, commit);
  }
  const size_t bytes = scored.card.size();
  tables::PutGenerationScore(
      member, {.card = std::move(scored.card), .score = scored.score, .total = scored.total},
      commit);
  return bytes;
}

// What is to become of an enterprise, by its dossier as known at the end of the step.
absl::StatusOr<KeepUp::Verdict> KeepUp::Judge(const Work& work, const std::string& enterprise_id,
                                              const Standing& standing, ScoredEnterprise* scored) {
  const auto dossier =
      tables::GetDossier(*work.snapshot, {.enterprise_id = enterprise_id,
                                          .valid_at = work.generation.generation.plan().valid_at(),
                                          .known_at = work.upto});
  if (!dossier.ok()) return dossier.status();
  // Done before an interruption, maybe in a step that went further than this one.
  if (standing.line != nullptr && standing.line->known_at() >= dossier->known_at()) {
    return Verdict::kUnchanged;
  }
  if (!work.population.WantsEntry(dossier->enterprise()) ||
      !work.population.WantsRecords(*dossier)) {
    scored->score.set_known_at(dossier->known_at());
    return standing.stands() ? Verdict::kLeft : Verdict::kUnchanged;
  }
  if (absl::Status status = work.scorer->Score(*dossier, v1::SCORE_CAUSE_CHANGE, scored);
      !status.ok()) {
    return status;
  }
  return Verdict::kScored;
}

absl::StatusOr<EnterpriseScorer*> KeepUp::ScorerOf(const kv::Snapshot& snapshot,
                                                   const tables::GenerationVersion& generation) {
  std::unique_ptr<EnterpriseScorer>& scorer = scorers_[generation.generation_id];
  if (scorer != nullptr) return scorer.get();
  const v1::RunPlan& plan = generation.generation.plan();
  const auto scheme = place_.catalog.Get(snapshot, plan.scheme_id(), plan.scheme_version());
  if (!scheme.ok()) return scheme.status();
  const auto cohorts = place_.cohorts.Get(snapshot, **scheme, generation);
  if (!cohorts.ok()) return cohorts.status();
  scorer =
      std::make_unique<EnterpriseScorer>(ScoringFrame{.generation_id = generation.generation_id,
                                                      .scheme = *scheme,
                                                      .year = plan.year(),
                                                      .cohorts = *cohorts});
  return scorer.get();
}

}  // namespace jifen::services::rescoring
