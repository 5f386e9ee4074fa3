#include "tools/bench/evaluate_benchmark.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/card_maker.h"
#include "scoring/evaluate/evaluator.h"
#include "tools/bench/dossier_generator.h"
#include "tools/bench/national_2024_by_hand.h"

namespace jifen::bench {
namespace {

using scoring::decimal::Decimal;
using scoring::evaluate::Evaluation;
using scoring::evaluate::Evaluator;
using scoring::scheme::CompiledScheme;
using Clock = std::chrono::steady_clock;

constexpr int kYear = kBenchmarkYear;
constexpr size_t kWarmDossiers = 32;  // what the caches of any processor hold
constexpr int kWarmWalks = 50;        // of a round

std::string Describe(int stage, bool scored, int64_t hundredths) {
  if (stage == scoring::scheme::kNoStage) return "stage unknown";
  return absl::StrCat("stage ", stage, scored ? absl::StrCat(", ", hundredths) : ", no score");
}

int64_t Hundredths(const Evaluation& evaluation) {
  return static_cast<int64_t>(evaluation.total.unscaled() / (Decimal::kOne / 100));
}

absl::Status Compare(const CompiledScheme& scheme, const std::vector<v1::Dossier>& dossiers) {
  Evaluator evaluator;
  for (const v1::Dossier& dossier : dossiers) {
    const HandScore by_hand = ScoreNationalByHand(dossier, kYear);
    const absl::StatusOr<const Evaluation*> evaluation = evaluator.Evaluate(scheme, dossier, kYear);
    if (!evaluation.ok()) return evaluation.status();
    const std::string got =
        Describe((*evaluation)->stage, (*evaluation)->scored, Hundredths(**evaluation));
    const std::string want =
        Describe(by_hand.stage.value_or(scoring::scheme::kNoStage),
                 by_hand.total_hundredths.has_value(), by_hand.total_hundredths.value_or(0));
    if (got == want) continue;
    return absl::InternalError(absl::StrCat("enterprise ", dossier.enterprise().enterprise_id(),
                                            ": evaluated ", got, "; by hand ", want));
  }
  return absl::OkStatus();
}

// Nanoseconds per dossier of one walk; `sum` keeps the work from being left out.
template <typename Work>
double TimeWalk(const std::vector<v1::Dossier>& dossiers, int64_t* sum, Work work) {
  const Clock::time_point begin = Clock::now();
  for (const v1::Dossier& dossier : dossiers) *sum += work(dossier);
  const std::chrono::duration<double, std::nano> spent = Clock::now() - begin;
  return spent.count() / static_cast<double>(dossiers.size());
}

double Median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  return figures[figures.size() / 2];
}

double MedianRatio(const std::vector<double>& above, const std::vector<double>& below) {
  std::vector<double> ratios;
  for (size_t i = 0; i < above.size(); ++i) ratios.push_back(above[i] / below[i]);
  return Median(std::move(ratios));
}

double MeanRecords(const std::vector<v1::Dossier>& dossiers) {
  int64_t records = 0;
  for (const v1::Dossier& dossier : dossiers) records += dossier.records_size();
  return static_cast<double>(records) / static_cast<double>(dossiers.size());
}

int64_t ByHand(const v1::Dossier& dossier) {
  return ScoreNationalByHand(dossier, kYear).total_hundredths.value_or(-1);
}

// The sums of both are equal, since Compare found them alike.
int64_t ByEvaluator(const CompiledScheme& scheme, const v1::Dossier& dossier,
                    Evaluator* evaluator) {
  const Evaluation& evaluation = **evaluator->Evaluate(scheme, dossier, kYear);
  return evaluation.scored ? Hundredths(evaluation) : -1;
}

// The time of the evaluator by dossier with several threads, each with its part of the dossiers.
double TimeTogether(const CompiledScheme& scheme, const std::vector<v1::Dossier>& dossiers,
                    std::vector<Evaluator>* evaluators) {
  const size_t count = evaluators->size();
  const auto walk = [&](size_t part) {
    int64_t sum = 0;
    const size_t end = dossiers.size() * (part + 1) / count;
    for (size_t i = dossiers.size() * part / count; i < end; ++i) {
      sum += ByEvaluator(scheme, dossiers[i], &(*evaluators)[part]);
    }
    volatile int64_t kept = sum;  // so that the work is not left out
    static_cast<void>(kept);
  };
  const Clock::time_point begin = Clock::now();
  std::vector<std::thread> threads;
  for (size_t part = 1; part < count; ++part) threads.emplace_back(walk, part);
  walk(0);
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double, std::nano> spent = Clock::now() - begin;
  return spent.count() / static_cast<double>(dossiers.size());
}

struct Round {
  double by_hand_ns;
  double evaluate_ns;
};

Round WalkBoth(const CompiledScheme& scheme, const std::vector<v1::Dossier>& dossiers, int walks,
               Evaluator* evaluator, int64_t* difference) {
  Round round{};
  int64_t by_hand = 0;
  int64_t evaluated = 0;
  for (int i = 0; i < walks; ++i) round.by_hand_ns += TimeWalk(dossiers, &by_hand, ByHand) / walks;
  for (int i = 0; i < walks; ++i) {
    round.evaluate_ns += TimeWalk(dossiers, &evaluated,
                                  [&](const v1::Dossier& dossier) {
                                    return ByEvaluator(scheme, dossier, evaluator);
                                  }) /
                         walks;
  }
  *difference += by_hand - evaluated;
  return round;
}

BesideByHand MediansOf(const std::vector<Round>& rounds) {
  std::vector<double> by_hand;
  std::vector<double> evaluate;
  for (const Round& round : rounds) {
    by_hand.push_back(round.by_hand_ns);
    evaluate.push_back(round.evaluate_ns);
  }
  const double ratio = MedianRatio(evaluate, by_hand);
  return {.by_hand_ns = Median(std::move(by_hand)),
          .evaluate_ns = Median(std::move(evaluate)),
          .ratio = ratio};
}

}  // namespace

std::vector<v1::Dossier> GenerateDossiers(const EvaluateSettings& settings) {
  DossierGenerator generator(settings.seed);
  std::vector<v1::Dossier> dossiers;
  dossiers.reserve(static_cast<size_t>(settings.dossiers));
  for (int i = 0; i < settings.dossiers; ++i) dossiers.push_back(generator.Next());
  return dossiers;
}

absl::StatusOr<EvaluateFigures> MeasureEvaluate(const CompiledScheme& scheme,
                                                const std::vector<v1::Dossier>& dossiers,
                                                int rounds) {
  if (const absl::Status same = Compare(scheme, dossiers); !same.ok()) return same;
  const std::vector<v1::Dossier> few(
      dossiers.begin(),
      dossiers.begin() + static_cast<std::ptrdiff_t>(std::min(kWarmDossiers, dossiers.size())));
  std::vector<Round> region;
  std::vector<Round> warm;
  std::vector<double> card;
  std::vector<double> together;
  Evaluator evaluator;
  std::vector<Evaluator> evaluators(std::max(1U, std::thread::hardware_concurrency()));
  int64_t difference = 0;
  int64_t bytes = 0;
  for (int round = 0; round < rounds; ++round) {
    region.push_back(WalkBoth(scheme, dossiers, 1, &evaluator, &difference));
    together.push_back(TimeTogether(scheme, dossiers, &evaluators));
    card.push_back(TimeWalk(dossiers, &bytes, [&](const v1::Dossier& dossier) {
      const auto made = scoring::evaluate::Score(scheme, dossier, kYear, &evaluator);
      return static_cast<int64_t>(scoring::evaluate::CardBytes(*made).size());
    }));
    warm.push_back(WalkBoth(scheme, few, kWarmWalks, &evaluator, &difference));
  }
  if (difference != 0) return absl::InternalError("the sums of the rounds differ");
  return EvaluateFigures{
      .region = MediansOf(region),
      .warm = MediansOf(warm),
      .threads = static_cast<int>(evaluators.size()),
      .all_threads_ns = Median(std::move(together)),
      .card_ns = Median(std::move(card)),
      .card_bytes_mean = static_cast<double>(bytes) / static_cast<double>(dossiers.size()) / rounds,
      .records_mean = MeanRecords(dossiers)};
}

}  // namespace jifen::bench
