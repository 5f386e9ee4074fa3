// tests/scoring/evaluate/random_scheme.h: schemes of every construct at random, and dossiers for them.
//
//   Shape    0 to 3 stages by the number of awards; core, bonus and deduction categories; every kind of
//            scale; ranges; weights by stage; every missing policy; gates that refuse and that cap;
//            totals that are cut, scaled and rounded.
//   Range    a scheme passes the lint.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "jifen/v1/dossier.pb.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring::evaluate {

class RandomScheme {
 public:
  explicit RandomScheme(uint64_t seed) : random_(seed) {}

  v1::Scheme Next();
  v1::Dossier NextDossier();

 private:
  int64_t Below(int64_t bound) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(bound));
  }
  bool Rarely() { return Below(4) == 0; }
  // Units of the last place as points.
  std::string Points(int64_t units) const;

  void AddStages(v1::Scheme* scheme);
  void AddCategory(v1::CategoryKind kind, v1::Scheme* scheme);
  void AddIndicator(v1::CategoryKind kind, bool always_applies, v1::Category* category);
  void FillMeasure(int64_t most, bool ranges, const std::string& item, v1::Measure* measure);
  void FillAlternatives(int64_t most, v1::Indicator* indicator);
  void FillBands(int64_t most, bool ranges, bool count, v1::Bands* bands);
  void FillLevels(int64_t most, bool ranges, v1::Levels* levels);
  void FillComputed(int64_t most, bool count, v1::Scale* scale);
  void AddBalance(v1::Scheme* scheme);
  void FillTotal(v1::Scheme* scheme);

  std::mt19937_64 random_;
  int places_ = 0;
  std::vector<std::string> stages_;
  int indicators_ = 0;
  // By stage, or the one: units of points.
  std::vector<int64_t> core_;
  std::vector<int64_t> bonus_;
  std::vector<int64_t> category_;
  std::vector<int64_t> weights_;  // of the core indicators
};

}  // namespace jifen::scoring::evaluate
