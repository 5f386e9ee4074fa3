#include "tools/jifen/render/history_view.h"

#include "tools/jifen/render/card.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/glyphs.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

constexpr int kIndent = 4;

std::string ChangesText(const Terminal& terminal, const v1::ScoreEvent& event) {
  std::string text;
  const Language language = terminal.language;
  for (int i = 0; i < event.changes_size() && i < kChangesShown; ++i) {
    const v1::RecordChange& change = event.changes(i);
    const bool record = change.kind() != v1::RECORD_KIND_UNSPECIFIED;
    text += text.empty() ? "" : ", ";
    text += record
                ? EnumLabel(language, v1::RecordKind_Name(change.kind())) + " " + change.record_id()
                : Say(language, Phrase::kRegisterEntry);
    text += " (" + Say(language, Phrase::kRevision, {std::to_string(change.revision())}) + ")";
  }
  const int more = event.changes_size() - kChangesShown;
  if (more > 0) text += "; " + Say(language, Phrase::kMoreEvidence, {std::to_string(more)});
  return text;
}

Line HeadOf(const Terminal& terminal, const v1::ScoreEvent& event) {
  const std::string dash(GlyphsOf(terminal.unicode).dash);
  Line head(TimeText(event.committed_at()), Style::kDim);
  head.Add("  ");
  if (event.left()) {
    return head.Add(Say(terminal.language, Phrase::kLeftPopulation), Style::kWarn);
  }
  head.Add(event.has_total() ? PointsText(event.total()) : dash, Style::kBold);
  if (event.has_difference()) {
    head.Add(" (" + SignedText(terminal, event.difference()) + ")",
             StyleOfDifference(event.difference()));
  }
  head.Add("  ").Add(OutcomeLine(terminal, event.outcome()));
  if (event.has_grade()) {
    head.Add("  " + Say(terminal.language, Phrase::kGradeOf,
                        {PartText(terminal, event.grade().title(), event.grade().grade_id())}));
  }
  return head;
}

}  // namespace

Page RenderHistory(const Terminal& terminal, const v1::GetScoreHistoryResponse& history) {
  Page page;
  const std::string dot = "  " + std::string(GlyphsOf(terminal.unicode).dot) + "  ";
  for (const v1::ScoreEvent& event : history.events()) {
    page.AddWrapped(Line(), HeadOf(terminal, event), terminal.width);
    const Line indent(std::string(kIndent, ' '));
    std::string from = EnumLabel(terminal.language, v1::ScoreCause_Name(event.cause()));
    if (!event.generation_id().empty()) {
      from += dot + Say(terminal.language, Phrase::kGenerationOf, {event.generation_id()});
    }
    from += dot + Say(terminal.language, Phrase::kRevision, {std::to_string(event.revision())});
    page.AddWrapped(indent, Line(from, Style::kDim), terminal.width);
    const std::string changes = ChangesText(terminal, event);
    if (!changes.empty()) page.AddWrapped(indent, Line(changes), terminal.width);
    if (!event.card_id().empty()) {
      page.AddWrapped(indent, Line(event.card_id(), Style::kAccent), terminal.width);
    }
  }
  page.AddBlank();
  page.Add(Line(Say(terminal.language, Phrase::kEventCount,
                    {CountText(static_cast<uint64_t>(history.events_size()))}),
                Style::kDim));
  return page;
}

}  // namespace jifen::tools::cli
