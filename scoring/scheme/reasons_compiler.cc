#include "scoring/scheme/reasons_compiler.h"

#include <initializer_list>
#include <string_view>

namespace jifen::scoring::scheme {

Reasons CompileReasons(const v1::ReasonTemplates& templates, const TemplateUses& uses,
                       const FaultPlace& place) {
  const auto make = [&place](const v1::Text& text, std::string_view name,
                             std::initializer_list<std::string_view> placeholders) {
    return ReasonTemplate::Make(text, placeholders, place.At(name)).value_or(ReasonTemplate());
  };
  const auto make_if = [&make](bool needed, const v1::Text& text, std::string_view name,
                               std::initializer_list<std::string_view> placeholders) {
    const bool absent = text.zh().empty() && text.en().empty();
    return absent && !needed ? ReasonTemplate() : make(text, name, placeholders);
  };
  return {
      .indicator =
          make(templates.indicator(), "indicator", {"title", "value", "band", "points", "maximum"}),
      .missing = make(templates.missing(), "missing", {"title", "missing", "points"}),
      .next_band = make(templates.next_band(), "next_band", {"title", "next", "gain"}),
      .gate_passed = make(templates.gate_passed(), "gate_passed", {"title", "clause"}),
      .gate_failed = make(templates.gate_failed(), "gate_failed", {"title", "clause"}),
      .gate_unknown =
          make(templates.gate_unknown(), "gate_unknown", {"title", "clause", "missing"}),
      .direct_pass = make(templates.direct_pass(), "direct_pass", {"title", "clause"}),
      .direct_pass_failed =
          make(templates.direct_pass_failed(), "direct_pass_failed", {"title", "clause"}),
      .passed = make(templates.passed(), "passed", {"total", "pass"}),
      .failed = make(templates.failed(), "failed", {"total", "pass"}),
      .minimum_missed =
          make(templates.minimum_missed(), "minimum_missed", {"title", "points", "minimum"}),
      .not_scored = make(templates.not_scored(), "not_scored", {"missing"}),
      .range = make_if(uses.range, templates.range(), "range",
                       {"title", "value", "band", "points", "points_highest", "maximum"}),
      .gate_capped = make_if(uses.gate_capped, templates.gate_capped(), "gate_capped",
                             {"title", "clause", "cap"}),
      .not_applicable = make_if(uses.not_applicable, templates.not_applicable(), "not_applicable",
                                {"title", "stage"}),
  };
}

}  // namespace jifen::scoring::scheme
