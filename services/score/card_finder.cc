#include "services/score/card_finder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "proto/model/error.h"
#include "proto/model/sha256.h"
#include "services/rescoring/enterprise_scorer.h"
#include "storage/tables/dossier.h"
#include "storage/tables/generation_scores.h"
#include "storage/tables/generations.h"
#include "storage/tables/store_error.h"

namespace jifen::services::score {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

absl::Status CardUnknown(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_SCORE_CARD_UNKNOWN,
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

// Whether a card of this id can be one of the generation.
bool IsOf(const v1::RunPlan& plan, const tables::ScoreCardId& id) {
  return plan.scheme_id() == id.scheme_id && plan.scheme_version() == id.scheme_version &&
         plan.year() == id.year &&
         plan.valid_at().SerializeAsString() == id.valid_at.SerializeAsString();
}

}  // namespace

absl::StatusOr<std::string> CardFinder::FindById(const kv::Snapshot& snapshot,
                                                 std::string_view card_id) {
  const absl::StatusOr<tables::ScoreCardId> id = tables::ParseScoreCardId(card_id);
  if (!id.ok()) return id.status();
  if (id->generation_id.empty()) return tables::GetScoreCard(snapshot, *id);
  absl::StatusOr<std::optional<std::string>> asked = tables::FindScoreCard(snapshot, *id);
  if (!asked.ok()) return asked.status();
  if (asked->has_value()) return **std::move(asked);
  return FindInGeneration(snapshot, *id);
}

absl::StatusOr<std::string> CardFinder::FindInGeneration(const kv::Snapshot& snapshot,
                                                         const tables::ScoreCardId& id) {
  const absl::Status unknown =
      CardUnknown("card_id", tables::FormatScoreCardId(id), "a score card that was stored");
  const auto generation = tables::FindGeneration(snapshot, id.generation_id);
  if (!generation.ok()) return generation.status();
  if (!generation->has_value() || !IsOf((*generation)->generation.plan(), id)) return unknown;
  const tables::GenerationMember member{.generation_id = id.generation_id,
                                        .enterprise_id = id.enterprise_id};
  const auto versions = tables::ListGenerationScores(snapshot, member);
  if (!versions.ok()) return versions.status();
  const auto version =
      std::find_if(versions->begin(), versions->end(), [&id](const tables::ScoreVersion& one) {
        return one.score.known_at() == id.known_at && !one.score.card_sha256().empty();
      });
  if (version == versions->end()) return unknown;
  auto card = tables::FindGenerationCard(snapshot, member, version->revision);
  if (!card.ok()) return card.status();
  if (card->has_value() && (*card)->revision == version->revision) return std::move((*card)->card);
  if (!(*generation)->generation.dropped()) {
    return tables::Corrupt("a line of a generation without its card");
  }
  absl::StatusOr<std::string> made = MakeAgain(snapshot, **generation, id);
  if (!made.ok()) return made.status();
  if (model::Sha256Of(*made) == version->score.card_sha256()) return made;
  return model::ToStatus(
      {.reason = v1::REASON_GENERATION_DROPPED,
       .message = "this version of the program makes another card of the same data",
       .path = "card_id",
       .got = "a card that was removed with its generation",
       .want = "a card that is kept"});
}

absl::StatusOr<std::string> CardFinder::MakeAgain(const kv::Snapshot& snapshot,
                                                  const tables::GenerationVersion& generation,
                                                  const tables::ScoreCardId& id) {
  const v1::RunPlan& plan = generation.generation.plan();
  const auto scheme = catalog_.Get(snapshot, plan.scheme_id(), plan.scheme_version());
  if (!scheme.ok()) return scheme.status();
  const auto cohorts = cohorts_.Get(snapshot, **scheme, generation);
  if (!cohorts.ok()) return cohorts.status();
  const auto dossier = tables::GetDossier(
      snapshot,
      {.enterprise_id = id.enterprise_id, .valid_at = id.valid_at, .known_at = id.known_at});
  if (!dossier.ok()) return dossier.status();
  rescoring::EnterpriseScorer scorer({.generation_id = generation.generation_id,
                                      .scheme = *scheme,
                                      .year = plan.year(),
                                      .cohorts = *cohorts});
  rescoring::ScoredEnterprise scored;
  if (absl::Status status = scorer.Score(*dossier, v1::SCORE_CAUSE_RUN, &scored); !status.ok()) {
    return status;
  }
  return std::move(scored.card);
}

absl::StatusOr<std::string> CardFinder::FindPublished(const kv::Snapshot& snapshot,
                                                      const std::string& generation_id,
                                                      const std::string& enterprise_id) {
  const tables::GenerationMember member{.generation_id = generation_id,
                                        .enterprise_id = enterprise_id};
  const auto line = tables::FindGenerationScore(snapshot, member, snapshot.revision());
  if (!line.ok()) return line.status();
  if (!line->has_value()) {
    return CardUnknown("enterprise_id", enterprise_id,
                       "an enterprise of the generation " + generation_id);
  }
  if ((*line)->score.card_sha256().empty()) {
    return CardUnknown("enterprise_id", enterprise_id + ", whose evaluation failed",
                       "an enterprise that could be scored in " + generation_id);
  }
  auto card = tables::FindGenerationCard(snapshot, member, (*line)->revision);
  if (!card.ok()) return card.status();
  if (!card->has_value()) return tables::Corrupt("a line of a generation without its card");
  return std::move((*card)->card);
}

absl::StatusOr<PublishedCohorts> FindPublishedCohorts(const kv::Snapshot& snapshot,
                                                      const scoring::scheme::CompiledScheme& scheme,
                                                      int year, rescoring::CohortCache& cohorts) {
  PublishedCohorts found;
  if (!rescoring::NeedsCohorts(scheme)) return found;
  const auto published = tables::GetPublished(snapshot, scheme.message().id());
  if (!published.ok()) return published.status();
  if (published->generation_ids.empty()) return found;
  const auto generation = tables::GetGeneration(snapshot, published->generation_ids.back());
  if (!generation.ok()) return generation.status();
  const v1::RunPlan& plan = generation->generation.plan();
  if (plan.scheme_sha256() != scheme.sha256() || plan.year() != year) return found;
  absl::StatusOr<rescoring::SharedCohorts> read = cohorts.Get(snapshot, scheme, *generation);
  if (!read.ok()) return read.status();
  found.tables = *std::move(read);
  found.generation_id = generation->generation_id;
  return found;
}

}  // namespace jifen::services::score
