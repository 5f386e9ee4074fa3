// Random schemes over random dossiers: sums are exact, for the lowest and the highest points, in every
// stage; nothing leaves its bounds; the same input gives the same bytes.
#include "tests/scoring/evaluate/random_scheme.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/scoring/evaluate/construct_scheme.h"
#include "tests/scoring/seed.h"

namespace jifen::scoring::evaluate {
namespace {

using decimal::Decimal;
using decimal::Int128;

constexpr int kSchemes = 150;
constexpr int kDossiersEach = 12;

int Count(const char* name, int standard) {
  const char* given = std::getenv(name);
  return given == nullptr ? standard : std::atoi(given);
}

Int128 Units(const std::string& text) {
  const auto number = Decimal::Parse(text);
  EXPECT_TRUE(number.ok()) << text;
  return number.ok() ? number->unscaled() : 0;
}

// What a card holds of each construct, to see that the schemes are not all alike.
struct Seen {
  int ranges = 0;
  int cuts = 0;
  int bonus_cuts = 0;
  int deduction_cuts = 0;
  int total_cuts = 0;
  int spread = 0;
  int not_applicable = 0;
  int weighted = 0;
  int scored = 0;
};

struct Sums {
  Int128 lowest = 0;
  Int128 highest = 0;
};

// The indicators of a category within their bounds, and what they add up to.
Sums AddIndicators(const v1::CategoryResult& category, Seen* seen) {
  Sums sums;
  for (const v1::IndicatorResult& indicator : category.indicators()) {
    const Int128 lowest = Units(indicator.points());
    const Int128 highest =
        indicator.has_points_highest() ? Units(indicator.points_highest()) : lowest;
    EXPECT_GE(lowest, 0);
    EXPECT_LE(lowest, highest);
    EXPECT_LE(highest, Units(indicator.maximum()));
    if (indicator.has_next()) {
      EXPECT_GT(Units(indicator.next().gain()), 0);
      EXPECT_LE(Units(indicator.next().points()), Units(indicator.maximum()));
    }
    sums.lowest += lowest;
    sums.highest += highest;
    seen->ranges += indicator.has_points_highest();
    seen->spread += indicator.maximum() == "0" && indicator.state() == v1::VALUE_STATE_MISSING;
    seen->not_applicable += indicator.state() == v1::VALUE_STATE_NOT_APPLICABLE;
    seen->weighted += indicator.has_scale_points();
  }
  return sums;
}

// The categories by hand: what remains of core and bonus after the deductions.
Sums AddCategories(const v1::ScoreCard& card, const v1::Scheme& scheme, Seen* seen) {
  Sums core, bonus, deduction;
  Int128 bonus_most = 0;
  for (const v1::CategoryResult& category : card.categories()) {
    const Sums sums = AddIndicators(category, seen);
    const Int128 most = Units(category.maximum());
    const Int128 lowest = std::min(sums.lowest, most);
    const Int128 highest = std::min(sums.highest, most);
    EXPECT_EQ(Units(category.points()), lowest);
    EXPECT_EQ(category.has_points_highest() ? Units(category.points_highest()) : lowest, highest);
    Sums* sum = category.kind() == v1::CATEGORY_KIND_CORE    ? &core
                : category.kind() == v1::CATEGORY_KIND_BONUS ? &bonus
                                                             : &deduction;
    sum->lowest += lowest;
    sum->highest += highest;
    if (category.kind() == v1::CATEGORY_KIND_BONUS) bonus_most += most;
    seen->cuts += category.has_cut();
  }
  if (scheme.total().has_bonus_maximum()) bonus_most = Units(scheme.total().bonus_maximum());
  const auto total = [&](Int128 c, Int128 b, Int128 d) {
    return std::max<Int128>(c + std::min(b, bonus_most) - d, 0);
  };
  return {total(core.lowest, bonus.lowest, deduction.lowest),
          total(core.highest, bonus.highest, deduction.highest)};
}

void CheckTotals(const v1::ScoreCard& card, const v1::Scheme& scheme, Seen* seen) {
  Sums sums = AddCategories(card, scheme, seen);
  Int128 cap_lowest = Units(scheme.total().maximum());
  Int128 cap_highest = cap_lowest;
  for (const v1::GateResult& gate : card.gates()) {
    if (gate.state() != v1::GATE_STATE_PASS) {
      cap_lowest = std::min(cap_lowest, Units(gate.caps_at()));
    }
    if (gate.state() == v1::GATE_STATE_FAIL) {
      cap_highest = std::min(cap_highest, Units(gate.caps_at()));
    }
  }
  sums = {std::min(sums.lowest, cap_lowest), std::min(sums.highest, cap_highest)};
  seen->bonus_cuts += card.has_bonus_cut();
  seen->deduction_cuts += card.has_deduction_cut();
  seen->total_cuts += card.has_total_cut();
  if (!card.has_total()) return;
  ++seen->scored;
  if (scheme.total().has_scale_to()) return;  // totals_test.cc
  Decimal want;
  Decimal rounded;
  const auto rounding = scheme.total().rounding() == v1::ROUNDING_HALF_UP
                            ? decimal::Rounding::kHalfAwayFromZero
                            : decimal::Rounding::kHalfEven;
  ASSERT_EQ(Decimal::FromUnscaled(sums.lowest, &want), decimal::Arithmetic::kOk);
  ASSERT_EQ(decimal::Round(want, scheme.total().places(), rounding, &rounded),
            decimal::Arithmetic::kOk);
  EXPECT_EQ(card.total(), rounded.Format());
  ASSERT_EQ(Decimal::FromUnscaled(sums.highest, &want), decimal::Arithmetic::kOk);
  ASSERT_EQ(decimal::Round(want, scheme.total().places(), rounding, &rounded),
            decimal::Arithmetic::kOk);
  EXPECT_EQ(card.has_total_highest() ? card.total_highest() : card.total(), rounded.Format());
}

TEST(RandomSchemes, GiveTotalsThatAddUpExactly) {
  const uint64_t seed = TestSeed();
  RandomScheme source(seed);
  Evaluator evaluator;
  Seen seen;
  const int schemes = Count("JIFEN_RANDOM_SCHEMES", kSchemes);
  for (int s = 0; s < schemes; ++s) {
    const v1::Scheme scheme = source.Next();
    const auto compiled = scheme::CompiledScheme::Make(scheme);
    ASSERT_TRUE(compiled.ok()) << "seed " << seed << ", scheme " << s << ": " << compiled.status()
                               << scheme.DebugString();
    for (int d = 0; d < kDossiersEach; ++d) {
      const v1::Dossier dossier = source.NextDossier();
      const auto card = Score(**compiled, dossier, 0, &evaluator);
      ASSERT_TRUE(card.ok()) << "seed " << seed << ", scheme " << s << ": " << card.status();
      CheckTotals(*card, scheme, &seen);
      Evaluator fresh;
      ASSERT_EQ(CardBytes(*card), CardBytes(*Score(**compiled, dossier, 0, &fresh)));
      ASSERT_FALSE(HasFailure()) << "seed " << seed << ", scheme " << s << ", dossier " << d
                                 << scheme.DebugString() << card->DebugString();
    }
  }
  std::printf(
      "%d schemes: %d ranges, %d cuts, %d bonus cuts, %d deduction cuts, %d total cuts, "
      "%d left out, %d not applicable, %d weighted, %d scored\n",
      schemes, seen.ranges, seen.cuts, seen.bonus_cuts, seen.deduction_cuts, seen.total_cuts,
      seen.spread, seen.not_applicable, seen.weighted, seen.scored);
  for (const int count :
       {seen.ranges, seen.cuts, seen.bonus_cuts, seen.deduction_cuts, seen.total_cuts, seen.spread,
        seen.not_applicable, seen.weighted, seen.scored}) {
    EXPECT_GT(count, 0) << "the schemes are too much alike";
  }
}

// What experts have still to judge: the item, by the indicator or option, and its most points.
using OpenItems = std::map<std::string, Int128>;

OpenItems OpenItemsOf(const v1::ScoreCard& card, const std::set<std::string>& marked) {
  OpenItems items;
  for (const v1::CategoryResult& category : card.categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      if (indicator.has_points_highest() && indicator.options().empty()) {
        items.emplace(indicator.indicator_id(), Units(indicator.points_highest()));
      }
      for (const v1::OptionResult& option : indicator.options()) {
        if (!option.has_points_highest()) continue;
        items.emplace(indicator.indicator_id() + option.option_id(),
                      Units(option.points_highest()));
      }
    }
  }
  for (const std::string& item : marked) items.erase(item);
  return items;
}

bool AnyIsInvalid(const v1::ScoreCard& card) {
  for (const v1::CategoryResult& category : card.categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      if (indicator.state() == v1::VALUE_STATE_INVALID) return true;
    }
  }
  return false;
}

// What was certain before a mark stays so with it; a mark that is wrong leaves no score.
void ExpectWithin(const v1::ScoreCard& before, const v1::ScoreCard& after) {
  if (AnyIsInvalid(after)) {
    EXPECT_FALSE(after.has_total());
    EXPECT_NE(after.outcome(), v1::OUTCOME_PASSED);
    return;
  }
  EXPECT_TRUE(before.has_total() || !after.has_total());
  if (!before.has_total() || !after.has_total()) return;
  EXPECT_GE(Units(after.total()), Units(before.total()));
  const auto highest = [](const v1::ScoreCard& card) {
    return Units(card.has_total_highest() ? card.total_highest() : card.total());
  };
  EXPECT_LE(highest(after), highest(before));
  if (before.outcome() != v1::OUTCOME_UNDETERMINED) {
    EXPECT_EQ(after.outcome(), before.outcome());
  }
}

TEST(RandomSchemes, KeepTheirRangesWhateverExpertsMark) {
  const uint64_t seed = TestSeed();
  RandomScheme source(seed);
  std::mt19937_64 random(seed);
  Evaluator evaluator;
  int marks = 0;
  int invalid = 0;
  const int schemes = Count("JIFEN_RANDOM_SCHEMES", kSchemes);
  for (int s = 0; s < schemes; ++s) {
    v1::Scheme scheme = source.Next();
    if (!scheme.total().has_scale_to()) {
      Decimal half;
      ASSERT_EQ(Decimal::FromUnscaled(Units(scheme.total().maximum()) / 2, &half),
                decimal::Arithmetic::kOk);
      scheme.mutable_total()->set_pass(half.Format());
    }
    const auto compiled = scheme::CompiledScheme::Make(scheme);
    if (!compiled.ok()) continue;  // half of the maximum has more places than points may have
    for (int d = 0; d < kDossiersEach; ++d) {
      v1::Dossier dossier = source.NextDossier();
      v1::ScoreCard before = *Score(**compiled, dossier, 0, &evaluator);
      std::set<std::string> marked;
      for (OpenItems open; !(open = OpenItemsOf(before, marked)).empty();) {
        const auto& [item, most] =
            *std::next(open.begin(), static_cast<std::ptrdiff_t>(random() % open.size()));
        marked.insert(item);
        const auto bound = static_cast<uint64_t>(most / (Decimal::kOne / 100)) * 5 / 4 + 1;
        const std::string hundredths = std::to_string(random() % bound);
        *dossier.add_records()->mutable_record() =
            ParseRecord("record_id: \"m" + item + "\" expert_mark { scheme_id: \"small\" item: \"" +
                        item + "\" points_hundredths: " + hundredths + " }");
        const v1::ScoreCard after = *Score(**compiled, dossier, 0, &evaluator);
        ExpectWithin(before, after);
        ASSERT_FALSE(HasFailure()) << "seed " << seed << ", scheme " << s << ", dossier " << d
                                   << ", " << hundredths << " for " << item << scheme.DebugString()
                                   << before.DebugString() << after.DebugString();
        ++marks;
        invalid += AnyIsInvalid(after);
        if (AnyIsInvalid(after)) break;
        before = after;
      }
    }
  }
  std::printf("%d marks, %d of them outside their ranges\n", marks, invalid);
  EXPECT_GT(marks - invalid, 100);
  EXPECT_GT(invalid, 100);
}

}  // namespace
}  // namespace jifen::scoring::evaluate
