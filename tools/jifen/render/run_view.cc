#include "tools/jifen/render/run_view.h"

#include <algorithm>

#include "proto/model/calendar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

std::string SchemeText(const v1::RunPlan& plan) {
  return plan.scheme_id() + "@" + std::to_string(plan.scheme_version());
}

std::string PopulationText(const Terminal& terminal, const v1::Population& population) {
  const Language language = terminal.language;
  std::vector<std::string> parts;
  if (!population.area_prefix().empty()) {
    parts.push_back(Say(language, Phrase::kAreaOf, {population.area_prefix()}));
  }
  if (!population.industry_prefix().empty()) {
    parts.push_back(Say(language, Phrase::kIndustryOf, {population.industry_prefix()}));
  }
  std::string titles;
  for (const int title : population.qualifications()) {
    titles +=
        (titles.empty() ? "" : " / ") + EnumLabel(language, v1::QualificationKind_Name(title));
  }
  if (!titles.empty()) parts.push_back(titles);
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : "  " + std::string(GlyphsOf(terminal.unicode).dot) + "  ") + part;
  }
  return text.empty() ? Say(language, Phrase::kWholeRegister) : text;
}

std::string PhaseText(const Terminal& terminal, v1::RunPhase phase) {
  if (phase == v1::RUN_PHASE_UNSPECIFIED) return "";
  return EnumLabel(terminal.language, v1::RunPhase_Name(phase));
}

bool IsWaiting(const v1::Run& run) {
  return run.state() == v1::RUN_STATE_RUNNING && run.phase() == v1::RUN_PHASE_UNSPECIFIED &&
         run.enterprises_done() == 0;
}

Line StateLine(const Terminal& terminal, const v1::Run& run) {
  return Line(StateText(terminal, run), IsWaiting(run) ? Style::kDim : StyleOf(run.state()));
}

}  // namespace

std::string StateText(const Terminal& terminal, const v1::Run& run) {
  if (IsWaiting(run)) return Say(terminal.language, Phrase::kRunWaiting);
  return EnumLabel(terminal.language, v1::RunState_Name(run.state()));
}

Style StyleOf(v1::RunState state) {
  if (state == v1::RUN_STATE_COMPLETED) return Style::kGood;
  if (state == v1::RUN_STATE_FAILED) return Style::kBad;
  if (state == v1::RUN_STATE_PAUSED || state == v1::RUN_STATE_CANCELLED) return Style::kWarn;
  return Style::kAccent;
}

void AddPlan(const Terminal& terminal, const v1::RunPlan& plan, Facts& facts) {
  const Language language = terminal.language;
  const std::string dot = "  " + std::string(GlyphsOf(terminal.unicode).dot) + "  ";
  Line scheme(SchemeText(plan), Style::kAccent);
  facts.Add(Phrase::kScheme, scheme);
  std::string asked = Say(language, Phrase::kYearOf, {std::to_string(plan.year())});
  if (plan.has_valid_at()) {
    asked += dot + Say(language, Phrase::kValidAtOf, {model::FormatDate(plan.valid_at())});
  }
  facts.Add(Phrase::kAsked,
            asked + dot + Say(language, Phrase::kKnownAtOf, {std::to_string(plan.known_at())}));
  facts.Add(Phrase::kPopulation, PopulationText(terminal, plan.population()));
  facts.Add(Phrase::kCohortsOf, plan.cohorts_of());
  facts.Add(Phrase::kSchemeHash, Line(plan.scheme_sha256(), Style::kDim));
}

void AddScored(uint64_t scored, uint64_t enterprises, Facts& facts) {
  const uint64_t without = enterprises - std::min(scored, enterprises);
  for (const auto& [label, count] :
       {std::pair(Phrase::kScored, scored), std::pair(Phrase::kWithoutTotal, without)}) {
    Line line(CountText(count));
    facts.Add(label, line.Add("  " + ShareText(count, enterprises), Style::kDim));
  }
}

void AddTally(const Terminal& terminal, const v1::RunTally& tally, Facts& facts) {
  facts.Add(Phrase::kEnterprises, CountText(tally.enterprises()));
  AddScored(tally.scored(), tally.enterprises(), facts);
  if (!tally.total_sum().empty()) {
    facts.Add(Phrase::kTotalSum, GroupThousands(tally.total_sum()));
  }
  Line outcomes;
  for (const v1::OutcomeCount& count : tally.outcomes()) {
    if (!outcomes.empty()) outcomes.Add("   ");
    outcomes.Add(OutcomeLine(terminal, count.outcome())).Add(" " + CountText(count.cards()));
  }
  facts.Add(Phrase::kOutcome, outcomes);
}

void AddNotScored(const Terminal& terminal,
                  const google::protobuf::RepeatedPtrField<v1::NotScoredCount>& counts,
                  uint64_t enterprises, const Titles& titles, Page& page) {
  if (counts.empty()) return;
  AddHeading(terminal, Phrase::kNotScoredBecause, page);
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kCause)},
                          {.heading = Say(terminal.language, Phrase::kIndicator), .flexible = true},
                          {.heading = Say(terminal.language, Phrase::kEnterprises), .right = true},
                          {.heading = Say(terminal.language, Phrase::kShare), .right = true}},
              .rows = {}};
  for (const v1::NotScoredCount& count : counts) {
    const auto title = titles.find(count.indicator_id());
    table.rows.push_back(
        {Line(EnumLabel(terminal.language, v1::NotScoredCause_Name(count.cause()))),
         Line(title == titles.end() ? count.indicator_id() : title->second),
         Line(CountText(count.enterprises())),
         Line(ShareText(count.enterprises(), enterprises), Style::kDim)});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

Page RenderRunList(const Terminal& terminal, const v1::ListRunsResponse& list) {
  const auto heading = [&](Phrase phrase) { return Say(terminal.language, phrase); };
  Table table{.columns = {{.heading = heading(Phrase::kGeneration), .flexible = true},
                          {.heading = heading(Phrase::kScheme), .flexible = true},
                          {.heading = heading(Phrase::kState)},
                          {.heading = heading(Phrase::kPhase)},
                          {.heading = heading(Phrase::kDone), .right = true},
                          {.heading = heading(Phrase::kEnterprises), .right = true},
                          {.heading = heading(Phrase::kStarted)}},
              .rows = {}};
  for (const v1::Run& run : list.runs()) {
    table.rows.push_back({Line(run.generation_id(), Style::kAccent), Line(SchemeText(run.plan())),
                          StateLine(terminal, run), Line(PhaseText(terminal, run.phase())),
                          Line(CountText(run.enterprises_done())),
                          Line(CountText(run.enterprises())),
                          Line(TimeText(run.started_at()), Style::kDim)});
  }
  Page page = MakeTable(table, terminal.width, GlyphsOf(terminal.unicode));
  page.Add(Line(Say(terminal.language, Phrase::kRunCount,
                    {CountText(static_cast<uint64_t>(list.runs_size()))}),
                Style::kDim));
  return page;
}

namespace {

bool HasEnded(const v1::Run& run) {
  return run.state() == v1::RUN_STATE_COMPLETED || run.state() == v1::RUN_STATE_FAILED ||
         run.state() == v1::RUN_STATE_CANCELLED;
}

// What it counted is of that moment: cards of a published generation are replaced later.
void AddFound(const Terminal& terminal, const v1::Run& run, Page& page) {
  const bool completed = run.state() == v1::RUN_STATE_COMPLETED;
  AddHeading(terminal, completed ? Phrase::kWhenRunCompleted : Phrase::kWhenRunEnded, page);
  Facts facts(terminal);
  AddTally(terminal, run.tally(), facts);
  facts.AppendTo(page);
  if (completed) {
    AddNote(terminal, Say(terminal.language, Phrase::kCurrentFigures, {run.generation_id()}),
            Style::kDim, page);
  }
  AddNotScored(terminal, run.tally().not_scored(), run.tally().enterprises(), {}, page);
}

}  // namespace

Page RenderRun(const Terminal& terminal, const v1::Run& run) {
  Page page;
  Line title(Say(terminal.language, Phrase::kRunOf, {run.generation_id()}), Style::kBold);
  title.Add("  ").Add(StateLine(terminal, run));
  page.AddWrapped(Line(), title, terminal.width);
  Facts facts(terminal);
  AddPlan(terminal, run.plan(), facts);
  facts.Add(Phrase::kPhase, PhaseText(terminal, run.phase()));
  if (run.state() == v1::RUN_STATE_RUNNING || run.state() == v1::RUN_STATE_PAUSED) {
    facts.Add(Phrase::kDone,
              CountText(run.enterprises_done()) + " / " + CountText(run.enterprises()));
  }
  facts.Add(Phrase::kStarted, TimeText(run.started_at()));
  facts.Add(Phrase::kEnded, TimeText(run.ended_at()));
  facts.AppendTo(page);
  if (HasEnded(run) && run.tally().enterprises() > 0) AddFound(terminal, run, page);
  return page;
}

}  // namespace jifen::tools::cli
