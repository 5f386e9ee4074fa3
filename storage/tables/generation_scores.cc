#include "storage/tables/generation_scores.h"

#include <utility>

#include "storage/kv/stamp.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/page.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"
#include "storage/tables/version_walk.h"

namespace jifen::storage::tables {
namespace {

constexpr size_t kRankTotalBytes = 17;

std::string PrefixOf(Prefix prefix, std::string_view generation_id) {
  KeyWriter key(prefix);
  key.Text(generation_id);
  return std::move(key).Take();
}

std::string MemberPrefix(Prefix prefix, const GenerationMember& member) {
  KeyWriter key(prefix);
  key.Text(member.generation_id).Id18(member.enterprise_id);
  return std::move(key).Take();
}

std::string RankPrefix(const GenerationMember& member, const RankTotal& total) {
  KeyWriter key(Prefix::kGenerationRank);
  key.Text(member.generation_id).U8(total.has_value() ? 0 : 1).FallingI128(total.value_or(0));
  key.Id18(member.enterprise_id);
  return std::move(key).Take();
}

void AddVersion(std::string prefix, std::string value, kv::CommitRequest& commit) {
  const size_t stamp_at = prefix.size();
  commit.writes.push_back({.key = VersionKey(std::move(prefix), 0),
                           .value = std::move(value),
                           .stamp_offset = stamp_at});
}

kv::KeyRange PartRange(Prefix prefix, const GenerationPart& part) {
  const std::string common = PrefixOf(prefix, part.generation_id);
  kv::KeyRange range = kv::PrefixRange(common);
  if (!part.after.empty()) range.begin = kv::PrefixRange(common + part.after).end;
  if (!part.upto.empty()) range.end = kv::PrefixRange(common + part.upto).end;
  return range;
}

std::string_view EnterpriseOf(std::string_view key) {
  return key.substr(key.size() - kRevisionBytes - kEnterpriseIdBytes, kEnterpriseIdBytes);
}

stored::StoredRank RankOf(const stored::StoredScore& score) {
  stored::StoredRank rank;
  rank.set_area_code(score.area_code());
  rank.set_industry_code(score.industry_code());
  rank.set_stage(score.stage());
  rank.set_grade(score.grade());
  rank.set_outcome(score.outcome());
  return rank;
}

absl::StatusOr<RankLine> ParseRankLine(const kv::Cursor& at) {
  KeyReader key(Prefix::kGenerationRank, at.key());
  RankLine line;
  const std::string generation_id = key.Text();
  const bool has_total = key.U8() == 0;
  const absl::int128 total = key.FallingI128();
  if (has_total) line.total = total;
  line.enterprise_id = key.Id18();
  key.FallingU64();
  if (absl::Status status = key.Finish(); !status.ok()) return status;
  if (absl::Status status = ParseStored(at.value(), line.rank); !status.ok()) return status;
  line.position = std::string(
      WithoutRevision(at.key()).substr(PrefixOf(Prefix::kGenerationRank, generation_id).size()));
  return line;
}

// The newest version up to `at` under a prefix, or none.
absl::StatusOr<std::optional<kv::Entry>> FindVersion(const kv::Snapshot& snapshot,
                                                     std::string prefix, kv::Revision at) {
  kv::KeyRange range = kv::PrefixRange(prefix);
  range.begin = VersionKey(std::move(prefix), at);
  std::optional<kv::Entry> found;
  const absl::Status status =
      ForEachEntry(snapshot, std::move(range), [&](const kv::Cursor& cursor) {
        found = kv::Entry{.key = std::string(cursor.key()),
                          .value = std::string(cursor.value()),
                          .version = cursor.version()};
        return false;
      });
  if (!status.ok()) return status;
  return found;
}

}  // namespace

void PutGenerationScore(const GenerationMember& member, GenerationScore score,
                        kv::CommitRequest& commit) {
  if (!score.card.empty()) {
    AddVersion(MemberPrefix(Prefix::kGenerationCard, member), std::move(score.card), commit);
  }
  AddVersion(MemberPrefix(Prefix::kGenerationScore, member), SerializeStored(score.score), commit);
  AddVersion(RankPrefix(member, score.total), SerializeStored(RankOf(score.score)), commit);
}

void PutGenerationLeave(const GenerationMember& member, const GenerationLeave& leave,
                        kv::CommitRequest& commit) {
  stored::StoredScore left;
  left.set_left(true);
  left.set_cause(v1::SCORE_CAUSE_CHANGE);
  left.set_known_at(leave.known_at);
  AddVersion(MemberPrefix(Prefix::kGenerationScore, member), SerializeStored(left), commit);
  EndGenerationRank(member, leave.total, commit);
}

void EndGenerationRank(const GenerationMember& member, const RankTotal& total,
                       kv::CommitRequest& commit) {
  AddVersion(RankPrefix(member, total), "", commit);
}

absl::StatusOr<std::optional<CardVersion>> FindGenerationCard(const kv::Snapshot& snapshot,
                                                              const GenerationMember& member,
                                                              kv::Revision at) {
  if (member.enterprise_id.size() != kEnterpriseIdBytes) return std::nullopt;
  absl::StatusOr<std::optional<kv::Entry>> entry =
      FindVersion(snapshot, MemberPrefix(Prefix::kGenerationCard, member), at);
  if (!entry.ok()) return entry.status();
  if (!entry->has_value()) return std::nullopt;
  return CardVersion{.card = std::move((*entry)->value), .revision = (*entry)->version};
}

absl::StatusOr<std::optional<ScoreVersion>> FindGenerationLine(const kv::Snapshot& snapshot,
                                                               const GenerationMember& member,
                                                               kv::Revision at) {
  if (member.enterprise_id.size() != kEnterpriseIdBytes) return std::nullopt;
  const absl::StatusOr<std::optional<kv::Entry>> entry =
      FindVersion(snapshot, MemberPrefix(Prefix::kGenerationScore, member), at);
  if (!entry.ok()) return entry.status();
  if (!entry->has_value()) return std::nullopt;
  ScoreVersion version{.score = {}, .revision = (*entry)->version};
  if (absl::Status status = ParseStored((*entry)->value, version.score); !status.ok()) {
    return status;
  }
  return version;
}

absl::StatusOr<std::optional<ScoreVersion>> FindGenerationScore(const kv::Snapshot& snapshot,
                                                                const GenerationMember& member,
                                                                kv::Revision at) {
  absl::StatusOr<std::optional<ScoreVersion>> line = FindGenerationLine(snapshot, member, at);
  if (line.ok() && line->has_value() && (*line)->score.left()) return std::nullopt;
  return line;
}

absl::StatusOr<std::vector<ScoreVersion>> ListGenerationScores(const kv::Snapshot& snapshot,
                                                               const GenerationMember& member) {
  std::vector<ScoreVersion> versions;
  if (member.enterprise_id.size() != kEnterpriseIdBytes) return versions;
  const absl::Status status = ForEachEntry(
      snapshot, kv::PrefixRange(MemberPrefix(Prefix::kGenerationScore, member)),
      [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        ScoreVersion& version = versions.emplace_back();
        version.revision = at.version();
        if (absl::Status parsed = ParseStored(at.value(), version.score); !parsed.ok()) {
          return parsed;
        }
        return true;
      });
  if (!status.ok()) return status;
  return versions;
}

absl::Status ForEachGenerationScore(const kv::Snapshot& snapshot, const GenerationPart& part,
                                    const ScoreVisitor& visit) {
  stored::StoredScore score;
  const VersionWalk walk{.range = PartRange(Prefix::kGenerationScore, part), .known_at = part.at};
  return ForEachVersion(snapshot, walk, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
    if (absl::Status status = ParseStored(at.value(), score); !status.ok()) return status;
    if (score.left()) return true;
    return visit(EnterpriseOf(at.key()), score);
  });
}

absl::Status ForEachGenerationCard(const kv::Snapshot& snapshot, const GenerationPart& part,
                                   const CardVisitor& visit) {
  const VersionWalk walk{.range = PartRange(Prefix::kGenerationCard, part), .known_at = part.at};
  return ForEachVersion(snapshot, walk, [&](const kv::Cursor& at) {
    return visit(EnterpriseOf(at.key()), at.value());
  });
}

absl::Status ForEachRank(const kv::Snapshot& snapshot, const RankQuery& query,
                         const RankVisitor& visit) {
  const std::string prefix = PrefixOf(Prefix::kGenerationRank, query.generation_id);
  VersionWalk walk{.range = kv::PrefixRange(prefix), .known_at = query.at};
  if (!query.after.empty()) {
    if (query.after.size() != kRankTotalBytes + kEnterpriseIdBytes) return PositionInvalid();
    walk.range.begin = VersionKey(prefix + query.after, 0) + '\0';
  }
  return ForEachVersion(snapshot, walk, [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
    if (at.value().empty()) return true;
    const absl::StatusOr<RankLine> line = ParseRankLine(at);
    if (!line.ok()) return line.status();
    return visit(*line);
  });
}

std::vector<kv::KeyRange> DroppedKeys(std::string_view generation_id) {
  return {kv::PrefixRange(PrefixOf(Prefix::kGenerationCard, generation_id)),
          kv::PrefixRange(PrefixOf(Prefix::kGenerationRank, generation_id))};
}

kv::KeyRange ScoreKeys(std::string_view generation_id) {
  return kv::PrefixRange(PrefixOf(Prefix::kGenerationScore, generation_id));
}

}  // namespace jifen::storage::tables
