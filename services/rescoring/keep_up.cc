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
constexpr absl::Duration kPauseMax = absl::Seconds(16);

// Whether to try again may help.
bool IsOfTheStore(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsAborted(status) || absl::IsCancelled(status);
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
  tables::PublishedVersion published;
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
    signal_->Wait(LongestWait());
    if (stop_) return;
    const absl::StatusOr<bool> worked = CatchUp();
    if (IsStopped(worked.status())) return;
    if (worked.ok()) {
      if (*worked) signal_->Wake();
      continue;
    }
    place_.log(worked.status());
    const absl::Time until = absl::Now() + kPauseAfterFault;
    while (!stop_ && absl::Now() < until) absl::SleepFor(absl::Milliseconds(50));
    signal_->Wake();
  }
}

absl::Duration KeepUp::LongestWait() const {
  absl::Duration longest = absl::InfiniteDuration();
  for (const auto& [id, delay] : delays_) longest = std::min(longest, delay.until - absl::Now());
  return longest;
}

absl::StatusOr<bool> KeepUp::CatchUp() {
  const auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto all = tables::ListPublished(**snapshot);
  if (!all.ok()) return all.status();
  bool any = false;
  ForgetOthers(*all);
  for (const tables::PublishedVersion& published : *all) {
    const std::string& id = published.generation_ids.back();
    const auto delay = delays_.find(id);
    if (delay != delays_.end() && delay->second.until > absl::Now()) continue;
    const absl::StatusOr<bool> worked = CatchUpOne(published.scheme_id, id);
    if (IsStopped(worked.status())) return worked;
    // Somebody else was faster: at once again.
    any = any || absl::IsAborted(worked.status()) || (worked.ok() && *worked);
    if (worked.ok()) {
      delays_.erase(id);
    } else if (!absl::IsAborted(worked.status())) {
      PutOff(id, worked.status());
    }
  }
  return any;
}

void KeepUp::PutOff(const std::string& generation_id, const absl::Status& why) {
  Delay& delay = delays_[generation_id];
  if (delay.logged != why) place_.log(why);
  delay.logged = why;
  delay.pause = std::clamp(delay.pause * 2, kPauseAfterFault, kPauseMax);
  delay.until = absl::Now() + delay.pause;
}

// Cohort tables are large: they go with the publication.
void KeepUp::ForgetOthers(const std::vector<tables::PublishedVersion>& all) {
  const auto is_other = [&all](const auto& of) {
    return std::none_of(all.begin(), all.end(), [&of](const tables::PublishedVersion& one) {
      return one.generation_ids.back() == of.first;
    });
  };
  std::erase_if(scorers_, is_other);
  std::erase_if(delays_, is_other);
  std::erase_if(failed_, is_other);
}

absl::StatusOr<bool> KeepUp::CatchUpOne(const std::string& scheme_id, const std::string& id) {
  auto snapshot = tables::TakeSnapshot(place_.store);
  if (!snapshot.ok()) return snapshot.status();
  const auto published = tables::GetPublished(**snapshot, scheme_id);
  if (!published.ok()) return published.status();
  // Since the list was read; the list is read again.
  if (published->generation_ids.empty() || published->generation_ids.back() != id) return true;
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
                                         .published = *published,
                                         .generation = *generation,
                                         .keep_up = *keep_up,
                                         .upto = upto,
                                         .population = *population,
                                         .scorer = *scorer},
                                        WithFailed(id, *changed));
    if (!status.ok()) return status;
  }
  seen = upto;
  return true;
}

std::vector<std::string> KeepUp::WithFailed(const std::string& generation_id,
                                            std::vector<std::string> changed) const {
  const auto failed = failed_.find(generation_id);
  if (failed == failed_.end()) return changed;
  std::set<std::string> all = failed->second;
  all.insert(changed.begin(), changed.end());
  return {all.begin(), all.end()};
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
    // What is no longer published stays as it is.
    commit.preconditions.emplace_back(tables::PublishedUnchanged(work.published));
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
    place_.log(verdict.status());
    // A fault of this program says nothing about the enterprise.
    if (!absl::IsDataLoss(verdict.status())) {
      failed_[work.generation.generation_id].insert(enterprise_id);
      return 0;
    }
    // One enterprise whose data are damaged does not keep back the others; its line says that there is no score.
    if (!standing.stands()) return 0;
    DescribeDamaged(*standing.line, work.upto, &scored);
    verdict = Verdict::kScored;
  }
  if (*verdict == Verdict::kUnchanged) {
    const auto failed = failed_.find(work.generation.generation_id);
    if (failed != failed_.end()) failed->second.erase(enterprise_id);
    return 0;
  }
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
