#include "scoring/evaluate/card_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "proto/model/record_kind.h"
#include "scoring/evaluate/indicator_card.h"
#include "scoring/evaluate/missing_text.h"

namespace jifen::scoring::evaluate {
namespace {

using expression::RecordIndex;
using expression::RecordSet;

bool IsDisputed(const v1::Record& record) {
  return record.provenance().verification() == v1::VERIFICATION_STATE_DISPUTED;
}

std::vector<RecordIndex> MembersOf(const RecordSet& records) {
  std::vector<RecordIndex> members;
  records.AppendTo(&members);
  return members;
}

}  // namespace

bool FillEvidence(const RecordSet& records, CardMaking* making,
                  google::protobuf::RepeatedPtrField<v1::Evidence>* evidence) {
  bool disputed = false;
  for (const RecordIndex index : MembersOf(records)) {
    const v1::RecordVersion& version = making->evaluation.dossier->record(index);
    const v1::Record& record = version.record();
    v1::Evidence* entry = evidence->Add();
    entry->set_kind(model::KindOf(record));
    entry->set_record_id(record.record_id());
    entry->set_revision(version.revision());
    entry->set_source_department(record.provenance().source_department());
    entry->set_source_reference(record.provenance().source_reference());
    entry->set_disputed(IsDisputed(record));
    disputed = disputed || IsDisputed(record);
  }
  making->used.AddAll(records);
  return disputed;
}

void AppendMissing(const expression::Value& value, const Evaluation& evaluation,
                   google::protobuf::RepeatedPtrField<std::string>* paths) {
  if (!value.IsMissing()) return;
  for (const expression::Cause& cause : value.causes()) {
    AddPath(expression::FormatCause(cause, *evaluation.dossier), paths);
  }
}

void AddPath(std::string path, google::protobuf::RepeatedPtrField<std::string>* paths) {
  if (std::find(paths->begin(), paths->end(), path) == paths->end()) {
    *paths->Add() = std::move(path);
  }
}

void FillStage(CardMaking* making, v1::StageResult* stage) {
  const Evaluation& evaluation = making->evaluation;
  const v1::Scheme& scheme = making->scheme.message();
  if (scheme.stages().empty()) return;
  if (evaluation.stage != scheme::kNoStage) {
    const v1::Stage& held = scheme.stages(evaluation.stage);
    stage->set_stage_id(held.id());
    *stage->mutable_title() = held.title();
  }
  FillEvidence(evaluation.stage_choice.evidence, making, stage->mutable_evidence());
  if (evaluation.stage_unknown) {
    AppendMissing(evaluation.stage_choice.value, evaluation, stage->mutable_missing());
  } else if (evaluation.stage_wanted) {
    AddPath("stage", stage->mutable_missing());
  }
}

void FillCondition(const ConditionText& text, const ConditionResult& result, CardMaking* making,
                   v1::GateResult* gate) {
  gate->set_gate_id(text.id);
  *gate->mutable_title() = text.title;
  gate->set_clause(text.clause);
  gate->set_state(result.state);
  if (text.cap.has_value()) gate->set_caps_at(text.cap->Format());
  FillEvidence(result.evidence, making, gate->mutable_evidence());
  AppendMissing(result.value, making->evaluation, gate->mutable_missing());
  const scheme::Wording missing = JoinPaths(gate->missing());
  const std::array fillings = {
      scheme::Filling{"title", text.title},
      scheme::Filling{"clause", text.clause},
      scheme::Filling{"missing", missing},
      scheme::Filling{"cap", gate->caps_at()},
  };
  const scheme::ReasonTemplate& reason = result.state == v1::GATE_STATE_PASS ? text.passed
                                         : result.state == v1::GATE_STATE_FAIL
                                             ? text.failed
                                             : making->scheme.parts().reasons.gate_unknown;
  reason.Render(fillings, gate->mutable_reason());
}

void FillCategory(size_t category, size_t first, CardMaking* making, v1::CategoryResult* card) {
  const v1::Category& message = making->scheme.message().categories(static_cast<int>(category));
  const scheme::Category& compiled = making->scheme.parts().categories[category];
  const CategoryResult& result = making->evaluation.categories[category];
  card->set_category_id(message.id());
  *card->mutable_title() = message.title();
  card->set_points(result.points.Format());
  card->set_maximum(result.maximum.Format());
  card->set_kind(compiled.kind);
  if (result.points_highest != result.points) {
    card->set_points_highest(result.points_highest.Format());
  }
  if (compiled.minimum.has_value()) card->set_minimum(compiled.minimum->Format());
  card->set_minimum_reached(result.minimum_reached);
  if (!result.cut.IsZero()) card->set_cut(result.cut.Format());
  for (size_t i = 0; i < compiled.indicators.size(); ++i) {
    FillIndicator({.message = message.indicators(static_cast<int>(i)),
                   .compiled = compiled.indicators[i],
                   .result = making->evaluation.indicators[first + i],
                   .kind = compiled.kind},
                  making, card->add_indicators());
  }
}

void FillSources(const CardMaking& making, v1::ScoreCard* card) {
  const v1::Date* oldest = nullptr;
  const v1::Date* newest = nullptr;
  for (const RecordIndex index : MembersOf(making.used)) {
    const v1::Record& record = making.evaluation.dossier->record(index).record();
    if (IsDisputed(record)) card->set_disputed(true);
    const v1::Date& from = record.valid_from();
    if (oldest == nullptr || model::ToDays(from) < model::ToDays(*oldest)) oldest = &from;
    if (newest == nullptr || model::ToDays(from) > model::ToDays(*newest)) newest = &from;
  }
  if (oldest == nullptr) return;
  *card->mutable_oldest_source() = *oldest;
  *card->mutable_newest_source() = *newest;
}

}  // namespace jifen::scoring::evaluate
