// jifen-cards: cards of made-up dossiers under schemes, for programs that check them.
//
//   Shape    `cards` writes a line of JSON for each dossier: the dossier, and of each scheme the total, the
//            outcome, the stage and the points of each indicator. `digest` prints one SHA-256 over the bytes
//            of all cards, texts and all: dossier by dossier, scheme by scheme. Peers are the samples of the
//            scheme.
//   Threads  the digest does not depend on their number.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "google/protobuf/util/json_util.h"
#include "proto/model/sha256.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/cohort_samples.h"
#include "scoring/evaluate/evaluator.h"
#include "tests/second_opinion/wide_dossiers.h"
#include "tools/bench/scheme_files.h"

namespace {

// A scheme, and the peers that its dossiers are placed among.
struct Scheme {
  std::shared_ptr<const jifen::scoring::scheme::CompiledScheme> compiled;
  std::shared_ptr<const jifen::scoring::evaluate::CohortTables> cohorts;
};
using Schemes = std::vector<Scheme>;

struct Options {
  std::vector<std::string> schemes;
  uint64_t seed = 1;
  uint64_t first = 0;
  uint64_t dossiers = 1000;
  unsigned threads = 1;
};

Schemes ReadSchemes(const Options& options) {
  Schemes schemes;
  for (const std::string& folder : options.schemes) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == ".textproto") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    auto scheme = jifen::bench::ReadScheme(files);
    if (!scheme.ok()) {
      std::cerr << folder << ": " << scheme.status() << "\n";
      std::exit(1);
    }
    auto cohorts = jifen::scoring::evaluate::SampleTables(**scheme);
    schemes.push_back({.compiled = *std::move(scheme), .cohorts = std::move(cohorts)});
  }
  return schemes;
}

jifen::v1::ScoreCard CardOf(const Scheme& scheme, const jifen::v1::Dossier& dossier) {
  thread_local jifen::scoring::evaluate::Evaluator evaluator;
  auto card = jifen::scoring::evaluate::Score(
      *scheme.compiled, dossier, {.evaluation = {.cohorts = scheme.cohorts.get()}}, &evaluator);
  if (!card.ok()) {
    std::cerr << scheme.compiled->message().id() << ": " << card.status() << "\n";
    std::exit(1);
  }
  return *std::move(card);
}

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

// "points", or "lowest..highest" while experts have to judge.
template <typename Result>
std::string PointsOf(const Result& result) {
  return Quoted(result.has_points_highest() ? result.points() + ".." + result.points_highest()
                                            : result.points());
}

std::string Figures(const jifen::v1::ScoreCard& card) {
  const std::string total = card.has_total() ? Quoted(card.total()) : "null";
  const std::string highest = card.has_total_highest() ? Quoted(card.total_highest()) : total;
  std::string points;
  for (const auto& category : card.categories()) {
    for (const auto& indicator : category.indicators()) {
      points += (points.empty() ? "" : ",") + Quoted(indicator.indicator_id()) + ":" +
                PointsOf(indicator);
    }
  }
  return "{\"total\":" + total + ",\"total_highest\":" + highest +
         ",\"outcome\":" + Quoted(jifen::v1::Outcome_Name(card.outcome())) +
         ",\"stage\":" + Quoted(card.stage().stage_id()) +
         ",\"grade\":" + Quoted(card.grade().grade_id()) + ",\"points\":{" + points + "}}";
}

void WriteCards(const Options& options, const Schemes& schemes) {
  google::protobuf::util::JsonPrintOptions format;
  format.preserve_proto_field_names = true;
  for (uint64_t i = options.first; i < options.first + options.dossiers; ++i) {
    const jifen::v1::Dossier dossier = jifen::second_opinion::MakeWideDossier(options.seed, i);
    std::string json;
    if (!google::protobuf::util::MessageToJsonString(dossier, &json, format).ok()) std::exit(1);
    std::string cards;
    for (const auto& scheme : schemes) {
      cards += (cards.empty() ? "" : ",") + Quoted(scheme.compiled->message().id()) + ":" +
               Figures(CardOf(scheme, dossier));
    }
    std::cout << "{\"number\":" << i << ",\"dossier\":" << json << ",\"cards\":{" << cards
              << "}}\n";
  }
}

std::string CardsOf(const Options& options, const Schemes& schemes, uint64_t number) {
  const jifen::v1::Dossier dossier = jifen::second_opinion::MakeWideDossier(options.seed, number);
  std::string bytes;
  for (const auto& scheme : schemes) {
    bytes += jifen::scoring::evaluate::CardBytes(CardOf(scheme, dossier));
  }
  return bytes;
}

void PrintDigest(const Options& options, const Schemes& schemes) {
  constexpr uint64_t kBlock = 512;
  jifen::model::Sha256 sha256;
  std::vector<std::string> block(kBlock);
  for (uint64_t begin = 0; begin < options.dossiers; begin += kBlock) {
    const uint64_t size = std::min(kBlock, options.dossiers - begin);
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < options.threads; ++t) {
      threads.emplace_back([&, t] {
        for (uint64_t i = t; i < size; i += options.threads) {
          block[i] = CardsOf(options, schemes, options.first + begin + i);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (uint64_t i = 0; i < size; ++i) sha256.Add(block[i]);
  }
  std::cout << absl::BytesToHexString(sha256.Finish()) << "  " << options.dossiers * schemes.size()
            << " cards\n";
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Cards of made-up dossiers");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--schemes", options.schemes, "folders of schemes")->required();
  app.add_option("--seed", options.seed);
  app.add_option("--first", options.first);
  app.add_option("--dossiers", options.dossiers);
  app.add_option("--threads", options.threads)->check(CLI::Range(1, 64));
  app.add_subcommand("cards")->callback([&] { WriteCards(options, ReadSchemes(options)); });
  app.add_subcommand("digest")->callback([&] { PrintDigest(options, ReadSchemes(options)); });
  CLI11_PARSE(app, argc, argv);
  return std::cout.flush() ? 0 : 1;
}
