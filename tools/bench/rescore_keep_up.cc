#include "tools/bench/rescore_keep_up.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "jifen/v1/generation_service.pb.h"
#include "jifen/v1/registry_service.pb.h"
#include "proto/model/calendar.h"
#include "services/generation/generation_handler.h"
#include "services/registry/registry_handler.h"
#include "services/rescoring/cohort_store.h"
#include "services/rescoring/keep_up.h"
#include "services/rescoring/wake_signal.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/tables/dossier.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/generation_scores.h"
#include "tools/bench/stopwatch.h"

namespace jifen::bench {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;
using services::rescoring::KeepUp;
using services::rescoring::WakeSignal;
using services::rescoring::WatchedStore;

constexpr char kPrincipal[] = "bench";
constexpr absl::Duration kPatience = absl::Seconds(30);

// The newest annual report of an enterprise with another figure.
absl::StatusOr<v1::Record> ChangedReport(const kv::Snapshot& snapshot, const std::string& id) {
  const absl::StatusOr<v1::Dossier> dossier =
      tables::GetDossier(snapshot, {.enterprise_id = id, .valid_at = model::MakeDate(2025, 6, 30)});
  if (!dossier.ok()) return dossier.status();
  const v1::Record* newest = nullptr;
  for (const v1::RecordVersion& version : dossier->records()) {
    const v1::Record& record = version.record();
    if (!record.has_annual_report()) continue;
    if (newest == nullptr || record.annual_report().year() > newest->annual_report().year()) {
      newest = &record;
    }
  }
  if (newest == nullptr) return absl::NotFoundError("an enterprise without an annual report");
  v1::Record changed = *newest;
  v1::AnnualReport& report = *changed.mutable_annual_report();
  report.set_sales_fen(report.sales_fen() + 100);
  return changed;
}

class Changes {
 public:
  Changes(WatchedStore& store, const std::string& generation_id)
      : store_(store), generation_id_(generation_id), registry_(store, absl::Now) {}

  // Called when something was committed.
  std::shared_ptr<WakeSignal> signal() const { return signal_; }

  // Changes a record of the enterprise; milliseconds until its card is there.
  absl::StatusOr<double> Time(const std::string& id) {
    const auto snapshot = store_.NewSnapshot();
    if (!snapshot.ok()) return snapshot.status();
    absl::StatusOr<v1::Record> record = ChangedReport(**snapshot, id);
    if (!record.ok()) return record.status();
    v1::PutRecordRequest request;
    request.set_request_id(absl::StrCat("bench-change-", ++number_));
    *request.mutable_record() = *std::move(record);
    const Stopwatch watch;
    const absl::StatusOr<v1::PutRecordResponse> put = registry_.PutRecord(kPrincipal, request);
    if (!put.ok()) return put.status();
    const absl::Time late = absl::Now() + kPatience;
    while (absl::Now() < late) {
      const absl::StatusOr<bool> there = HasCardSince(id, put->version().revision());
      if (!there.ok()) return there.status();
      if (*there) return watch.seconds() * 1e3;
      signal_->Wait(late - absl::Now());
    }
    return absl::DeadlineExceededError("no card of a changed record");
  }

 private:
  absl::StatusOr<bool> HasCardSince(const std::string& id, kv::Revision revision) {
    const auto snapshot = store_.NewSnapshot();
    if (!snapshot.ok()) return snapshot.status();
    const auto card = tables::FindGenerationCard(
        **snapshot, {.generation_id = generation_id_, .enterprise_id = id},
        (*snapshot)->revision());
    if (!card.ok()) return card.status();
    return card->has_value() && (*card)->revision > revision;
  }

  WatchedStore& store_;
  const std::string& generation_id_;
  services::registry::RegistryHandler registry_;
  const std::shared_ptr<WakeSignal> signal_ = std::make_shared<WakeSignal>();
  int number_ = 0;
};

absl::Status Publish(WatchedStore& store, services::scheme::SchemeCatalog& catalog,
                     const std::string& generation_id) {
  v1::PublishGenerationRequest request;
  request.set_request_id("bench-publish");
  request.set_generation_id(generation_id);
  return services::generation::GenerationHandler(store, catalog, absl::Now)
      .PublishGeneration(kPrincipal, request)
      .status();
}

absl::StatusOr<std::vector<double>> TimeEach(WatchedStore& store, Changes& changes, size_t count) {
  const auto snapshot = store.NewSnapshot();
  if (!snapshot.ok()) return snapshot.status();
  const auto ids = tables::ListEnterpriseIds(**snapshot);
  if (!ids.ok()) return ids.status();
  const size_t size = std::min(count, ids->size());
  std::vector<double> times;
  for (size_t i = 0; i < size; ++i) {
    const absl::StatusOr<double> time = changes.Time((*ids)[ids->size() / size * i]);
    if (!time.ok()) return time.status();
    times.push_back(*time);
  }
  return times;
}

}  // namespace

absl::StatusOr<KeepUpFigures> MeasureKeepUp(WatchedStore& store, const std::string& generation_id,
                                            size_t changes_max) {
  services::scheme::SchemeCatalog catalog;
  services::rescoring::CohortCache cohorts;
  if (absl::Status status = Publish(store, catalog, generation_id); !status.ok()) return status;
  Changes changes(store, generation_id);
  KeepUp keep_up({.store = store,
                  .catalog = catalog,
                  .cohorts = cohorts,
                  .clock = absl::Now,
                  .log = [](const absl::Status& status) {
                    std::fprintf(stderr, "jifen-bench: %s\n", status.ToString().c_str());
                  }});
  store.Listen([keeper = keep_up.signal(), waiter = changes.signal()] {
    keeper->Wake();
    waiter->Wake();
  });
  keep_up.Start();
  absl::StatusOr<std::vector<double>> times = TimeEach(store, changes, changes_max);
  if (!times.ok()) return times.status();
  if (times->empty()) return absl::NotFoundError("no enterprise is registered");
  std::sort(times->begin(), times->end());
  return KeepUpFigures{.changes = times->size(),
                       .median_ms = (*times)[times->size() / 2],
                       .p99_ms = (*times)[times->size() * 99 / 100]};
}

}  // namespace jifen::bench
