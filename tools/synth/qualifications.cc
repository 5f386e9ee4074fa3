#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "proto/model/calendar.h"
#include "tools/synth/achievements.h"

namespace jifen::tools::synth {
namespace {

struct TitleRow {
  v1::QualificationKind kind;
  v1::Level level;
  int64_t per_mille;  // of all at the mean; the titles of the ladder lie higher with size
  int64_t size_min;   // leaning towards size
  int term_years;     // 0: until the end of the year; -1: no end
  std::string_view prefix;
};

constexpr TitleRow kTitleRows[] = {
    {v1::QUALIFICATION_KIND_SME_TECH, v1::LEVEL_PROVINCIAL, 470, -6000, 0, ""},
    {v1::QUALIFICATION_KIND_INNOVATIVE_SME, v1::LEVEL_PROVINCIAL, 110, -1500, 3, "CX"},
    {v1::QUALIFICATION_KIND_SPECIALISED_SME, v1::LEVEL_PROVINCIAL, 38, -500, 3, "ZJTX"},
    {v1::QUALIFICATION_KIND_LITTLE_GIANT, v1::LEVEL_NATIONAL, 3, 0, 3, "XJR"},
    {v1::QUALIFICATION_KIND_SINGLE_CHAMPION, v1::LEVEL_PROVINCIAL, 2, 800, 3, "DXGJ"},
    {v1::QUALIFICATION_KIND_GAZELLE, v1::LEVEL_PROVINCIAL, 7, -500, 3, "DL"},
    {v1::QUALIFICATION_KIND_IP_ADVANTAGE, v1::LEVEL_NATIONAL, 4, -500, 3, "ZSCQYS"},
    {v1::QUALIFICATION_KIND_IP_DEMONSTRATION, v1::LEVEL_NATIONAL, 1, 500, 3, "ZSCQSF"},
};
// Revenue of an industrial enterprise above scale (规上).
constexpr int64_t kAboveScaleWan = 2000;

v1::Record MakeTitle(const Traits& traits, v1::QualificationKind kind, v1::Level level, int year,
                     int term_years, std::string number, Draw& draw) {
  v1::Record record;
  v1::Qualification& title = *record.mutable_qualification();
  title.set_kind(kind);
  title.set_level(level);
  title.set_number(std::move(number));
  *title.mutable_granted() = DayIn(traits, year, draw);
  if (term_years == 0) *record.mutable_valid_to() = model::MakeDate(year, 12, 31);
  if (term_years > 0) {
    *record.mutable_valid_to() =
        model::FromDays(model::ToDays(title.granted()) + term_years * 36525 / 100 - 1);
  }
  return record;
}

int YearOfGrant(const Traits& traits, int first, Draw& draw) {
  return static_cast<int>(draw.Between(std::max(first, traits.founded.year()), kLastYear));
}

std::string ProvinceDigits(const Traits& traits) {
  return absl::StrCat(std::string(traits.county->area_code.substr(0, 2)), "00");
}

}  // namespace

std::vector<v1::Record> MakeQualifications(const Traits& traits, NumberIssuer& numbers,
                                           Draw& draw) {
  std::vector<v1::Record> titles;
  if (traits.high_tech) {
    const int year = YearOfGrant(traits, kLastYear - 2, draw);
    const std::string series = absl::StrCat("GR", year, ProvinceDigits(traits));
    titles.push_back(MakeTitle(traits, v1::QUALIFICATION_KIND_HIGH_TECH, v1::LEVEL_NATIONAL, year,
                               3, absl::StrFormat("%s%05d", series, numbers.Next(series)), draw));
  }
  for (const TitleRow& row : kTitleRows) {
    const int64_t chance =
        Leaning(traits, traits.high_tech ? row.per_mille * 3 / 2 : row.per_mille);
    if (traits.size < row.size_min || !draw.Chance(chance)) continue;
    const int year = YearOfGrant(traits, kLastYear - 2, draw);
    const std::string series =
        row.prefix.empty() ? absl::StrCat(year, std::string(traits.county->area_code))
                           : absl::StrCat(std::string(row.prefix), year, ProvinceDigits(traits));
    titles.push_back(MakeTitle(traits, row.kind, row.level, year, row.term_years,
                               absl::StrFormat("%s%06d", series, numbers.Next(series)), draw));
  }
  if (traits.revenue_wan >= kAboveScaleWan && traits.industry->code.front() == 'C') {
    titles.push_back(MakeTitle(traits, v1::QUALIFICATION_KIND_ABOVE_SCALE, v1::LEVEL_COUNTY,
                               YearOfGrant(traits, kLastYear - 4, draw), -1, "", draw));
  }
  return titles;
}

}  // namespace jifen::tools::synth
