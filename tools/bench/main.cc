// jifen-bench: measures what must stay fast. Every benchmark ends with one line that a machine can
// read, "<name> ratio=<figure> limit=<figure>", and exits with 1 when the limit is missed.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/bench/evaluate_benchmark.h"
#include "tools/bench/import_benchmark.h"
#include "tools/bench/machine.h"
#include "tools/bench/scheme_files.h"

namespace {

constexpr double kEvaluateLimit = 4.0;
constexpr double kImportLimit = 4.0;

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "jifen-bench: %s\n", std::string(status.message()).c_str());
  return 1;
}

int RunEvaluate(const std::vector<std::string>& files,
                const jifen::bench::EvaluateSettings& settings, bool limited) {
  const auto scheme = jifen::bench::ReadScheme(files);
  if (!scheme.ok()) return Fail(scheme.status());
  const auto figures = jifen::bench::MeasureEvaluate(**scheme, settings);
  if (!figures.ok()) return Fail(figures.status());
  std::printf("%d dossiers of %.1f records, seed %llu, medians of %d rounds in turns\n",
              settings.dossiers, figures->records_mean,
              static_cast<unsigned long long>(settings.seed), settings.rounds);
  std::printf("by hand    %8.0f ns per dossier\n", figures->region.by_hand_ns);
  std::printf("evaluator  %8.0f ns per dossier, with evidence and next bands\n",
              figures->region.evaluate_ns);
  std::printf("card       %8.0f ns per dossier, with the card and its reasons\n", figures->card_ns);
  std::printf("A few dossiers again and again, out of the caches (for information, no limit):\n");
  std::printf("by hand    %8.0f ns per dossier\n", figures->warm.by_hand_ns);
  std::printf("evaluator  %8.0f ns per dossier, %.2f times\n", figures->warm.evaluate_ns,
              figures->warm.ratio);
  std::printf("evaluate ratio=%.2f limit=%.0f\n", figures->region.ratio, kEvaluateLimit);
  return limited && figures->region.ratio > kEvaluateLimit ? 1 : 0;
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
      "evaluate", "The evaluator under sme-tech-2017 beside a function written by hand");
  std::vector<std::string> files;
  jifen::bench::EvaluateSettings settings;
  bool no_limit = false;
  evaluate->add_option("--scheme", files, "Text protos of sme-tech-2017")
      ->required()
      ->check(CLI::ExistingFile);
  evaluate->add_option("--dossiers", settings.dossiers, "How many dossiers")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  evaluate->add_option("--rounds", settings.rounds, "How many rounds")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  evaluate->add_option("--seed", settings.seed, "Of the dossiers")->capture_default_str();
  evaluate->add_flag("--no-limit", no_limit, "Exit with 0 whatever the ratio is");
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
  import->add_flag("--no-limit", no_limit, "Exit with 0 whatever the ratio is");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (import->parsed()) {
    import_settings.folder = folder;
    const int code = RunImport(import_settings, !no_limit);
    std::filesystem::remove_all(import_settings.folder);
    return code;
  }
  return RunEvaluate(files, settings, !no_limit);
}
