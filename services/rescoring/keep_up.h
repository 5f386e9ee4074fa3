// services/rescoring/keep_up.h: brings changes of records into the published generations.
//
//   Shape    follows the commits. An enterprise that was changed is scored again as known at the last of them, on the
//            generation's day and in its frozen cohort tables, and its card is added to the generation with the change
//            as its cause. One that came into the population, or left it, is added or taken out. After whatever
//            interruption it goes on where it was; what it did twice it did once.
//   Errors   those of the store go to the log, and it tries again.
//   Threads  one of its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
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

  // Brings in what was committed up to now; not while started. Whether there was anything.
  absl::StatusOr<bool> CatchUp();

 private:
  struct Work;
  struct Standing;
  enum class Verdict { kUnchanged, kLeft, kScored };

  void Loop();
  void ForgetOthers(const std::vector<storage::tables::PublishedVersion>& all);
  absl::StatusOr<bool> CatchUpOne(const storage::tables::PublishedVersion& published);
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
  std::atomic<bool> stop_ = false;
  const std::shared_ptr<WakeSignal> signal_ = std::make_shared<WakeSignal>();
  std::thread thread_;
};

}  // namespace jifen::services::rescoring
