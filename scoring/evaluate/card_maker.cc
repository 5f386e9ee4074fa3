#include "scoring/evaluate/card_maker.h"

#include "absl/strings/str_cat.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "scoring/evaluate/card_check.h"
#include "scoring/evaluate/card_parts.h"
#include "scoring/evaluate/card_reasons.h"

namespace jifen::scoring::evaluate {
namespace {

// `generation_id` is the last part of the id, if there is one.
void FillId(const CardMaking& making, const v1::Dossier& dossier, const std::string& generation_id,
            v1::ScoreCard* card) {
  const v1::Scheme& scheme = making.scheme.message();
  const int year = making.evaluation.year;
  card->set_card_id(absl::StrCat(dossier.enterprise().enterprise_id(), "/", scheme.id(), "@",
                                 scheme.version(), "/", year, "/",
                                 model::FormatDate(dossier.valid_at()), "/", dossier.known_at()));
  if (!generation_id.empty()) absl::StrAppend(card->mutable_card_id(), "/", generation_id);
  card->set_generation_id(generation_id);
  const CohortTables* cohorts = making.evaluation.cohorts.tables;
  if (making.scheme.parts().cohorts.IsNeeded() && cohorts != nullptr) {
    card->set_cohort_tables_sha256(cohorts->sha256());
  }
}

void FillHeading(const CardMaking& making, const v1::Dossier& dossier, v1::ScoreCard* card) {
  const v1::Scheme& scheme = making.scheme.message();
  const int year = making.evaluation.year;
  card->set_enterprise_id(dossier.enterprise().enterprise_id());
  card->set_enterprise_name(dossier.enterprise().name());
  card->set_scheme_id(scheme.id());
  card->set_scheme_version(scheme.version());
  card->set_scheme_sha256(making.scheme.sha256());
  *card->mutable_scheme_title() = scheme.title();
  card->set_scheme_figures(scheme.figures());
  card->set_year(year);
  *card->mutable_valid_at() = dossier.valid_at();
  card->set_known_at(dossier.known_at());
}

void FillGrade(const CardMaking& making, int number, v1::GradeResult* card) {
  const v1::Grade& grade = making.scheme.message().grades(number);
  card->set_grade_id(grade.id());
  *card->mutable_title() = grade.title();
}

void FillTotal(const CardMaking& making, v1::ScoreCard* card) {
  const Evaluation& evaluation = making.evaluation;
  const scheme::TotalRule& rule = making.scheme.parts().total;
  card->set_outcome(evaluation.outcome);
  if (evaluation.scored) card->set_total(evaluation.total.Format());
  if (evaluation.scored && evaluation.total_highest != evaluation.total) {
    card->set_total_highest(evaluation.total_highest.Format());
  }
  if (!evaluation.bonus_cut.IsZero()) card->set_bonus_cut(evaluation.bonus_cut.Format());
  if (!evaluation.deduction_cut.IsZero()) {
    card->set_deduction_cut(evaluation.deduction_cut.Format());
  }
  if (!evaluation.total_cut.IsZero()) card->set_total_cut(evaluation.total_cut.Format());
  card->set_total_maximum(rule.scale_to.Format());
  if (rule.pass.has_value()) card->set_pass_mark(rule.pass->Format());
  if (evaluation.grade != kNone) FillGrade(making, evaluation.grade, card->mutable_grade());
  if (evaluation.grade_highest != evaluation.grade) {
    FillGrade(making, evaluation.grade_highest, card->mutable_grade_highest());
  }
  card->set_coverage(evaluation.coverage.Format());
}

void FillConditions(CardMaking* making, v1::ScoreCard* card) {
  const v1::Scheme& scheme = making->scheme.message();
  const scheme::Reasons& reasons = making->scheme.parts().reasons;
  for (int i = 0; i < scheme.gates_size(); ++i) {
    const v1::Gate& gate = scheme.gates(i);
    const std::optional<decimal::Decimal>& cap =
        making->scheme.parts().gate_caps[static_cast<size_t>(i)];
    FillCondition({.id = gate.id(),
                   .title = gate.title(),
                   .clause = gate.clause(),
                   .passed = reasons.gate_passed,
                   .failed = cap.has_value() ? reasons.gate_capped : reasons.gate_failed,
                   .cap = cap},
                  making->evaluation.gates[static_cast<size_t>(i)], making, card->add_gates());
  }
  for (int i = 0; i < scheme.direct_passes_size(); ++i) {
    const v1::DirectPass& pass = scheme.direct_passes(i);
    FillCondition({.id = pass.id(),
                   .title = pass.title(),
                   .clause = pass.clause(),
                   .passed = reasons.direct_pass,
                   .failed = reasons.direct_pass_failed,
                   .cap = std::nullopt},
                  making->evaluation.direct_passes[static_cast<size_t>(i)], making,
                  card->add_direct_passes());
  }
}

}  // namespace

absl::Status MakeCard(const scheme::CompiledScheme& scheme, const Evaluation& evaluation,
                      const v1::Dossier& dossier, const std::string& generation_id,
                      v1::ScoreCard* card) {
  if (!dossier.has_enterprise() || dossier.enterprise().enterprise_id().empty()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "a card is of an enterprise",
                            .path = "enterprise.enterprise_id"});
  }
  CardMaking making{.scheme = scheme, .evaluation = evaluation, .used = {}};
  making.used.Reset(evaluation.dossier->record_count());
  card->Clear();
  FillId(making, dossier, generation_id, card);
  FillHeading(making, dossier, card);
  FillStage(&making, card->mutable_stage());
  size_t first = 0;
  for (size_t c = 0; c < scheme.parts().categories.size(); ++c) {
    FillCategory(c, first, &making, card->add_categories());
    first += scheme.parts().categories[c].indicators.size();
  }
  FillConditions(&making, card);
  FillTotal(making, card);
  FillSources(making, card);
  FillReasons(making, card);
  return CheckCard(*card, scheme.parts().total);
}

absl::StatusOr<v1::ScoreCard> MakeCard(const scheme::CompiledScheme& scheme,
                                       const Evaluation& evaluation, const v1::Dossier& dossier) {
  v1::ScoreCard card;
  const absl::Status made = MakeCard(scheme, evaluation, dossier, "", &card);
  if (!made.ok()) return made;
  return card;
}

absl::StatusOr<v1::ScoreCard> Score(const scheme::CompiledScheme& scheme,
                                    const v1::Dossier& dossier, int year, Evaluator* evaluator) {
  return Score(scheme, dossier, CardSetting{.evaluation = {.year = year}}, evaluator);
}

absl::StatusOr<v1::ScoreCard> Score(const scheme::CompiledScheme& scheme,
                                    const v1::Dossier& dossier, const CardSetting& setting,
                                    Evaluator* evaluator) {
  v1::ScoreCard card;
  const absl::Status scored = Score(scheme, dossier, setting, evaluator, &card);
  if (!scored.ok()) return scored;
  return card;
}

absl::Status Score(const scheme::CompiledScheme& scheme, const v1::Dossier& dossier,
                   const CardSetting& setting, Evaluator* evaluator, v1::ScoreCard* card) {
  const absl::StatusOr<const Evaluation*> evaluation =
      evaluator->Evaluate(scheme, dossier, setting.evaluation);
  if (!evaluation.ok()) return evaluation.status();
  return MakeCard(scheme, **evaluation, dossier, setting.generation_id, card);
}

}  // namespace jifen::scoring::evaluate
