#include "tools/jifen/render/card.h"
#include "tools/jifen/render/diff_view.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/statistics_view.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

using Swings = google::protobuf::RepeatedPtrField<v1::Swing>;

struct SwingTable {
  Phrase heading;
  Phrase part;
  bool sections = false;
};

void AddSwings(const Terminal& terminal, const SwingTable& what, const Swings& swings, Page& page) {
  if (swings.empty()) return;
  AddHeading(terminal, what.heading, page);
  const auto heading = [&](Phrase phrase) { return Say(terminal.language, phrase); };
  Table table{.columns = {{.heading = heading(what.part), .flexible = true},
                          {.heading = heading(Phrase::kEnterprises), .right = true},
                          {.heading = heading(Phrase::kWinners), .right = true},
                          {.heading = heading(Phrase::kLosers), .right = true},
                          {.heading = heading(Phrase::kPointsSum), .right = true},
                          {.heading = heading(Phrase::kNewlyPassed), .right = true},
                          {.heading = heading(Phrase::kNewlyFailed), .right = true}},
              .rows = {}};
  for (const v1::Swing& swing : swings) {
    table.rows.push_back(
        {Line(what.sections ? SectionText(terminal, swing.key())
                            : PartText(terminal, swing.title(), swing.key())),
         Line(CountText(swing.enterprises())),
         Line(CountText(swing.winners()), swing.winners() > 0 ? Style::kGood : Style::kDim),
         Line(CountText(swing.losers()), swing.losers() > 0 ? Style::kBad : Style::kDim),
         Line(SignedText(terminal, swing.difference()), StyleOfDifference(swing.difference())),
         Line(CountText(swing.newly_passed())), Line(CountText(swing.newly_failed()))});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

void AddOutcomes(const Terminal& terminal, const v1::SchemeSimulation& simulation, Page& page) {
  if (simulation.outcomes().empty()) return;
  AddHeading(terminal, Phrase::kOutcomeMigration, page);
  Table table{.columns = {{.heading = Say(terminal.language, Phrase::kBefore)},
                          {.heading = ""},
                          {.heading = Say(terminal.language, Phrase::kAfter)},
                          {.heading = Say(terminal.language, Phrase::kEnterprises), .right = true}},
              .rows = {}};
  for (const v1::OutcomeMigration& migration : simulation.outcomes()) {
    table.rows.push_back({OutcomeLine(terminal, migration.from()),
                          Line(GlyphsOf(terminal.unicode).arrow, Style::kDim),
                          OutcomeLine(terminal, migration.to()),
                          Line(CountText(migration.enterprises()))});
  }
  page.Append(MakeTable(table, terminal.width, GlyphsOf(terminal.unicode)));
}

// "1,204 → 1,311", or the one if there is none before.
Line BeforeAfter(const Terminal& terminal, const std::string& before, const std::string& after) {
  Line line;
  if (!before.empty()) {
    line.Add(before).Add(" " + std::string(GlyphsOf(terminal.unicode).arrow) + " ", Style::kDim);
  }
  return line.Add(after, Style::kBold);
}

void AddTotals(const Terminal& terminal, const v1::SchemeSimulation& simulation, Page& page) {
  const v1::ScoreSummary& after = simulation.draft().all();
  const v1::ScoreSummary& before = simulation.stored().all();
  const bool compared = simulation.has_stored();
  const auto both = [&](const std::string& was, const std::string& is) {
    return BeforeAfter(terminal, compared ? was : "", is);
  };
  Facts facts(terminal);
  facts.Add(Phrase::kEnterprises, CountText(after.enterprises()));
  facts.Add(Phrase::kScored, both(CountText(before.scored()), CountText(after.scored())));
  facts.Add(Phrase::kPassed, both(CountText(before.passed()), CountText(after.passed())));
  if (after.has_mean()) {
    facts.Add(Phrase::kMean, both(PointsText(before.mean()), PointsText(after.mean())));
  }
  facts.AppendTo(page);
}

}  // namespace

Page RenderSchemeSimulation(const Terminal& terminal, const v1::SchemeSimulation& simulation) {
  Page page;
  AddNote(terminal, Say(terminal.language, Phrase::kSimulationNote), Style::kWarn, page);
  AddNote(terminal,
          Say(terminal.language, Phrase::kKnownAtOf, {std::to_string(simulation.known_at())}),
          Style::kDim, page);
  if (!simulation.has_stored()) {
    AddNote(terminal, Say(terminal.language, Phrase::kNothingStored), Style::kWarn, page);
  }
  page.AddBlank();
  AddTotals(terminal, simulation, page);
  AddHeading(terminal, simulation.has_stored() ? Phrase::kTotalsBeforeAfter : Phrase::kTotals,
             page);
  AddHistogram(terminal, simulation.draft(),
               simulation.has_stored() ? &simulation.stored() : nullptr, page);
  if (simulation.has_stored()) {
    AddHeading(terminal, Phrase::kMoves, page);
    AddMoves(terminal, simulation.moves(), page);
  }
  AddOutcomes(terminal, simulation, page);
  AddSwings(terminal, {.heading = Phrase::kSwingsByStage, .part = Phrase::kStage},
            simulation.stages(), page);
  AddSwings(
      terminal,
      {.heading = Phrase::kSwingsByIndustry, .part = Phrase::kIndustrySection, .sections = true},
      simulation.industries(), page);
  AddSwings(terminal, {.heading = Phrase::kSwingsByCounty, .part = Phrase::kCounty},
            simulation.counties(), page);
  AddMovers(terminal, Phrase::kGains, simulation.gains(), page);
  AddMovers(terminal, Phrase::kLosses, simulation.losses(), page);
  return page;
}

}  // namespace jifen::tools::cli
