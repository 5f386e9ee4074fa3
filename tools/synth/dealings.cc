#include "tools/synth/dealings.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"

namespace jifen::tools::synth {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;

int YearFrom(const Traits& traits, int first, Draw& draw) {
  const int from = std::min(std::max(first, traits.founded.year()), kLastYear);
  return static_cast<int>(draw.Between(from, kLastYear));
}

v1::Record MakeContract(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  v1::Record record;
  v1::TechnologyContract& contract = *record.mutable_technology_contract();
  *contract.mutable_signed_() = DayIn(traits, YearFrom(traits, kFirstYear, draw), draw);
  const std::string series =
      absl::StrCat(contract.signed_().year(), std::string(traits.county->area_code));
  contract.set_number(absl::StrFormat("%s%06d", series, numbers.Next(series)));
  contract.set_kind(static_cast<v1::TechnologyContractKind>(
      draw.Chance(600) ? v1::TECHNOLOGY_CONTRACT_KIND_DEVELOPMENT
                       : draw.Between(v1::TECHNOLOGY_CONTRACT_KIND_TRANSFER,
                                      v1::TECHNOLOGY_CONTRACT_KIND_SERVICE)));
  contract.set_side(draw.Chance(720) ? v1::CONTRACT_SIDE_SELLER : v1::CONTRACT_SIDE_BUYER);
  const int64_t wan =
      std::max<int64_t>(Doubled(60, traits.size * 6 / 10 + draw.Normal() * 12 / 10), 1);
  contract.set_amount_fen(wan * kFenPerWan);
  contract.set_technology_amount_fen(wan * draw.Between(40, 100) / 100 * kFenPerWan);
  contract.set_title(absl::StrCat(traits.product, "技术委托\n(第", draw.Between(1, 9), "期)"));
  return record;
}

v1::Record MakeRound(const Traits& traits, Draw& draw) {
  constexpr std::string_view kRounds[] = {"天使轮", "Pre-A", "A", "A+", "B"};
  constexpr std::string_view kInvestors[] = {"香城长江科创基金", "市产业投资基金", "高投创业投资",
                                             "五溪科创基金"};
  v1::Record record;
  v1::EquityFinancing& round = *record.mutable_equity_financing();
  round.set_round(std::string(draw.PickAny(kRounds)));
  *round.mutable_received() = DayIn(traits, YearFrom(traits, 2021, draw), draw);
  round.set_amount_fen(std::max<int64_t>(Doubled(520, draw.Normal()), 20) * kFenPerWan);
  round.set_qualified_investor(draw.Chance(780));
  round.set_investors(std::string(draw.PickAny(kInvestors)));
  return record;
}

v1::Record MakeInvestment(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  v1::Record record;
  v1::TransformationProject& project = *record.mutable_transformation_project();
  *project.mutable_started() = DayIn(traits, YearFrom(traits, kFirstYear, draw), draw);
  const std::string series = absl::StrFormat("%02d%02d-%s-04-02-", project.started().year() % 100,
                                             project.started().month(), traits.county->area_code);
  project.set_number(absl::StrFormat("%s%06d", series, numbers.Next(series)));
  project.set_title(absl::StrCat(traits.product, "生产线技术改造"));
  project.set_investment_fen(
      std::max<int64_t>(Doubled(900, draw.Normal() * 13 / 10 + traits.size * 5 / 10), 60) *
      kFenPerWan);
  if (draw.Chance(450)) {
    *project.mutable_completed() = model::FromDays(model::ToDays(project.started()) +
                                                   static_cast<int32_t>(draw.Between(120, 600)));
  }
  return record;
}

v1::Record MakeLoan(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  constexpr std::string_view kPartners[] = {"香城商业银行", "炎帝农村商业银行", "五溪村镇银行"};
  constexpr std::string_view kProducts[] = {"知识价值信用贷", "创新积分贷", "科技人才贷",
                                            "知识产权质押贷款"};
  v1::Record record;
  v1::Loan& loan = *record.mutable_loan();
  *loan.mutable_granted() = DayIn(traits, YearFrom(traits, kFirstYear, draw), draw);
  const std::string series = absl::StrCat("JK", loan.granted().year());
  loan.set_number(absl::StrFormat("%s%07d", series, numbers.Next(series)));
  loan.set_partner(std::string(draw.PickAny(kPartners)));
  loan.set_product(std::string(draw.PickAny(kProducts)));
  const int64_t limit =
      std::clamp<int64_t>(Doubled(260, traits.size * 6 / 10 + draw.Normal() * 6 / 10), 30, 1000);
  const int64_t outstanding = limit * draw.Between(0, 100) / 100;
  loan.set_limit_fen(limit * kFenPerWan);
  loan.set_outstanding_fen(outstanding * kFenPerWan);
  loan.set_overdue_fen(draw.Chance(40) ? outstanding * draw.Between(5, 60) / 100 * kFenPerWan : 0);
  loan.set_rate_basis_points(static_cast<int32_t>(draw.Between(290, 480)));
  *loan.mutable_due() = model::FromDays(model::ToDays(loan.granted()) +
                                        static_cast<int32_t>(draw.Between(1, 3)) * 365);
  return record;
}

v1::Record MakePenalty(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  struct Row {
    v1::PenaltyKind kind;
    std::string_view authority;
    bool list;
    int64_t weight;
  };
  constexpr Row kRows[] = {{v1::PENALTY_KIND_ENVIRONMENT, "生态环境局", false, 300},
                           {v1::PENALTY_KIND_SAFETY_ACCIDENT, "应急管理局", false, 160},
                           {v1::PENALTY_KIND_QUALITY_ACCIDENT, "市场监督管理局", false, 60},
                           {v1::PENALTY_KIND_ABNORMAL_OPERATION_LIST, "市场监督管理局", true, 270},
                           {v1::PENALTY_KIND_SERIOUS_DISHONESTY_LIST, "市场监督管理局", true, 40},
                           {v1::PENALTY_KIND_TAX, "税务局", false, 120},
                           {v1::PENALTY_KIND_RESEARCH_MISCONDUCT, "科学技术局", false, 15},
                           {v1::PENALTY_KIND_OTHER, "住房和城乡建设局", false, 35}};
  const Row& row = draw.Pick(kRows, [](const Row& one) { return one.weight; });
  v1::Record record;
  v1::Penalty& penalty = *record.mutable_penalty();
  penalty.set_kind(row.kind);
  penalty.set_severity(draw.Chance(680)   ? v1::PENALTY_SEVERITY_ORDINARY
                       : draw.Chance(600) ? v1::PENALTY_SEVERITY_CONSIDERABLE
                                          : v1::PENALTY_SEVERITY_MAJOR);
  *penalty.mutable_occurred() = DayIn(traits, YearFrom(traits, 2022, draw), draw);
  const std::string series =
      absl::StrCat(std::string(traits.county->name), "罚字〔", penalty.occurred().year(), "〕");
  penalty.set_number(absl::StrCat(series, numbers.Next(series), "号"));
  penalty.set_authority(
      absl::StrCat(std::string(traits.city->name), "市", std::string(row.authority)));
  if (row.list && draw.Chance(550)) {
    *record.mutable_valid_to() = model::FromDays(model::ToDays(penalty.occurred()) +
                                                 static_cast<int32_t>(draw.Between(30, 500)));
  }
  return record;
}

}  // namespace

std::vector<v1::Record> MakeDealings(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  std::vector<v1::Record> records;
  for (int i = 0; i < 4 && draw.Chance(Leaning(traits, 190)); ++i) {
    records.push_back(MakeContract(traits, numbers, draw));
  }
  if (draw.Chance(Leaning(traits, 30))) records.push_back(MakeRound(traits, draw));
  if (traits.industry->code.front() == 'C' && traits.size > -500 && draw.Chance(160)) {
    records.push_back(MakeInvestment(traits, numbers, draw));
  }
  if (draw.Chance(kLoanPm)) records.push_back(MakeLoan(traits, numbers, draw));
  if (draw.Chance(kPenaltyPm)) records.push_back(MakePenalty(traits, numbers, draw));
  return records;
}

}  // namespace jifen::tools::synth
