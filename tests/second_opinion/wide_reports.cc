// The enterprise, its annual reports and its profile.
#include <algorithm>

#include "proto/model/calendar.h"
#include "tests/second_opinion/wide_maker.h"

namespace jifen::second_opinion {
namespace {

// Bounds of the published tables, in percent and in 万元.
constexpr int64_t kShares[] = {1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 35, 50, 55, 60, 70, 75, 80};
constexpr int64_t kGoodShares[] = {60, 60, 70, 75, 80};
constexpr int64_t kSmallShares[] = {1, 2, 3, 4, 5, 6, 8, 10};
constexpr int64_t kGrowths[] = {-20, 0, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 35};
// Two of 10 % are 21 %, two of 20 % are 44 %.
constexpr int64_t kRdGrowths[] = {-10, 0, 10, 10, 20, 20, 21, 30, 44};
constexpr int64_t kAmounts[] = {50,    100,   200,   300,    400,    500,   600,   1000,
                                1500,  2000,  3000,  5000,   6000,   8000,  10000, 20000,
                                30000, 40000, 80000, 100000, 120000, 200000};
constexpr int32_t kStaff[] = {1,   4,   5,   9,   10,  19,  20,  40,   50,   99,  100,
                              200, 299, 300, 499, 500, 501, 999, 1000, 1999, 2000};
// Manufacturing three times: most enterprises are. The last are in no row of 300号, or not in one alone.
constexpr const char* kIndustries[] = {
    "C3670", "C2710", "C39",   "A0111", "B0610", "D4411", "E4710", "F5111", "F5212", "G5411",
    "G5910", "G5990", "G60",   "H6110", "H6210", "I6311", "I6420", "I6510", "I6560", "K7010",
    "K7020", "K7030", "K7090", "L7111", "L7212", "M7310", "N7721", "O8111", "Q8511", "R8610",
    "G5310", "J6620", "K7040", "K70",   "G59",   "P8310", "Q8411", "S9111", ""};

// The last of the three reports that DossierGenerator makes.
constexpr int kYearOfGenerator = 2024;

}  // namespace

int64_t Maker::Amount() {
  if (Chance(60)) return Beside(OneOf(kAmounts) * kFenPerWan);
  const int64_t wan = Below(25'000);
  return wan * kFenPerWan + Below(9);
}

int32_t Maker::Staff() { return Chance(70) ? OneOf(kStaff) : static_cast<int32_t>(Below(1500)); }

void Maker::FillEnterprise(v1::Enterprise* enterprise) {
  enterprise->set_industry_code(Chance(50) ? "C3670" : OneOf(kIndustries));
  if (Chance(90)) {
    *enterprise->mutable_founded() = Chance(50) ? DayNear(static_cast<int>(Below(6))) : AnyDay();
  }
}

int64_t Maker::GoodShareOf(int64_t whole) {
  return is_sound_ ? Beside(whole / 100 * OneOf(kGoodShares)) : ShareOf(whole, kShares);
}

// A share of a bound of revenue or of costs, a growth on a bound, or any amount.
int64_t Maker::RdExpense(const v1::AnnualReport& report) {
  if (rd_before_ > 0 && Chance(40)) return Beside(rd_before_ / 100 * (100 + OneOf(kRdGrowths)));
  if (is_sound_) return ShareOf(report.sales_fen(), kShares);
  if (Chance(3)) return 0;
  if (Chance(50)) return ShareOf(report.revenue_fen(), kSmallShares);
  return Chance(50) ? ShareOf(report.costs_fen(), kShares) : Amount();
}

void Maker::FillPeople(v1::AnnualReport* report) {
  const int32_t staff = Staff();
  report->set_staff(staff);
  const auto people = [&] {
    const int64_t share = is_sound_ ? std::max<int64_t>(OneOf(kShares), 10) : OneOf(kShares);
    const int64_t bound = (staff * share + 99) / 100;
    return static_cast<int32_t>(std::clamp<int64_t>(Beside(bound), 0, staff));
  };
  report->set_sci_tech_staff(people());
  report->set_rd_staff(people());
  report->set_graduates_hired(static_cast<int32_t>(Below(25)));
  report->set_results_converted(static_cast<int32_t>(Below(Chance(50) ? 6 : 18)));
}

void Maker::FillReport(int64_t main_revenue, v1::AnnualReport* report) {
  constexpr int64_t kMainShares[] = {50, 55, 60, 70, 80, 100};
  const int64_t share = OneOf(kMainShares);
  const int64_t revenue = Chance(30) ? main_revenue : Beside(main_revenue * 100 / share);
  report->set_revenue_fen(std::max(revenue, main_revenue));
  report->set_main_revenue_fen(main_revenue);
  const int64_t sales = Chance(70) ? report->revenue_fen() : Amount();
  report->set_sales_fen(sales);
  report->set_costs_fen(ShareOf(report->revenue_fen(), kShares) + sales / 2);
  report->set_high_tech_revenue_fen(GoodShareOf(report->revenue_fen()));
  const int64_t profit = ShareOf(report->revenue_fen(), kSmallShares);
  report->set_net_profit_fen(profit - (Chance(15) ? report->revenue_fen() / 10 : 0));
  report->set_assets_fen(Amount());
  report->set_liabilities_fen(ShareOf(report->assets_fen(), kShares));
  report->set_net_assets_fen(report->assets_fen() - report->liabilities_fen());
  const int64_t rd = RdExpense(*report);
  report->set_rd_expense_fen(rd);
  report->set_rd_expense_domestic_fen(std::min(rd, GoodShareOf(rd)));
  report->set_rd_tax_relief_fen(ShareOf(rd, kShares));
  report->set_rd_ratio_choice(static_cast<v1::RdRatioChoice>(Below(3)));
  FillPeople(report);
  Forget(report, Chance(30) ? 6 : 0);
}

v1::RdBasis Maker::Basis() {
  constexpr v1::RdBasis kBases[] = {v1::RD_BASIS_UNSPECIFIED, v1::RD_BASIS_ACCOUNTING,
                                    v1::RD_BASIS_HIGH_TECH, v1::RD_BASIS_TAX_DEDUCTION,
                                    v1::RD_BASIS_STATISTICS};
  return Chance(95) ? usual_basis_ : OneOf(kBases);
}

// Of the same or of another meaning, and now and then with nearly the same figures.
void Maker::AddSecondReport(int year, int64_t main_revenue) {
  v1::Record* second = Add("second");
  *second->mutable_valid_from() = model::MakeDate(year, 12, 31);
  second->mutable_provenance()->set_basis(Chance(50) ? Basis()
                                          : usual_basis_ == v1::RD_BASIS_STATISTICS
                                              ? v1::RD_BASIS_HIGH_TECH
                                              : v1::RD_BASIS_STATISTICS);
  if (Chance(40)) second->mutable_provenance()->set_verification(v1::VERIFICATION_STATE_VERIFIED);
  second->mutable_annual_report()->set_year(year);
  FillReport(Chance(50) ? main_revenue : Amount(), second->mutable_annual_report());
}

void Maker::FillReports() {
  usual_basis_ = Chance(50) ? v1::RD_BASIS_STATISTICS : v1::RD_BASIS_HIGH_TECH;
  const int last_year = dossier_->valid_at().year() - 1;
  const int first_versions = dossier_->records_size();
  // Main-business revenue grows by whole percents from a round amount: on a bound or a fen beside it.
  int64_t main_revenue = (1 + Below(300)) * kFenPerWan;
  main_revenue *= Chance(70) ? 100 : 10;
  for (int year = last_year - 2; year <= last_year; ++year) {
    if (Chance(10)) main_revenue = Amount();
    int64_t rd = 0;
    for (int i = 0; i < first_versions; ++i) {
      v1::Record* record = dossier_->mutable_records(i)->mutable_record();
      if (record->annual_report().year() != year - last_year + kYearOfGenerator) continue;
      FillReport(main_revenue, record->mutable_annual_report());
      rd = record->annual_report().rd_expense_fen();
      record->mutable_annual_report()->set_year(Chance(98) ? year : year - 3);
      *record->mutable_valid_from() = model::MakeDate(year, 12, 31);
      record->mutable_provenance()->set_basis(Basis());
    }
    if (Chance(12)) AddSecondReport(year, main_revenue);
    rd_before_ = rd;
    main_revenue = Beside(main_revenue / 100 * (100 + OneOf(kGrowths)));
  }
}

void Maker::FillProfiles() {
  for (v1::RecordVersion& version : *dossier_->mutable_records()) {
    if (version.record().has_profile()) FillProfile(version.mutable_record()->mutable_profile());
  }
  if (!Chance(5)) return;
  v1::Record* second = Add("profile");
  *second->mutable_valid_from() = model::MakeDate(2023, 1, 1);
  FillProfile(second->mutable_profile());
}

void Maker::FillProfile(v1::Profile* profile) {
  if (Chance(95))
    *profile->mutable_niche_since() = Chance(60) ? DayNear(static_cast<int>(Below(12))) : AnyDay();
  profile->set_resident(is_sound_ || !Chance(3));
  profile->set_industry_prohibited(!is_sound_ && Chance(3));
  profile->set_main_product_strategic(Chance(50));
  profile->set_chain_role(static_cast<v1::ChainRole>(Below(5)));
  profile->set_digital_level(static_cast<int32_t>(1 + Below(4)));
  profile->set_high_tech_field(is_sound_ || !Chance(10));
  profile->set_quality_certified(Chance(50));
  profile->set_own_brand(Chance(50));
  profile->set_provincial_feature_points_hundredths(
      static_cast<int32_t>(Chance(50) ? 100 * Below(16) : Below(1501)));
  Forget(profile, Chance(30) ? 6 : 0);
}

}  // namespace jifen::second_opinion
