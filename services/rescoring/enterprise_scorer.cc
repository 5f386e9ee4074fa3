#include "services/rescoring/enterprise_scorer.h"

#include <optional>

#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "scoring/decimal/decimal.h"
#include "scoring/evaluate/not_scored.h"
#include "storage/tables/store_error.h"

namespace jifen::services::rescoring {
namespace {

namespace evaluate = scoring::evaluate;
using scoring::decimal::Decimal;

uint32_t FromOne(int position) { return static_cast<uint32_t>(position + 1); }

}  // namespace

bool IsOfTheData(const absl::Status& evaluated) {
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(evaluated);
  if (!detail.has_value()) return false;
  return detail->reason() == v1::REASON_NUMBER_OVERFLOW ||
         detail->reason() == v1::REASON_EXPRESSION_TOO_COMPLEX ||
         detail->reason() == v1::REASON_TEXT_INVALID ||    // the name of its cohort is too long
         detail->reason() == v1::REASON_SCHEME_STRUCTURE;  // an option chosen that there is not
}

void DescribeEnterprise(const v1::Dossier& dossier, v1::ScoreCause cause,
                        storage::v1::StoredScore* score) {
  score->Clear();
  score->set_enterprise_name(dossier.enterprise().name());
  score->set_area_code(dossier.enterprise().area_code());
  score->set_industry_code(dossier.enterprise().industry_code());
  score->set_known_at(dossier.known_at());
  score->set_cause(cause);
}

absl::Status EnterpriseScorer::Score(const v1::Dossier& dossier, v1::ScoreCause cause,
                                     ScoredEnterprise* result) {
  DescribeEnterprise(dossier, cause, &result->score);
  result->total.reset();
  result->card.clear();
  const absl::Status status =
      evaluate::Score(*frame_.scheme, dossier,
                      {.evaluation = {.year = frame_.year, .cohorts = frame_.cohorts.get()},
                       .generation_id = frame_.generation_id},
                      &evaluator_, &card_);
  if (!status.ok() && !IsOfTheData(status)) return status;
  if (!status.ok()) {
    DescribeFailure(&result->score);
    return absl::OkStatus();
  }
  result->card = evaluate::CardBytes(card_);
  if (result->card.size() > storage::kv::kValueBytesMax) {
    result->card.clear();
    DescribeFailure(&result->score);
    return absl::OkStatus();
  }
  result->score.set_card_sha256(model::Sha256Of(result->card));
  DescribeScored(result);
  return absl::OkStatus();
}

void EnterpriseScorer::DescribeScored(ScoredEnterprise* result) {
  const evaluate::Evaluation& evaluation = evaluator_.last();
  DescribeEvaluation(*frame_.scheme, evaluation, &result->score);
  if (evaluation.scored) result->total = absl::int128(evaluation.total.unscaled());
}

void DescribeFailure(storage::v1::StoredScore* score) {
  score->set_outcome(v1::OUTCOME_NOT_SCORED);
  score->set_not_scored_cause(v1::NOT_SCORED_CAUSE_ERROR);
}

void DescribeEvaluation(const scoring::scheme::CompiledScheme& scheme,
                        const evaluate::Evaluation& evaluation, storage::v1::StoredScore* score) {
  score->set_stage(FromOne(evaluation.stage));
  score->set_grade(FromOne(evaluation.grade));
  score->set_outcome(evaluation.outcome);
  for (const evaluate::IndicatorResult& indicator : evaluation.indicators) {
    const bool present = indicator.state == v1::VALUE_STATE_PRESENT;
    score->add_points(present ? indicator.points.Format() : "");
  }
  if (!evaluation.scored) {
    const evaluate::NotScored why = evaluate::WhyNotScored(scheme.parts(), evaluation);
    score->set_not_scored_cause(why.cause);
    score->set_not_scored_indicator(FromOne(why.indicator));
    return;
  }
  score->set_total(evaluation.total.Format());
  if (evaluation.total_highest != evaluation.total) {
    score->set_total_highest(evaluation.total_highest.Format());
  }
}

absl::StatusOr<storage::tables::RankTotal> RankTotalOf(const storage::v1::StoredScore& score) {
  if (score.total().empty()) return storage::tables::RankTotal();
  const absl::StatusOr<Decimal> total = Decimal::Parse(score.total());
  if (!total.ok()) return storage::tables::Corrupt("the total of a score");
  return storage::tables::RankTotal(absl::int128(total->unscaled()));
}

}  // namespace jifen::services::rescoring
