// services/rescoring/keep_up.h: brings changes of records into the published generations.
//
//   Shape    follows the commits. An enterprise that was changed is scored again as known at the last of them, on the
//            generation's day and in its frozen cohort tables, and its card is added to the generation with the change
//            as its cause. One that came into the population, or left it, is added or taken out. After whatever
//            interruption it goes on where it was; what it did twice it did once.
//   Errors   go to the log, once of a kind, and it tries again, later and later. What is wrong with one generation keeps
//            back no other. An enterprise whose stored data are damaged gets a line that says so; one that this program
//            fails at keeps its line, and is tried again with the next changes.
//   Threads  one of its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rescoring/cohort_store.h"
#include "services/rescoring/enterprise_scorer.h"
#include "services/rescoring/wake_signal.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"
#include "storage/tables/generations.h"

namespace jifen::services::rescoring {

class KeepUp {
 public:
  struct Place {
    storage::kv::Store& store;
    scheme::SchemeCatalog& catalog;
    CohortCache& cohorts;
    std::function<absl::Time()> clock;
    std::function<void(const absl::Status&)> log;
  };

  explicit KeepUp(Place place) : place_(std::move(place)) {}
  ~KeepUp();
  KeepUp(const KeepUp&) = delete;
  KeepUp& operator=(const KeepUp&) = delete;

  void Start();
  // To be woken when something was committed. It may outlive this.
  std::shared_ptr<WakeSignal> signal() const { return signal_; }

  // Brings in what was committed up to now; not while started. Whether there was anything. The errors of a generation
  // are logged, and it is left alone for a while.
  absl::StatusOr<bool> CatchUp();

 private:
  struct Work;
  struct Standing;
  // A generation that failed.
  struct Delay {
    absl::Time until;
    absl::Duration pause;
    absl::Status logged;
  };
  enum class Verdict { kUnchanged, kLeft, kScored };

  void Loop();
  void ForgetOthers(const std::vector<storage::tables::PublishedVersion>& all);
  // How long to wait for a commit at most.
  absl::Duration LongestWait() const;
  // Tells what failed, and when the generation is tried again.
  void PutOff(const std::string& generation_id, const absl::Status& why);
  absl::StatusOr<bool> CatchUpOne(const std::string& scheme_id, const std::string& generation_id);
  // Those that changed, and those that the program failed at before.
  std::vector<std::string> WithFailed(const std::string& generation_id,
                                      std::vector<std::string> changed) const;
  absl::Status BringIn(const Work& work, const std::vector<std::string>& changed);
  // The bytes of the card that it adds to the commit.
  absl::StatusOr<size_t> Rescore(const Work& work, const std::string& enterprise_id,
                                 storage::kv::CommitRequest& commit);
  absl::StatusOr<Verdict> Judge(const Work& work, const std::string& enterprise_id,
                                const Standing& standing, ScoredEnterprise* scored);
  absl::StatusOr<EnterpriseScorer*> ScorerOf(const storage::kv::Snapshot& snapshot,
                                             const storage::tables::GenerationVersion& generation);

  const Place place_;
  // By generation: up to where nothing was found to do. What was done is in the store.
  std::map<std::string, storage::kv::Revision> seen_;
  std::map<std::string, std::unique_ptr<EnterpriseScorer>> scorers_;
  std::map<std::string, Delay> delays_;
  std::map<std::string, std::set<std::string>> failed_;  // enterprises that the program failed at
  std::atomic<bool> stop_ = false;
  const std::shared_ptr<WakeSignal> signal_ = std::make_shared<WakeSignal>();
  std::thread thread_;
};

}  // namespace jifen::services::rescoring
