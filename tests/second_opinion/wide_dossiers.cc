#include "tests/second_opinion/wide_dossiers.h"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"
#include "tests/second_opinion/wide_maker.h"
#include "tools/bench/dossier_generator.h"

namespace jifen::second_opinion {

v1::Date Maker::DayNear(int years) {
  const v1::Date& valid_at = dossier_->valid_at();
  const int month_has = valid_at.month() == 2 ? 28 : 31;
  const int32_t day = model::ToDays(model::MakeDate(valid_at.year() - years, valid_at.month(),
                                                    std::min(valid_at.day(), month_has)));
  return model::FromDays(day + static_cast<int32_t>(Below(3)) - 1);
}

v1::Date Maker::AnyDay() {
  if (Chance(40)) return DayNear(static_cast<int>(Below(11)));
  if (Chance(2)) return model::MakeDate(2012 + 4 * static_cast<int>(Below(4)), 2, 29);
  // One after the other: compilers evaluate arguments and operands in orders of their own.
  const int year = 2010 + static_cast<int>(Below(17));
  const int month = 1 + static_cast<int>(Below(12));
  const int day = 1 + static_cast<int>(Below(28));
  return model::MakeDate(year, month, day);
}

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

void Maker::AddConduct() {
  constexpr v1::PenaltyKind kKinds[] = {v1::PENALTY_KIND_SAFETY_ACCIDENT,
                                        v1::PENALTY_KIND_QUALITY_ACCIDENT,
                                        v1::PENALTY_KIND_ENVIRONMENT,
                                        v1::PENALTY_KIND_ENVIRONMENT,
                                        v1::PENALTY_KIND_RESEARCH_MISCONDUCT,
                                        v1::PENALTY_KIND_ABNORMAL_OPERATION_LIST,
                                        v1::PENALTY_KIND_SERIOUS_DISHONESTY_LIST,
                                        v1::PENALTY_KIND_TAX,
                                        v1::PENALTY_KIND_OTHER};
  for (int64_t i = Chance(15) ? Below(6) : 0; i > 0; --i) {
    v1::Penalty* penalty = Add("penalty")->mutable_penalty();
    penalty->set_kind(OneOf(kKinds));
    penalty->set_severity(static_cast<v1::PenaltySeverity>(1 + Below(4)));
    *penalty->mutable_occurred() = DayNear(static_cast<int>(Below(4)));
    Forget(penalty, 3);
  }
  for (int64_t i = Chance(20) ? Below(3) : 0; i > 0; --i) {
    v1::Loan* loan = Add("loan")->mutable_loan();
    loan->set_limit_fen(Amount());
    loan->set_overdue_fen(Chance(50) ? 0 : Chance(50) ? 1 : Amount());
    Forget(loan, 5);
  }
}

void Maker::AddMark(const char* scheme_id, const char* item, int64_t hundredths) {
  v1::ExpertMark* mark = Add("mark")->mutable_expert_mark();
  mark->set_scheme_id(scheme_id);
  mark->set_item(item);
  mark->set_points_hundredths(static_cast<int32_t>(hundredths));
  *mark->mutable_judged() = Chance(80) ? model::MakeDate(2025, 1, 1) : AnyDay();
  Forget(mark, 1);
}

// Of the items that high-tech-2016 and xianning-demo leave to experts: a panel judges all items near the top, or single
// marks lie in the range of their item or beside it, for this scheme or another.
void Maker::AddMarks() {
  struct Item {
    const char* scheme_id;
    const char* id;
    int64_t most;
    bool of_panel;  // whether what the dossier says leaves most of its range open
  };
  constexpr Item kItems[] = {{"high-tech-2016", "technology_advancement", 8, true},
                             {"high-tech-2016", "core_support", 8, true},
                             {"high-tech-2016", "rights_number", 8, false},
                             {"high-tech-2016", "acquisition", 6, true},
                             {"high-tech-2016", "standards", 2, false},
                             {"high-tech-2016", "results_conversion", 30, false},
                             {"high-tech-2016", "rd_management", 6, true},
                             {"high-tech-2016", "rd_institution", 6, true},
                             {"high-tech-2016", "conversion_system", 4, true},
                             {"high-tech-2016", "talent_system", 4, true},
                             {"high-tech-2016", "net_assets_growth", 10, false},
                             {"high-tech-2016", "sales_growth", 10, false},
                             {"xianning-demo", "results_converted", 15, false},
                             {"xianning-demo", "smart_factory", 20, false}};
  const bool has_panel = Chance(30);
  for (const Item& item : kItems) {
    if (has_panel && item.of_panel && Chance(95)) {
      const int64_t less = Chance(50) ? Below(300) : 0;
      AddMark(item.scheme_id, item.id, 100 * item.most - less);
    }
    if (!Chance(has_panel ? 2 : 6)) continue;
    const int64_t hundredths = Chance(60) ? 100 * Below(item.most + 1) : Below(100 * item.most + 9);
    AddMark(Chance(90) ? item.scheme_id : OneOf(kItems).scheme_id, item.id, hundredths);
  }
}

void Maker::Fill() {
  constexpr int kDays[][3] = {{2025, 6, 30}, {2025, 2, 28},  {2025, 3, 1},
                              {2025, 1, 1},  {2025, 12, 31}, {2024, 2, 29}};
  const auto& day = kDays[Chance(70) ? 0 : Below(6)];
  *dossier_->mutable_valid_at() = model::MakeDate(day[0], day[1], day[2]);
  is_sound_ = Chance(40);
  FillEnterprise(dossier_->mutable_enterprise());
  FillReports();
  FillProfiles();
  AddAwards();
  AddPlatforms();
  AddProjects();
  AddRounds();
  AddProducts();
  AddConduct();
  AddMarks();
  auto* records = dossier_->mutable_records();
  std::sort(records->begin(), records->end(), [](const auto& a, const auto& b) {
    return std::make_tuple(a.record().payload_case(), std::cref(a.record().record_id())) <
           std::make_tuple(b.record().payload_case(), std::cref(b.record().record_id()));
  });
}

v1::Dossier MakeWideDossier(uint64_t seed, uint64_t number) {
  bench::DossierGenerator generator(seed * 1'000'003 + number);
  v1::Dossier dossier = generator.Next();
  Maker(seed * 7'368'787 + number, &dossier).Fill();
  return dossier;
}

}  // namespace jifen::second_opinion
