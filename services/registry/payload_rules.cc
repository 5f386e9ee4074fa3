#include "services/registry/payload_rules.h"

#include <limits>

namespace jifen::services::registry {
namespace {

constexpr int64_t kCountMax = std::numeric_limits<int32_t>::max();

constexpr FieldRule kProfile[] = {
    {"resident", Form::kFlag},
    {"industry_prohibited", Form::kFlag},
    {"registered_capital_fen", Form::kAmount},
    {"main_product", Form::kText, 0, 200},
    {"main_product_strategic", Form::kFlag},
    {"niche_since", Form::kDay},
    {"chain_role", Form::kEnum},
    {"digital_level", Form::kNumber, 1, 4},
    {"high_tech_field", Form::kFlag},
    {"quality_certified", Form::kFlag},
    {"own_brand", Form::kFlag},
    {"provincial_feature_points_hundredths", Form::kNumber, 0, 1500},
};

constexpr FieldRule kAnnualReport[] = {
    {"year", Form::kNumberNeeded, 1990, 2100},
    {"sales_fen", Form::kAmount},
    {"revenue_fen", Form::kAmount},
    {"main_revenue_fen", Form::kAmount},
    {"high_tech_revenue_fen", Form::kAmount},
    {"costs_fen", Form::kAmount},
    {"net_profit_fen", Form::kSignedAmount},
    {"assets_fen", Form::kAmount},
    {"liabilities_fen", Form::kAmount},
    {"net_assets_fen", Form::kSignedAmount},
    {"rd_tax_relief_fen", Form::kAmount},
    {"rd_expense_fen", Form::kAmount},
    {"rd_expense_domestic_fen", Form::kAmount},
    {"rd_ratio_choice", Form::kEnum},
    {"staff", Form::kNumber, 0, kCountMax},
    {"sci_tech_staff", Form::kNumber, 0, kCountMax},
    {"rd_staff", Form::kNumber, 0, kCountMax},
    {"graduates_hired", Form::kNumber, 0, kCountMax},
    {"results_converted", Form::kNumber, 0, kCountMax},
};
constexpr PairRule kAnnualReportParts[] = {
    {"main_revenue_fen", "revenue_fen"},
    {"high_tech_revenue_fen", "revenue_fen"},
    {"rd_expense_domestic_fen", "rd_expense_fen"},
    {"sci_tech_staff", "staff"},
    {"rd_staff", "staff"},
};

constexpr FieldRule kIntellectualProperty[] = {
    {"kind", Form::kEnumNeeded}, {"number", Form::kText, 1, 64}, {"title", Form::kText, 0, 400},
    {"filed", Form::kDay},       {"granted", Form::kDay},        {"acquisition", Form::kEnum},
    {"transferred", Form::kDay}, {"core", Form::kFlag},          {"disputed", Form::kFlag},
    {"high_value", Form::kFlag}, {"pct", Form::kFlag},
};
constexpr PairRule kIntellectualPropertyPeriods[] = {{"filed", "granted"}};

constexpr FieldRule kTechnologyContract[] = {
    {"number", Form::kText, 1, 64}, {"kind", Form::kEnumNeeded},
    {"side", Form::kEnum},          {"signed", Form::kDay},
    {"amount_fen", Form::kAmount},  {"technology_amount_fen", Form::kAmount},
    {"title", Form::kText, 0, 400},
};
constexpr PairRule kTechnologyContractParts[] = {{"technology_amount_fen", "amount_fen"}};

constexpr FieldRule kResearchPlatform[] = {
    {"kind", Form::kEnumNeeded},
    {"level", Form::kEnum},
    {"name", Form::kText, 1, 200},
    {"recognised", Form::kDay},
};

constexpr FieldRule kProgrammeProject[] = {
    {"number", Form::kText, 1, 64}, {"title", Form::kText, 0, 400}, {"level", Form::kEnum},
    {"key_programme", Form::kFlag}, {"lead", Form::kFlag},          {"approved", Form::kDay},
    {"grant_fen", Form::kAmount},
};

constexpr FieldRule kAward[] = {
    {"kind", Form::kEnumNeeded},           {"level", Form::kEnum},
    {"name", Form::kText, 1, 200},         {"grade", Form::kNumber, 0, 3},
    {"rank", Form::kNumber, 1, kCountMax}, {"awarded", Form::kDay},
};

constexpr FieldRule kQualification[] = {
    {"kind", Form::kEnumNeeded},
    {"number", Form::kText, 0, 64},
    {"level", Form::kEnum},
    {"granted", Form::kDay},
};

constexpr FieldRule kEquityFinancing[] = {
    {"round", Form::kText, 0, 40},      {"received", Form::kDay},
    {"amount_fen", Form::kAmount},      {"qualified_investor", Form::kFlag},
    {"investors", Form::kText, 0, 400},
};

constexpr FieldRule kFirstOfKindProduct[] = {
    {"kind", Form::kEnumNeeded},
    {"name", Form::kText, 1, 200},
    {"level", Form::kEnum},
    {"recognised", Form::kDay},
    {"development_cost_fen", Form::kAmount},
    {"unit_price_fen", Form::kAmount},
};

constexpr FieldRule kTransformationProject[] = {
    {"number", Form::kText, 1, 64},    {"title", Form::kText, 0, 400},
    {"investment_fen", Form::kAmount}, {"started", Form::kDay},
    {"completed", Form::kDay},
};
constexpr PairRule kTransformationProjectPeriods[] = {{"started", "completed"}};

constexpr FieldRule kSmartFactory[] = {
    {"grade", Form::kEnumNeeded}, {"name", Form::kText, 1, 200}, {"recognised", Form::kDay},
    {"five_g", Form::kFlag},      {"unmanned", Form::kFlag},
};

constexpr FieldRule kStandard[] = {
    {"number", Form::kText, 1, 64}, {"title", Form::kText, 0, 400}, {"kind", Form::kEnumNeeded},
    {"role", Form::kEnum},          {"published", Form::kDay},
};

constexpr FieldRule kTalent[] = {
    {"number", Form::kText, 1, 64}, {"programme", Form::kText, 0, 200},
    {"level", Form::kEnum},         {"joined", Form::kDay},
    {"degree", Form::kEnum},
};

constexpr FieldRule kPenalty[] = {
    {"kind", Form::kEnumNeeded}, {"severity", Form::kEnum},          {"number", Form::kText, 1, 64},
    {"occurred", Form::kDay},    {"authority", Form::kText, 0, 200},
};

constexpr FieldRule kLoan[] = {
    {"number", Form::kText, 1, 64},
    {"partner", Form::kText, 1, 200},
    {"product", Form::kText, 0, 200},
    {"limit_fen", Form::kAmount},
    {"outstanding_fen", Form::kAmount},
    {"overdue_fen", Form::kAmount},
    {"rate_basis_points", Form::kNumber, 0, 10000},
    {"granted", Form::kDay},
    {"due", Form::kDay},
};
constexpr PairRule kLoanParts[] = {{"overdue_fen", "outstanding_fen"}};
constexpr PairRule kLoanPeriods[] = {{"granted", "due"}};

constexpr FieldRule kExpertMark[] = {
    {"scheme_id", Form::kText, 3, 64},
    {"item", Form::kText, 1, 64},
    {"points_hundredths", Form::kNumberSet, 0, kCountMax},
    {"panel", Form::kText, 0, 200},
    {"judged", Form::kDay},
};

const PayloadRules kRules[] = {
    {v1::RECORD_KIND_PROFILE, kProfile, {}, {}},
    {v1::RECORD_KIND_ANNUAL_REPORT, kAnnualReport, kAnnualReportParts, {}},
    {v1::RECORD_KIND_INTELLECTUAL_PROPERTY,
     kIntellectualProperty,
     {},
     kIntellectualPropertyPeriods},
    {v1::RECORD_KIND_TECHNOLOGY_CONTRACT, kTechnologyContract, kTechnologyContractParts, {}},
    {v1::RECORD_KIND_RESEARCH_PLATFORM, kResearchPlatform, {}, {}},
    {v1::RECORD_KIND_PROGRAMME_PROJECT, kProgrammeProject, {}, {}},
    {v1::RECORD_KIND_AWARD, kAward, {}, {}},
    {v1::RECORD_KIND_QUALIFICATION, kQualification, {}, {}},
    {v1::RECORD_KIND_EQUITY_FINANCING, kEquityFinancing, {}, {}},
    {v1::RECORD_KIND_FIRST_OF_KIND_PRODUCT, kFirstOfKindProduct, {}, {}},
    {v1::RECORD_KIND_TRANSFORMATION_PROJECT,
     kTransformationProject,
     {},
     kTransformationProjectPeriods},
    {v1::RECORD_KIND_SMART_FACTORY, kSmartFactory, {}, {}},
    {v1::RECORD_KIND_STANDARD, kStandard, {}, {}},
    {v1::RECORD_KIND_TALENT, kTalent, {}, {}},
    {v1::RECORD_KIND_PENALTY, kPenalty, {}, {}},
    {v1::RECORD_KIND_LOAN, kLoan, kLoanParts, kLoanPeriods},
    {v1::RECORD_KIND_EXPERT_MARK, kExpertMark, {}, {}},
};

}  // namespace

absl::Span<const PayloadRules> AllPayloadRules() { return kRules; }

}  // namespace jifen::services::registry
