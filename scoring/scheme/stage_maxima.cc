#include "scoring/scheme/stage_maxima.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/scheme/decimal_field.h"

namespace jifen::scoring::scheme {
namespace {

using decimal::Decimal;

// The stage of an entry; nullopt, reported, if there is none or it has a maximum already.
std::optional<size_t> StageOf(const v1::StageMaximum& entry,
                              const std::vector<std::optional<Decimal>>& known,
                              const CompileContext& context, const FaultPlace& place) {
  const auto stage = context.stages.find(entry.stage());
  if (stage == context.stages.end()) {
    place.Report({.reason = v1::REASON_SCHEME_ID,
                  .message = "no stage has this id",
                  .got = entry.stage(),
                  .want = "the id of a stage"});
    return std::nullopt;
  }
  const auto index = static_cast<size_t>(stage->second);
  if (!known[index].has_value()) return index;
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = "the stage has a maximum already",
                .got = entry.stage(),
                .want = "each stage once"});
  return std::nullopt;
}

void ReportLeftOut(const std::string& stage, const FaultPlace& place) {
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = "a stage has no maximum",
                .got = absl::StrCat("nothing for ", stage),
                .want = "each stage once"});
}

}  // namespace

std::vector<Decimal> CompileStageMaxima(const StageMaxima& maxima, const CompileContext& context,
                                        const FaultPlace& place) {
  if (maxima.empty()) return {};
  const size_t faults_before = place.fault_count();
  std::vector<std::optional<Decimal>> by_stage(context.stage_ids.size());
  for (int i = 0; i < maxima.size(); ++i) {
    const FaultPlace entry_place = place.At("stage_maxima", i);
    const auto stage = StageOf(maxima[i], by_stage, context, entry_place.At("stage"));
    const auto maximum =
        ReadRoundedPoints(maxima[i].maximum(), context.points_rounding, entry_place.At("maximum"));
    if (stage.has_value() && maximum.has_value()) by_stage[*stage] = maximum;
  }
  if (place.fault_count() != faults_before) return {};
  std::vector<Decimal> compiled;
  for (size_t i = 0; i < by_stage.size(); ++i) {
    if (!by_stage[i].has_value()) ReportLeftOut(context.stage_ids[i], place.At("stage_maxima"));
    compiled.push_back(by_stage[i].value_or(Decimal()));
  }
  return place.fault_count() == faults_before ? compiled : std::vector<Decimal>();
}

}  // namespace jifen::scoring::scheme
