#include "tools/jifen/region_commands.h"

#include <algorithm>

#include "google/protobuf/descriptor.h"
#include "jifen/v1/outcome.pb.h"
#include "tools/jifen/usage.h"
#include "tools/jifen/words/labels.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

// HIGH_TECH of QUALIFICATION_KIND_HIGH_TECH: what all names of the enum begin with is left out.
std::string ShortNameOf(const EnumValueDescriptor& value) {
  const std::string& unspecified = value.type()->value(0)->name();
  return value.name().substr(unspecified.size() - std::string("UNSPECIFIED").size());
}

bool IsCalled(const EnumValueDescriptor& value, const std::string& form) {
  const std::string names[] = {ShortNameOf(value), value.name(),
                               EnumLabel(Language::kChinese, value.name()),
                               EnumLabel(Language::kEnglish, value.name())};
  return std::any_of(std::begin(names), std::end(names), [&form](const std::string& name) {
    return table_import::HeadingForm(name) == form;
  });
}

// The number of an enum value by its name in any of its forms.
int ReadEnum(Language language, const char* option, const EnumDescriptor& type,
             const std::string& text) {
  const std::string form = table_import::HeadingForm(text);
  std::string names;
  for (int i = 1; i < type.value_count(); ++i) {
    const EnumValueDescriptor& value = *type.value(i);
    if (IsCalled(value, form)) return value.number();
    names += (names.empty() ? "{" : ", ") + ShortNameOf(value);
    if (language == Language::kChinese) names += " " + EnumLabel(language, value.name());
  }
  throw UsageFault{Say(language, Phrase::kUsageChoice, {option, text, names + "}"})};
}

// The id of a scheme where its published generation is meant, which is of one version only.
std::string ReadSchemeId(const CommandTree& tree, const Raw& raw) {
  if (raw.scheme.empty()) return "";
  const SchemeName name = ReadScheme(tree.language(), raw);
  if (name.version != 0) {
    throw UsageFault{Say(tree.language(), Phrase::kUsageSchemeId, {raw.scheme})};
  }
  return name.id;
}

GenerationPick ReadPick(CommandTree& tree) {
  const Raw& raw = tree.raw();
  if (raw.generation.empty() == raw.scheme.empty()) {
    throw UsageFault{Say(tree.language(), Phrase::kUsageOneOf, {"GENERATION", "--scheme"})};
  }
  return {.generation_id = raw.generation, .scheme_id = ReadSchemeId(tree, raw)};
}

PopulationFilter ReadPopulation(CommandTree& tree) {
  const Raw& raw = tree.raw();
  PopulationFilter filter{.area = raw.filter.area, .industry = raw.filter.industry, .titles = {}};
  for (const std::string& title : raw.titles) {
    filter.titles.push_back(static_cast<v1::QualificationKind>(
        ReadEnum(tree.language(), "--title", *v1::QualificationKind_descriptor(), title)));
  }
  return filter;
}

void AddPopulation(CommandTree& tree, CLI::App& app) {
  app.add_option("--area", tree.raw().filter.area, tree.Words(Phrase::kHelpArea));
  app.add_option("--industry", tree.raw().filter.industry, tree.Words(Phrase::kHelpIndustry));
  tree.AddRepeated(app, "--title", tree.raw().titles, Phrase::kHelpTitle);
}

void AddGenerationId(CommandTree& tree, CLI::App& app) {
  app.add_option("GENERATION", tree.raw().generation, tree.Words(Phrase::kHelpGenerationId))
      ->required();
}

void AddPick(CommandTree& tree, CLI::App& app) {
  app.add_option("GENERATION", tree.raw().generation, tree.Words(Phrase::kHelpGenerationId));
  app.add_option("--scheme", tree.raw().scheme, tree.Words(Phrase::kHelpPublishedOf));
}

void AddOnlyOfScheme(CommandTree& tree, CLI::App& app) {
  app.add_option("--scheme", tree.raw().scheme, tree.Words(Phrase::kHelpOnlyScheme));
}

void AddPageFile(CommandTree& tree, CLI::App& app) {
  CLI::Option* html = app.add_option("--html", tree.raw().html.path, tree.Words(Phrase::kHelpHtml));
  app.add_flag("--overwrite", tree.raw().html.overwrite, tree.Words(Phrase::kHelpOverwrite))
      ->needs(html);
}

void AddRunStart(CommandTree& tree, CLI::App& group) {
  Raw& raw = tree.raw();
  CLI::App* start = tree.AddCommand(group, "start", Phrase::kHelpRunStart, [&tree] {
    RunStartArguments arguments = tree.raw().run_start;
    arguments.scheme = ReadScheme(tree.language(), tree.raw());
    arguments.generation_id = tree.raw().generation;
    arguments.as_of = ReadAsOf(tree.language(), tree.raw());
    arguments.population = ReadPopulation(tree);
    return arguments;
  });
  start->add_option("SCHEME", raw.scheme, tree.Words(Phrase::kHelpSchemeName))->required();
  start->add_option("--generation", raw.generation, tree.Words(Phrase::kHelpNewGeneration))
      ->required();
  AddPopulation(tree, *start);
  tree.AddAsOf(*start);
  start->add_option("--cohorts-of", raw.run_start.cohorts_of, tree.Words(Phrase::kHelpCohortsOf));
  start->add_option("--not-scored-max", raw.run_start.not_scored_max,
                    tree.Words(Phrase::kHelpNotScoredMax));
  start->add_flag("--watch", raw.run_start.watch, tree.Words(Phrase::kHelpWatch));
}

void AddRun(CommandTree& tree) {
  CLI::App* group = tree.AddGroup(tree.app(), "run", Phrase::kHelpRun);
  group->require_subcommand(1);
  AddRunStart(tree, *group);
  AddGenerationId(tree, *tree.AddCommand(*group, "watch", Phrase::kHelpRunWatch, [&tree] {
    return RunWatchArguments{.generation_id = tree.raw().generation};
  }));
  AddOnlyOfScheme(tree, *tree.AddCommand(*group, "list", Phrase::kHelpRunList, [&tree] {
    return RunListArguments{.scheme_id = ReadSchemeId(tree, tree.raw())};
  }));
  const struct {
    const char* name;
    RunOrder order;
    Phrase help;
  } orders[] = {{"pause", RunOrder::kPause, Phrase::kHelpRunPause},
                {"resume", RunOrder::kResume, Phrase::kHelpRunResume},
                {"cancel", RunOrder::kCancel, Phrase::kHelpRunCancel}};
  for (const auto& [name, order, help] : orders) {
    const RunOrder what = order;
    AddGenerationId(tree, *tree.AddCommand(*group, name, help, [&tree, what] {
      return RunOrderArguments{.order = what, .generation_id = tree.raw().generation};
    }));
  }
}

void AddRanking(CommandTree& tree, CLI::App& group) {
  Raw& raw = tree.raw();
  CLI::App* ranking = tree.AddCommand(group, "ranking", Phrase::kHelpRanking, [&tree] {
    GenerationRankingArguments arguments = tree.raw().ranking;
    arguments.pick = ReadPick(tree);
    if (!tree.raw().outcome.empty()) {
      arguments.outcome = static_cast<v1::Outcome>(
          ReadEnum(tree.language(), "--outcome", *v1::Outcome_descriptor(), tree.raw().outcome));
    }
    return arguments;
  });
  AddPick(tree, *ranking);
  ranking->add_option("--area", raw.ranking.area, tree.Words(Phrase::kHelpArea));
  ranking->add_option("--industry", raw.ranking.industry, tree.Words(Phrase::kHelpIndustry));
  ranking->add_option("--stage", raw.ranking.stage, tree.Words(Phrase::kHelpStageId));
  ranking->add_option("--grade", raw.ranking.grade, tree.Words(Phrase::kHelpGradeId));
  ranking->add_option("--outcome", raw.outcome, tree.Words(Phrase::kHelpOutcome));
  CLI::Option* top = ranking->add_option("--top", raw.ranking.top, tree.Words(Phrase::kHelpTopOf))
                         ->check(CLI::Range(1, 1'000'000));
  ranking->add_flag("--all", raw.ranking.all, tree.Words(Phrase::kHelpAllLines))->excludes(top);
}

void AddStats(CommandTree& tree, CLI::App& group) {
  CLI::App* stats = tree.AddCommand(group, "stats", Phrase::kHelpStats, [&tree] {
    GenerationStatsArguments arguments = tree.raw().stats;
    arguments.pick = ReadPick(tree);
    arguments.html = tree.raw().html;
    return arguments;
  });
  AddPick(tree, *stats);
  stats->add_option("--compare", tree.raw().stats.compare, tree.Words(Phrase::kHelpCompare));
  AddPageFile(tree, *stats);
}

void AddDiff(CommandTree& tree, CLI::App& group) {
  Raw& raw = tree.raw();
  CLI::App* diff = tree.AddCommand(group, "diff", Phrase::kHelpDiff, [&tree] {
    GenerationDiffArguments arguments = tree.raw().diff;
    arguments.movers = tree.raw().movers;
    arguments.html = tree.raw().html;
    return arguments;
  });
  diff->add_option("FROM", raw.diff.from, tree.Words(Phrase::kHelpDiffFrom))->required();
  diff->add_option("TO", raw.diff.to, tree.Words(Phrase::kHelpDiffTo))->required();
  diff->add_option("--movers", raw.movers, tree.Words(Phrase::kHelpMovers))
      ->check(CLI::Range(0, 100));
  AddPageFile(tree, *diff);
}

void AddExport(CommandTree& tree, CLI::App& group) {
  Raw& raw = tree.raw();
  CLI::App* app = tree.AddCommand(group, "export", Phrase::kHelpExport, [&tree] {
    return GenerationExportArguments{.pick = ReadPick(tree),
                                     .out = tree.raw().out,
                                     .revision = tree.raw().revision,
                                     .overwrite = tree.raw().overwrite};
  });
  AddPick(tree, *app);
  app->add_option("--out", raw.out, tree.Words(Phrase::kHelpOut))->required();
  app->add_option("--revision", raw.revision, tree.Words(Phrase::kHelpRevision))
      ->check(CheckRevision);
  app->add_flag("--overwrite", raw.overwrite, tree.Words(Phrase::kHelpOverwrite));
}

void AddGeneration(CommandTree& tree) {
  CLI::App* group = tree.AddGroup(tree.app(), "generation", Phrase::kHelpGeneration);
  group->require_subcommand(1);
  AddOnlyOfScheme(tree, *tree.AddCommand(*group, "list", Phrase::kHelpGenerationList, [&tree] {
    return GenerationListArguments{.scheme_id = ReadSchemeId(tree, tree.raw())};
  }));
  AddPick(tree, *tree.AddCommand(*group, "show", Phrase::kHelpGenerationShow, [&tree] {
    return GenerationShowArguments{.pick = ReadPick(tree)};
  }));
  AddGenerationId(tree, *tree.AddCommand(*group, "publish", Phrase::kHelpPublish, [&tree] {
    return GenerationPublishArguments{.generation_id = tree.raw().generation};
  }));
  tree.AddCommand(*group, "rollback", Phrase::kHelpRollBack,
                  [&tree] {
                    return GenerationRollBackArguments{.scheme_id = ReadSchemeId(tree, tree.raw())};
                  })
      ->add_option("SCHEME", tree.raw().scheme, tree.Words(Phrase::kHelpSchemeId))
      ->required();
  AddGenerationId(tree, *tree.AddCommand(*group, "drop", Phrase::kHelpDropGeneration, [&tree] {
    return GenerationDropArguments{.generation_id = tree.raw().generation};
  }));
  AddRanking(tree, *group);
  AddStats(tree, *group);
  AddDiff(tree, *group);
  AddExport(tree, *group);
}

void AddHistory(CommandTree& tree) {
  Raw& raw = tree.raw();
  CLI::App* history = tree.AddCommand(tree.app(), "history", Phrase::kHelpHistory, [&tree] {
    return HistoryArguments{.enterprise_id = tree.raw().enterprise,
                            .scheme_id = ReadSchemeId(tree, tree.raw())};
  });
  tree.AddEnterpriseId(*history);
  history->add_option("--scheme", raw.scheme, tree.Words(Phrase::kHelpSchemeId))->required();
  CLI::App* explain = tree.AddCommand(tree.app(), "explain-change", Phrase::kHelpExplainChange,
                                      [&tree] { return tree.raw().explain_change; });
  explain
      ->add_option("FROM_CARD", raw.explain_change.from_card_id, tree.Words(Phrase::kHelpFromCard))
      ->required();
  explain->add_option("TO_CARD", raw.explain_change.to_card_id, tree.Words(Phrase::kHelpToCard))
      ->required();
}

void AddSimulateScheme(CommandTree& tree) {
  Raw& raw = tree.raw();
  CLI::App* app =
      tree.AddCommand(tree.app(), "simulate-scheme", Phrase::kHelpSimulateScheme, [&tree] {
        SimulateSchemeArguments arguments = tree.raw().simulate_scheme;
        if (!tree.raw().scheme.empty()) arguments.against = ReadScheme(tree.language(), tree.raw());
        arguments.as_of = ReadAsOf(tree.language(), tree.raw());
        arguments.population = ReadPopulation(tree);
        arguments.movers = tree.raw().movers;
        return arguments;
      });
  app->add_option("FILE_OR_DIR", raw.simulate_scheme.draft, tree.Words(Phrase::kHelpDraft))
      ->required();
  app->add_option("--against", raw.scheme, tree.Words(Phrase::kHelpAgainst));
  AddPopulation(tree, *app);
  tree.AddAsOf(*app);
  app->add_option("--movers", raw.movers, tree.Words(Phrase::kHelpMovers))
      ->check(CLI::Range(0, 100));
}

}  // namespace

void AddRegionCommands(CommandTree& tree) {
  AddRun(tree);
  AddGeneration(tree);
  AddHistory(tree);
  AddSimulateScheme(tree);
}

}  // namespace jifen::tools::cli
