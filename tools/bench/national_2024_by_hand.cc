#include "tools/bench/national_2024_by_hand.h"

#include <algorithm>
#include <array>

namespace jifen::bench {
namespace {

__extension__ using Wide = __int128;

constexpr int64_t kFenPerWan = 1'000'000;
constexpr int64_t kMicro = 1'000'000;  // parts of a point
constexpr int64_t kOne = 1'000'000'000'000'000'000;
constexpr Wide kUnitsPerMicro = kOne / kMicro;
constexpr int64_t kPercent = kOne / 100;

// Points on straight lines between knots whose values and points rise.
struct Line {
  int knots;
  int64_t unit;  // of `at`
  int at[4];
  int points[4];
};

struct Indicator {
  Line line;
  int weights[3];  // by stage
};

enum Figure {
  kRdExpense,
  kRdGrowth,
  kRdShare,
  kSciTechStaffShare,
  kInventionApplications,
  kPctApplications,
  kTechnologyContracts,
  kHighTechRevenue,
  kHighTechShare,
  kRevenueGrowth,
  kRdTaxRelief,
  kNetAssetReturn,
  kRevenue,
  kGraduatesHired,
  kPlatforms,
  kAwards,
  kProjects,
  kVentureInvestment,
  kFigures
};
constexpr int kCategoryBegin[4] = {kRdExpense, kHighTechRevenue, kGraduatesHired, kFigures};

constexpr Indicator kIndicators[kFigures] = {
    {{4, kFenPerWan, {0, 50, 200, 1000}, {0, 40, 70, 100}}, {8, 8, 10}},
    {{3, kPercent, {0, 10, 30}, {0, 50, 100}}, {8, 6, 4}},
    {{4, kPercent, {0, 3, 6, 15}, {0, 60, 80, 100}}, {12, 10, 8}},
    {{3, kPercent, {5, 10, 30}, {0, 40, 100}}, {10, 8, 6}},
    {{4, 1, {0, 1, 5, 10}, {0, 30, 80, 100}}, {10, 8, 8}},
    {{3, 1, {0, 1, 3}, {0, 60, 100}}, {4, 4, 6}},
    {{3, kFenPerWan, {0, 100, 1000}, {0, 50, 100}}, {8, 8, 8}},
    {{4, kFenPerWan, {0, 500, 5000, 20000}, {0, 40, 80, 100}}, {4, 6, 8}},
    {{3, kPercent, {0, 60, 90}, {0, 70, 100}}, {6, 6, 6}},
    {{3, kPercent, {0, 10, 30}, {0, 50, 100}}, {6, 8, 4}},
    {{3, kFenPerWan, {0, 50, 500}, {0, 60, 100}}, {4, 4, 4}},
    {{3, kPercent, {0, 10, 20}, {0, 60, 100}}, {0, 4, 6}},
    {{4, kFenPerWan, {0, 2000, 20000, 100000}, {0, 50, 80, 100}}, {2, 4, 6}},
    {{3, 1, {0, 5, 20}, {0, 60, 100}}, {4, 4, 4}},
    {{3, 1, {0, 1, 2}, {0, 70, 100}}, {2, 3, 4}},
    {{3, 1, {0, 1, 3}, {0, 70, 100}}, {2, 3, 4}},
    {{3, 1, {0, 1, 3}, {0, 70, 100}}, {3, 3, 2}},
    {{3, kFenPerWan, {0, 500, 5000}, {0, 60, 100}}, {7, 3, 2}},
};

using Figures = std::array<std::optional<Wide>, kFigures>;

Wide DivideHalfEven(Wide dividend, Wide divisor) {
  const Wide quotient = dividend / divisor;
  const Wide twice = (dividend - quotient * divisor) * 2;
  return quotient + (twice > divisor || (twice == divisor && quotient % 2 != 0) ? 1 : 0);
}

int64_t PointsOn(const Line& line, Wide value) {
  int reached = 0;
  while (reached < line.knots && Wide{line.at[reached]} * line.unit <= value) ++reached;
  if (reached == 0) return line.points[0] * kMicro;
  const int before = reached - 1;
  if (reached == line.knots) return line.points[before] * kMicro;
  const Wide way = value - Wide{line.at[before]} * line.unit;
  const Wide rise = (line.points[reached] - line.points[before]) * kMicro;
  const Wide run = Wide{line.at[reached] - line.at[before]} * line.unit;
  return line.points[before] * kMicro + static_cast<int64_t>(DivideHalfEven(way * rise, run));
}

int64_t Pack(const v1::Date& date) { return (date.year() * 16 + date.month()) * 32 + date.day(); }

bool IsHigh(v1::Level level) {
  return level == v1::LEVEL_NATIONAL || level == v1::LEVEL_PROVINCIAL;
}

// What one pass over the records found.
struct Found {
  const v1::AnnualReport* now = nullptr;
  const v1::AnnualReport* before = nullptr;
  int inventions = 0;
  int pct = 0;
  int64_t contracts_fen = 0;
  int platforms = 0;
  int awards = 0;
  int projects = 0;
  int64_t invested_fen = 0;
};

class Reader {
 public:
  Reader(const v1::Dossier& dossier, int year)
      : year_(year),
        valid_at_(Pack(dossier.valid_at())),
        three_years_ago_(valid_at_ - int64_t{3} * 16 * 32) {}

  void Read(const v1::Record& record) {
    if (Pack(record.valid_from()) > valid_at_) return;
    if (record.provenance().verification() == v1::VERIFICATION_STATE_WITHDRAWN) return;
    switch (record.payload_case()) {
      case v1::Record::kAnnualReport:
        ReadReport(record.annual_report());
        break;
      case v1::Record::kIntellectualProperty:
        ReadRight(record.intellectual_property());
        break;
      case v1::Record::kTechnologyContract:
        if (record.technology_contract().has_signed_() &&
            record.technology_contract().signed_().year() == year_) {
          found_.contracts_fen += record.technology_contract().amount_fen();
        }
        break;
      case v1::Record::kResearchPlatform:
        if (IsHigh(record.research_platform().level()) &&
            (!record.has_valid_to() || Pack(record.valid_to()) >= valid_at_)) {
          ++found_.platforms;
        }
        break;
      case v1::Record::kAward:
        if (record.award().kind() == v1::AWARD_KIND_SCIENCE && IsHigh(record.award().level()) &&
            IsRecent(record.award().has_awarded(), record.award().awarded())) {
          ++found_.awards;
        }
        break;
      case v1::Record::kProgrammeProject:
        if (IsHigh(record.programme_project().level()) &&
            IsRecent(record.programme_project().has_approved(),
                     record.programme_project().approved())) {
          ++found_.projects;
        }
        break;
      case v1::Record::kEquityFinancing:
        if (IsRecent(record.equity_financing().has_received(),
                     record.equity_financing().received())) {
          found_.invested_fen += record.equity_financing().amount_fen();
        }
        break;
      default:
        break;
    }
  }

  const Found& found() const { return found_; }

 private:
  void ReadReport(const v1::AnnualReport& report) {
    if (report.year() == year_) found_.now = &report;
    if (report.year() == year_ - 1) found_.before = &report;
  }
  void ReadRight(const v1::IntellectualProperty& right) {
    if (!right.core() || !right.has_filed() || right.filed().year() != year_) return;
    if (right.kind() == v1::INTELLECTUAL_PROPERTY_KIND_INVENTION) ++found_.inventions;
    if (right.pct()) ++found_.pct;
  }
  bool IsRecent(bool known, const v1::Date& date) const {
    const int64_t day = Pack(date);
    return known && day > three_years_ago_ && day <= valid_at_;
  }

  int year_;
  int64_t valid_at_;
  int64_t three_years_ago_;
  Found found_;
};

// Of amounts or persons, at 18 places; the whole is above 0.
Wide Share(int64_t part, int64_t whole) {
  const Wide share = DivideHalfEven(Wide{part < 0 ? -part : part} * kOne, whole);
  return part < 0 ? -share : share;
}

void ReadGrowth(const v1::AnnualReport& now, const v1::AnnualReport& before, Figures* figures) {
  if (now.has_rd_expense_fen() && before.rd_expense_fen() > 0) {
    (*figures)[kRdGrowth] =
        Share(now.rd_expense_fen() - before.rd_expense_fen(), before.rd_expense_fen());
  }
  if (now.has_revenue_fen() && before.revenue_fen() > 0) {
    (*figures)[kRevenueGrowth] =
        Share(now.revenue_fen() - before.revenue_fen(), before.revenue_fen());
  }
}

void ReadReturn(const v1::AnnualReport& now, Figures* figures) {
  if (!now.has_net_assets_fen()) return;
  if (now.net_assets_fen() <= 0) {
    (*figures)[kNetAssetReturn] = 0;
  } else if (now.has_net_profit_fen()) {
    (*figures)[kNetAssetReturn] = Share(now.net_profit_fen(), now.net_assets_fen());
  }
}

void ReadFigures(const v1::AnnualReport& now, Figures* figures) {
  if (now.has_rd_expense_fen()) (*figures)[kRdExpense] = now.rd_expense_fen();
  if (now.has_revenue_fen()) (*figures)[kRevenue] = now.revenue_fen();
  if (now.has_high_tech_revenue_fen()) (*figures)[kHighTechRevenue] = now.high_tech_revenue_fen();
  if (now.has_rd_tax_relief_fen()) (*figures)[kRdTaxRelief] = now.rd_tax_relief_fen();
  if (now.has_graduates_hired()) (*figures)[kGraduatesHired] = now.graduates_hired();
  if (now.has_rd_expense_fen() && now.revenue_fen() > 0) {
    (*figures)[kRdShare] = Share(now.rd_expense_fen(), now.revenue_fen());
  }
  if (now.has_high_tech_revenue_fen() && now.revenue_fen() > 0) {
    (*figures)[kHighTechShare] = Share(now.high_tech_revenue_fen(), now.revenue_fen());
  }
  if (now.has_sci_tech_staff() && now.staff() > 0) {
    (*figures)[kSciTechStaffShare] = Share(now.sci_tech_staff(), now.staff());
  }
  ReadReturn(now, figures);
}

Figures FiguresOf(const Found& found) {
  Figures figures;
  if (found.now != nullptr) ReadFigures(*found.now, &figures);
  if (found.now != nullptr && found.before != nullptr) {
    ReadGrowth(*found.now, *found.before, &figures);
  }
  figures[kInventionApplications] = found.inventions;
  figures[kPctApplications] = found.pct;
  figures[kTechnologyContracts] = found.contracts_fen;
  figures[kPlatforms] = found.platforms;
  figures[kAwards] = found.awards;
  figures[kProjects] = found.projects;
  figures[kVentureInvestment] = found.invested_fen;
  return figures;
}

// Ordered so that the worse of two is the less.
enum class Answer { kNo, kUnknown, kYes };

Answer IsBelow(const std::optional<Wide>& value, Wide bound) {
  if (!value.has_value()) return Answer::kUnknown;
  return *value < bound ? Answer::kYes : Answer::kNo;
}

std::optional<int> StageOf(const v1::Enterprise& enterprise, const std::optional<Wide>& revenue,
                           int year) {
  std::optional<Wide> age;  // full years on the last day of the year
  if (enterprise.has_founded()) age = year - enterprise.founded().year();
  const Answer startup = std::min(IsBelow(age, 5), IsBelow(revenue, Wide{2000} * kFenPerWan));
  if (startup == Answer::kUnknown) return std::nullopt;
  if (startup == Answer::kYes) return 0;
  const Answer growing = std::min(IsBelow(age, 10), IsBelow(revenue, Wide{20000} * kFenPerWan));
  if (growing == Answer::kUnknown) return std::nullopt;
  return growing == Answer::kYes ? 1 : 2;
}

struct Category {
  Wide points = 0;  // in units of 10^-18
  int weight = 0;   // of the figures that are known
};

Category ScoreCategory(const Figures& figures, int begin, int end, int stage) {
  int64_t points = 0;  // in millionths
  int all = 0;
  int known = 0;
  for (int i = begin; i < end; ++i) {
    const int weight = kIndicators[i].weights[stage];
    all += weight;
    if (!figures[static_cast<size_t>(i)].has_value()) continue;
    known += weight;
    const int64_t share = PointsOn(kIndicators[i].line, *figures[static_cast<size_t>(i)]);
    points += static_cast<int64_t>(DivideHalfEven(Wide{share} * weight, 100));
  }
  if (known == 0) return {};
  // The known figures bear the weight of the others.
  return {.points = DivideHalfEven(points * kUnitsPerMicro * all, known), .weight = known};
}

const void* PayloadOf(const v1::Record& record) {
  switch (record.payload_case()) {
    case v1::Record::kAnnualReport:
      return &record.annual_report();
    case v1::Record::kIntellectualProperty:
      return &record.intellectual_property();
    case v1::Record::kTechnologyContract:
      return &record.technology_contract();
    case v1::Record::kResearchPlatform:
      return &record.research_platform();
    case v1::Record::kAward:
      return &record.award();
    case v1::Record::kProgrammeProject:
      return &record.programme_project();
    case v1::Record::kEquityFinancing:
      return &record.equity_financing();
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

}  // namespace

HandScore ScoreNationalByHand(const v1::Dossier& dossier, int year) {
  constexpr int kCoverageMin = 60;  // of the weights, which are 100 in every stage
  Prefetch(dossier);
  Reader reader(dossier, year);
  for (const v1::RecordVersion& version : dossier.records()) reader.Read(version.record());
  const Figures figures = FiguresOf(reader.found());

  HandScore score;
  score.stage = StageOf(dossier.enterprise(), figures[kRevenue], year);
  if (!score.stage.has_value()) return score;
  Wide points = 0;
  int weight = 0;
  for (int c = 0; c < 3; ++c) {
    const Category category =
        ScoreCategory(figures, kCategoryBegin[c], kCategoryBegin[c + 1], *score.stage);
    points += category.points;
    weight += category.weight;
  }
  if (weight < kCoverageMin) return score;
  score.total_hundredths = static_cast<int64_t>(DivideHalfEven(points, kOne / 100));
  return score;
}

}  // namespace jifen::bench
