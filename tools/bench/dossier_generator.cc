#include "tools/bench/dossier_generator.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"

namespace jifen::bench {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;

void SortRecords(v1::Dossier* dossier) {
  std::sort(dossier->mutable_records()->begin(), dossier->mutable_records()->end(),
            [](const v1::RecordVersion& a, const v1::RecordVersion& b) {
              return std::make_tuple(a.record().payload_case(), std::cref(a.record().record_id())) <
                     std::make_tuple(b.record().payload_case(), std::cref(b.record().record_id()));
            });
}

}  // namespace

int64_t DossierGenerator::Below(int64_t bound) {
  return static_cast<int64_t>(random_() % static_cast<uint64_t>(bound));
}

v1::Date DossierGenerator::Day(int first_year, int last_year) {
  const int year = first_year + static_cast<int>(Below(last_year - first_year + 1));
  // One after the other: compilers evaluate arguments and operands in orders of their own.
  const int month = 1 + static_cast<int>(Below(12));
  const int day = 1 + static_cast<int>(Below(28));
  return model::MakeDate(year, month, day);
}

v1::Record* DossierGenerator::Add(int number, v1::Dossier* dossier) {
  v1::RecordVersion* version = dossier->add_records();
  version->set_revision(static_cast<uint64_t>(number) + 1);
  v1::Record* record = version->mutable_record();
  record->set_enterprise_id(dossier->enterprise().enterprise_id());
  record->set_record_id(absl::StrFormat("r%04d", number));
  v1::Provenance* provenance = record->mutable_provenance();
  provenance->set_source_department("某市科学技术局");
  provenance->set_source_reference(absl::StrFormat("records.csv:%d", number));
  provenance->set_verification(Chance(2) ? v1::VERIFICATION_STATE_DISPUTED
                                         : v1::VERIFICATION_STATE_VERIFIED);
  return record;
}

void DossierGenerator::AddProfile(v1::Dossier* dossier) {
  v1::Record* record = Add(dossier->records_size(), dossier);
  *record->mutable_valid_from() = Day(2015, 2022);
  v1::Profile* profile = record->mutable_profile();
  if (!Chance(2)) profile->set_resident(!Chance(1));
  if (!Chance(2)) profile->set_industry_prohibited(Chance(2));
  if (!Chance(2)) profile->set_main_product_strategic(Chance(30));
  profile->set_registered_capital_fen(Below(5000) * kFenPerWan);
}

void DossierGenerator::AddReport(int year, v1::Dossier* dossier) {
  v1::Record* record = Add(dossier->records_size(), dossier);
  *record->mutable_valid_from() = model::MakeDate(year, 12, 31);
  v1::AnnualReport* report = record->mutable_annual_report();
  report->set_year(year);
  const int64_t sales = (1 + Below(Chance(80) ? 8000 : 30000)) * kFenPerWan;
  const int64_t costs = sales / 100 * (60 + Below(50));
  const int64_t rd_base = Chance(70) ? sales : costs;
  // Every second ratio is a whole percentage: on a bound of the tables as often as beside it.
  const int64_t rd_share = rd_base / 100 * Below(Chance(70) ? 8 : 35);
  const int64_t rd = rd_share + (Chance(50) ? 0 : Below(1000));
  const int64_t staff = Chance(90) ? 20 + 20 * Below(10) : 1 + Below(800);
  if (!Chance(2)) report->set_sales_fen(sales);
  if (!Chance(2)) report->set_costs_fen(costs);
  if (!Chance(2)) report->set_rd_expense_fen(rd);
  if (!Chance(2)) report->set_assets_fen(sales / 2 + Below(20000) * kFenPerWan);
  if (!Chance(2)) report->set_staff(static_cast<int32_t>(staff));
  if (!Chance(2)) report->set_sci_tech_staff(static_cast<int32_t>(staff * Below(41) / 100));
  if (Chance(30)) {
    report->set_rd_ratio_choice(Chance(50) ? v1::RD_RATIO_CHOICE_SALES : v1::RD_RATIO_CHOICE_COSTS);
  }
  report->set_main_revenue_fen(sales);
  AddResults(sales, rd, report);
}

// What the national guideline asks beside sme-tech.
void DossierGenerator::AddResults(int64_t sales, int64_t rd, v1::AnnualReport* report) {
  const int64_t revenue = Chance(50) ? sales : sales + Below(100) * kFenPerWan;
  const int64_t net_assets = Chance(3) ? -sales / 10 : sales / 4 + Below(10000) * kFenPerWan;
  const int64_t profit = net_assets / 100 * (Below(30) - 4);
  if (!Chance(2)) report->set_revenue_fen(revenue);
  if (!Chance(2)) report->set_high_tech_revenue_fen(revenue / 100 * Below(101));
  if (!Chance(2)) report->set_rd_tax_relief_fen(rd / 100 * (10 + Below(10)));
  if (!Chance(2)) report->set_net_assets_fen(net_assets);
  if (!Chance(2)) report->set_net_profit_fen(profit);
  if (!Chance(2)) report->set_graduates_hired(static_cast<int32_t>(Below(25)));
  report->set_liabilities_fen(sales / 3);
}

void DossierGenerator::AddRights(v1::Dossier* dossier) {
  constexpr v1::IntellectualPropertyKind kKinds[] = {
      v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL,
      v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL,
      v1::INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT,
      v1::INTELLECTUAL_PROPERTY_KIND_DESIGN,
      v1::INTELLECTUAL_PROPERTY_KIND_TRADEMARK,
      v1::INTELLECTUAL_PROPERTY_KIND_TRADEMARK,
      v1::INTELLECTUAL_PROPERTY_KIND_INVENTION,
      v1::INTELLECTUAL_PROPERTY_KIND_CIRCUIT_LAYOUT,
  };
  const int64_t inventions = Chance(30) ? 2 : 0;  // the last two kinds are of class I
  const int64_t count = Chance(30) ? Below(3) : Below(14);
  for (int64_t i = 0; i < count; ++i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    *record->mutable_valid_from() = Day(2012, 2025);
    if (Chance(15)) *record->mutable_valid_to() = Day(2023, 2027);
    v1::IntellectualProperty* right = record->mutable_intellectual_property();
    const v1::IntellectualPropertyKind kind = kKinds[Below(6 + inventions)];
    if (!Chance(1)) right->set_kind(kind);
    right->set_number(absl::StrFormat("%012d", Below(1'000'000'000'000)));
    right->set_title("一种装置");
    if (!Chance(3)) *right->mutable_filed() = Chance(40) ? Day(2024, 2024) : Day(2010, 2023);
    right->set_pct(Chance(8));
    if (!Chance(10)) *right->mutable_granted() = Chance(3) ? Day(2024, 2026) : record->valid_from();
    if (!Chance(1)) right->set_core(!Chance(20));
    right->set_disputed(Chance(3));
    if (!Chance(5)) right->set_high_value(Chance(20));
    if (Chance(85)) {
      right->set_acquisition(v1::ACQUISITION_SELF_DEVELOPED);
    } else {
      right->set_acquisition(v1::ACQUISITION_TRANSFERRED);
      if (!Chance(10)) *right->mutable_transferred() = Day(2020, 2026);
    }
  }
}

void DossierGenerator::AddHonours(v1::Dossier* dossier) {
  constexpr v1::Level kLevels[] = {v1::LEVEL_NATIONAL, v1::LEVEL_PROVINCIAL, v1::LEVEL_MUNICIPAL,
                                   v1::LEVEL_COUNTY};
  for (int64_t i = Below(3); i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    *record->mutable_valid_from() = Day(2020, 2025);
    *record->mutable_valid_to() = Day(2024, 2027);
    const auto kind = static_cast<v1::QualificationKind>(1 + Below(13));
    if (Chance(2)) {
      record->mutable_qualification();  // of a kind not said
    } else {
      record->mutable_qualification()->set_kind(kind);
    }
  }
  for (int64_t i = Chance(30) ? 1 + Below(2) : 0; i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    *record->mutable_valid_from() = Day(2020, 2025);
    if (Chance(50)) *record->mutable_valid_to() = Day(2024, 2028);
    record->mutable_research_platform()->set_kind(
        Chance(25) ? v1::RESEARCH_PLATFORM_KIND_INCUBATOR
                   : v1::RESEARCH_PLATFORM_KIND_ENGINEERING_RESEARCH_CENTRE);
    if (!Chance(10)) record->mutable_research_platform()->set_level(OneOf(kLevels));
  }
  for (int64_t i = Chance(30) ? 1 + Below(2) : 0; i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    v1::Award* award = record->mutable_award();
    *record->mutable_valid_from() = Day(2018, 2025);
    if (!Chance(10)) *award->mutable_awarded() = record->valid_from();
    if (!Chance(10)) award->set_kind(Chance(60) ? v1::AWARD_KIND_SCIENCE : v1::AWARD_KIND_QUALITY);
    if (!Chance(10)) award->set_level(OneOf(kLevels));
    if (!Chance(10)) award->set_rank(1 + static_cast<int32_t>(Below(6)));
  }
  if (Chance(10)) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    v1::Standard* standard = record->mutable_standard();
    *record->mutable_valid_from() = Day(2018, 2025);
    if (!Chance(10)) *standard->mutable_published() = record->valid_from();
    if (!Chance(10)) standard->set_kind(static_cast<v1::StandardKind>(1 + Below(5)));
    if (!Chance(10))
      standard->set_role(Chance(40) ? v1::STANDARD_ROLE_LED : v1::STANDARD_ROLE_TOOK_PART);
  }
}

void DossierGenerator::AddBusiness(v1::Dossier* dossier) {
  constexpr v1::Level kLevels[] = {v1::LEVEL_NATIONAL, v1::LEVEL_PROVINCIAL, v1::LEVEL_MUNICIPAL};
  for (int64_t i = Below(5); i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    v1::TechnologyContract* contract = record->mutable_technology_contract();
    *record->mutable_valid_from() = Day(2022, 2025);
    if (!Chance(3)) *contract->mutable_signed_() = record->valid_from();
    if (!Chance(3)) contract->set_amount_fen(Below(500) * kFenPerWan);
  }
  for (int64_t i = Below(3); i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    *record->mutable_valid_from() = Day(2020, 2025);
    v1::ProgrammeProject* project = record->mutable_programme_project();
    if (!Chance(5)) project->set_level(OneOf(kLevels));
    if (!Chance(5)) *project->mutable_approved() = record->valid_from();
  }
  for (int64_t i = Below(3); i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    *record->mutable_valid_from() = Day(2020, 2025);
    record->mutable_loan()->set_limit_fen(Below(1000) * kFenPerWan);
  }
  for (int64_t i = Chance(25) ? 1 + Below(2) : 0; i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    v1::EquityFinancing* round = record->mutable_equity_financing();
    *record->mutable_valid_from() = Day(2021, 2025);
    if (!Chance(5)) *round->mutable_received() = record->valid_from();
    if (!Chance(5)) round->set_amount_fen(Below(1500) * kFenPerWan);
    if (!Chance(5)) round->set_qualified_investor(Chance(80));
  }
}

void DossierGenerator::AddPenalties(v1::Dossier* dossier) {
  constexpr v1::PenaltyKind kKinds[] = {
      v1::PENALTY_KIND_SAFETY_ACCIDENT,
      v1::PENALTY_KIND_QUALITY_ACCIDENT,
      v1::PENALTY_KIND_ENVIRONMENT,
      v1::PENALTY_KIND_RESEARCH_MISCONDUCT,
      v1::PENALTY_KIND_ABNORMAL_OPERATION_LIST,
      v1::PENALTY_KIND_SERIOUS_DISHONESTY_LIST,
      v1::PENALTY_KIND_TAX,
      v1::PENALTY_KIND_OTHER,
  };
  for (int64_t i = Chance(12) ? 1 + Below(2) : 0; i > 0; --i) {
    v1::Record* record = Add(dossier->records_size(), dossier);
    v1::Penalty* penalty = record->mutable_penalty();
    *record->mutable_valid_from() = Day(2020, 2025);
    if (!Chance(10)) *penalty->mutable_occurred() = record->valid_from();
    if (Chance(60)) *record->mutable_valid_to() = Day(2023, 2026);
    if (!Chance(5)) penalty->set_kind(OneOf(kKinds));
    if (!Chance(10)) penalty->set_severity(static_cast<v1::PenaltySeverity>(1 + Below(4)));
  }
}

v1::Dossier DossierGenerator::Next() {
  v1::Dossier dossier;
  dossier.mutable_enterprise()->set_enterprise_id(absl::StrFormat("%018d", ++count_));
  dossier.mutable_enterprise()->set_name(absl::StrFormat("示例企业%d", count_));
  if (!Chance(2)) *dossier.mutable_enterprise()->mutable_founded() = Day(2008, 2022);
  *dossier.mutable_valid_at() = model::MakeDate(2025, 6, 30);
  dossier.set_known_at(1000);
  AddProfile(&dossier);
  for (int year = 2022; year <= 2024; ++year) {
    if (!Chance(2)) AddReport(year, &dossier);
  }
  AddRights(&dossier);
  AddHonours(&dossier);
  AddBusiness(&dossier);
  AddPenalties(&dossier);
  SortRecords(&dossier);
  return dossier;
}

}  // namespace jifen::bench
