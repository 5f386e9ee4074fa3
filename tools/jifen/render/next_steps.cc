#include "tools/jifen/render/next_steps.h"

#include <algorithm>

#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

const v1::OptionResult* OptionOf(const v1::IndicatorResult& indicator) {
  for (const v1::OptionResult& option : indicator.options()) {
    if (option.option_id() == indicator.next().option_id()) return &option;
  }
  return nullptr;
}

std::string Magnitude(std::string number) {
  if (number.starts_with('-')) number.erase(0, 1);
  return number;
}

bool IsMeasured(const NextStep& step) {
  const std::string& bound = step.indicator->next().bound();
  return IsDecimal(step.value()) && IsDecimal(bound) && CompareDecimals(bound, "0") != 0;
}

// Compares what is still to go as shares of the bounds, multiplied out.
int CompareDistance(const NextStep& left, const NextStep& right) {
  const std::string& left_bound = left.indicator->next().bound();
  const std::string& right_bound = right.indicator->next().bound();
  const std::string left_gap = Magnitude(Difference(left_bound, left.value()));
  const std::string right_gap = Magnitude(Difference(right_bound, right.value()));
  return CompareDecimals(Product(left_gap, Magnitude(right_bound)),
                         Product(right_gap, Magnitude(left_bound)));
}

bool IsCheaper(const NextStep& left, const NextStep& right) {
  if (IsMeasured(left) != IsMeasured(right)) return IsMeasured(left);
  const int distance = IsMeasured(left) ? CompareDistance(left, right) : 0;
  if (distance != 0) return distance < 0;
  return CompareDecimals(left.indicator->next().gain(), right.indicator->next().gain()) > 0;
}

std::string Sentence(const Terminal& terminal, const NextStep& step) {
  const v1::NextBand& next = step.indicator->next();
  const bool number = IsDecimal(next.bound());
  const bool falls =
      number && IsDecimal(step.value()) && CompareDecimals(step.value(), next.bound()) > 0;
  const Phrase phrase =
      !number ? Phrase::kNextLevel : (falls ? Phrase::kNextDown : Phrase::kNextUp);
  std::string text = Say(terminal.language, phrase,
                         {NextBoundText(terminal, step.unit(), next), PointsText(next.points()),
                          PointsText(next.gain())});
  if (step.option == nullptr) return text;
  return Say(terminal.language, Phrase::kNextBy, {TextOf(terminal, step.option->title()), text});
}

std::string NowText(const Terminal& terminal, const NextStep& step) {
  if (step.value().empty()) return Say(terminal.language, Phrase::kNoValueNow);
  return Say(terminal.language, Phrase::kValueNow,
             {ValueText(terminal, step.unit(), step.value(), {step.indicator->next().bound()})});
}

}  // namespace

std::vector<NextStep> ListNextSteps(const v1::ScoreCard& card) {
  std::vector<NextStep> steps;
  for (const v1::CategoryResult& category : card.categories()) {
    for (const v1::IndicatorResult& indicator : category.indicators()) {
      if (!indicator.has_next()) continue;
      steps.push_back({.indicator = &indicator, .option = OptionOf(indicator)});
    }
  }
  std::stable_sort(steps.begin(), steps.end(), IsCheaper);
  return steps;
}

void AddNextSteps(const Terminal& terminal, const v1::ScoreCard& card, Page& page) {
  const std::vector<NextStep> steps = ListNextSteps(card);
  if (steps.empty()) return;
  page.AddBlank();
  page.AddWrapped(Line("  "), Line(Say(terminal.language, Phrase::kNextSteps), Style::kBold),
                  terminal.width);
  for (size_t i = 0; i < steps.size(); ++i) {
    Line prefix(i < 9 ? "   " : "  ");
    prefix.Add(std::to_string(i + 1) + ". ", Style::kDim);
    Line line(TextOf(terminal, steps[i].indicator->title()) + "  ");
    line.Add(Sentence(terminal, steps[i]), Style::kAccent);
    line.Add("  " + NowText(terminal, steps[i]), Style::kDim);
    page.AddWrapped(prefix, line, terminal.width);
  }
}

}  // namespace jifen::tools::cli
