// tests/second_opinion/wide_maker.h: fills one made-up dossier; the parts of wide_dossiers.h.
//
//   Shape    values are drawn from the bounds of the published tables, and one beside them.
//   Threads  an object is used by one thread.
#pragma once

#include <cstdint>
#include <iterator>
#include <random>

#include "google/protobuf/message.h"
#include "jifen/v1/dossier.pb.h"

namespace jifen::second_opinion {

constexpr int64_t kFenPerWan = 1'000'000;

class Maker {
 public:
  explicit Maker(uint64_t seed, v1::Dossier* dossier) : random_(seed), dossier_(dossier) {}

  void Fill();

 private:
  int64_t Below(int64_t bound) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(bound));
  }
  bool Chance(int64_t percent) { return Below(100) < percent; }
  template <typename List>
  auto OneOf(const List& list) {
    return list[static_cast<size_t>(Below(static_cast<int64_t>(std::size(list))))];
  }
  // One beside a bound on either side, now and then.
  int64_t Beside(int64_t bound) { return Chance(40) ? bound + Below(3) - 1 : bound; }
  template <typename List>
  int64_t ShareOf(int64_t whole, const List& shares) {
    if (Chance(30)) return whole / 1000 * Below(1100);
    return Beside(whole / 100 * OneOf(shares));
  }
  int64_t GoodShareOf(int64_t whole);
  int64_t Amount();
  int32_t Staff();
  // Up to a day from the day so many years before valid_at.
  v1::Date DayNear(int years);
  v1::Date AnyDay();
  // Takes a field away now and then, by its name.
  void Forget(google::protobuf::Message* message, int percent);
  v1::Record* Add(const char* kind);

  void FillEnterprise(v1::Enterprise* enterprise);
  void FillReports();
  void FillReport(int64_t main_revenue, v1::AnnualReport* report);
  void FillPeople(v1::AnnualReport* report);
  int64_t RdExpense(const v1::AnnualReport& report);
  void AddSecondReport(int year, int64_t main_revenue);
  v1::RdBasis Basis();
  void FillProfiles();
  void FillProfile(v1::Profile* profile);

  void AddAwards();
  void AddPlatforms();
  void AddProjects();
  void AddRounds();
  void AddProducts();
  void AddConduct();
  void AddMarks();
  void AddMark(const char* scheme_id, const char* item, int64_t hundredths);

  std::mt19937_64 random_;
  v1::Dossier* dossier_;
  bool is_sound_ = false;  // its figures mostly meet what schemes ask before they count points
  v1::RdBasis usual_basis_ = v1::RD_BASIS_UNSPECIFIED;
  int64_t rd_before_ = 0;  // of the year before the one being filled
};

}  // namespace jifen::second_opinion
