#include "scoring/scheme/reachability.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "scoring/expression/parser.h"
#include "scoring/scheme/condition.h"
#include "scoring/scheme/value_range.h"

namespace jifen::scoring::scheme {
namespace {

using expression::Node;
using expression::NodeKind;
using expression::SyntaxTree;

void Report(const FaultPlace& place, std::string message, std::string got, std::string want) {
  place.Report({.reason = v1::REASON_SCHEME_UNREACHABLE,
                .message = std::move(message),
                .got = std::move(got),
                .want = std::move(want)});
}

// Nullopt if it cannot be read, which is told elsewhere and proves nothing.
std::optional<SyntaxTree> TreeOf(const std::string& text) {
  auto parsed = expression::Parse(text);
  if (auto* tree = std::get_if<SyntaxTree>(&parsed)) return std::move(*tree);
  return std::nullopt;
}

class Checker {
 public:
  Checker(const v1::Scheme& scheme, const SchemeParts& parts, const FaultPlace& place)
      : scheme_(scheme), parts_(parts), place_(place) {
    for (const v1::Definition& definition : scheme.definitions()) {
      const std::optional<SyntaxTree> tree = TreeOf(definition.expression());
      if (!tree.has_value()) continue;
      ranges_.Define(definition.id(), *tree);
      conditions_.Define(definition.id(), *tree);
    }
  }

  void Check() {
    CheckStages();
    CheckGates();
    CheckDirectPasses();
    for (int c = 0; c < scheme_.categories_size(); ++c) {
      for (int i = 0; i < scheme_.categories(c).indicators_size(); ++i) CheckIndicator(c, i);
    }
  }

 private:
  // Of a condition: where it is true, and where it is false.
  struct BothWays {
    std::optional<Condition> is_true;
    std::optional<Condition> is_false;
  };

  // Nothing is proved of a text whose program did not compile.
  BothWays Read(const ProgramPointer& program, const std::string& text) {
    const std::optional<SyntaxTree> tree = program == nullptr ? std::nullopt : TreeOf(text);
    if (!tree.has_value()) return {};
    return {.is_true = conditions_.Read(*tree, true), .is_false = conditions_.Read(*tree, false)};
  }

  // Of two conditions; what cannot be analysed leaves the first, which holds wherever both do.
  Condition Narrow(const Condition& wide, const std::optional<Condition>& by) {
    if (!by.has_value()) return wide;
    return conditions_.And(wide, *by).value_or(wide);
  }

  // What the stages before leave to the next one.
  void CheckStages() {
    Condition left = Condition::Always();
    for (int i = 0; i < scheme_.stages_size(); ++i) {
      const v1::Stage& stage = scheme_.stages(i);
      const BothWays when = Read(parts_.stages[static_cast<size_t>(i)], stage.when());
      if (!Narrow(left, when.is_true).IsPossible()) {
        Report(place_.At("stages", i).At("when"),
               "the stage never holds, or the stages before it leave nothing to it", stage.when(),
               "a condition that can be true where those before are false");
      }
      left = Narrow(left, when.is_false);
    }
  }

  void CheckGates() {
    const size_t faults_before = place_.fault_count();
    for (int i = 0; i < scheme_.gates_size(); ++i) {
      const v1::Gate& gate = scheme_.gates(i);
      const FaultPlace place = place_.At("gates", i).At("passes");
      const BothWays passes = Read(parts_.gates[static_cast<size_t>(i)], gate.passes());
      if (!gate.has_caps_at()) all_gates_ = Narrow(all_gates_, passes.is_true);
      if (!passes.is_true.has_value()) continue;
      if (!passes.is_true->IsPossible()) {
        Report(place, "nobody passes the gate", gate.passes(), "a condition that can be true");
      } else if (passes.is_true->IsCertain() && passes.is_false.has_value() &&
                 !passes.is_false->IsPossible()) {
        Report(place, "everybody passes the gate", gate.passes(), "a condition that can be false");
      }
    }
    if (faults_before != place_.fault_count() || all_gates_.IsPossible()) return;
    Report(place_.At("gates"), "nobody passes all gates", "gates that exclude each other",
           "gates that can hold together");
  }

  void CheckDirectPasses() {
    if (!all_gates_.IsPossible()) return;  // told with the gates
    for (int i = 0; i < scheme_.direct_passes_size(); ++i) {
      const v1::DirectPass& pass = scheme_.direct_passes(i);
      const BothWays when = Read(parts_.direct_passes[static_cast<size_t>(i)], pass.when());
      if (Narrow(all_gates_, when.is_true).IsPossible()) continue;
      Report(place_.At("direct_passes", i).At("when"), "nobody passes by this", pass.when(),
             "a condition that can be true where the gates hold");
    }
  }

  void CheckIndicator(int c, int i) {
    const v1::Indicator& indicator = scheme_.categories(c).indicators(i);
    const FaultPlace place = place_.At("categories", c).At("indicators", i);
    const Indicator& compiled =
        parts_.categories[static_cast<size_t>(c)].indicators[static_cast<size_t>(i)];
    if (!HasAllMeasures(indicator, compiled)) return;  // the scales have faults
    if (indicator.has_measure()) {
      CheckMeasure(indicator.measure(), compiled.measures.front(), place.At("measure"));
    }
    for (int o = 0; o < indicator.alternatives().options_size(); ++o) {
      CheckMeasure(indicator.alternatives().options(o).measure(),
                   compiled.measures[static_cast<size_t>(o)],
                   place.At("alternatives").At("options", o).At("measure"));
    }
  }

  // What is known of a value, whichever scale it has in a stage.
  struct Values {
    ValueRange range;  // of numbers
    BothWays truths;   // of a bool
  };

  Values ReadValues(const v1::Measure& measure, const ProgramPointer& value) {
    Values values;
    const expression::Type& type = value->type();
    const std::optional<SyntaxTree> tree = TreeOf(measure.value());
    if (!tree.has_value()) return values;
    values.range = ranges_.Read(*tree, type.Is(expression::Kind::kInt));
    if (type.Is(expression::Kind::kBool)) values.truths = Read(value, measure.value());
    return values;
  }

  void CheckMeasure(const v1::Measure& measure, const Measure& compiled, const FaultPlace& place) {
    if (compiled.value == nullptr) return;  // it has faults
    const Values values = ReadValues(measure, compiled.value);
    CheckScale(measure.scale(), compiled.scale, values, place.At("scale"));
    for (int s = 0; s < measure.stage_scales_size(); ++s) {
      CheckScale(measure.stage_scales(s).scale(),
                 compiled.stage_scales[static_cast<size_t>(s)].second, values,
                 place.At("stage_scales", s).At("scale"));
    }
  }

  static void CheckScale(const v1::Scale& scale, const Scale& compiled, const Values& values,
                         const FaultPlace& place) {
    if (const auto* bands = std::get_if<BandScale>(&compiled)) {
      CheckBands(*bands, values.range, place.At("bands"));
    } else if (const auto* line = std::get_if<LinearScale>(&compiled)) {
      CheckKnots(*line, values.range, place.At("linear"));
    } else if (const auto* units = std::get_if<PerUnitScale>(&compiled)) {
      CheckCap(*units, values.range, place.At("per_unit"));
    } else if (const auto* cohort = std::get_if<CohortScale>(&compiled)) {
      CheckPlaces(*cohort, place.At(NameOf(cohort->method())));
    } else if (scale.has_levels()) {
      CheckTruths(scale.levels(), values.truths, place.At("levels"));
    }
  }

  static void CheckPlaces(const CohortScale& cohort, const FaultPlace& place) {
    ValueRange places;
    places.least = decimal::Decimal();
    places.most = decimal::Decimal::FromInt(1);
    if (cohort.bands() != nullptr) CheckBands(*cohort.bands(), places, place.At("bands"));
  }

  static void CheckBands(const BandScale& bands, const ValueRange& range, const FaultPlace& place) {
    const bool closed_upper = bands.closed() == v1::CLOSED_UPPER;
    for (size_t band = 0; band < bands.size(); ++band) {
      Interval interval;
      if (const auto* from = bands.from(band)) interval.from = End{*from, !closed_upper};
      if (const auto* to = bands.to(band)) interval.to = End{*to, closed_upper};
      if (range.Meets(interval)) continue;
      Report(place.At("bands", static_cast<int>(band)), "no value lies in the band",
             range.whole ? "a value that is a whole number" : "the values of the expression",
             "a band that the value can reach, or no such band");
    }
  }

  static void CheckKnots(const LinearScale& line, const ValueRange& range,
                         const FaultPlace& place) {
    for (size_t knot = 1; knot < line.size(); ++knot) {
      const Interval way{.from = End{line.at(knot - 1), false}, .to = End{line.at(knot), true}};
      if (range.Meets(way)) continue;
      Report(place.At("knots", static_cast<int>(knot)),
             "no value lies between the knot before and this one",
             range.whole ? "a value that is a whole number" : "the values of the expression",
             "a knot that the value can come to, or no such knot");
    }
  }

  static void CheckCap(const PerUnitScale& units, const ValueRange& range,
                       const FaultPlace& place) {
    if (!range.most.has_value() || units.PointsFor(*range.most) >= units.points_max()) return;
    Report(place.At("maximum"), "no value gives so many points",
           units.PointsFor(*range.most).Format() + " at most", "the points that values can give");
  }

  static void CheckTruths(const v1::Levels& levels, const BothWays& truths,
                          const FaultPlace& place) {
    for (int i = 0; i < levels.levels_size(); ++i) {
      const auto& holds = levels.levels(i).equals() == "true" ? truths.is_true : truths.is_false;
      if (!holds.has_value() || holds->IsPossible()) continue;
      Report(place.At("levels", i), "the value is never this", levels.levels(i).equals(),
             "a value that can be true and false");
    }
  }

  const v1::Scheme& scheme_;
  const SchemeParts& parts_;
  const FaultPlace& place_;
  RangeReader ranges_;
  ConditionReader conditions_{&ranges_};
  // Those that refuse: an enterprise passes directly only where they hold.
  Condition all_gates_ = Condition::Always();
};

}  // namespace

void CheckReachability(const v1::Scheme& scheme, const SchemeParts& parts,
                       const FaultPlace& place) {
  Checker(scheme, parts, place).Check();
}

}  // namespace jifen::scoring::scheme
