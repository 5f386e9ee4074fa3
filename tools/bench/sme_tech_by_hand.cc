#include "tools/bench/sme_tech_by_hand.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>

namespace jifen::bench {
namespace {

// Ordered so that the worst of several is the least.
enum class Answer { kNo, kUnknown, kYes };

Answer Of(bool yes) { return yes ? Answer::kYes : Answer::kNo; }

Answer Not(Answer answer) {
  if (answer == Answer::kUnknown) return answer;
  return Of(answer == Answer::kNo);
}

// Of an enum: 0 is not said.
Answer IsOneOf(int value, std::initializer_list<int> wanted) {
  if (value == 0) return Answer::kUnknown;
  return Of(std::find(wanted.begin(), wanted.end(), value) != wanted.end());
}

int64_t Pack(const v1::Date& date) { return (date.year() * 16 + date.month()) * 32 + date.day(); }

int64_t YearsBefore(const v1::Date& date, int years) {
  return ((date.year() - years) * 16 + date.month()) * 32 + date.day();
}

// What one pass over the records found.
struct Found {
  const v1::Profile* profile = nullptr;
  const v1::AnnualReport* report = nullptr;
  bool class_i = false;
  bool class_i_possible = false;
  int class_ii = 0;
  int class_ii_possible = 0;    // besides those that are certain
  Answer clean = Answer::kYes;  // of penalties and lists
  Answer direct_pass = Answer::kNo;
};

class Reader {
 public:
  Reader(const v1::Dossier& dossier, int year)
      : year_(year),
        filing_year_(year + 1),
        valid_at_(Pack(dossier.valid_at())),
        five_years_ago_(YearsBefore(dossier.valid_at(), 5)) {}

  void Read(const v1::Record& record) {
    if (Pack(record.valid_from()) > valid_at_) return;
    if (record.provenance().verification() == v1::VERIFICATION_STATE_WITHDRAWN) return;
    switch (record.payload_case()) {
      case v1::Record::kProfile:
        if (IsValid(record)) found_.profile = &record.profile();
        break;
      case v1::Record::kAnnualReport:
        if (record.annual_report().year() == year_) found_.report = &record.annual_report();
        break;
      case v1::Record::kIntellectualProperty:
        ReadRight(record);
        break;
      case v1::Record::kPenalty:
        ReadPenalty(record);
        break;
      case v1::Record::kQualification:
        if (!IsValid(record)) break;
        Pass(IsOneOf(record.qualification().kind(), {v1::QUALIFICATION_KIND_HIGH_TECH}));
        break;
      case v1::Record::kAward:
        ReadAward(record.award());
        break;
      case v1::Record::kResearchPlatform:
        if (!IsValid(record)) break;
        Pass(std::min(
            IsOneOf(record.research_platform().level(), {v1::LEVEL_NATIONAL, v1::LEVEL_PROVINCIAL}),
            Not(IsOneOf(
                record.research_platform().kind(),
                {v1::RESEARCH_PLATFORM_KIND_INCUBATOR, v1::RESEARCH_PLATFORM_KIND_MAKER_SPACE}))));
        break;
      case v1::Record::kStandard:
        ReadStandard(record.standard());
        break;
      default:
        break;
    }
  }

  const Found& found() const { return found_; }

 private:
  bool IsValid(const v1::Record& record) const {
    return !record.has_valid_to() || Pack(record.valid_to()) >= valid_at_;
  }
  Answer WithinFiveYears(bool known, const v1::Date& date) const {
    const int64_t day = Pack(date);
    return known ? Of(day > five_years_ago_ && day <= valid_at_) : Answer::kUnknown;
  }
  void Pass(Answer answer) { found_.direct_pass = std::max(found_.direct_pass, answer); }
  void Clean(Answer answer) { found_.clean = std::min(found_.clean, answer); }

  void ReadRight(const v1::Record& record) {
    const v1::IntellectualProperty& right = record.intellectual_property();
    const int kind = right.kind();
    const bool class_i = kind >= v1::INTELLECTUAL_PROPERTY_KIND_INVENTION &&
                         kind <= v1::INTELLECTUAL_PROPERTY_KIND_CIRCUIT_LAYOUT;
    const bool class_ii = kind >= v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL &&
                          kind <= v1::INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT;
    if (!class_i && !class_ii && kind != v1::INTELLECTUAL_PROPERTY_KIND_UNSPECIFIED) return;
    if (right.has_core() && !right.core()) return;
    if (right.disputed() || !IsOwned(right) || !IsValid(record)) return;
    if (!right.has_core() || kind == v1::INTELLECTUAL_PROPERTY_KIND_UNSPECIFIED) {
      if (!class_ii) found_.class_i_possible = true;
      if (!class_i) ++found_.class_ii_possible;
      return;
    }
    if (class_i) found_.class_i = true;
    if (class_ii) ++found_.class_ii;
  }

  // Granted, and not transferred later, by the day asked about.
  bool IsOwned(const v1::IntellectualProperty& right) const {
    if (!right.has_granted() || Pack(right.granted()) > valid_at_) return false;
    return !right.has_transferred() || Pack(right.transferred()) <= valid_at_;
  }

  void ReadPenalty(const v1::Record& record) {
    const v1::Penalty& penalty = record.penalty();
    const int year = penalty.occurred().year();
    const Answer recent = penalty.has_occurred()
                              ? Of(year == filing_year_ - 1 || year == filing_year_)
                              : Answer::kUnknown;
    const Answer grave = IsOneOf(penalty.severity(),
                                 {v1::PENALTY_SEVERITY_MAJOR, v1::PENALTY_SEVERITY_EXTRAORDINARY});
    const bool listed = record.valid_from().year() <= filing_year_ &&
                        (!record.has_valid_to() || record.valid_to().year() >= filing_year_ - 1);
    switch (penalty.kind()) {
      case v1::PENALTY_KIND_UNSPECIFIED:  // misconduct needs no severity, a list no day
        if (recent != Answer::kNo || listed) Clean(Answer::kUnknown);
        break;
      case v1::PENALTY_KIND_SAFETY_ACCIDENT:
      case v1::PENALTY_KIND_QUALITY_ACCIDENT:
      case v1::PENALTY_KIND_ENVIRONMENT:
        Clean(Not(std::min(recent, grave)));
        break;
      case v1::PENALTY_KIND_RESEARCH_MISCONDUCT:
        Clean(Not(recent));
        break;
      case v1::PENALTY_KIND_ABNORMAL_OPERATION_LIST:
      case v1::PENALTY_KIND_SERIOUS_DISHONESTY_LIST:
        Clean(Of(!listed));
        break;
      default:
        break;
    }
  }

  void ReadAward(const v1::Award& award) {
    Pass(std::min({IsOneOf(award.kind(), {v1::AWARD_KIND_SCIENCE}),
                   IsOneOf(award.level(), {v1::LEVEL_NATIONAL}),
                   WithinFiveYears(award.has_awarded(), award.awarded()),
                   award.has_rank() ? Of(award.rank() <= 3) : Answer::kUnknown}));
  }

  void ReadStandard(const v1::Standard& standard) {
    Pass(std::min(
        {IsOneOf(standard.role(), {v1::STANDARD_ROLE_LED}),
         IsOneOf(standard.kind(), {v1::STANDARD_KIND_INTERNATIONAL, v1::STANDARD_KIND_NATIONAL,
                                   v1::STANDARD_KIND_INDUSTRY}),
         WithinFiveYears(standard.has_published(), standard.published())}));
  }

  int year_;
  int filing_year_;
  int64_t valid_at_;
  int64_t five_years_ago_;
  Found found_;
};

const void* PayloadOf(const v1::Record& record) {
  switch (record.payload_case()) {
    case v1::Record::kProfile:
      return &record.profile();
    case v1::Record::kAnnualReport:
      return &record.annual_report();
    case v1::Record::kIntellectualProperty:
      return &record.intellectual_property();
    case v1::Record::kPenalty:
      return &record.penalty();
    case v1::Record::kQualification:
      return &record.qualification();
    case v1::Record::kAward:
      return &record.award();
    case v1::Record::kResearchPlatform:
      return &record.research_platform();
    case v1::Record::kStandard:
      return &record.standard();
    default:
      return nullptr;
  }
}

// As the evaluator does, which is measured beside this: the messages lie all over memory.
void Prefetch(const v1::Dossier& dossier) {
  for (const v1::RecordVersion& version : dossier.records()) __builtin_prefetch(&version.record());
  for (const v1::RecordVersion& version : dossier.records()) {
    const v1::Record& record = version.record();
    __builtin_prefetch(&record.valid_from());
    __builtin_prefetch(&record.provenance());
    __builtin_prefetch(PayloadOf(record));
  }
}

struct Percentages {
  int percent[5];  // the lower bounds of the five bands that give points, falling
  int points[5];
};

// Compared without division: part / whole >= percent / 100.
std::optional<int> PointsOfShare(bool known, int64_t part, int64_t whole,
                                 const Percentages& table) {
  if (!known || whole == 0) return std::nullopt;
  for (int i = 0; i < 5; ++i) {
    __extension__ using Wide = __int128;
    if (Wide{part} * 100 >= Wide{whole} * table.percent[i]) return table.points[i];
  }
  return 0;
}

std::optional<int> PointsOfStaff(const v1::AnnualReport& report) {
  constexpr Percentages kTable = {{30, 25, 20, 15, 10}, {20, 16, 12, 8, 4}};
  return PointsOfShare(report.has_sci_tech_staff() && report.has_staff(), report.sci_tech_staff(),
                       report.staff(), kTable);
}

std::optional<int> PointsOfRd(const v1::AnnualReport& report) {
  constexpr Percentages kBySales = {{6, 5, 4, 3, 2}, {50, 40, 30, 20, 10}};
  constexpr Percentages kByCosts = {{30, 25, 20, 15, 10}, {50, 40, 30, 20, 10}};
  const auto by_sales = PointsOfShare(report.has_rd_expense_fen() && report.has_sales_fen(),
                                      report.rd_expense_fen(), report.sales_fen(), kBySales);
  const auto by_costs = PointsOfShare(report.has_rd_expense_fen() && report.has_costs_fen(),
                                      report.rd_expense_fen(), report.costs_fen(), kByCosts);
  if (report.rd_ratio_choice() == v1::RD_RATIO_CHOICE_SALES) return by_sales;
  if (report.rd_ratio_choice() == v1::RD_RATIO_CHOICE_COSTS) return by_costs;
  // Not declared: the better one, if no figure that is still missing can change which it is.
  const std::optional<int> better = std::max(by_sales, by_costs);  // nullopt is the least
  const bool certain = better == 50 || (by_sales.has_value() && by_costs.has_value());
  return certain ? better : std::nullopt;
}

// Certain if the rights of which it is not known whether they count make no difference.
std::optional<int> PointsOfRights(const Found& found) {
  const int least = found.class_i ? 30 : std::min(found.class_ii, 4) * 6;
  const int most = found.class_i || found.class_i_possible
                       ? 30
                       : std::min(found.class_ii + found.class_ii_possible, 4) * 6;
  return least == most ? std::optional<int>(least) : std::nullopt;
}

Answer AtMost(bool known, int64_t value, int64_t limit) {
  return known ? Of(value <= limit) : Answer::kUnknown;
}

Answer Gates(const Found& found) {
  constexpr int64_t kTwoHundredMillionYuan = 20'000'000'000;  // in fen
  Answer answer = found.clean;
  const auto need = [&answer](Answer next) { answer = std::min(answer, next); };
  const v1::Profile* profile = found.profile;
  need(profile != nullptr && profile->has_resident() ? Of(profile->resident()) : Answer::kUnknown);
  need(profile != nullptr && profile->has_industry_prohibited()
           ? Of(!profile->industry_prohibited())
           : Answer::kUnknown);
  const v1::AnnualReport* report = found.report;
  if (report == nullptr) {
    need(Answer::kUnknown);
    return answer;
  }
  need(AtMost(report->has_staff(), report->staff(), 500));
  need(AtMost(report->has_sales_fen(), report->sales_fen(), kTwoHundredMillionYuan));
  need(AtMost(report->has_assets_fen(), report->assets_fen(), kTwoHundredMillionYuan));
  return answer;
}

struct Parts {
  Answer gates;
  Answer direct_pass;
  std::optional<int> staff;
  std::optional<int> total;
};

v1::Outcome Decide(const Parts& parts) {
  if (parts.gates == Answer::kNo) return v1::OUTCOME_FAILED;
  if (parts.gates == Answer::kUnknown) return v1::OUTCOME_UNDETERMINED;
  if (parts.direct_pass == Answer::kYes) return v1::OUTCOME_PASSED;
  if (!parts.total.has_value()) return v1::OUTCOME_NOT_SCORED;
  if (*parts.total >= 60 && *parts.staff > 0) return v1::OUTCOME_PASSED;
  const bool unknown = parts.direct_pass == Answer::kUnknown;
  return unknown ? v1::OUTCOME_UNDETERMINED : v1::OUTCOME_FAILED;
}

}  // namespace

HandScore ScoreSmeTechByHand(const v1::Dossier& dossier, int year) {
  Prefetch(dossier);
  Reader reader(dossier, year);
  for (const v1::RecordVersion& version : dossier.records()) reader.Read(version.record());
  const Found& found = reader.found();

  HandScore score;
  const std::optional<int> rights = PointsOfRights(found);
  std::optional<int> staff;
  if (found.report != nullptr) {
    staff = PointsOfStaff(*found.report);
    const std::optional<int> rd = PointsOfRd(*found.report);
    if (staff.has_value() && rd.has_value() && rights.has_value()) {
      score.total = *staff + *rd + *rights;
    }
  }

  score.outcome = Decide({.gates = Gates(found),
                          .direct_pass = found.direct_pass,
                          .staff = staff,
                          .total = score.total});
  return score;
}

}  // namespace jifen::bench
