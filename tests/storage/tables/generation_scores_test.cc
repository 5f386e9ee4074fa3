// What generations hold, against a model that keeps every version in a list and looks through all of them.
#include "storage/tables/generation_scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "storage/tables/stored_message.h"
#include "tests/storage/tables/each_store.h"
#include "tests/storage/tables/sample_records.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

constexpr int kEnterprises = 8;
constexpr int kSteps = 150;
constexpr int kQuestions = 60;
constexpr kv::Revision kLeftKnownAt = 4711;

// A version of what a generation holds of an enterprise.
struct Held {
  kv::Revision revision = 0;
  bool left = false;
  std::string card;  // empty: the evaluation failed
  RankTotal total;
};

struct Member {
  std::string generation_id;
  int enterprise = 0;

  GenerationMember Name() const { return {.generation_id = generation_id, .enterprise_id = id}; }
  friend bool operator<(const Member& a, const Member& b) {
    return std::tie(a.generation_id, a.enterprise) < std::tie(b.generation_id, b.enterprise);
  }
  std::string id = EnterpriseId(enterprise);
};

std::string TextOf(const RankTotal& total) {
  if (!total.has_value()) return "none";
  std::ostringstream text;
  text << *total;
  return text.str();
}

stored::StoredScore ScoreOf(const Held& held) {
  stored::StoredScore score;
  score.set_enterprise_name(held.card);
  score.set_area_code("421202");
  score.set_industry_code("C3971");
  score.set_stage(2);
  score.set_grade(3);
  score.set_outcome(held.total.has_value() ? v1::OUTCOME_PASSED : v1::OUTCOME_NOT_SCORED);
  return score;
}

class GenerationScoresTest : public EachStoreTest {
 protected:
  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  // The version that counts at a revision, or null; one that left counts, too.
  const Held* At(const Member& member, kv::Revision at) const {
    const auto versions = held_.find(member);
    const Held* found = nullptr;
    if (versions == held_.end()) return found;
    for (const Held& held : versions->second) {
      if (held.revision <= at) found = &held;
    }
    return found;
  }

  // As a run and a change do it: one commit, that ends the place where the enterprise stood.
  void Put(const Member& member, Held held) {
    kv::CommitRequest commit;
    const Held* before = At(member, UINT64_MAX);
    const bool stands = before != nullptr && !before->left;
    if (held.left && !stands) return;
    if (held.left) {
      PutGenerationLeave(member.Name(), {.total = before->total, .known_at = kLeftKnownAt}, commit);
    } else {
      if (stands && before->total != held.total) {
        EndGenerationRank(member.Name(), before->total, commit);
      }
      const stored::StoredScore score = ScoreOf(held);
      PutGenerationScore(member.Name(), {.card = held.card, .score = score, .total = held.total},
                         commit);
    }
    held.revision = Commit(store(), std::move(commit));
    held_[member].push_back(std::move(held));
  }

  // Few totals, so that some are equal; the widest, so that their order is that of numbers.
  RankTotal Total() {
    const absl::int128 totals[] = {
        0, 1, 50, 50, absl::int128(60) << 64, absl::Int128Max(), -1, absl::Int128Min()};
    const int n = Below(9);
    if (n == 8) return std::nullopt;
    return totals[n];
  }

  void Step(const std::string& generation_id) {
    const Member member{.generation_id = generation_id, .enterprise = Below(kEnterprises)};
    if (Below(6) == 0) return Put(member, {.left = true, .card = "", .total = std::nullopt});
    Held held{.card = "card " + std::to_string(++cards_), .total = Total()};
    if (!held.total.has_value() && Below(2) == 0) held.card.clear();
    Put(member, std::move(held));
  }

  // Enterprise and name of each line.
  using Lines = std::vector<std::pair<std::string, std::string>>;

  Lines Scores(const GenerationPart& part) {
    Lines lines;
    const absl::Status status = ForEachGenerationScore(
        *Now(store()), part, [&lines](std::string_view id, const stored::StoredScore& score) {
          lines.emplace_back(id, score.enterprise_name());
          return true;
        });
    EXPECT_TRUE(status.ok()) << status;
    return lines;
  }

  Lines Cards(const GenerationPart& part) {
    Lines lines;
    const absl::Status status = ForEachGenerationCard(
        *Now(store()), part, [&lines](std::string_view id, std::string_view card) {
          lines.emplace_back(id, card);
          return true;
        });
    EXPECT_TRUE(status.ok()) << status;
    return lines;
  }

  static bool IsIn(const GenerationPart& part, const std::string& id) {
    return id > part.after && (part.upto.empty() || id <= part.upto);
  }

  Lines ExpectedScores(const GenerationPart& part) const {
    Lines lines;
    for (int n = 0; n < kEnterprises; ++n) {
      const Member member{.generation_id = std::string(part.generation_id), .enterprise = n};
      const Held* held = At(member, part.at);
      if (held == nullptr || held->left || !IsIn(part, member.id)) continue;
      lines.emplace_back(member.id, held->card);
    }
    return lines;
  }

  // The newest card of each, whatever came after it.
  Lines ExpectedCards(const GenerationPart& part) const {
    Lines lines;
    for (const auto& [member, versions] : held_) {
      std::string card;
      for (const Held& held : versions) {
        if (held.revision <= part.at && !held.card.empty()) card = held.card;
      }
      const bool wanted = member.generation_id == part.generation_id && IsIn(part, member.id);
      if (wanted && !card.empty()) lines.emplace_back(member.id, card);
    }
    return lines;
  }

  // "<total> <enterprise id>" in the order of the ranking.
  std::vector<std::string> ExpectedRanking(const std::string& generation_id,
                                           kv::Revision at) const {
    std::vector<std::pair<RankTotal, std::string>> lines;
    for (int n = 0; n < kEnterprises; ++n) {
      const Held* held = At({.generation_id = generation_id, .enterprise = n}, at);
      if (held != nullptr && !held->left) lines.emplace_back(held->total, EnterpriseId(n));
    }
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
      if (a.first.has_value() != b.first.has_value()) return a.first.has_value();
      if (a.first != b.first) return *a.first > *b.first;
      return a.second < b.second;
    });
    std::vector<std::string> texts;
    for (const auto& [total, id] : lines) texts.push_back(TextOf(total) + " " + id);
    return texts;
  }

  std::vector<RankLine> Ranking(const RankQuery& query) {
    std::vector<RankLine> lines;
    const absl::Status status = ForEachRank(*Now(store()), query, [&lines](const RankLine& line) {
      lines.push_back(line);
      return true;
    });
    EXPECT_TRUE(status.ok()) << status;
    return lines;
  }

  static std::vector<std::string> TextsOf(const std::vector<RankLine>& lines) {
    std::vector<std::string> texts;
    for (const RankLine& line : lines)
      texts.push_back(TextOf(line.total) + " " + line.enterprise_id);
    return texts;
  }

  void ExpectMemberAsHeld(const Member& member, kv::Revision at) {
    const Held* held = At(member, at);
    const auto score = FindGenerationScore(*Now(store()), member.Name(), at);
    ASSERT_TRUE(score.ok()) << score.status();
    ASSERT_EQ(score->has_value(), held != nullptr && !held->left);
    const auto line = FindGenerationLine(*Now(store()), member.Name(), at);
    ASSERT_TRUE(line.ok()) << line.status();
    ASSERT_EQ(line->has_value(), held != nullptr);
    if (line->has_value()) {
      EXPECT_EQ((*line)->revision, held->revision);
      EXPECT_EQ((*line)->score.left(), held->left);
    }
    if (score->has_value()) {
      EXPECT_EQ((*score)->revision, held->revision);
      EXPECT_EQ(SerializeStored((*score)->score), SerializeStored(ScoreOf(*held)));
    }
    const Lines cards = ExpectedCards({.generation_id = member.generation_id, .at = at});
    const auto expected = std::find_if(cards.begin(), cards.end(),
                                       [&](const auto& card) { return card.first == member.id; });
    const auto card = FindGenerationCard(*Now(store()), member.Name(), at);
    ASSERT_TRUE(card.ok()) << card.status();
    ASSERT_EQ(card->has_value(), expected != cards.end());
    if (card->has_value()) EXPECT_EQ((*card)->card, expected->second);
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  std::map<Member, std::vector<Held>> held_;
  int cards_ = 0;
};
INSTANTIATE_TEST_SUITE_P(EachStore, GenerationScoresTest, StoreKinds(), StoreKindName);

// Neither of the ids may be taken for the beginning of the other.
TEST_P(GenerationScoresTest, AgreeWithAListOfAllVersionsAtEveryRevision) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const std::vector<std::string> ids = {"g", "g1"};
  for (int i = 0; i < kSteps; ++i) Step(ids[static_cast<size_t>(i % 2)]);
  Reopen();
  const int newest = static_cast<int>(Now(store())->revision());
  size_t lines = 0;
  for (int i = 0; i < kQuestions; ++i) {
    const std::string& id = ids[static_cast<size_t>(Below(2))];
    GenerationPart part{.generation_id = id, .at = static_cast<kv::Revision>(1 + Below(newest))};
    if (Below(2) == 0) part.after = EnterpriseId(Below(kEnterprises));
    if (Below(2) == 0) part.upto = EnterpriseId(Below(kEnterprises));
    const Lines scores = ExpectedScores(part);
    ASSERT_EQ(Scores(part), scores) << part.at;
    ASSERT_EQ(Cards(part), ExpectedCards(part)) << part.at;
    ASSERT_EQ(TextsOf(Ranking({.generation_id = id, .at = part.at})), ExpectedRanking(id, part.at))
        << part.at;
    ASSERT_NO_FATAL_FAILURE(
        ExpectMemberAsHeld({.generation_id = id, .enterprise = Below(kEnterprises)}, part.at));
    lines += scores.size();
  }
  EXPECT_GT(lines, 0U) << "the generations must not be empty";
}

TEST_P(GenerationScoresTest, RankingGoesOnAfterEachOfItsLines) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  for (int i = 0; i < kSteps / 3; ++i) Step("g");
  const kv::Revision at = Now(store())->revision();
  for (int i = 0; i < kSteps / 3; ++i) Step("g");
  const std::vector<RankLine> all = Ranking({.generation_id = "g", .at = at});
  const std::vector<std::string> texts = TextsOf(all);
  ASSERT_GT(all.size(), 1U);
  for (size_t i = 0; i < all.size(); ++i) {
    const auto rest = Ranking({.generation_id = "g", .after = all[i].position, .at = at});
    EXPECT_EQ(TextsOf(rest),
              std::vector<std::string>(texts.begin() + static_cast<long>(i) + 1, texts.end()));
  }
}

TEST_P(GenerationScoresTest, LineOfTheRankingHasWhatFiltersAsk) {
  Put({.generation_id = "g", .enterprise = 1}, {.card = "card", .total = 70});
  const std::vector<RankLine> lines = Ranking({.generation_id = "g", .at = 1});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].rank.area_code(), "421202");
  EXPECT_EQ(lines[0].rank.industry_code(), "C3971");
  EXPECT_EQ(lines[0].rank.stage(), 2U);
  EXPECT_EQ(lines[0].rank.grade(), 3U);
  EXPECT_EQ(lines[0].rank.outcome(), v1::OUTCOME_PASSED);
}

TEST_P(GenerationScoresTest, WhoseTotalMovesStandsOnceAndAtTheOlderRevisionWhereItWas) {
  const Member first{.generation_id = "g", .enterprise = 1};
  const Member second{.generation_id = "g", .enterprise = 2};
  Put(first, {.card = "a", .total = 70});
  Put(second, {.card = "b", .total = 60});
  Put(first, {.card = "c", .total = 50});
  Put(first, {.card = "d", .total = 70});
  const auto order = [&](kv::Revision at) {
    return TextsOf(Ranking({.generation_id = "g", .at = at}));
  };
  const std::vector<std::string> ahead = {"70 " + first.id, "60 " + second.id};
  EXPECT_EQ(order(2), ahead);
  EXPECT_EQ(order(3), (std::vector<std::string>{"60 " + second.id, "50 " + first.id}));
  EXPECT_EQ(order(4), ahead) << "it came back to a place that it had left";
}

TEST_P(GenerationScoresTest, HistoryTellsEachVersionNewestFirstAndThatTheEnterpriseLeft) {
  const Member member{.generation_id = "g", .enterprise = 1};
  Put(member, {.card = "a", .total = 70});
  Put(member, {.left = true, .card = "", .total = std::nullopt});
  Put(member, {.card = "b", .total = 70});
  const auto versions = ListGenerationScores(*Now(store()), member.Name());
  ASSERT_TRUE(versions.ok()) << versions.status();
  ASSERT_EQ(versions->size(), 3U);
  EXPECT_EQ((*versions)[0].revision, 3U);
  EXPECT_EQ((*versions)[0].score.enterprise_name(), "b");
  EXPECT_EQ((*versions)[1].revision, 2U);
  EXPECT_TRUE((*versions)[1].score.left());
  EXPECT_EQ((*versions)[1].score.known_at(), kLeftKnownAt);
  EXPECT_EQ((*versions)[2].score.enterprise_name(), "a");
  EXPECT_EQ(Scores({.generation_id = "g", .at = 2}), Lines());
  EXPECT_TRUE(Ranking({.generation_id = "g", .at = 2}).empty());
  EXPECT_EQ(Ranking({.generation_id = "g", .at = 3}).size(), 1U);
}

TEST_P(GenerationScoresTest, VisitorStopsTheWalk) {
  for (int n = 0; n < 3; ++n)
    Put({.generation_id = "g", .enterprise = n}, {.card = "c", .total = n});
  int visits = 0;
  const auto once = [&visits](auto&&...) -> absl::StatusOr<bool> {
    ++visits;
    return false;
  };
  const auto snapshot = Now(store());
  EXPECT_TRUE(ForEachGenerationScore(*snapshot, {.generation_id = "g", .at = 3}, once).ok());
  EXPECT_TRUE(ForEachGenerationCard(*snapshot, {.generation_id = "g", .at = 3}, once).ok());
  EXPECT_TRUE(ForEachRank(*snapshot, {.generation_id = "g", .at = 3}, once).ok());
  EXPECT_EQ(visits, 3);
}

TEST_P(GenerationScoresTest, PositionThatIsNoneIsRefusedAndAnIdThatIsNoneIsNobodys) {
  Put({.generation_id = "g", .enterprise = 1}, {.card = "c", .total = 1});
  const std::string position = Ranking({.generation_id = "g", .at = 1})[0].position;
  for (const std::string& after : {position + "x", position.substr(1), std::string("x")}) {
    const absl::Status status =
        ForEachRank(*Now(store()), {.generation_id = "g", .after = after, .at = 1},
                    [](const RankLine&) { return true; });
    EXPECT_EQ(ReasonOf(status), v1::REASON_PAGE_TOKEN_INVALID);
  }
  const GenerationMember nobody{.generation_id = "g", .enterprise_id = "short"};
  EXPECT_FALSE(FindGenerationScore(*Now(store()), nobody, 1)->has_value());
  EXPECT_FALSE(FindGenerationCard(*Now(store()), nobody, 1)->has_value());
  EXPECT_TRUE(ListGenerationScores(*Now(store()), nobody)->empty());
}

size_t KeysIn(const kv::Snapshot& snapshot, const kv::KeyRange& range) {
  size_t keys = 0;
  for (const auto cursor = snapshot.Scan(range); cursor->Valid(); cursor->Next()) ++keys;
  return keys;
}

TEST_P(GenerationScoresTest, DroppedKeysAreThoseOfCardsAndRankingOfOneGeneration) {
  for (const char* id : {"g", "g1", "h"}) {
    for (int n = 0; n < 3; ++n)
      Put({.generation_id = id, .enterprise = n}, {.card = "c", .total = 1});
  }
  const auto snapshot = Now(store());
  const std::vector<kv::KeyRange> ranges = DroppedKeys("g");
  ASSERT_EQ(ranges.size(), 2U);
  EXPECT_EQ(KeysIn(*snapshot, ranges[0]), 3U);
  EXPECT_EQ(KeysIn(*snapshot, ranges[1]), 3U);
  EXPECT_EQ(KeysIn(*snapshot, ScoreKeys("g")), 3U);
}

}  // namespace
}  // namespace jifen::storage::tables
