#include "tools/synth/achievements.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace jifen::tools::synth {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;
constexpr int64_t kWideLevelPm = 90;  // national among what is provincial or above

struct PlatformRow {
  v1::ResearchPlatformKind kind;
  v1::Level level;
  std::string_view name;
  int64_t per_mille;
};

constexpr PlatformRow kPlatformRows[] = {
    {v1::RESEARCH_PLATFORM_KIND_ENTERPRISE_TECHNOLOGY_CENTRE, v1::LEVEL_MUNICIPAL, "企业技术中心",
     60},
    {v1::RESEARCH_PLATFORM_KIND_ENGINEERING_RESEARCH_CENTRE, v1::LEVEL_MUNICIPAL,
     "工程技术研究中心", 45},
    {v1::RESEARCH_PLATFORM_KIND_UNIVERSITY_JOINT_CENTRE, v1::LEVEL_PROVINCIAL, "企校联合创新中心",
     20},
    {v1::RESEARCH_PLATFORM_KIND_ENTERPRISE_TECHNOLOGY_CENTRE, v1::LEVEL_PROVINCIAL,
     "省级企业技术中心", 12},
    {v1::RESEARCH_PLATFORM_KIND_INDUSTRIAL_DESIGN_CENTRE, v1::LEVEL_PROVINCIAL, "工业设计中心", 5},
    {v1::RESEARCH_PLATFORM_KIND_KEY_LABORATORY, v1::LEVEL_PROVINCIAL, "重点实验室", 3},
    {v1::RESEARCH_PLATFORM_KIND_NEW_RESEARCH_INSTITUTION, v1::LEVEL_PROVINCIAL, "新型研发机构", 3},
    {v1::RESEARCH_PLATFORM_KIND_INDUSTRIAL_RESEARCH_INSTITUTE, v1::LEVEL_PROVINCIAL,
     "产业技术研究院", 2},
    {v1::RESEARCH_PLATFORM_KIND_PILOT_BASE, v1::LEVEL_MUNICIPAL, "中试基地", 6},
    {v1::RESEARCH_PLATFORM_KIND_MAKER_SPACE, v1::LEVEL_PROVINCIAL, "众创空间", 2},
};

class Maker {
 public:
  Maker(const Traits& traits, NumberIssuer& numbers, Draw& draw)
      : traits_(traits), numbers_(numbers), draw_(draw) {}

  std::vector<v1::Record> Make() {
    Platforms();
    Projects();
    Awards();
    Standards();
    Products();
    Factories();
    Talents();
    return std::move(records_);
  }

 private:
  bool Has(int64_t per_mille) { return draw_.Chance(Leaning(traits_, per_mille)); }
  v1::Record& Add() { return records_.emplace_back(); }
  v1::Date Day(int first) {
    const int from = std::max(first, traits_.founded.year());
    return DayIn(traits_, static_cast<int>(draw_.Between(std::min(from, kLastYear), kLastYear)),
                 draw_);
  }
  v1::Level ProvincialOrNational() {
    return draw_.Chance(kWideLevelPm) ? v1::LEVEL_NATIONAL : v1::LEVEL_PROVINCIAL;
  }
  std::string Numbered(const std::string& series, int year) {
    const std::string all = absl::StrCat(series, year);
    return absl::StrFormat("%s%05d", all, numbers_.Next(all));
  }

  void Platforms() {
    for (const PlatformRow& row : kPlatformRows) {
      if (!Has(row.per_mille)) continue;
      v1::ResearchPlatform& platform = *Add().mutable_research_platform();
      platform.set_kind(row.kind);
      platform.set_level(row.level);
      platform.set_name(absl::StrCat(std::string(traits_.city->province), traits_.product,
                                     std::string(row.name)));
      *platform.mutable_recognised() = Day(2016);
    }
  }

  void Projects() {
    for (int i = 0; i < 3 && Has(60); ++i) {
      v1::ProgrammeProject& project = *Add().mutable_programme_project();
      *project.mutable_approved() = Day(2020);
      const bool wide = Has(300);
      project.set_level(wide ? ProvincialOrNational() : v1::LEVEL_MUNICIPAL);
      project.set_number(Numbered(wide ? "BAB" : "SKJ", project.approved().year()));
      project.set_title(absl::StrCat(traits_.product, "关键技术研究与产业化"));
      project.set_key_programme(wide && draw_.Chance(400));
      project.set_lead(draw_.Chance(700));
      project.set_grant_fen(draw_.Between(wide ? 30 : 5, wide ? 300 : 40) * kFenPerWan);
    }
  }

  void Awards() {
    if (Has(14)) {
      v1::Award& award = *Add().mutable_award();
      award.set_kind(v1::AWARD_KIND_SCIENCE);
      award.set_level(ProvincialOrNational());
      award.set_name(absl::StrCat(traits_.product, "技术科学技术奖"));
      award.set_grade(static_cast<int32_t>(draw_.Between(1, 3)));
      award.set_rank(static_cast<int32_t>(draw_.Between(1, 6)));
      *award.mutable_awarded() = Day(2019);
    }
    if (Has(18)) {
      v1::Award& award = *Add().mutable_award();
      award.set_kind(draw_.Chance(600) ? v1::AWARD_KIND_INNOVATION_CONTEST
                                       : v1::AWARD_KIND_MAKER_CHINA);
      award.set_level(v1::LEVEL_NATIONAL);
      award.set_name("创新创业赛事入围项目");
      award.set_rank(static_cast<int32_t>(draw_.Between(20, 900)));
      *award.mutable_awarded() = Day(2022);
    }
  }

  void Standards() {
    if (!Has(40)) return;
    struct Row {
      v1::StandardKind kind;
      std::string_view series;
      int64_t weight;
    };
    constexpr Row kRows[] = {{v1::STANDARD_KIND_NATIONAL, "GB/T ", 20},
                             {v1::STANDARD_KIND_INDUSTRY, "JB/T ", 25},
                             {v1::STANDARD_KIND_LOCAL, "DB42/T ", 15},
                             {v1::STANDARD_KIND_ASSOCIATION, "T/XNQY ", 40}};
    const Row& row = draw_.Pick(kRows, [](const Row& one) { return one.weight; });
    v1::Standard& standard = *Add().mutable_standard();
    *standard.mutable_published() = Day(2018);
    standard.set_kind(row.kind);
    const std::string series(row.series);
    standard.set_number(
        absl::StrCat(series, 90'000 + numbers_.Next(series), "-", standard.published().year()));
    standard.set_title(absl::StrCat(traits_.product, "技术要求"));
    standard.set_role(draw_.Chance(300) ? v1::STANDARD_ROLE_LED : v1::STANDARD_ROLE_TOOK_PART);
  }

  void Products() {
    if (!Has(8)) return;
    v1::FirstOfKindProduct& product = *Add().mutable_first_of_kind_product();
    product.set_kind(traits_.industry->software ? v1::FIRST_OF_KIND_PRODUCT_KIND_SOFTWARE
                     : traits_.industry->code.starts_with("C3")
                         ? v1::FIRST_OF_KIND_PRODUCT_KIND_EQUIPMENT
                         : v1::FIRST_OF_KIND_PRODUCT_KIND_MATERIAL);
    product.set_name(traits_.product);
    product.set_level(ProvincialOrNational());
    *product.mutable_recognised() = Day(2021);
    product.set_development_cost_fen(draw_.Between(80, 1500) * kFenPerWan);
    product.set_unit_price_fen(draw_.Between(3, 400) * kFenPerWan);
  }

  void Factories() {
    if (traits_.industry->code.front() != 'C' || traits_.size < 0 || !Has(70)) return;
    v1::SmartFactory& factory = *Add().mutable_smart_factory();
    factory.set_grade(!draw_.Chance(180)  ? v1::SMART_FACTORY_GRADE_BASIC
                      : draw_.Chance(800) ? v1::SMART_FACTORY_GRADE_ADVANCED
                                          : v1::SMART_FACTORY_GRADE_EXCELLENT);
    factory.set_name(absl::StrCat(traits_.product, "智能工厂"));
    *factory.mutable_recognised() = Day(2023);
    factory.set_five_g(draw_.Chance(120));
    factory.set_unmanned(draw_.Chance(40));
  }

  void Talents() {
    for (int i = 0; i < 2 && Has(50); ++i) {
      v1::Talent& talent = *Add().mutable_talent();
      *talent.mutable_joined() = Day(2018);
      const bool wide = draw_.Chance(300);
      talent.set_level(wide ? v1::LEVEL_PROVINCIAL : v1::LEVEL_MUNICIPAL);
      talent.set_programme(absl::StrCat(
          std::string(wide ? traits_.city->province : traits_.city->name), "科技人才计划"));
      talent.set_number(Numbered("RC", talent.joined().year()));
      talent.set_degree(draw_.Chance(450) ? v1::DEGREE_DOCTOR : v1::DEGREE_MASTER);
    }
  }

  const Traits& traits_;
  NumberIssuer& numbers_;
  Draw& draw_;
  std::vector<v1::Record> records_;
};

}  // namespace

std::vector<v1::Record> MakeAchievements(const Traits& traits, NumberIssuer& numbers, Draw& draw) {
  return Maker(traits, numbers, draw).Make();
}

}  // namespace jifen::tools::synth
