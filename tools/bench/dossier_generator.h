// tools/bench/dossier_generator.h: made-up dossiers for benchmarks and property tests.
//
//   Shape    an enterprise with a profile, three annual reports, rights, contracts, projects, titles,
//            platforms, awards, standards, financing, penalties and loans, as the records of a region
//            have them: about twenty. Figures often lie on the bounds of the published tables; a few
//            are not reported, and a few days, kinds and levels are not said.
//   Range    valid_at 2025-06-30; reports of 2022, 2023 and 2024.
//   Threads  a generator is used by one thread. The same seed gives the same dossiers with every
//            standard library: std::mt19937_64 is specified, its distributions are not used.
#pragma once

#include <cstdint>
#include <random>

#include "jifen/v1/dossier.pb.h"

namespace jifen::bench {

class DossierGenerator {
 public:
  explicit DossierGenerator(uint64_t seed) : random_(seed) {}

  v1::Dossier Next();

 private:
  // 0..bound-1.
  int64_t Below(int64_t bound);
  bool Chance(int percent) { return Below(100) < percent; }
  template <typename T, size_t n>
  T OneOf(const T (&values)[n]) {
    return values[Below(n)];
  }
  v1::Date Day(int first_year, int last_year);

  v1::Record* Add(int number, v1::Dossier* dossier);
  void AddProfile(v1::Dossier* dossier);
  void AddReport(int year, v1::Dossier* dossier);
  void AddResults(int64_t sales, int64_t rd, v1::AnnualReport* report);
  void AddRights(v1::Dossier* dossier);
  void AddHonours(v1::Dossier* dossier);
  void AddBusiness(v1::Dossier* dossier);
  void AddPenalties(v1::Dossier* dossier);

  std::mt19937_64 random_;
  int count_ = 0;
};

}  // namespace jifen::bench
