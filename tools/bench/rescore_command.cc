#include "tools/bench/rescore_command.h"

#include <cstdio>

#include "tools/bench/machine.h"
#include "tools/bench/rescore_benchmark.h"
#include "tools/bench/scheme_files.h"

namespace jifen::bench {
namespace {

constexpr double kMebibyte = 1024.0 * 1024.0;
constexpr int64_t kSmallestSize = 1'000;  // below, a commit more or less is what is measured

double Millions(int64_t bytes) { return static_cast<double>(bytes) / 1e6; }

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
  std::printf("%-14s %8.2f s, %8.0f enterprises/s, %9.1f MB read, %9.1f MB written\n", name,
              figures.seconds, static_cast<double>(figures.enterprises) / figures.seconds,
              Millions(figures.bytes_read), Millions(figures.bytes_written));
}

void Print(const RescoreFigures& figures) {
  PrintPopulation(figures);
  PrintPhases(figures.phases);
  PrintWalk("reading alone", figures.reading);
  PrintWalk("writing alone", figures.writing);
  PrintWalk("floor", figures.floor);
  std::printf("floor: at most %.0f MiB resident\n",
              static_cast<double>(figures.floor_memory_bytes) / kMebibyte);
  std::fflush(stdout);
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
  for (int64_t parts : {100, 10, 1}) {
    settings.enterprises = enterprises_ / parts;
    if (parts > 1 && (one_size_ || settings.enterprises < kSmallestSize)) continue;
    const absl::StatusOr<RescoreFigures> figures = MeasureRescore(settings, **scheme);
    if (!figures.ok()) return Fail(figures.status());
    Print(*figures);
  }
  return 0;
}

}  // namespace jifen::bench
