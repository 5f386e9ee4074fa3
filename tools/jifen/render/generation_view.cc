#include "tools/jifen/render/generation_view.h"

#include <map>
#include <set>
#include <utility>

#include "proto/model/calendar.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/run_view.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

Line StateLine(const Terminal& terminal, v1::GenerationState state) {
  const Style style = state == v1::GENERATION_STATE_PUBLISHED ? Style::kGood
                      : state == v1::GENERATION_STATE_DROPPED ? Style::kDim
                                                              : Style::kAccent;
  return Line(EnumLabel(terminal.language, v1::GenerationState_Name(state)), style);
}

// What the run stored: the cards of a published generation are replaced later.
void AddFound(const Terminal& terminal, const v1::Generation& generation, Page& page) {
  page.AddBlank();
  page.AddWrapped(Line(),
                  Line(Say(terminal.language, Phrase::kAtCompletion,
                           {std::to_string(generation.completed_revision())}),
                       Style::kBold),
                  terminal.width);
  Facts facts(terminal);
  AddTally(terminal, generation.tally(), facts);
  facts.Add(Phrase::kCardsHash, Line(generation.cards_sha256(), Style::kDim));
  facts.AppendTo(page);
  if (generation.state() != v1::GENERATION_STATE_DROPPED) {
    AddNote(terminal, Say(terminal.language, Phrase::kCurrentFigures, {generation.generation_id()}),
            Style::kDim, page);
  }
  AddNotScored(terminal, generation.tally().not_scored(), generation.tally().enterprises(), {},
               page);
}

bool IsLater(const google::protobuf::Timestamp& left, const google::protobuf::Timestamp& right) {
  return std::pair(left.seconds(), left.nanos()) > std::pair(right.seconds(), right.nanos());
}

// Of each scheme with a published generation, the one that was published last of those that are kept.
void AddRollBacks(const Terminal& terminal, const v1::ListGenerationsResponse& list, Page& page) {
  std::set<std::string> published;
  std::map<std::string, const v1::Generation*> targets;
  for (const v1::Generation& generation : list.generations()) {
    const std::string& scheme = generation.plan().scheme_id();
    if (generation.state() == v1::GENERATION_STATE_PUBLISHED) published.insert(scheme);
    if (generation.state() != v1::GENERATION_STATE_KEPT) continue;
    const v1::Generation*& target = targets[scheme];
    if (target == nullptr || IsLater(generation.published_at(), target->published_at())) {
      target = &generation;
    }
  }
  for (const auto& [scheme, target] : targets) {
    if (published.count(scheme) == 0) continue;
    page.AddWrapped(
        Line(),
        Line(Say(terminal.language, Phrase::kRollBackLeadsTo, {scheme, target->generation_id()}),
             Style::kDim),
        terminal.width);
  }
}

}  // namespace

Line GenerationLine(const Terminal& terminal, const v1::Generation& generation) {
  Line title(Say(terminal.language, Phrase::kGenerationOf, {generation.generation_id()}),
             Style::kBold);
  return title.Add("  ").Add(StateLine(terminal, generation.state()));
}

Page RenderGenerationList(const Terminal& terminal, const v1::ListGenerationsResponse& list) {
  const auto heading = [&](Phrase phrase) { return Say(terminal.language, phrase); };
  Table table{.columns = {{.heading = heading(Phrase::kGeneration), .flexible = true},
                          {.heading = heading(Phrase::kScheme), .flexible = true},
                          {.heading = heading(Phrase::kState)},
                          {.heading = heading(Phrase::kValidAt)},
                          {.heading = heading(Phrase::kDataRevision), .right = true},
                          {.heading = heading(Phrase::kEnterprises), .right = true},
                          {.heading = heading(Phrase::kScored), .right = true},
                          {.heading = heading(Phrase::kPublishedAt)}},
              .rows = {}};
  for (const v1::Generation& generation : list.generations()) {
    const v1::RunPlan& plan = generation.plan();
    table.rows.push_back({Line(generation.generation_id(), Style::kAccent),
                          Line(plan.scheme_id() + "@" + std::to_string(plan.scheme_version())),
                          StateLine(terminal, generation.state()),
                          Line(plan.has_valid_at() ? model::FormatDate(plan.valid_at()) : ""),
                          Line(std::to_string(plan.known_at())),
                          Line(CountText(generation.tally().enterprises())),
                          Line(CountText(generation.tally().scored())),
                          Line(TimeText(generation.published_at()).substr(0, 10), Style::kDim)});
  }
  Page page = MakeTable(table, terminal.width, GlyphsOf(terminal.unicode));
  page.Add(Line(Say(terminal.language, Phrase::kGenerationCount,
                    {CountText(static_cast<uint64_t>(list.generations_size()))}),
                Style::kDim));
  AddRollBacks(terminal, list, page);
  return page;
}

Page RenderGeneration(const Terminal& terminal, const v1::Generation& generation) {
  Page page;
  page.AddWrapped(Line(), GenerationLine(terminal, generation), terminal.width);
  Facts facts(terminal);
  AddPlan(terminal, generation.plan(), facts);
  facts.Add(Phrase::kCohortsHash, Line(generation.cohort_tables_sha256(), Style::kDim));
  std::string completed = TimeText(generation.completed_at());
  if (generation.completed_revision() > 0) {
    completed +=
        (completed.empty() ? "" : "  ") + Say(terminal.language, Phrase::kRevision,
                                              {std::to_string(generation.completed_revision())});
  }
  facts.Add(Phrase::kCompletedAt, completed);
  facts.Add(Phrase::kPublishedAt, TimeText(generation.published_at()));
  if (generation.state() == v1::GENERATION_STATE_PUBLISHED && generation.kept_up_to() > 0) {
    facts.Add(Phrase::kKeptUpTo,
              Say(terminal.language, Phrase::kRevision, {std::to_string(generation.kept_up_to())}));
  }
  facts.AppendTo(page);
  AddFound(terminal, generation, page);
  return page;
}

}  // namespace jifen::tools::cli
