// jifen-bench: measures what must stay fast. Every benchmark ends with one line that a machine can
// read, "<name> ratio=<figure> limit=<figure>", and exits with 1 when the limit is missed.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "tools/bench/evaluate_benchmark.h"
#include "tools/bench/scheme_files.h"

namespace {

constexpr double kEvaluateLimit = 4.0;

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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return RunEvaluate(files, settings, !no_limit);
}
