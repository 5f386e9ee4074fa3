#include "tools/synth/rights.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"

namespace jifen::tools::synth {
namespace {

// What is known on the day up to which the tables are kept.
constexpr int kKeptUntilYear = 2026;
constexpr int kKeptUntilMonth = 1;
constexpr int kFirstFiledYear = 2014;
constexpr int64_t kRightsMax = 40;

struct RightRow {
  v1::IntellectualPropertyKind kind;
  int patent_digit;  // 0: no patent
  int term_years;
  int64_t wait_days_min;
  int64_t wait_days_max;
  int64_t per_mille;           // of an enterprise's rights
  int64_t per_mille_software;  // of those of a software enterprise
  std::string_view what;
};

constexpr RightRow kRightRows[] = {
    {v1::INTELLECTUAL_PROPERTY_KIND_INVENTION, 1, 20, 380, 1150, 170, 90, "的制备方法"},
    {v1::INTELLECTUAL_PROPERTY_KIND_INVENTION, 8, 20, 500, 1250, 6, 4, "及其应用"},
    {v1::INTELLECTUAL_PROPERTY_KIND_UTILITY_MODEL, 2, 10, 150, 340, 560, 90, "用固定装置"},
    {v1::INTELLECTUAL_PROPERTY_KIND_DESIGN, 3, 15, 110, 240, 90, 40, "(外观)"},
    {v1::INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT, 0, 50, 30, 90, 110, 730, "管理软件V1.0"},
    {v1::INTELLECTUAL_PROPERTY_KIND_TRADEMARK, 0, 10, 200, 330, 52, 42, "商标"},
    {v1::INTELLECTUAL_PROPERTY_KIND_CIRCUIT_LAYOUT, 0, 10, 60, 120, 4, 2, "布图设计"},
    {v1::INTELLECTUAL_PROPERTY_KIND_PLANT_VARIETY, 0, 15, 400, 900, 8, 2, "新品种"},
};

std::string Number(const RightRow& row, int year, bool granted, NumberIssuer& numbers) {
  if (row.patent_digit != 0) {
    return absl::StrCat(granted ? "ZL" : "", numbers.NextPatent(year, row.patent_digit));
  }
  switch (row.kind) {
    case v1::INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT: {
      const std::string series = absl::StrCat(year, "SR");
      return absl::StrFormat("%s%07d", series, numbers.Next(series));
    }
    case v1::INTELLECTUAL_PROPERTY_KIND_CIRCUIT_LAYOUT: {
      const std::string series = absl::StrCat("BS.", year % 100, "5");
      return absl::StrFormat("%s%06d", series, numbers.Next(series));
    }
    case v1::INTELLECTUAL_PROPERTY_KIND_PLANT_VARIETY: {
      const std::string series = absl::StrCat("CNA", year, "1");
      return absl::StrFormat("%s%06d", series, numbers.Next(series));
    }
    default:
      return absl::StrCat(60'000'000 + numbers.Next("trademark"));
  }
}

void SetAcquisition(const Traits& traits, Draw& draw, v1::IntellectualProperty& right) {
  if (draw.Chance(880)) {
    right.set_acquisition(v1::ACQUISITION_SELF_DEVELOPED);
  } else if (draw.Chance(850)) {
    right.set_acquisition(v1::ACQUISITION_TRANSFERRED);
    const int from = right.has_granted() ? right.granted().year() : right.filed().year();
    v1::Date day =
        DayIn(traits, static_cast<int>(draw.Between(std::min(from, kLastYear), kLastYear)), draw);
    if (model::ToDays(day) < model::ToDays(right.filed())) day = right.filed();
    *right.mutable_transferred() = day;
  } else {
    right.set_acquisition(v1::ACQUISITION_EXCLUSIVE_LICENCE);
  }
}

void SetTerm(const RightRow& row, Draw& draw, v1::Record& record) {
  const v1::Date& filed = record.intellectual_property().filed();
  if (!record.intellectual_property().has_granted()) return;
  const bool lapsed = draw.Chance(35);
  const int32_t start = model::ToDays(record.intellectual_property().granted());
  const int32_t end = lapsed ? start + static_cast<int32_t>(draw.Between(200, 900))
                             : model::ToDays(filed) + row.term_years * 36525 / 100 - 1;
  *record.mutable_valid_to() = model::FromDays(end);
}

v1::Record MakeRight(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  const RightRow& row = draw.Pick(kRightRows, [&](const RightRow& right_row) {
    return traits.industry->software ? right_row.per_mille_software : right_row.per_mille;
  });
  const int first = std::max(traits.founded.year(), kFirstFiledYear);
  // The later of two years: filings have risen.
  const int year =
      static_cast<int>(std::max(draw.Between(first, kLastYear), draw.Between(first, kLastYear)));
  v1::Record record;
  v1::IntellectualProperty& right = *record.mutable_intellectual_property();
  right.set_kind(row.kind);
  *right.mutable_filed() = DayIn(traits, year, draw);
  const int32_t granted = model::ToDays(right.filed()) +
                          static_cast<int32_t>(draw.Between(row.wait_days_min, row.wait_days_max));
  const bool is_granted =
      granted <= model::ToDays(model::MakeDate(kKeptUntilYear, kKeptUntilMonth, 31));
  if (is_granted) *right.mutable_granted() = model::FromDays(granted);
  right.set_number(Number(row, right.filed().year(), is_granted, numbers));
  right.set_title(absl::StrCat("一种", traits.product, std::string(row.what)));
  SetAcquisition(traits, draw, right);
  right.set_core(row.kind != v1::INTELLECTUAL_PROPERTY_KIND_TRADEMARK && draw.Chance(860));
  right.set_disputed(draw.Chance(8));
  right.set_high_value(row.kind == v1::INTELLECTUAL_PROPERTY_KIND_INVENTION && is_granted &&
                       draw.Chance(Leaning(traits, 180)));
  right.set_pct(row.patent_digit == 8);
  SetTerm(row, draw, record);
  return record;
}

}  // namespace

std::vector<v1::Record> MakeRights(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  // In eighths, so that enterprises below the mean have some or none.
  const int64_t leaning = traits.innovation + traits.size * 35 / 100 + draw.Normal() * 6 / 10;
  const int64_t count = std::min(Doubled(26, leaning) / 8, kRightsMax);
  std::vector<v1::Record> rights;
  for (int64_t i = 0; i < count; ++i) rights.push_back(MakeRight(traits, numbers, draw));
  return rights;
}

}  // namespace jifen::tools::synth
