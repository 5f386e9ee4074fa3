#include "tools/synth/enterprise_maker.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "tools/synth/achievements.h"
#include "tools/synth/dealings.h"
#include "tools/synth/expert_marks.h"
#include "tools/synth/reports.h"
#include "tools/synth/rights.h"
#include "tools/synth/traits.h"

namespace jifen::tools::synth {
namespace {

constexpr int64_t kFenPerWan = 1'000'000;

v1::Profile MakeProfile(const Traits& traits, Draw& draw) {
  v1::Profile profile;
  profile.set_resident(!draw.Chance(kNotResidentPm));
  profile.set_industry_prohibited(draw.Chance(kProhibitedPm));
  const int64_t capital = Doubled(500, traits.size * 8 / 10 + draw.Normal() * 8 / 10);
  profile.set_registered_capital_fen(std::max<int64_t>(capital / 10 * 10, 10) * kFenPerWan);
  profile.set_main_product(traits.product);
  profile.set_main_product_strategic(draw.Chance(traits.industry->strategic_pm));
  const int niche = static_cast<int>(draw.Between(traits.founded.year(), kLastYear));
  *profile.mutable_niche_since() = DayIn(traits, std::min(niche, traits.founded.year() + 3), draw);
  if (draw.Chance(Leaning(traits, 90))) {
    profile.set_chain_role(draw.Chance(600)   ? v1::CHAIN_ROLE_SERVES_LEADER
                           : draw.Chance(700) ? v1::CHAIN_ROLE_SIX_BASICS
                                              : v1::CHAIN_ROLE_FILLS_GAP);
  }
  const int64_t level = 2 + (traits.innovation + draw.Normal()) / 1300;
  profile.set_digital_level(static_cast<int32_t>(std::clamp<int64_t>(level, 1, 4)));
  profile.set_high_tech_field(traits.high_tech || draw.Chance(traits.industry->strategic_pm));
  profile.set_quality_certified(draw.Chance(Leaning(traits, 420)));
  profile.set_own_brand(draw.Chance(Leaning(traits, 380)));
  if (draw.Chance(400)) {
    profile.set_provincial_feature_points_hundredths(static_cast<int32_t>(draw.Between(0, 30)) *
                                                     50);
  }
  DropCells(profile, "resident", draw);
  return profile;
}

std::string Department(const Traits& traits, const v1::Record& record) {
  const std::string city = absl::StrCat(std::string(traits.city->name), "市");
  switch (record.payload_case()) {
    case v1::Record::kProfile:
    case v1::Record::kIntellectualProperty:
    case v1::Record::kStandard:
      return city + "市场监督管理局";
    case v1::Record::kAnnualReport:
      return city + "税务局";
    case v1::Record::kSmartFactory:
    case v1::Record::kTransformationProject:
    case v1::Record::kFirstOfKindProduct:
      return city + "经济和信息化局";
    case v1::Record::kTalent:
      return city + "人力资源和社会保障局";
    case v1::Record::kPenalty:
      return record.penalty().authority();
    case v1::Record::kLoan:
      return record.loan().partner();
    default:
      return city + "科学技术局";
  }
}

class Collector {
 public:
  Collector(const Traits& traits, Draw& draw, std::vector<v1::ImportRow>& rows)
      : traits_(traits), draw_(draw), rows_(rows) {}

  void Add(std::vector<v1::Record> records) {
    for (v1::Record& record : records) Complete(std::move(record));
  }

  v1::ImportRow& Complete(v1::Record record) {
    v1::ImportRow& row = rows_.emplace_back();
    *row.mutable_record() = std::move(record);
    row.mutable_record()->set_enterprise_id(traits_.enterprise_id);
    v1::Provenance& provenance = *row.mutable_record()->mutable_provenance();
    if (provenance.source_department().empty()) {
      provenance.set_source_department(Department(traits_, row.record()));
    }
    provenance.set_verification(draw_.Chance(kVerifiedPm) ? v1::VERIFICATION_STATE_VERIFIED
                                                          : v1::VERIFICATION_STATE_DECLARED);
    return row;
  }

 private:
  const Traits& traits_;
  Draw& draw_;
  std::vector<v1::ImportRow>& rows_;
};

}  // namespace

MadeEnterprise EnterpriseMaker::Make(int64_t index) {
  Draw draw(seed_, static_cast<uint64_t>(index));
  const Traits traits = MakeTraits(index, seed_, draw);
  MadeEnterprise made{.name = traits.name, .rows = {}};
  Collector collector(traits, draw, made.rows);
  v1::Record profile;
  *profile.mutable_profile() = MakeProfile(traits, draw);
  v1::Enterprise& enterprise = *collector.Complete(std::move(profile)).mutable_enterprise();
  enterprise.set_enterprise_id(traits.enterprise_id);
  enterprise.set_name(traits.name);
  enterprise.set_area_code(std::string(traits.county->area_code));
  enterprise.set_industry_code(std::string(traits.industry->code));
  *enterprise.mutable_founded() = traits.founded;
  collector.Add(MakeReports(traits, draw));
  collector.Add(MakeRights(traits, numbers_, draw));
  collector.Add(MakeQualifications(traits, numbers_, draw));
  collector.Add(MakeAchievements(traits, numbers_, draw));
  collector.Add(MakeDealings(traits, numbers_, draw));
  collector.Add(MakeExpertMarks(traits, draw));
  return made;
}

}  // namespace jifen::tools::synth
