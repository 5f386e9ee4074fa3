// jifen-bench: measures what must stay fast. Every benchmark ends with lines that a machine can read,
// "<name> <figure>=<figure> limit=<figure>", the last of them a ratio, and exits with 1 when a limit is missed.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/bench/evaluate_benchmark.h"
#include "tools/bench/import_benchmark.h"
#include "tools/bench/machine.h"
#include "tools/bench/peer_cases.h"
#include "tools/bench/rescore_command.h"
#include "tools/bench/scheme_files.h"

namespace {

constexpr double kEvaluateLimit = 4.0;
constexpr double kEvaluateRateLimit = 200'000;
constexpr double kImportLimit = 4.0;

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "jifen-bench: %s\n", std::string(status.message()).c_str());
  return 1;
}

double PerSecond(double nanoseconds) { return 1e9 / nanoseconds; }

void PrintEvaluate(const jifen::bench::EvaluateSettings& settings,
                   const jifen::bench::EvaluateFigures& figures) {
  std::printf("%s\n", jifen::bench::MachineText().c_str());
  std::printf("%d dossiers of %.1f records, seed %llu, medians of %d rounds in turns, one thread\n",
              settings.dossiers, figures.records_mean,
              static_cast<unsigned long long>(settings.seed), settings.rounds);
  std::printf("by hand     %8.0f ns a dossier, %8.0f/s, stage and total alone\n",
              figures.region.by_hand_ns, PerSecond(figures.region.by_hand_ns));
  std::printf("evaluator   %8.0f ns a dossier, %8.0f/s, with evidence, causes and next bands\n",
              figures.region.evaluate_ns, PerSecond(figures.region.evaluate_ns));
  std::printf("evaluator   %8.0f ns a dossier, %8.0f/s, with %d threads\n", figures.all_threads_ns,
              PerSecond(figures.all_threads_ns), figures.threads);
  std::printf(
      "card        %8.0f ns a dossier, %8.0f/s, %.1f kB serialized, texts in two languages\n",
      figures.card_ns, PerSecond(figures.card_ns), figures.card_bytes_mean / 1e3);
  std::printf("A few dossiers again and again, out of the caches (for information, no limit):\n");
  std::printf("by hand     %8.0f ns a dossier\n", figures.warm.by_hand_ns);
  std::printf("evaluator   %8.0f ns a dossier, %.2f times\n", figures.warm.evaluate_ns,
              figures.warm.ratio);
}

int RunEvaluate(const std::vector<std::string>& files, const std::string& cases,
                const jifen::bench::EvaluateSettings& settings, bool limited) {
  const auto scheme = jifen::bench::ReadScheme(files);
  if (!scheme.ok()) return Fail(scheme.status());
  const auto dossiers = jifen::bench::GenerateDossiers(settings);
  const auto figures = jifen::bench::MeasureEvaluate(**scheme, dossiers, settings.rounds);
  if (!figures.ok()) return Fail(figures.status());
  PrintEvaluate(settings, *figures);
  if (!cases.empty()) {
    const absl::Status written =
        jifen::bench::WritePeerCases(**scheme, dossiers,
                                     {.evaluate_ns = figures->region.evaluate_ns,
                                      .all_threads_ns = figures->all_threads_ns,
                                      .card_ns = figures->card_ns},
                                     cases);
    if (!written.ok()) return Fail(written);
  }
  const double rate = PerSecond(figures->region.evaluate_ns);
  std::printf("evaluate cards_per_second=%.0f limit=%.0f\n", rate, kEvaluateRateLimit);
  std::printf("evaluate ratio=%.2f limit=%.0f\n", figures->region.ratio, kEvaluateLimit);
  const bool missed = figures->region.ratio > kEvaluateLimit || rate < kEvaluateRateLimit;
  return limited && missed ? 1 : 0;
}

int RunImport(const jifen::bench::ImportSettings& settings, bool limited) {
  const auto figures = jifen::bench::MeasureImport(settings);
  if (!figures.ok()) return Fail(figures.status());
  const auto rows = static_cast<double>(figures->rows);
  std::printf("%s\n", jifen::bench::MachineText().c_str());
  std::printf(
      "%lld rows in %.1f MB of CSV, %.1f MB stored, %lld synced batches, %d rounds in turns\n",
      static_cast<long long>(figures->rows), static_cast<double>(figures->file_bytes) / 1e6,
      static_cast<double>(figures->stored_bytes) / 1e6, static_cast<long long>(figures->batches),
      settings.rounds);
  std::printf("reading alone  %8.0f rows/s, from the file to the message\n",
              rows / figures->reading_seconds);
  std::printf("import         %8.0f rows/s, from the file to the disk\n",
              rows / figures->import_seconds);
  std::printf("bare RocksDB   %8.0f rows/s, the same entries in the same batches\n",
              rows / figures->bare_seconds);
  std::printf("import ratio=%.2f limit=%.0f\n", figures->ratio, kImportLimit);
  return limited && figures->ratio > kImportLimit ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures what must stay fast.", "jifen-bench");
  app.require_subcommand(1);
  CLI::App* evaluate = app.add_subcommand(
      "evaluate", "The evaluator under national-2024 beside a function written by hand");
  std::vector<std::string> files;
  jifen::bench::EvaluateSettings settings;
  std::string cases;
  bool no_limit = false;
  evaluate->add_option("--scheme", files, "Text protos of national-2024")
      ->required()
      ->check(CLI::ExistingFile);
  evaluate->add_option("--dossiers", settings.dossiers, "How many dossiers")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  evaluate->add_option("--rounds", settings.rounds, "How many rounds")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  evaluate->add_option("--seed", settings.seed, "Of the dossiers")->capture_default_str();
  evaluate->add_option("--peer-cases", cases, "A file to write for the benchmark of a peer");
  evaluate->add_flag("--no-limit", no_limit, "Exit with 0 whatever was measured");
  CLI::App* import = app.add_subcommand(
      "import", "The import of CSV files beside bare RocksDB writes of what it stores");
  jifen::bench::ImportSettings import_settings;
  std::string folder;
  import->add_option("--folder", folder, "A new folder on the disk to measure; removed afterwards")
      ->required()
      ->check(CLI::NonexistentPath);
  import->add_option("--enterprises", import_settings.enterprises, "How many enterprises")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  import->add_option("--rounds", import_settings.rounds, "How many rounds")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  import->add_option("--seed", import_settings.seed, "Of the tables")->capture_default_str();
  import->add_flag("--no-limit", no_limit, "Exit with 0 whatever was measured");
  const jifen::bench::RescoreCommand rescore(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (rescore.parsed()) return rescore.Run();
  if (import->parsed()) {
    import_settings.folder = folder;
    const int code = RunImport(import_settings, !no_limit);
    std::filesystem::remove_all(import_settings.folder);
    return code;
  }
  return RunEvaluate(files, cases, settings, !no_limit);
}
