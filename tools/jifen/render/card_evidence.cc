#include <algorithm>

#include "tools/jifen/render/card_parts.h"
#include "tools/jifen/render/display_width.h"
#include "tools/jifen/render/plain_words.h"
#include "tools/jifen/words/labels.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

using EvidenceList = google::protobuf::RepeatedPtrField<v1::Evidence>;

std::string NameOf(const Terminal& terminal, const v1::Evidence& evidence) {
  return EnumLabel(terminal.language, v1::RecordKind_Name(evidence.kind())) + " " +
         evidence.record_id();
}

// One width for all rows of a list, so that departments stand under each other.
int NameWidth(const Terminal& terminal, const EvidenceList& list) {
  constexpr int kWidest = 40;
  int width = 0;
  for (int i = 0; i < std::min(list.size(), kEvidenceShown); ++i) {
    width = std::max(width, DisplayWidth(NameOf(terminal, list.Get(i))));
  }
  return std::min(width, kWidest);
}

Line EvidenceLine(const CardView& view, const v1::Evidence& evidence, int name_width) {
  const std::string dot = "  ";
  Line line(PadRight(NameOf(view.terminal, evidence), name_width));
  line.Add(dot + evidence.source_department(), Style::kDim);
  line.Add(dot + evidence.source_reference(), Style::kDim);
  line.Add(
      dot + Say(view.terminal.language, Phrase::kRevision, {std::to_string(evidence.revision())}),
      Style::kDim);
  if (evidence.disputed()) {
    line.Add(dot).Add(Say(view.terminal.language, Phrase::kDisputed), Style::kWarn);
  }
  return line;
}

}  // namespace

void AddEvidence(const CardView& view, int indent, const EvidenceList& evidence, Page& page) {
  const Language language = view.terminal.language;
  const int shown = std::min(evidence.size(), kEvidenceShown);
  const int name_width = NameWidth(view.terminal, evidence);
  for (int i = 0; i < shown; ++i) {
    AddLabelled(view,
                {.label = i == 0 ? Say(language, Phrase::kLabelEvidence) : "",
                 .text = EvidenceLine(view, evidence.Get(i), name_width),
                 .indent = indent},
                page);
  }
  if (shown == evidence.size()) return;
  const int more = evidence.size() - shown;
  AddLabelled(
      view,
      {.label = "",
       .text = Line(Say(language, Phrase::kMoreEvidence, {std::to_string(more)}), Style::kDim),
       .indent = indent},
      page);
}

void AddMissing(const CardView& view, int indent,
                const google::protobuf::RepeatedPtrField<std::string>& missing, Page& page) {
  for (int i = 0; i < missing.size(); ++i) {
    AddLabelled(view,
                {.label = i == 0 ? Say(view.terminal.language, Phrase::kLabelMissing) : "",
                 .text = Line(MissingText(view, missing.Get(i)), Style::kWarn),
                 .indent = indent},
                page);
  }
}

}  // namespace jifen::tools::cli
