#include "services/rescoring/population.h"

#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "storage/tables/enterprises.h"

namespace jifen::services::rescoring {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr size_t kAreaDigitsMax = 6;
constexpr size_t kIndustryBytesMax = 5;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

absl::Status CodeInvalid(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_CODE_INVALID,
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

bool IsValidAt(const v1::Record& record, int32_t day) {
  const bool begun = model::ToDays(record.valid_from()) <= day;
  return begun && (!record.has_valid_to() || model::ToDays(record.valid_to()) >= day);
}

// Whether somebody among the newest register entries is in a population without qualifications.
absl::StatusOr<bool> HasAmongNewest(const kv::Snapshot& snapshot, const Population& population) {
  const v1::Population& filter = population.message();
  tables::PageQuery query{.size = 1};
  while (true) {
    const auto page = tables::ListEnterprises(
        snapshot,
        {.area_prefix = filter.area_prefix(), .industry_prefix = filter.industry_prefix()}, query);
    if (!page.ok()) return page.status();
    if (!page->items.empty()) return true;
    if (page->next.empty()) return false;
    query.after = page->next;
  }
}

}  // namespace

absl::StatusOr<Population> Population::Make(const v1::Population& population) {
  const std::string& area = population.area_prefix();
  if (area.size() > kAreaDigitsMax || !std::all_of(area.begin(), area.end(), IsDigit)) {
    return CodeInvalid("area_prefix", area, "up to six digits of GB/T 2260, e.g. 4212");
  }
  const std::string& industry = population.industry_prefix();
  const bool is_industry =
      industry.empty() ||
      (industry.size() <= kIndustryBytesMax && industry[0] >= 'A' && industry[0] <= 'T' &&
       std::all_of(industry.begin() + 1, industry.end(), IsDigit));
  if (!is_industry) {
    return CodeInvalid("industry_prefix", industry,
                       "the beginning of a code of GB/T 4754-2017, e.g. C or C39");
  }
  for (int i = 0; i < population.qualifications_size(); ++i) {
    const v1::QualificationKind kind = population.qualifications(i);
    if (kind != v1::QUALIFICATION_KIND_UNSPECIFIED && v1::QualificationKind_IsValid(kind)) continue;
    return model::ToStatus({.reason = v1::REASON_UNKNOWN_ENUM,
                            .path = absl::StrCat("qualifications[", i, "]"),
                            .got = absl::StrCat(static_cast<int>(kind)),
                            .want = "a QualificationKind"});
  }
  return Population(population);
}

bool Population::WantsEntry(const v1::Enterprise& enterprise) const {
  return enterprise.area_code().starts_with(population_.area_prefix()) &&
         enterprise.industry_code().starts_with(population_.industry_prefix());
}

bool Population::WantsRecords(const v1::Dossier& dossier) const {
  if (population_.qualifications().empty()) return true;
  const int32_t day = model::ToDays(dossier.valid_at());
  const auto& kinds = population_.qualifications();
  return std::any_of(
      dossier.records().begin(), dossier.records().end(), [&](const v1::RecordVersion& version) {
        const v1::Record& record = version.record();
        return record.has_qualification() && IsValidAt(record, day) &&
               std::find(kinds.begin(), kinds.end(), record.qualification().kind()) != kinds.end();
      });
}

absl::StatusOr<bool> IsEmpty(const kv::Snapshot& snapshot, const Population& population,
                             const PopulationMoment& moment) {
  if (population.message().qualifications().empty() && moment.known_at == snapshot.revision()) {
    const absl::StatusOr<bool> newest = HasAmongNewest(snapshot, population);
    if (!newest.ok()) return newest.status();
    return !*newest;
  }
  bool found = false;
  size_t looked_at = 0;
  const absl::Status status = tables::ForEachDossier(
      snapshot,
      {.valid_at = moment.valid_at,
       .known_at = moment.known_at,
       .wants = [&](const v1::Enterprise& entry) { return population.WantsEntry(entry); }},
      [&](const tables::ScannedDossier& scanned) {
        found = population.Wants(scanned) || ++looked_at == kLookedAtMax;
        return !found;
      });
  if (!status.ok()) return status;
  return !found;
}

}  // namespace jifen::services::rescoring
