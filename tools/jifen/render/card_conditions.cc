#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/plain_words.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

using Conditions = google::protobuf::RepeatedPtrField<v1::GateResult>;

// A gate that fails is bad; a direct pass that does not hold is only not there.
enum class Kind { kGate, kDirectPass };

Line SignOf(const CardView& view, v1::GateState state, Kind kind) {
  const Glyphs& glyphs = GlyphsOf(view.terminal.unicode);
  if (state == v1::GATE_STATE_PASS) return Line(glyphs.pass, Style::kGood);
  if (state == v1::GATE_STATE_UNKNOWN) return Line(glyphs.unknown, Style::kWarn);
  return kind == Kind::kGate ? Line(glyphs.fail, Style::kBad) : Line(glyphs.dash, Style::kDim);
}

void AddCondition(const CardView& view, const v1::GateResult& gate, Kind kind, Page& page) {
  constexpr int kDetailIndent = 6;
  const bool holds = gate.state() == v1::GATE_STATE_PASS;
  const bool fails = kind == Kind::kGate && gate.state() == v1::GATE_STATE_FAIL;
  Line prefix;
  prefix.PadTo(4).Add(SignOf(view, gate.state(), kind)).Add(" ");
  Line body(TextOf(view.terminal, gate.title()), fails ? Style::kBad : Style::kPlain);
  if (!gate.clause().empty()) body.Add("  ").Add(gate.clause(), Style::kDim);
  page.AddWrapped(prefix, body, view.terminal.width);
  if (fails && gate.has_reason()) {
    AddLabelled(view,
                {.label = Say(view.terminal.language, Phrase::kLabelWhy),
                 .text = Line(PlainSentence(view, gate.reason())),
                 .indent = kDetailIndent},
                page);
  }
  // What is as it should be needs no defence here; what decides does.
  if (fails || (kind == Kind::kDirectPass && holds)) {
    AddEvidence(view, kDetailIndent, gate.evidence(), page);
  }
  AddMissing(view, kDetailIndent, gate.missing(), page);
}

void AddList(const CardView& view, const Conditions& gates, Kind kind, Page& page) {
  if (gates.empty()) return;
  const Phrase heading = kind == Kind::kGate ? Phrase::kGates : Phrase::kDirectPasses;
  page.Add(Line("  ").Add(Say(view.terminal.language, heading), Style::kBold));
  for (const v1::GateResult& gate : gates) AddCondition(view, gate, kind, page);
  page.AddBlank();
}

}  // namespace

void AddConditions(const CardView& view, Page& page) {
  AddList(view, view.card.gates(), Kind::kGate, page);
  AddList(view, view.card.direct_passes(), Kind::kDirectPass, page);
}

}  // namespace jifen::tools::cli
