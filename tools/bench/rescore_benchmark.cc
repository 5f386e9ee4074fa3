#include "tools/bench/rescore_benchmark.h"

#include <unistd.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "storage/kv/store.h"
#include "tools/bench/machine.h"

namespace jifen::bench {
namespace {

namespace fs = std::filesystem;
namespace kv = storage::kv;
using scoring::scheme::CompiledScheme;
using services::rescoring::WatchedStore;

constexpr size_t kCards = 1'000;
constexpr size_t kPhaseEnterprisesMax = 20'000;
constexpr size_t kChanges = 200;

class Benchmark {
 public:
  Benchmark(const RescoreSettings& settings, const CompiledScheme& scheme)
      : settings_(settings), scheme_(scheme) {}

  absl::StatusOr<RescoreFigures> Run() {
    absl::StatusOr<Population> population = PreparePopulation(
        {.enterprises = settings_.enterprises, .seed = settings_.seed, .folder = settings_.folder});
    if (!population.ok()) return population.status();
    figures_.population = *std::move(population);
    absl::Status status = OnCopy([this](kv::Store& store) { return LookAtOne(store); });
    if (status.ok()) {
      status = OnCopy([this](kv::Store& store) {
        return Walk(store, {.threads = settings_.threads, .write = false}, figures_.reading);
      });
    }
    if (status.ok()) {
      status = OnCopy([this](kv::Store& store) {
        return Walk(store, {.threads = settings_.threads, .read = false}, figures_.writing);
      });
    }
    if (status.ok()) {
      status = OnCopy([this](kv::Store& store) {
        return Walk(store, {.threads = settings_.threads}, figures_.floor);
      });
      figures_.floor_memory_bytes = PeakMemoryBytes();
    }
    if (status.ok()) status = OnCopy([this](WatchedStore& store) { return Rescore(store); });
    if (!status.ok()) return status;
    return figures_;
  }

 private:
  // Does the work on a store that holds the population and nothing else.
  absl::Status OnCopy(const std::function<absl::Status(WatchedStore&)>& work) {
    const fs::path copy = settings_.folder / "copy";
    fs::remove_all(copy);
    absl::Status status = LinkPopulation(figures_.population.folder, copy);
    if (!status.ok()) return status;
    {
      absl::StatusOr<std::unique_ptr<kv::Store>> store =
          kv::rocksdb::Open({.folder = copy, .memory_bytes = settings_.memory_bytes});
      if (!store.ok()) return store.status();
      ::sync();
      WatchedStore watched(*std::move(store));
      ResetPeakMemory();
      status = work(watched);
    }
    fs::remove_all(copy);
    return status;
  }

  absl::Status LookAtOne(kv::Store& store) {
    const auto snapshot = store.NewSnapshot();
    if (!snapshot.ok()) return snapshot.status();
    absl::StatusOr<std::vector<std::string>> cards = FirstCards(**snapshot, scheme_, kCards);
    if (!cards.ok()) return cards.status();
    cards_ = *std::move(cards);
    const absl::StatusOr<PhaseFigures> phases =
        MeasurePhases(**snapshot, scheme_, kPhaseEnterprisesMax);
    if (!phases.ok()) return phases.status();
    figures_.phases = *phases;
    return absl::OkStatus();
  }

  absl::Status Walk(kv::Store& store, const FloorSettings& settings, FloorFigures& figures) {
    const absl::StatusOr<FloorFigures> measured = MeasureFloor(store, cards_, settings);
    if (!measured.ok()) return measured.status();
    figures = *measured;
    return absl::OkStatus();
  }

  absl::Status Rescore(WatchedStore& store) {
    absl::StatusOr<RunFigures> run = RunRescoring(store, scheme_.message(), settings_.threads);
    if (!run.ok()) return run.status();
    figures_.run = *std::move(run);
    figures_.run_memory_bytes = PeakMemoryBytes();
    if (figures_.run.run.tally().enterprises() != static_cast<uint64_t>(settings_.enterprises)) {
      return absl::InternalError("the run left enterprises out");
    }
    const absl::StatusOr<KeepUpFigures> keep_up =
        MeasureKeepUp(store, figures_.run.run.generation_id(), kChanges);
    if (!keep_up.ok()) return keep_up.status();
    figures_.keep_up = *keep_up;
    return absl::OkStatus();
  }

  const RescoreSettings& settings_;
  const CompiledScheme& scheme_;
  std::vector<std::string> cards_;
  RescoreFigures figures_;
};

}  // namespace

absl::StatusOr<RescoreFigures> MeasureRescore(const RescoreSettings& settings,
                                              const CompiledScheme& scheme) {
  return Benchmark(settings, scheme).Run();
}

}  // namespace jifen::bench
