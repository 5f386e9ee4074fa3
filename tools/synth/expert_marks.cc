#include "tools/synth/expert_marks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"

namespace jifen::tools::synth {
namespace {

constexpr int64_t kJudgedPm = 350;  // of those that hold the title

struct ItemRow {
  std::string_view id;
  int64_t maximum_hundredths;
};

constexpr ItemRow kItemRows[] = {{"technology_advancement", 800}, {"core_support", 800}};

}  // namespace

std::vector<v1::Record> MakeExpertMarks(const Traits& traits, Draw& draw) {
  std::vector<v1::Record> marks;
  if (!traits.high_tech || !draw.Chance(kJudgedPm)) return marks;
  // The figures of the last year are judged when they are there: in the first months after it.
  const v1::Date judged = model::MakeDate(kLastYear + 1, static_cast<int>(draw.Between(1, 3)),
                                          static_cast<int>(draw.Between(1, 28)));
  for (const ItemRow& item : kItemRows) {
    v1::Record record;
    v1::ExpertMark& mark = *record.mutable_expert_mark();
    mark.set_scheme_id("high-tech-2016");
    mark.set_item(std::string(item.id));
    // Panels give half points, better ones to those that innovate.
    const int64_t steps = item.maximum_hundredths / 50;
    const int64_t given = steps * 6 / 10 + traits.innovation / 600 + draw.Between(-2, 2);
    mark.set_points_hundredths(static_cast<int32_t>(std::clamp<int64_t>(given, 0, steps) * 50));
    mark.set_panel(absl::StrCat(std::string(traits.city->name), "市高企评审组"));
    *mark.mutable_judged() = judged;
    marks.push_back(std::move(record));
  }
  return marks;
}

}  // namespace jifen::tools::synth
