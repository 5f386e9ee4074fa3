#include "services/generation/ranking.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "services/generation/pinned_generation.h"
#include "services/rescoring/population.h"
#include "storage/tables/page.h"
#include "storage/tables/score_cards.h"
#include "storage/tables/store_error.h"

namespace jifen::services::generation {
namespace {

namespace tables = storage::tables;
namespace kv = storage::kv;

constexpr int kListDefault = 100;
constexpr int kListMax = 1000;
constexpr size_t kNumberBytes = 8;
constexpr size_t kHeadBytes = 3 * kNumberBytes;
constexpr size_t kLinePositionBytes = 35;

// Where a page ended: what a token holds.
struct Place {
  kv::Revision at = 0;
  uint64_t lines = 0;  // with a total, up to here
  uint64_t rank = 0;   // of the last of them
  std::string line;    // its position
  std::string generation_id;
};

std::string FormatNumber(uint64_t number) {
  std::string bytes(kNumberBytes, '\0');
  for (size_t i = kNumberBytes; i > 0; --i, number >>= 8U) {
    bytes[i - 1] = static_cast<char>(number & 0xFFU);
  }
  return bytes;
}

uint64_t ParseNumber(std::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8U) | static_cast<unsigned char>(byte);
  return number;
}

std::string FormatPlace(const Place& place) {
  return FormatNumber(place.at) + FormatNumber(place.lines) + FormatNumber(place.rank) +
         place.line + place.generation_id;
}

absl::StatusOr<Place> ParsePlace(std::string_view text) {
  if (text.size() <= kHeadBytes + kLinePositionBytes) return tables::PositionInvalid();
  return Place{.at = ParseNumber(text.substr(0, kNumberBytes)),
               .lines = ParseNumber(text.substr(kNumberBytes, kNumberBytes)),
               .rank = ParseNumber(text.substr(2 * kNumberBytes, kNumberBytes)),
               .line = std::string(text.substr(kHeadBytes, kLinePositionBytes)),
               .generation_id = std::string(text.substr(kHeadBytes + kLinePositionBytes))};
}

absl::Status OtherGeneration(const std::string& got, const std::string& want) {
  return model::ToStatus({.reason = v1::REASON_PAGE_TOKEN_GENERATION,
                          .message = "begin again at the first page",
                          .path = "page_token",
                          .got = "a token of " + got,
                          .want = "one of " + want});
}

// The generation of the token, which must be the one asked for, or of the scheme asked for.
absl::StatusOr<PinnedGeneration> PinAgain(std::shared_ptr<const kv::Snapshot> snapshot,
                                          const v1::GenerationName& asked, const Place& place) {
  if (asked.has_generation_id() && asked.generation_id() != place.generation_id) {
    return OtherGeneration(place.generation_id, asked.generation_id());
  }
  if (place.at > snapshot->revision()) return tables::PositionInvalid();
  v1::GenerationName name;
  name.set_generation_id(place.generation_id);
  absl::StatusOr<PinnedGeneration> pinned = Pin(std::move(snapshot), name);
  if (!pinned.ok()) return pinned.status();
  if (asked.has_scheme_id() && asked.scheme_id() != pinned->plan().scheme_id()) {
    return OtherGeneration(place.generation_id, "a generation of " + asked.scheme_id());
  }
  if (place.at < pinned->generation.completed_revision()) return tables::PositionInvalid();
  pinned->at = place.at;
  return pinned;
}

template <typename Parts>
absl::StatusOr<uint32_t> PositionOf(const Parts& parts, const std::string& id, const char* path,
                                    const char* what) {
  if (id.empty()) return 0;
  std::string ids;
  for (int i = 0; i < parts.size(); ++i) {
    if (parts[i].id() == id) return static_cast<uint32_t>(i + 1);
    absl::StrAppend(&ids, ids.empty() ? "" : ", ", parts[i].id());
  }
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .path = path,
                          .got = id,
                          .want = absl::StrCat(what, " of the scheme: ", ids)});
}

// What lines are asked for.
struct Filter {
  std::string area_prefix;
  std::string industry_prefix;
  uint32_t stage = 0;
  uint32_t grade = 0;
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;

  bool Wants(const storage::v1::StoredRank& line) const {
    return line.area_code().starts_with(area_prefix) &&
           line.industry_code().starts_with(industry_prefix) &&
           (stage == 0 || line.stage() == stage) && (grade == 0 || line.grade() == grade) &&
           (outcome == v1::OUTCOME_UNSPECIFIED || line.outcome() == outcome);
  }
};

absl::StatusOr<Filter> ReadFilter(const v1::ListRankingRequest& request, const v1::Scheme& scheme) {
  v1::Population codes;
  codes.set_area_prefix(request.area_prefix());
  codes.set_industry_prefix(request.industry_prefix());
  if (const auto checked = rescoring::Population::Make(codes); !checked.ok()) {
    return checked.status();
  }
  const absl::StatusOr<uint32_t> stage =
      PositionOf(scheme.stages(), request.stage_id(), "stage_id", "a stage");
  if (!stage.ok()) return stage.status();
  const absl::StatusOr<uint32_t> grade =
      PositionOf(scheme.grades(), request.grade_id(), "grade_id", "a grade");
  if (!grade.ok()) return grade.status();
  if (!v1::Outcome_IsValid(request.outcome())) {
    return model::ToStatus({.reason = v1::REASON_UNKNOWN_ENUM,
                            .path = "outcome",
                            .got = absl::StrCat(static_cast<int>(request.outcome())),
                            .want = "an Outcome"});
  }
  return Filter{.area_prefix = request.area_prefix(),
                .industry_prefix = request.industry_prefix(),
                .stage = *stage,
                .grade = *grade,
                .outcome = request.outcome()};
}

// Walks over the ranking, counts ranks, and takes the lines that a filter wants.
class PageWalk {
 public:
  PageWalk(const PinnedGeneration& pinned, const v1::Scheme& scheme, const Filter& filter)
      : pinned_(pinned), scheme_(scheme), filter_(filter) {}

  absl::StatusOr<v1::ListRankingResponse> Walk(Place place, size_t size) {
    place_ = std::move(place);
    if (!place_.line.empty()) last_total_ = place_.line.substr(0, kLinePositionBytes - 18);
    const absl::Status status = tables::ForEachRank(
        *pinned_.snapshot, {.generation_id = pinned_.id(), .after = place_.line, .at = pinned_.at},
        [&](const tables::RankLine& line) -> absl::StatusOr<bool> {
          if (IsFull(size)) return false;
          return Take(line);
        });
    if (!status.ok()) return status;
    response_.set_generation_id(pinned_.id());
    response_.set_revision(pinned_.at);
    return std::move(response_);
  }

  // Empty: there is no more.
  std::string next() const { return more_ ? FormatPlace(place_) : ""; }

 private:
  bool IsFull(size_t size) {
    more_ = static_cast<size_t>(response_.scores_size()) == size || looked_at_ == kRankingScanMax;
    return more_;
  }

  absl::StatusOr<bool> Take(const tables::RankLine& line) {
    ++looked_at_;
    place_.line = line.position;
    if (line.total.has_value()) {
      ++place_.lines;
      const std::string total = line.position.substr(0, kLinePositionBytes - 18);
      if (total != last_total_) place_.rank = place_.lines;
      last_total_ = total;
    }
    if (!filter_.Wants(line.rank)) return true;
    const auto score = tables::FindGenerationScore(
        *pinned_.snapshot, {.generation_id = pinned_.id(), .enterprise_id = line.enterprise_id},
        pinned_.at);
    if (!score.ok()) return score.status();
    if (!score->has_value()) return tables::Corrupt("a place in a ranking without its line");
    v1::RankedScore* ranked = response_.add_scores();
    *ranked = LineOf({.plan = pinned_.plan(),
                      .generation_id = pinned_.id(),
                      .scheme = scheme_,
                      .enterprise_id = line.enterprise_id},
                     (*score)->score);
    if (line.total.has_value()) ranked->set_rank(place_.rank);
    return true;
  }

  const PinnedGeneration& pinned_;
  const v1::Scheme& scheme_;
  const Filter& filter_;
  Place place_;
  std::string last_total_;
  size_t looked_at_ = 0;
  bool more_ = false;
  v1::ListRankingResponse response_;
};

// Of the list, whatever generation it is of: that is compared by itself.
std::string ScopeOf(v1::ListRankingRequest request) {
  request.clear_name();
  return tables::ListScope(request);
}

}  // namespace

absl::StatusOr<v1::ListRankingResponse> ListRanking(std::shared_ptr<const kv::Snapshot> snapshot,
                                                    scheme::SchemeCatalog& catalog,
                                                    const v1::ListRankingRequest& request) {
  const std::string scope = ScopeOf(request);
  const absl::StatusOr<tables::PageQuery> query =
      tables::ParsePage({.page_size = request.page_size(),
                         .page_token = request.page_token(),
                         .size_default = kListDefault,
                         .size_max = kListMax},
                        scope);
  if (!query.ok()) return query.status();
  Place place;
  if (!query->after.empty()) {
    absl::StatusOr<Place> parsed = ParsePlace(query->after);
    if (!parsed.ok()) return parsed.status();
    place = *std::move(parsed);
  }
  const absl::StatusOr<PinnedGeneration> pinned =
      place.line.empty() ? Pin(std::move(snapshot), request.name())
                         : PinAgain(std::move(snapshot), request.name(), place);
  if (!pinned.ok()) return pinned.status();
  const absl::StatusOr<scheme::SharedScheme> scheme = SchemeOf(*pinned, catalog);
  if (!scheme.ok()) return scheme.status();
  const absl::StatusOr<Filter> filter = ReadFilter(request, (*scheme)->message());
  if (!filter.ok()) return filter.status();
  if (absl::Status status = RequireCards(*pinned); !status.ok()) return status;
  place.at = pinned->at;
  place.generation_id = pinned->id();
  PageWalk walk(*pinned, (*scheme)->message(), *filter);
  absl::StatusOr<v1::ListRankingResponse> response = walk.Walk(std::move(place), query->size);
  if (!response.ok()) return response.status();
  response->set_next_page_token(tables::FormatPageToken(scope, walk.next()));
  return response;
}

v1::RankedScore LineOf(const LineOwner& owner, const storage::v1::StoredScore& score) {
  v1::RankedScore line;
  line.set_enterprise_id(std::string(owner.enterprise_id));
  line.set_enterprise_name(score.enterprise_name());
  line.set_area_code(score.area_code());
  line.set_industry_code(score.industry_code());
  if (score.stage() > 0) {
    line.set_stage_id(owner.scheme.stages(static_cast<int>(score.stage()) - 1).id());
  }
  if (score.grade() > 0) {
    line.set_grade_id(owner.scheme.grades(static_cast<int>(score.grade()) - 1).id());
  }
  line.set_outcome(score.outcome());
  if (!score.total().empty()) line.set_total(score.total());
  if (!score.total_highest().empty()) line.set_total_highest(score.total_highest());
  if (score.card_sha256().empty()) return line;
  line.set_card_id(tables::FormatScoreCardId({.enterprise_id = line.enterprise_id(),
                                              .scheme_id = owner.plan.scheme_id(),
                                              .scheme_version = owner.plan.scheme_version(),
                                              .year = owner.plan.year(),
                                              .valid_at = owner.plan.valid_at(),
                                              .known_at = score.known_at(),
                                              .generation_id = owner.generation_id}));
  return line;
}

}  // namespace jifen::services::generation
