#include "tools/bench/rescore_command.h"

#include <algorithm>
#include <cstdio>

#include "tools/bench/machine.h"
#include "tools/bench/rescore_benchmark.h"
#include "tools/bench/scheme_files.h"

namespace jifen::bench {
namespace {

constexpr int64_t kSmallestSize = 1'000;  // below, a commit more or less is what is measured

// What is promised of a run: docs/benchmarks.md.
constexpr double kRatioLimit = 3.0;
constexpr double kTenfoldLimit = 11.0;
constexpr double kMemoryLimitMib = 2048.0;
constexpr double kKeepUpLimitMs = 5.0;

double Millions(int64_t bytes) { return static_cast<double>(bytes) / 1e6; }
double Mebibytes(int64_t bytes) { return static_cast<double>(bytes) / (1024.0 * 1024.0); }

void PrintPopulation(const RescoreFigures& figures) {
  const auto enterprises = static_cast<double>(figures.population.enterprises);
  std::printf("%lld enterprises, %.1f keys and %.0f bytes in the dossier of each, ",
              static_cast<long long>(figures.population.enterprises),
              static_cast<double>(figures.reading.keys_read) / enterprises,
              static_cast<double>(figures.reading.bytes_read) / enterprises);
  if (figures.population.found) {
    std::printf("loaded before\n");
  } else {
    std::printf("loaded in %.0f s\n", figures.population.seconds);
  }
}

void PrintPhases(const PhaseFigures& phases) {
  std::printf(
      "an enterprise on one thread: read %.1f us, evaluate %.1f us, card %.1f us, serialize %.1f "
      "us, "
      "SHA-256 %.1f us; card of %.0f bytes\n",
      phases.read_ns / 1e3, phases.evaluate_ns / 1e3, phases.card_ns / 1e3, phases.bytes_ns / 1e3,
      phases.sha256_ns / 1e3, phases.card_bytes);
}

void PrintWalk(const char* name, const FloorFigures& figures) {
  std::printf("%-14s %8.2f s, CPU %7.2f s, %8.0f enterprises/s, %9.1f MB read, %9.1f MB written\n",
              name, figures.seconds, figures.cpu_seconds,
              static_cast<double>(figures.enterprises) / figures.seconds,
              Millions(figures.bytes_read), Millions(figures.bytes_written));
}

void PrintRun(const RunFigures& figures) {
  const v1::RunTally& tally = figures.run.tally();
  const auto enterprises = static_cast<double>(tally.enterprises());
  std::printf("%-14s %8.2f s, CPU %7.2f s, %8.0f enterprises/s, %9.1f MB of cards\n", "run",
              figures.seconds, figures.cpu_seconds, enterprises / figures.seconds,
              Millions(static_cast<int64_t>(tally.card_bytes())));
  std::printf("of which values %.2f s, points %.2f s, check %.2f s\n", figures.values_seconds,
              figures.points_seconds, figures.check_seconds);
}

void Print(const RescoreFigures& figures) {
  PrintPopulation(figures);
  PrintPhases(figures.phases);
  PrintWalk("reading alone", figures.reading);
  PrintWalk("writing alone", figures.writing);
  PrintWalk("floor", figures.floor);
  PrintRun(figures.run);
  std::printf(
      "%zu changed records: until the new card is there %.2f ms at the median, p99 %.2f ms\n",
      figures.keep_up.changes, figures.keep_up.median_ms, figures.keep_up.p99_ms);
  std::printf("at most %.0f MiB resident while the floor was measured, %.0f MiB during the run\n\n",
              Mebibytes(figures.floor_memory_bytes), Mebibytes(figures.run_memory_bytes));
  std::fflush(stdout);
}

// The greatest number of times that a size took as long as the one before, which is a tenth of it; 0 if there is none.
double GreatestTenfold(const std::vector<RescoreFigures>& sizes) {
  double greatest = 0;
  for (size_t i = 1; i < sizes.size(); ++i) {
    greatest = std::max(greatest, sizes[i].run.seconds / sizes[i - 1].run.seconds);
  }
  return greatest;
}

// Of the largest size; whether all limits hold.
bool PrintLimits(const std::vector<RescoreFigures>& sizes) {
  const RescoreFigures& largest = sizes.back();
  const double tenfold = GreatestTenfold(sizes);
  const double memory = Mebibytes(largest.run_memory_bytes);
  const double ratio = largest.run.seconds / largest.floor.seconds;
  if (tenfold > 0) std::printf("rescore tenfold=%.2f limit=%.0f\n", tenfold, kTenfoldLimit);
  std::printf("rescore resident_mib=%.0f limit=%.0f\n", memory, kMemoryLimitMib);
  std::printf("rescore keep_up_ms=%.2f limit=%.0f\n", largest.keep_up.median_ms, kKeepUpLimitMs);
  std::printf("rescore ratio=%.2f limit=%.0f\n", ratio, kRatioLimit);
  return tenfold <= kTenfoldLimit && memory <= kMemoryLimitMib && ratio <= kRatioLimit &&
         largest.keep_up.median_ms <= kKeepUpLimitMs;
}

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "jifen-bench: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace

RescoreCommand::RescoreCommand(CLI::App& app)
    : command_(app.add_subcommand(
          "rescore", "A run over a whole population beside bare reads and writes of the same")) {
  command_->add_option("--scheme", scheme_files_, "Text protos of the scheme")
      ->required()
      ->check(CLI::ExistingFile);
  command_->add_option("--store", folder_, "A folder on the disk to measure; keeps the populations")
      ->required();
  command_->add_option("--enterprises", enterprises_, "How many, at most")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  command_->add_option("--seed", seed_, "Of the populations")->capture_default_str();
  command_->add_option("--store-memory", store_memory_mib_, "MiB that the store may hold")
      ->check(CLI::Range(16, 16'384))
      ->capture_default_str();
  command_->add_flag("--one-size", one_size_, "Without the tenth and the hundredth of it");
  command_->add_flag("--no-limit", no_limit_, "Exit with 0 whatever was measured");
}

int RescoreCommand::Run() const {
  const auto scheme = ReadScheme(scheme_files_);
  if (!scheme.ok()) return Fail(scheme.status());
  std::printf("%s\n%s, store with %lld MiB\n", MachineText().c_str(),
              (*scheme)->message().id().c_str(), static_cast<long long>(store_memory_mib_));
  RescoreSettings settings{.seed = seed_, .folder = folder_};
  settings.memory_bytes = static_cast<size_t>(store_memory_mib_) << 20U;
  std::vector<RescoreFigures> sizes;
  for (int64_t parts : {100, 10, 1}) {
    settings.enterprises = enterprises_ / parts;
    if (parts > 1 && (one_size_ || settings.enterprises < kSmallestSize)) continue;
    absl::StatusOr<RescoreFigures> figures = MeasureRescore(settings, **scheme);
    if (!figures.ok()) return Fail(figures.status());
    Print(*figures);
    sizes.push_back(*std::move(figures));
  }
  return PrintLimits(sizes) || no_limit_ ? 0 : 1;
}

}  // namespace jifen::bench
