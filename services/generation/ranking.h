// services/generation/ranking.h: pages of a generation's ranking.
//
//   Shape    by falling total, equal ones by rising enterprise id, those without a total last. A rank is one more than the
//            enterprises of the whole generation with a greater total. A page token holds generation, revision and place:
//            its list stays one list.
//   Range    a page looks at no more than kRankingScanMax lines.
//   Errors   OUT_OF_RANGE (page_size), PAGE_TOKEN_INVALID; PAGE_TOKEN_GENERATION; those of Pin; CODE_INVALID (area_prefix,
//            industry_prefix); OUT_OF_RANGE (stage_id, grade_id: not of the scheme); UNKNOWN_ENUM (outcome);
//            GENERATION_DROPPED. The store's.
//   Threads  free functions without state.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "jifen/v1/generation_service.pb.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"
#include "storage/tables/generation_scores.h"

namespace jifen::services::generation {

inline constexpr size_t kRankingScanMax = 10'000;

absl::StatusOr<v1::ListRankingResponse> ListRanking(
    std::shared_ptr<const storage::kv::Snapshot> snapshot, scheme::SchemeCatalog& catalog,
    const v1::ListRankingRequest& request);

// Whose line it is, of which generation.
struct LineOwner {
  const v1::RunPlan& plan;
  const std::string& generation_id;
  const v1::Scheme& scheme;
  std::string_view enterprise_id;
};

// A line without its rank.
v1::RankedScore LineOf(const LineOwner& owner, const storage::v1::StoredScore& score);

}  // namespace jifen::services::generation
