#include "tests/scoring/evaluate/random_scheme.h"

#include <algorithm>

#include "tests/scoring/evaluate/construct_scheme.h"

namespace jifen::scoring::evaluate {
namespace {

void SetTitle(v1::Text* title) {
  title->set_zh("题");
  title->set_en("Title");
}

bool LeavesRange(const v1::Scale& scale) {
  const auto leaves = [](const auto& step) {
    return step.has_points_lowest() && step.points_lowest() != step.points();
  };
  const auto& bands = scale.bands().bands();
  const auto& levels = scale.levels().levels();
  return std::any_of(bands.begin(), bands.end(), leaves) ||
         std::any_of(levels.begin(), levels.end(), leaves);
}

}  // namespace

std::string RandomScheme::Points(int64_t units) const {
  decimal::Int128 unscaled = units;
  for (int i = places_; i < decimal::kPlaces; ++i) unscaled *= 10;
  decimal::Decimal points;
  static_cast<void>(decimal::Decimal::FromUnscaled(unscaled, &points));
  return points.Format();
}

void RandomScheme::AddStages(v1::Scheme* scheme) {
  static constexpr const char* kWhen[] = {"awards.size() == 0", "awards.size() == 1",
                                          "awards.size() >= 2"};
  stages_.clear();
  const int64_t count = Below(4);
  for (int64_t i = 0; i < count; ++i) {
    v1::Stage* stage = scheme->add_stages();
    stage->set_id("stage" + std::to_string(i));
    SetTitle(stage->mutable_title());
    stage->set_when(kWhen[i]);
    stages_.push_back(stage->id());
  }
  core_.assign(std::max<size_t>(stages_.size(), 1), 0);
  bonus_ = core_;
  weights_ = core_;
}

void RandomScheme::FillBands(int64_t most, bool ranges, bool count, v1::Bands* bands) {
  const int64_t bounds = Below(4);
  const int64_t best = Below(bounds + 1);
  bands->set_closed(Rarely() ? v1::CLOSED_UPPER : v1::CLOSED_LOWER);
  const bool upper = bands->closed() == v1::CLOSED_UPPER;
  const std::string unit = count ? "" : "0.0";
  for (int64_t i = 0; i <= bounds; ++i) {
    v1::Band* band = bands->add_bands();
    const int64_t points = i == best ? most : Below(most + 1);
    band->set_points(Points(points));
    if (ranges && Rarely()) band->set_points_lowest(Points(Below(points + 1)));
    if (upper && i < bounds) band->set_to(unit + std::to_string(i + 1));
    if (!upper && i > 0) band->set_from(unit + std::to_string(i));
  }
}

void RandomScheme::FillLevels(int64_t most, bool ranges, v1::Levels* levels) {
  for (const char* value : {"true", "false"}) {
    v1::ScaleLevel* level = levels->add_levels();
    level->set_equals(value);
    level->set_points(Points(levels->levels_size() == 1 ? most : Below(most + 1)));
    if (ranges && levels->levels_size() == 1 && Rarely()) {
      level->set_points_lowest(Points(Below(most + 1)));
    }
  }
}

void RandomScheme::FillComputed(int64_t most, bool count, v1::Scale* scale) {
  const std::string unit = count ? "1" : "0.013";
  switch (Below(3)) {
    case 0: {
      v1::PerUnit* units = scale->mutable_per_unit();
      units->set_unit(unit);
      units->set_points(Points(1 + Below(most)));
      units->set_maximum(Points(most));
      units->set_whole(Rarely());
      if (Rarely()) units->set_from(unit);
      break;
    }
    case 1: {
      const int64_t knots = 2 + Below(3);
      const int64_t best = Below(knots);
      for (int64_t i = 0; i < knots; ++i) {
        v1::Knot* knot = scale->mutable_linear()->add_knots();
        knot->set_at((count ? "" : "0.0") + std::to_string(i + 1));
        knot->set_points(Points(i == best ? most : Below(most + 1)));
      }
      break;
    }
    default:
      scale->mutable_expression()->set_points("value * 117.3 - awards.size()");
      scale->mutable_expression()->set_minimum(Points(Below(most)));
      scale->mutable_expression()->set_maximum(Points(most));
  }
}

// Ranges are judged by the mark of the panel for `item`.
void RandomScheme::FillMeasure(int64_t most, bool ranges, const std::string& item,
                               v1::Measure* measure) {
  static constexpr const char* kValues[] = {
      "ratio(annual(year).rd_expense_fen, annual(year).sales_fen)", "awards.size()",
      "ratio(annual(year).sci_tech_staff, annual(year).staff)", "profile.main_product_strategic"};
  const auto value = static_cast<size_t>(Below(4));
  measure->set_value(kValues[value]);
  v1::Scale* scale = measure->mutable_scale();
  if (value == 3) {
    FillLevels(most, ranges, scale->mutable_levels());
  } else if (Below(2) == 0) {
    FillBands(most, ranges, value == 1, scale->mutable_bands());
  } else {
    FillComputed(most, value == 1, scale);
  }
  if (!LeavesRange(*scale)) return;
  measure->set_mark("expert_marks.filter(m, m.item == \"" + item +
                    "\").map(m, m.points_hundredths)[0] * 0.01");
}

// The better of two measures, which experts judge apart.
void RandomScheme::FillAlternatives(int64_t most, v1::Indicator* indicator) {
  v1::Alternatives* alternatives = indicator->mutable_alternatives();
  alternatives->set_choice(v1::CHOICE_BEST);
  for (const char* id : {"a", "b"}) {
    v1::Option* option = alternatives->add_options();
    option->set_id(indicator->id() + id);
    SetTitle(option->mutable_title());
    FillMeasure(most, true, indicator->id() + id, option->mutable_measure());
  }
  if (!Rarely()) return;
  alternatives->set_choice(v1::CHOICE_BEST_CERTAIN);
  indicator->set_missing(v1::MISSING_POLICY_REFUSE);
}

void RandomScheme::AddIndicator(v1::CategoryKind kind, bool always_applies,
                                v1::Category* category) {
  v1::Indicator* indicator = category->add_indicators();
  indicator->set_id("i" + std::to_string(indicators_++));
  SetTitle(indicator->mutable_title());
  const bool core = kind == v1::CATEGORY_KIND_CORE;
  indicator->set_missing(core ? static_cast<v1::MissingPolicy>(1 + Below(Rarely() ? 3 : 2))
                              : v1::MISSING_POLICY_ZERO);
  const int64_t most = 1 + Below(200);
  indicator->set_maximum(Points(most));
  if (core && Rarely()) {
    FillAlternatives(most, indicator);
  } else {
    FillMeasure(most, kind != v1::CATEGORY_KIND_DEDUCTION, indicator->id(),
                indicator->mutable_measure());
  }
  const bool weighted = !stages_.empty() && Below(2) == 0;
  for (size_t i = 0; i < category_.size(); ++i) {
    int64_t weight = most;
    if (weighted) {
      weight = always_applies || i == 0 || !Rarely() ? 1 + Below(300) : 0;
      v1::StageMaximum* maximum = indicator->add_stage_maxima();
      maximum->set_stage(stages_[i]);
      maximum->set_maximum(Points(weight));
    }
    category_[i] += weight;
    if (core) weights_[i] += weight;
  }
}

// The weights of the core indicators add up alike in each stage: one more indicator bears what is
// left to the largest sum.
void RandomScheme::AddBalance(v1::Scheme* scheme) {
  const int64_t most = *std::max_element(weights_.begin(), weights_.end());
  if (*std::min_element(weights_.begin(), weights_.end()) == most) return;
  const v1::Indicator first = scheme->categories(0).indicators(0);
  v1::Category* category = scheme->add_categories();
  category->set_id("balance");
  SetTitle(category->mutable_title());
  category->set_kind(v1::CATEGORY_KIND_CORE);
  v1::Indicator* indicator = category->add_indicators();
  *indicator = first;
  indicator->set_id("balance");
  if (indicator->has_alternatives()) {
    for (v1::Option& option : *indicator->mutable_alternatives()->mutable_options()) {
      option.set_id("balance_" + option.id());
    }
  }
  indicator->clear_stage_maxima();
  int64_t largest = 0;
  for (size_t i = 0; i < stages_.size(); ++i) {
    const int64_t weight = most - weights_[i] + 1;
    for (auto* maxima : {indicator->mutable_stage_maxima(), category->mutable_stage_maxima()}) {
      v1::StageMaximum* maximum = maxima->Add();
      maximum->set_stage(stages_[i]);
      maximum->set_maximum(Points(weight));
    }
    core_[i] += weight;
    largest = std::max(largest, weight);
  }
  category->set_maximum(Points(largest));
}

void RandomScheme::AddCategory(v1::CategoryKind kind, v1::Scheme* scheme) {
  v1::Category* category = scheme->add_categories();
  category->set_id("c" + std::to_string(scheme->categories_size()));
  SetTitle(category->mutable_title());
  category->set_kind(kind);
  category_.assign(core_.size(), 0);
  const int64_t count = 1 + Below(4);
  for (int64_t i = 0; i < count; ++i) AddIndicator(kind, i == 0, category);
  if (Rarely()) {
    for (int64_t& sum : category_) sum = 1 + Below(sum);
  }
  const auto least = std::min_element(category_.begin(), category_.end());
  const auto most = std::max_element(category_.begin(), category_.end());
  if (*least != *most) {
    for (size_t i = 0; i < stages_.size(); ++i) {
      v1::StageMaximum* maximum = category->add_stage_maxima();
      maximum->set_stage(stages_[i]);
      maximum->set_maximum(Points(category_[i]));
    }
  }
  category->set_maximum(Points(*most));
  if (kind == v1::CATEGORY_KIND_DEDUCTION) return;
  std::vector<int64_t>& sums = kind == v1::CATEGORY_KIND_BONUS ? bonus_ : core_;
  for (size_t i = 0; i < sums.size(); ++i) sums[i] += category_[i];
}

void RandomScheme::FillTotal(v1::Scheme* scheme) {
  v1::Total* total = scheme->mutable_total();
  total->set_points_places(places_);
  total->set_places(places_ + static_cast<int32_t>(Below(2)));
  total->set_rounding(Rarely() ? v1::ROUNDING_HALF_UP : v1::ROUNDING_HALF_EVEN);
  int64_t counted = *std::max_element(bonus_.begin(), bonus_.end());
  if (counted > 0 && Below(2) == 0) {
    counted = 1 + Below(counted);
    total->set_bonus_maximum(Points(counted));
  }
  int64_t least = INT64_MAX;
  for (size_t i = 0; i < core_.size(); ++i) {
    least = std::min(least, core_[i] + std::min(bonus_[i], counted));
  }
  const int64_t maximum = Rarely() ? 1 + Below(least) : least;
  total->set_maximum(Points(maximum));
  total->clear_pass();
  if (Rarely()) total->set_scale_to(std::to_string(1 + Below(1000)));
  if (maximum < 2 || total->has_scale_to() || !Rarely()) return;
  v1::Gate* gate = scheme->add_gates();
  gate->set_id("cap");
  SetTitle(gate->mutable_title());
  // Options of different types have no name for others.
  const bool named = scheme->categories(0).indicators(0).has_measure();
  gate->set_passes(named && Below(2) == 0 ? "points(\"i0\") > " + Points(Below(100)) + " * 1.0"
                                          : "annual(year).staff > 10");
  gate->set_caps_at(Points(Below(maximum)));
}

v1::Scheme RandomScheme::Next() {
  v1::Scheme scheme = SmallScheme();
  scheme.clear_categories();
  scheme.clear_total();
  places_ = static_cast<int>(Below(4));
  indicators_ = 0;
  AddStages(&scheme);
  AddCategory(v1::CATEGORY_KIND_CORE, &scheme);
  for (int64_t more = Below(3); more > 0; --more) AddCategory(v1::CATEGORY_KIND_CORE, &scheme);
  if (Below(2) == 0) AddCategory(v1::CATEGORY_KIND_BONUS, &scheme);
  if (Rarely()) AddCategory(v1::CATEGORY_KIND_BONUS, &scheme);
  if (Below(2) == 0) AddCategory(v1::CATEGORY_KIND_DEDUCTION, &scheme);
  AddBalance(&scheme);
  FillTotal(&scheme);
  return scheme;
}

v1::Dossier RandomScheme::NextDossier() {
  std::vector<std::string> records;
  if (!Rarely()) {
    records.push_back(Report(Below(1200)));
    if (!Rarely())
      records.back().insert(records.back().size() - 2, " staff: " + std::to_string(Below(30)));
    if (!Rarely()) {
      records.back().insert(records.back().size() - 2,
                            " sci_tech_staff: " + std::to_string(Below(10)));
    }
  }
  if (!Rarely()) records.push_back(Strategic(Below(2) == 0));
  for (int64_t awards = Below(5); awards > 0; --awards) {
    records.push_back(Award("a" + std::to_string(awards)));
  }
  return DossierOf(records);
}

}  // namespace jifen::scoring::evaluate
