#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

// What the total was made of, exactly; `left` is before a cap, `exact` before scaling and rounding.
struct Sums {
  std::string core = "0";
  std::string bonus = "0";
  std::string deduction = "0";
  std::string left;
  std::string exact;
  bool has_bonus = false;
  bool has_deduction = false;
};

std::string* SumOf(v1::CategoryKind kind, Sums& sums) {
  if (kind == v1::CATEGORY_KIND_BONUS) return &sums.bonus;
  return kind == v1::CATEGORY_KIND_DEDUCTION ? &sums.deduction : &sums.core;
}

Sums SumsOf(const v1::ScoreCard& card) {
  Sums sums;
  for (const v1::CategoryResult& category : card.categories()) {
    std::string& sum = *SumOf(category.kind(), sums);
    sum = Sum(sum, category.points());
  }
  sums.has_bonus = CompareDecimals(sums.bonus, "0") > 0;
  sums.has_deduction = CompareDecimals(sums.deduction, "0") > 0;
  sums.bonus = Difference(sums.bonus, card.bonus_cut());
  sums.deduction = Difference(sums.deduction, card.deduction_cut());
  sums.left = Difference(Sum(sums.core, sums.bonus), sums.deduction);
  sums.exact = Difference(sums.left, card.total_cut());
  return sums;
}

bool IsScaled(const CardView& view) {
  if (view.scheme == nullptr || !view.scheme->total().has_scale_to()) return false;
  const v1::Total& total = view.scheme->total();
  return CompareDecimals(total.scale_to(), total.maximum()) != 0;
}

// "core 114.16 + bonus 25 (capped, 1 not counted) - deductions 5".
std::string PartsText(const CardView& view, const Sums& sums) {
  const Language language = view.terminal.language;
  const v1::ScoreCard& card = view.card;
  std::string text = Say(language, Phrase::kSumCore, {PointsText(sums.core)});
  if (sums.has_bonus) {
    text += " + " + Say(language, Phrase::kSumBonus, {PointsText(sums.bonus)});
  }
  if (card.has_bonus_cut()) {
    text += Say(language, Phrase::kSumBonusCut, {PointsText(card.bonus_cut())});
  }
  if (sums.has_deduction) {
    const std::string minus(GlyphsOf(view.terminal.unicode).minus);
    text += " " + minus + " " + Say(language, Phrase::kSumDeduction, {PointsText(sums.deduction)});
  }
  if (card.has_deduction_cut()) {
    text += Say(language, Phrase::kSumDeductionCut, {PointsText(card.deduction_cut())});
  }
  if (sums.has_bonus || sums.has_deduction) text += " = " + PointsText(sums.left);
  return text;
}

// From the sum of the parts to the total of the card.
std::string StepsText(const CardView& view, const Sums& sums) {
  const Language language = view.terminal.language;
  const v1::ScoreCard& card = view.card;
  const std::string arrow = " " + std::string(GlyphsOf(view.terminal.unicode).arrow) + " ";
  std::string text;
  if (card.has_total_cut()) {
    text += arrow + Say(language, Phrase::kSumCapped,
                        {PointsText(sums.exact), PointsText(card.total_cut())});
  }
  if (IsScaled(view)) {
    const v1::Total& total = view.scheme->total();
    return text + arrow +
           Say(language, Phrase::kSumScaled,
               {PointsText(card.total()), total.maximum(), total.scale_to()});
  }
  if (CompareDecimals(sums.exact, card.total()) == 0) return text;
  return text + arrow + Say(language, Phrase::kSumTotal, {PointsText(card.total())});
}

}  // namespace

void AddSum(const CardView& view, Page& page) {
  if (!view.card.has_total() || view.card.categories().empty()) return;
  const Sums sums = SumsOf(view.card);
  const std::string steps = StepsText(view, sums);
  if (steps.empty() && !sums.has_bonus && !sums.has_deduction) return;
  const Phrase heading = view.card.has_total_highest() ? Phrase::kSumLowest : Phrase::kSum;
  Line line(Say(view.terminal.language, heading), Style::kDim);
  line.Add(PartsText(view, sums) + steps);
  page.AddWrapped(Line("  "), line, view.terminal.width);
  page.AddBlank();
}

}  // namespace jifen::tools::cli
