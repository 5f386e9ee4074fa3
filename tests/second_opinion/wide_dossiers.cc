#include "tests/second_opinion/wide_dossiers.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <tuple>

#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"
#include "tools/bench/dossier_generator.h"

namespace jifen::second_opinion {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;
// Bounds of the published tables, in percent, in 万元, in days of a year.
constexpr int64_t kShares[] = {1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 35, 50, 55, 60, 70, 75, 80};
constexpr int64_t kSmallShares[] = {1, 2, 3, 4, 5, 6, 8, 10};
constexpr int64_t kGrowths[] = {-20, 0, 3, 4, 5, 6, 8, 10, 15, 20, 25, 35};
constexpr int64_t kAmounts[] = {50,   100,  200,  300,  400,  500,   600,   1000,
                                1500, 2000, 3000, 5000, 6000, 10000, 20000, 40000};
constexpr int32_t kStaff[] = {1, 9, 10, 20, 40, 50, 100, 200, 300, 499, 500, 501, 999, 1000};

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
  int64_t Amount() {
    return Chance(60) ? Beside(OneOf(kAmounts) * kFenPerWan)
                      : Below(25'000) * kFenPerWan + Below(9);
  }
  template <typename List>
  int64_t ShareOf(int64_t whole, const List& shares) {
    if (Chance(30)) return whole / 1000 * Below(1100);
    return Beside(whole / 100 * OneOf(shares));
  }
  v1::Date DayNear(int years) {
    const v1::Date valid_at = dossier_->valid_at();
    const int32_t day =
        model::ToDays(model::MakeDate(valid_at.year() - years, valid_at.month(), valid_at.day()));
    return model::FromDays(day + static_cast<int32_t>(Below(3)) - 1);
  }
  v1::Date AnyDay() {
    if (Chance(40)) return DayNear(static_cast<int>(Below(11)));
    return model::MakeDate(2010 + static_cast<int>(Below(17)), 1 + static_cast<int>(Below(12)),
                           1 + static_cast<int>(Below(28)));
  }
  // Takes a field away now and then, by its name.
  void Forget(google::protobuf::Message* message, int percent);

  v1::Record* Add(const char* kind);
  void FillReports();
  void FillReport(int64_t main_revenue, v1::AnnualReport* report);
  void FillProfile(v1::Profile* profile);
  void AddAwards();
  void AddPlatforms();
  void AddProjects();
  void AddRounds();
  void AddProducts();
  void AddMarks();

  std::mt19937_64 random_;
  v1::Dossier* dossier_;
};

void Maker::Forget(google::protobuf::Message* message, int percent) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  message->GetReflection()->ListFields(*message, &fields);
  for (const auto* field : fields) {
    if (field->name() != "year" && Chance(percent)) {
      message->GetReflection()->ClearField(message, field);
    }
  }
}

v1::Record* Maker::Add(const char* kind) {
  v1::RecordVersion* version = dossier_->add_records();
  version->set_revision(static_cast<uint64_t>(dossier_->records_size()));
  v1::Record* record = version->mutable_record();
  record->set_enterprise_id(dossier_->enterprise().enterprise_id());
  record->set_record_id(absl::StrFormat("%s%02d", kind, dossier_->records_size()));
  *record->mutable_valid_from() = Chance(90) ? model::MakeDate(2021, 1, 1) : AnyDay();
  if (Chance(25)) *record->mutable_valid_to() = Chance(50) ? DayNear(0) : AnyDay();
  record->mutable_provenance()->set_source_department("某部门");
  record->mutable_provenance()->set_source_reference("wide.csv:1");
  record->mutable_provenance()->set_verification(Chance(4) ? v1::VERIFICATION_STATE_DISPUTED
                                                           : v1::VERIFICATION_STATE_DECLARED);
  return record;
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
  report->set_high_tech_revenue_fen(ShareOf(report->revenue_fen(), kShares));
  report->set_net_profit_fen(ShareOf(report->revenue_fen(), kSmallShares) -
                             (Chance(15) ? report->revenue_fen() / 10 : 0));
  report->set_assets_fen(Amount());
  report->set_liabilities_fen(ShareOf(report->assets_fen(), kShares));
  report->set_net_assets_fen(report->assets_fen() - report->liabilities_fen());
  const int64_t rd = Chance(50)   ? ShareOf(report->revenue_fen(), kSmallShares)
                     : Chance(50) ? ShareOf(report->costs_fen(), kShares)
                                  : Amount();
  report->set_rd_expense_fen(rd);
  report->set_rd_expense_domestic_fen(std::min(rd, ShareOf(rd, kShares)));
  report->set_rd_tax_relief_fen(ShareOf(rd, kShares));
  const int32_t staff = Chance(70) ? OneOf(kStaff) : static_cast<int32_t>(Below(1500));
  report->set_staff(staff);
  const auto people = [&] {
    const int64_t bound = staff * OneOf(kShares) / 100;
    return static_cast<int32_t>(std::clamp<int64_t>(Beside(bound), 0, staff));
  };
  report->set_sci_tech_staff(people());
  report->set_rd_staff(people());
  report->set_graduates_hired(static_cast<int32_t>(Below(25)));
  report->set_results_converted(static_cast<int32_t>(Below(18)));
  report->set_rd_ratio_choice(static_cast<v1::RdRatioChoice>(Below(3)));
  Forget(report, Chance(30) ? 6 : 0);
}

void Maker::FillReports() {
  // Main-business revenue grows by whole percents from a round amount: on a bound or a fen beside it.
  int64_t main_revenue = (1 + Below(300)) * 100 * kFenPerWan;
  for (int year = 2022; year <= 2024; ++year) {
    for (v1::RecordVersion& version : *dossier_->mutable_records()) {
      if (version.record().annual_report().year() != year) continue;
      FillReport(main_revenue, version.mutable_record()->mutable_annual_report());
      if (Chance(70)) {
        version.mutable_record()->mutable_provenance()->set_basis(v1::RD_BASIS_HIGH_TECH);
      }
    }
    main_revenue = Beside(main_revenue / 100 * (100 + OneOf(kGrowths)));
  }
  for (v1::RecordVersion& version : *dossier_->mutable_records()) {
    if (!version.record().has_annual_report() || !Chance(3)) continue;
    version.mutable_record()->mutable_annual_report()->set_year(2021);  // a year without a report
  }
  if (Chance(5)) {
    v1::Record* second = Add("second");
    *second->mutable_valid_from() = model::MakeDate(2024, 12, 31);
    if (Chance(50)) second->mutable_provenance()->set_basis(v1::RD_BASIS_HIGH_TECH);
    second->mutable_annual_report()->set_year(2024);
    FillReport(Amount(), second->mutable_annual_report());
  }
}

void Maker::FillProfile(v1::Profile* profile) {
  if (Chance(95))
    *profile->mutable_niche_since() = Chance(60) ? DayNear(static_cast<int>(Below(12))) : AnyDay();
  profile->set_resident(!Chance(3));
  profile->set_industry_prohibited(Chance(3));
  profile->set_main_product_strategic(Chance(50));
  profile->set_chain_role(static_cast<v1::ChainRole>(Below(5)));
  profile->set_digital_level(static_cast<int32_t>(1 + Below(4)));
  profile->set_high_tech_field(!Chance(10));
  profile->set_quality_certified(Chance(50));
  profile->set_own_brand(Chance(50));
  profile->set_provincial_feature_points_hundredths(
      static_cast<int32_t>(Chance(50) ? 100 * Below(16) : Below(1501)));
  Forget(profile, Chance(30) ? 6 : 0);
}

void Maker::AddAwards() {
  constexpr v1::AwardKind kKinds[] = {v1::AWARD_KIND_SCIENCE,
                                      v1::AWARD_KIND_QUALITY,
                                      v1::AWARD_KIND_PATENT,
                                      v1::AWARD_KIND_MAKER_CHINA,
                                      v1::AWARD_KIND_INNOVATION_CONTEST,
                                      v1::AWARD_KIND_OTHER};
  for (int64_t i = Chance(40) ? Below(4) : 0; i > 0; --i) {
    v1::Award* award = Add("award")->mutable_award();
    award->set_kind(OneOf(kKinds));
    award->set_level(static_cast<v1::Level>(1 + Below(4)));
    award->set_grade(static_cast<int32_t>(Below(4)));
    constexpr int32_t kRanks[] = {1, 3, 4, 5, 6, 500, 501};
    award->set_rank(OneOf(kRanks));
    *award->mutable_awarded() = AnyDay();
    Forget(award, 4);
  }
}

void Maker::AddPlatforms() {
  for (int64_t i = Chance(40) ? Below(4) : 0; i > 0; --i) {
    v1::ResearchPlatform* platform = Add("platform")->mutable_research_platform();
    platform->set_kind(static_cast<v1::ResearchPlatformKind>(1 + Below(17)));
    platform->set_level(static_cast<v1::Level>(1 + Below(4)));
    *platform->mutable_recognised() = AnyDay();
    Forget(platform, 4);
  }
  for (int64_t i = Chance(30) ? Below(3) : 0; i > 0; --i) {
    v1::Standard* standard = Add("standard")->mutable_standard();
    standard->set_kind(static_cast<v1::StandardKind>(1 + Below(5)));
    standard->set_role(static_cast<v1::StandardRole>(1 + Below(2)));
    *standard->mutable_published() = AnyDay();
    Forget(standard, 4);
  }
}

void Maker::AddProjects() {
  for (int64_t i = Chance(40) ? Below(4) : 0; i > 0; --i) {
    v1::ProgrammeProject* project = Add("project")->mutable_programme_project();
    project->set_level(static_cast<v1::Level>(1 + Below(4)));
    project->set_key_programme(Chance(40));
    project->set_lead(Chance(50));
    *project->mutable_approved() = AnyDay();
    project->set_grant_fen(Amount());
    Forget(project, 3);
  }
  for (int64_t i = Chance(40) ? Below(5) : 0; i > 0; --i) {
    v1::TechnologyContract* contract = Add("contract")->mutable_technology_contract();
    contract->set_kind(static_cast<v1::TechnologyContractKind>(1 + Below(5)));
    contract->set_side(static_cast<v1::ContractSide>(1 + Below(2)));
    *contract->mutable_signed_() = AnyDay();
    contract->set_amount_fen(Amount());
    contract->set_technology_amount_fen(contract->amount_fen() / 100 * Below(101));
    Forget(contract, 3);
  }
}

void Maker::AddRounds() {
  constexpr int64_t kRounds[] = {250, 499, 500, 501, 1000, 1999, 2000, 3000, 5500, 6000};
  for (int64_t i = Chance(40) ? Below(4) : 0; i > 0; --i) {
    v1::EquityFinancing* round = Add("round")->mutable_equity_financing();
    *round->mutable_received() = AnyDay();
    round->set_amount_fen(Beside(OneOf(kRounds) * kFenPerWan));
    round->set_qualified_investor(!Chance(20));
    Forget(round, 4);
  }
}

void Maker::AddProducts() {
  for (int64_t i = Chance(25) ? Below(3) : 0; i > 0; --i) {
    v1::FirstOfKindProduct* product = Add("product")->mutable_first_of_kind_product();
    product->set_kind(static_cast<v1::FirstOfKindProductKind>(1 + Below(3)));
    product->set_level(static_cast<v1::Level>(1 + Below(4)));
    *product->mutable_recognised() = AnyDay();
    product->set_development_cost_fen(Amount());
    product->set_unit_price_fen(Amount());
    Forget(product, 3);
  }
  for (int64_t i = Chance(25) ? Below(3) : 0; i > 0; --i) {
    v1::TransformationProject* project = Add("transformation")->mutable_transformation_project();
    project->set_investment_fen(Amount());
    *project->mutable_started() = AnyDay();
    if (Chance(70)) *project->mutable_completed() = AnyDay();
    Forget(project, 3);
  }
  for (int64_t i = Chance(25) ? Below(3) : 0; i > 0; --i) {
    v1::SmartFactory* factory = Add("factory")->mutable_smart_factory();
    factory->set_grade(static_cast<v1::SmartFactoryGrade>(1 + Below(4)));
    *factory->mutable_recognised() = AnyDay();
    factory->set_five_g(Chance(40));
    factory->set_unmanned(Chance(20));
    Forget(factory, 3);
  }
  for (int64_t i = Chance(25) ? Below(4) : 0; i > 0; --i) {
    v1::Talent* talent = Add("talent")->mutable_talent();
    talent->set_level(static_cast<v1::Level>(1 + Below(4)));
    *talent->mutable_joined() = AnyDay();
    talent->set_degree(static_cast<v1::Degree>(1 + Below(3)));
    Forget(talent, 3);
  }
}

// Of the items that high-tech-2016 leaves to experts, and of others.
void Maker::AddMarks() {
  struct Item {
    const char* id;
    int64_t most;
  };
  constexpr Item kItems[] = {{"technology_advancement", 8},
                             {"core_support", 8},
                             {"rights_number", 8},
                             {"acquisition", 6},
                             {"standards", 2},
                             {"results_conversion", 30},
                             {"rd_management", 6},
                             {"rd_institution", 6},
                             {"conversion_system", 4},
                             {"talent_system", 4},
                             {"net_assets_growth", 10},
                             {"sales_growth", 10}};
  constexpr const char* kSchemes[] = {"high-tech-2016", "high-tech-2016", "xianning-demo"};
  for (int64_t i = Chance(60) ? Below(8) : 0; i > 0; --i) {
    v1::ExpertMark* mark = Add("mark")->mutable_expert_mark();
    mark->set_scheme_id(OneOf(kSchemes));
    const Item item = OneOf(kItems);
    mark->set_item(item.id);
    mark->set_points_hundredths(
        static_cast<int32_t>(Chance(60) ? 100 * Below(item.most + 1) : Below(100 * item.most + 1)));
    *mark->mutable_judged() = Chance(60) ? model::MakeDate(2025, 3, 1) : AnyDay();
    Forget(mark, 2);
  }
}

void Maker::Fill() {
  if (Chance(90))
    *dossier_->mutable_enterprise()->mutable_founded() =
        Chance(50) ? DayNear(static_cast<int>(Below(6))) : AnyDay();
  FillReports();
  for (v1::RecordVersion& version : *dossier_->mutable_records()) {
    if (version.record().has_profile()) FillProfile(version.mutable_record()->mutable_profile());
  }
  if (Chance(5)) {
    v1::Record* second = Add("profile");
    *second->mutable_valid_from() = model::MakeDate(2023, 1, 1);
    FillProfile(second->mutable_profile());
  }
  AddAwards();
  AddPlatforms();
  AddProjects();
  AddRounds();
  AddProducts();
  AddMarks();
  auto* records = dossier_->mutable_records();
  std::sort(records->begin(), records->end(), [](const auto& a, const auto& b) {
    return std::make_tuple(a.record().payload_case(), std::cref(a.record().record_id())) <
           std::make_tuple(b.record().payload_case(), std::cref(b.record().record_id()));
  });
}

}  // namespace

v1::Dossier MakeWideDossier(uint64_t seed, uint64_t number) {
  bench::DossierGenerator generator(seed * 1'000'003 + number);
  v1::Dossier dossier = generator.Next();
  Maker(seed * 7'368'787 + number, &dossier).Fill();
  return dossier;
}

}  // namespace jifen::second_opinion
