#include "tools/synth/reports.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace jifen::tools::synth {
namespace {

constexpr int64_t kFenPerUnit = 10'000;  // a unit is 100 yuan
constexpr int64_t kUnitsPerWan = 100;
constexpr int64_t kBasis = 10'000;

// part of whole, in units of 100 yuan
int64_t Share(int64_t whole, int64_t part_bp) {
  return whole / kBasis * part_bp + whole % kBasis * part_bp / kBasis;
}

// How an enterprise is, year after year.
struct Habits {
  int64_t revenue = 0;  // of the first year, in units of 100 yuan
  int64_t growth_bp = 0;
  int64_t rd_bp = 0;
  int64_t sci_tech_bp = 0;
  int64_t costs_bp = 0;
  int64_t debt_bp = 0;
  int64_t main_bp = 0;
  int64_t assets_bp = 0;
  int64_t per_head = 0;  // revenue per head, in units of 100 yuan
  v1::RdBasis basis = v1::RD_BASIS_UNSPECIFIED;
  v1::RdRatioChoice choice = v1::RD_RATIO_CHOICE_UNSPECIFIED;
};

v1::RdBasis MakeBasis(const Traits& traits, Draw& draw) {
  if (traits.high_tech && draw.Chance(800)) return v1::RD_BASIS_HIGH_TECH;
  if (draw.Chance(450)) return v1::RD_BASIS_TAX_DEDUCTION;
  return draw.Chance(600) ? v1::RD_BASIS_STATISTICS : v1::RD_BASIS_ACCOUNTING;
}

v1::RdRatioChoice MakeChoice(Draw& draw) {
  if (draw.Chance(500)) return v1::RD_RATIO_CHOICE_UNSPECIFIED;
  return draw.Chance(780) ? v1::RD_RATIO_CHOICE_SALES : v1::RD_RATIO_CHOICE_COSTS;
}

Habits MakeHabits(const Traits& traits, Draw& draw) {
  const IndustryRow& industry = *traits.industry;
  Habits habits;
  habits.growth_bp =
      std::clamp<int64_t>(550 + traits.innovation * 45 / 100 + draw.Normal() * 9 / 10, -4500, 9000);
  habits.revenue = Doubled(traits.revenue_wan * kUnitsPerWan, -habits.growth_bp * 288 / 1000);
  // Small enterprises spend more of their revenue on R&D.
  habits.rd_bp = std::clamp<int64_t>(
      Doubled(industry.rd_intensity_bp, 350 + traits.innovation * 75 / 100 -
                                            traits.size * 12 / 100 + draw.Normal() * 45 / 100),
      0, 6500);
  if (traits.innovation < -1500) habits.rd_bp = 0;
  habits.sci_tech_bp =
      std::clamp<int64_t>(Doubled(industry.sci_tech_share_bp,
                                  300 + traits.innovation * 45 / 100 + draw.Normal() * 35 / 100),
                          150, 9200);
  habits.costs_bp =
      std::clamp<int64_t>(9350 - traits.innovation * 8 / 100 + draw.Normal() * 5 / 10, 7000, 13500);
  habits.debt_bp = std::clamp<int64_t>(
      5200 - traits.innovation * 25 / 100 + traits.size * 20 / 100 + draw.Normal() * 16 / 10, 300,
      11500);
  habits.main_bp = draw.Chance(880) ? draw.Between(8200, 10000) : draw.Between(4200, 8200);
  habits.assets_bp = Doubled(9500, draw.Normal() * 5 / 10);
  habits.per_head = std::max<int64_t>(Doubled(industry.revenue_per_head_wan * kUnitsPerWan,
                                              draw.Normal() * 35 / 100 + traits.size * 25 / 100),
                                      1);
  habits.basis = MakeBasis(traits, draw);
  habits.choice = MakeChoice(draw);
  return habits;
}

void SetFinance(const Traits& traits, const Habits& habits, int64_t revenue, Draw& draw,
                v1::AnnualReport& report) {
  const int64_t costs = Share(revenue, habits.costs_bp + draw.Between(-250, 250));
  const int64_t profit = revenue - costs;
  const int64_t assets = Share(revenue, habits.assets_bp);
  const int64_t debt_bp = std::max<int64_t>(habits.debt_bp + draw.Between(-400, 400), 100);
  const int64_t liabilities = Share(assets, debt_bp);
  report.set_revenue_fen(revenue * kFenPerUnit);
  report.set_sales_fen(Share(revenue, draw.Between(9400, 10000)) * kFenPerUnit);
  report.set_main_revenue_fen(Share(revenue, habits.main_bp) * kFenPerUnit);
  const int64_t high_tech_bp = traits.high_tech ? draw.Between(6100, 9300) : draw.Between(0, 5200);
  report.set_high_tech_revenue_fen(Share(revenue, high_tech_bp) * kFenPerUnit);
  report.set_costs_fen(costs * kFenPerUnit);
  report.set_net_profit_fen((profit > 0 ? Share(profit, traits.high_tech ? 8500 : 7800) : profit) *
                            kFenPerUnit);
  report.set_assets_fen(assets * kFenPerUnit);
  report.set_liabilities_fen(liabilities * kFenPerUnit);
  report.set_net_assets_fen((assets - liabilities) * kFenPerUnit);
}

void SetResearch(const Traits& traits, const Habits& habits, int64_t revenue, Draw& draw,
                 v1::AnnualReport& report) {
  const int64_t rd = Share(revenue, Doubled(habits.rd_bp, draw.Normal() * 12 / 100));
  report.set_rd_expense_fen(rd * kFenPerUnit);
  report.set_rd_expense_domestic_fen((draw.Chance(930) ? rd : Share(rd, draw.Between(5500, 9900))) *
                                     kFenPerUnit);
  report.set_rd_tax_relief_fen(Share(rd, traits.high_tech ? 1500 : 500) * kFenPerUnit);
  report.set_rd_ratio_choice(habits.choice);
  report.set_results_converted(static_cast<int32_t>(draw.Below(1 + Leaning(traits, 2))));
}

void SetPeople(const Habits& habits, int64_t revenue, Draw& draw, v1::AnnualReport& report) {
  const int64_t staff =
      std::clamp<int64_t>(revenue / habits.per_head + draw.Between(2, 5), 2, 9000);
  const int64_t sci_tech = std::min(
      staff * (habits.sci_tech_bp + draw.Between(-150, 150)) / kBasis + draw.Below(2), staff);
  report.set_staff(static_cast<int32_t>(staff));
  report.set_sci_tech_staff(static_cast<int32_t>(std::max<int64_t>(sci_tech, 0)));
  report.set_rd_staff(static_cast<int32_t>(report.sci_tech_staff() * draw.Between(55, 90) / 100));
  report.set_graduates_hired(static_cast<int32_t>(draw.Below(2 + staff / 25)));
}

// What the science bureau knows of a report; the rest is the tax bureau's.
constexpr std::string_view kScienceFields[] = {
    "rd_expense_fen", "rd_expense_domestic_fen", "rd_ratio_choice",  "staff", "sci_tech_staff",
    "rd_staff",       "graduates_hired",         "results_converted"};

// One report as two, of two departments.
std::vector<v1::Record> Split(const Traits& traits, const v1::Record& record) {
  const std::string city = absl::StrCat(std::string(traits.city->name), "市");
  v1::Record tax = record;
  v1::Record science = record;
  v1::AnnualReport& finance = *tax.mutable_annual_report();
  v1::AnnualReport& research = *science.mutable_annual_report();
  const google::protobuf::Descriptor& type = *v1::AnnualReport::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor* field = type.field(i);
    if (field->name() == "year") continue;
    const bool of_science = std::count(std::begin(kScienceFields), std::end(kScienceFields),
                                       std::string_view(field->name())) > 0;
    v1::AnnualReport& other = of_science ? finance : research;
    v1::AnnualReport::GetReflection()->ClearField(&other, field);
  }
  tax.mutable_provenance()->clear_basis();
  tax.mutable_provenance()->set_source_department(city + "税务局");
  science.mutable_provenance()->set_source_department(city + "科学技术局");
  return {std::move(tax), std::move(science)};
}

}  // namespace

void DropCells(google::protobuf::Message& payload, std::string_view kept, Draw& draw) {
  const google::protobuf::Descriptor& type = *payload.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor* field = type.field(i);
    const bool may_drop = field->has_optional_keyword() && field->name() != kept;
    if (may_drop && draw.Chance(kEmptyCellPm)) payload.GetReflection()->ClearField(&payload, field);
  }
}

std::vector<v1::Record> MakeReports(const Traits& traits, Draw& draw) {
  const Habits habits = MakeHabits(traits, draw);
  const bool late = draw.Chance(kNoReportLastYearPm);
  const bool split = draw.Chance(kTwoDepartmentsPm);
  std::vector<v1::Record> reports;
  int64_t revenue = std::max<int64_t>(habits.revenue, 100);
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    const int64_t growth_bp = habits.growth_bp + draw.Normal() * 6 / 10;
    revenue = std::max<int64_t>(Share(revenue, kBasis + std::max<int64_t>(growth_bp, -7000)), 100);
    if (year < traits.founded.year() || (late && year == kLastYear)) continue;
    v1::Record record;
    v1::AnnualReport& report = *record.mutable_annual_report();
    report.set_year(year);
    SetFinance(traits, habits, revenue, draw, report);
    SetResearch(traits, habits, revenue, draw, report);
    SetPeople(habits, revenue, draw, report);
    DropCells(report, "year", draw);
    record.mutable_provenance()->set_basis(habits.basis);
    if (split) {
      for (v1::Record& part : Split(traits, record)) reports.push_back(std::move(part));
    } else {
      reports.push_back(std::move(record));
    }
  }
  return reports;
}

}  // namespace jifen::tools::synth
