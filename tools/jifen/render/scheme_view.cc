#include "tools/jifen/render/scheme_view.h"

#include "absl/strings/str_replace.h"
#include "proto/model/calendar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

// With spaces at which no line is broken.
std::string Unbroken(const std::string& text) {
  return absl::StrReplaceAll(text, {{" ", "\u00A0"}});
}

class SchemePage {
 public:
  explicit SchemePage(const Terminal& terminal)
      : terminal_(terminal), glyphs_(GlyphsOf(terminal.unicode)) {}

  void AddTop(const v1::Scheme& scheme, const v1::SchemeSummary& summary) {
    Line title(TextOf(terminal_, scheme.title()), Style::kBold);
    title.Add("  " + scheme.id() + "@" + std::to_string(scheme.version()), Style::kAccent);
    AddText(0, title);
    AddText(0, Line(TextOf(terminal_, scheme.authority()) + "  " + scheme.document_number()));
    AddText(0, Line(EnumLabel(terminal_.language, v1::FiguresStatus_Name(scheme.figures())) + "  " +
                        Period(scheme),
                    Style::kDim));
    AddText(0, Line("SHA-256 " + summary.sha256(), Style::kDim));
    page_.AddBlank();
  }

  void AddCategory(const v1::Category& category) {
    Line line(TextOf(terminal_, category.title()), Style::kBold);
    line.Add("  " + Words(Phrase::kPoints, {category.maximum()}), Style::kAccent);
    if (category.has_minimum()) {
      line.Add("  " + Words(Phrase::kCategoryMinimum, {category.minimum()}), Style::kDim);
    }
    AddText(0, line);
    for (const v1::Indicator& indicator : category.indicators()) AddIndicator(indicator);
    page_.AddBlank();
  }

  void AddConditions(const v1::Scheme& scheme) {
    if (!scheme.gates().empty()) page_.Add(Line(Words(Phrase::kGates), Style::kBold));
    for (const v1::Gate& gate : scheme.gates()) AddClause(gate.title(), gate.clause());
    if (!scheme.gates().empty()) page_.AddBlank();
    if (!scheme.direct_passes().empty()) {
      page_.Add(Line(Words(Phrase::kDirectPasses), Style::kBold));
    }
    for (const v1::DirectPass& pass : scheme.direct_passes()) {
      AddClause(pass.title(), pass.clause());
    }
    if (!scheme.direct_passes().empty()) page_.AddBlank();
    Line total(Words(Phrase::kTotalOf, {scheme.total().maximum()}), Style::kBold);
    if (scheme.total().has_pass()) {
      total.Add("  " + Words(Phrase::kPassMark, {scheme.total().pass()}));
    }
    page_.Add(total);
  }

  Page Take() { return std::move(page_); }

 private:
  std::string Words(Phrase phrase, const std::vector<std::string>& arguments = {}) const {
    return Say(terminal_.language, phrase, arguments);
  }

  static std::string Period(const v1::Scheme& scheme) {
    std::string period =
        scheme.has_effective_from() ? model::FormatDate(scheme.effective_from()) + " .." : "";
    if (scheme.has_effective_to()) period += " " + model::FormatDate(scheme.effective_to());
    return period;
  }

  void AddText(int indent, const Line& text) {
    if (text.empty()) return;
    page_.AddWrapped(Line().PadTo(indent), text, terminal_.width);
  }

  void AddClause(const v1::Text& title, const std::string& clause) {
    Line prefix("  ");
    prefix.Add(glyphs_.bullet, Style::kAccent).Add(" ");
    Line body(TextOf(terminal_, title));
    if (!clause.empty()) body.Add("  " + clause, Style::kDim);
    page_.AddWrapped(prefix, body, terminal_.width);
  }

  void AddIndicator(const v1::Indicator& indicator) {
    Line line(TextOf(terminal_, indicator.title()));
    line.Add("  " + Words(Phrase::kPoints, {indicator.maximum()}), Style::kAccent);
    if (!indicator.clause().empty()) line.Add("  " + indicator.clause(), Style::kDim);
    AddText(2, line);
    if (indicator.has_measure()) AddMeasure(4, indicator.unit(), indicator.measure());
    for (const v1::Option& option : indicator.alternatives().options()) {
      AddText(4, Line(std::string(glyphs_.not_chosen) + " " + TextOf(terminal_, option.title())));
      AddMeasure(6, option.unit(), option.measure());
    }
  }

  void AddMeasure(int indent, v1::Unit unit, const v1::Measure& measure) {
    AddText(indent, Line(measure.value(), Style::kDim));
    AddText(indent, Line(ScaleText(unit, measure.scale())));
    for (const v1::StageScale& staged : measure.stage_scales()) {
      AddText(indent, Line(staged.stage() + ": " + ScaleText(unit, staged.scale())));
    }
  }

  // "≥ 30 %: 20; ≥ 25 % … < 30 %: 16; …"
  std::string ScaleText(v1::Unit unit, const v1::Scale& scale) const {
    std::string text;
    const auto add = [&](const std::string& at, const std::string& points) {
      if (!text.empty()) text += ";  ";
      text += Unbroken(at + ": " + points);
    };
    for (const v1::ScaleLevel& level : scale.levels().levels()) {
      add(ValueText(terminal_, unit, level.equals()), level.points());
    }
    if (scale.levels().has_otherwise()) {
      add(Words(Phrase::kOtherwise), scale.levels().otherwise());
    }
    const auto& bands = scale.bands().bands();
    const bool upper = scale.bands().closed() == v1::CLOSED_UPPER;
    for (int i = 0; i < bands.size(); ++i) {
      v1::Position position;
      if (bands.Get(i).has_from()) position.set_from(bands.Get(i).from());
      if (bands.Get(i).has_to()) position.set_to(bands.Get(i).to());
      if (!upper && i + 1 < bands.size()) position.set_to(bands.Get(i + 1).from());
      if (upper && i > 0) position.set_from(bands.Get(i - 1).to());
      add(BandText(terminal_, unit, position, upper ? v1::CLOSED_UPPER : v1::CLOSED_LOWER),
          bands.Get(i).points());
    }
    return text;
  }

  const Terminal& terminal_;
  const Glyphs& glyphs_;
  Page page_;
};

}  // namespace

Page RenderScheme(const v1::Scheme& scheme, const v1::SchemeSummary& summary,
                  const Terminal& terminal) {
  SchemePage page(terminal);
  page.AddTop(scheme, summary);
  for (const v1::Category& category : scheme.categories()) page.AddCategory(category);
  page.AddConditions(scheme);
  return page.Take();
}

}  // namespace jifen::tools::cli
