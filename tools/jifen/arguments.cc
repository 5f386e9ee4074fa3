#include "tools/jifen/arguments.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "tools/jifen/command_tree.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/raw_arguments.h"
#include "tools/jifen/region_commands.h"
#include "tools/jifen/usage.h"
#include "tools/jifen/usage_help.h"
#include "tools/jifen/usage_hint.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {
namespace {

constexpr char kVersion[] = "jifen 0.1.0";

class Parser : public CommandTree {
 public:
  explicit Parser(Language language) : CommandTree(language) {
    SetLabels();
    AddGlobals();
    AddImport();
    AddScheme();
    AddScore();
    AddSimulate();
    AddEnterprise();
    AddRecord();
    AddRest();
    AddRegionCommands(*this);
  }

 private:
  void SetLabels() {
    const auto formatter = std::make_shared<HelpFormatter>();
    formatter->column_width(34);
    formatter->label("Usage", Words(Phrase::kHelpLabelUsage));
    formatter->label("Positionals", Words(Phrase::kHelpLabelArguments));
    formatter->label("REQUIRED", Words(Phrase::kHelpLabelRequired));
    formatter->label("OPTIONS", Words(Phrase::kHelpLabelOptions));
    formatter->label("SUBCOMMAND", Words(Phrase::kHelpLabelCommands));
    formatter->label("SUBCOMMANDS", Words(Phrase::kHelpLabelCommands));
    formatter->label("Excludes", Words(Phrase::kHelpLabelExcludes));
    formatter->label("Needs", Words(Phrase::kHelpLabelNeeds));
    app_.formatter(formatter);
    app_.option_defaults()->group(Words(Phrase::kHelpLabelOptions));
    app_.set_help_flag("-h,--help", Words(Phrase::kHelpHelp));
    app_.set_version_flag("--version", kVersion, Words(Phrase::kHelpVersion));
    app_.require_subcommand(1);
    app_.fallthrough();
  }

  void AddGlobals() {
    const std::string group = Words(Phrase::kHelpLabelGlobal);
    app_.add_option("--server", raw_.server, Words(Phrase::kHelpServer))->group(group);
    app_.add_flag("--json", raw_.json, Words(Phrase::kHelpJson))->group(group);
    app_.add_option("--lang", raw_.lang, Words(Phrase::kHelpLang))
        ->check(CLI::IsMember({"zh", "en"}))
        ->group(group);
    app_.add_option("--color", raw_.color, Words(Phrase::kHelpColor))
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(group);
    app_.add_option("--timeout", raw_.timeout_seconds, Words(Phrase::kHelpTimeout))
        ->check(CLI::Range(1, 86400))
        ->group(group);
  }

  void AddImport() {
    CLI::App* app = AddCommand(app_, "import", Phrase::kHelpImport,
                               [this] { return ReadImport(language_, raw_); });
    ImportSource& tables = raw_.import.tables;
    app->add_option("PATH", tables.path, Words(Phrase::kHelpImportPath));
    app->add_flag("--dry-run", raw_.import.dry_run, Words(Phrase::kHelpDryRun));
    app->add_option("--report", raw_.import.report, Words(Phrase::kHelpReport));
    app->add_option("--import-id", raw_.import.import_id, Words(Phrase::kHelpImportId));
    app->add_option("--source", tables.source, Words(Phrase::kHelpSource));
    app->add_option("--submitted-by", tables.submitted_by, Words(Phrase::kHelpSubmittedBy));
    app->add_option("--mapping", tables.mapping, Words(Phrase::kHelpMapping));
    app->add_flag("--ignore-unknown-columns", tables.ignore_unknown_columns,
                  Words(Phrase::kHelpIgnoreUnknownColumns));
    CLI::App* preview = AddCommand(*app, "preview", Phrase::kHelpPreview,
                                   [this] { return ReadPreview(language_, raw_); });
    preview->add_option("PATH", raw_.preview.tables.path, Words(Phrase::kHelpImportPath))
        ->required();
    preview->add_option("--write-mapping", raw_.preview.write_mapping,
                        Words(Phrase::kHelpWriteMapping));
    preview->add_flag("--overwrite", raw_.overwrite, Words(Phrase::kHelpOverwrite));
    CLI::App* templates = AddCommand(*app, "template", Phrase::kHelpTemplate,
                                     [this] { return ReadTemplate(language_, raw_); });
    templates->add_option("DIR", raw_.template_folder, Words(Phrase::kHelpTemplateFolder))
        ->required();
    templates->add_option("--kind", raw_.kinds, Words(Phrase::kHelpTemplateKinds));
    templates->add_flag("--overwrite", raw_.overwrite, Words(Phrase::kHelpOverwrite));
  }

  void AddScheme() {
    CLI::App* group = AddGroup(app_, "scheme", Phrase::kHelpScheme);
    group->require_subcommand(1);
    AddCommand(*group, "put", Phrase::kHelpSchemePut, [this] { return raw_.scheme_put; })
        ->add_option("FILE_OR_DIR", raw_.scheme_put.files_or_folders,
                     Words(Phrase::kHelpSchemeFiles))
        ->required();
    AddCommand(*group, "lint", Phrase::kHelpSchemeLint, [this] { return raw_.scheme_lint; })
        ->add_option("FILE_OR_DIR", raw_.scheme_lint.files_or_folders,
                     Words(Phrase::kHelpSchemeFiles))
        ->required();
    AddCommand(*group, "test", Phrase::kHelpSchemeTest, [this] { return raw_.scheme_test; })
        ->add_option("FILE_OR_DIR", raw_.scheme_test.files_or_folders,
                     Words(Phrase::kHelpSchemeFiles))
        ->required();
    CLI::App* diff =
        AddCommand(*group, "diff", Phrase::kHelpSchemeDiff, [this] { return raw_.scheme_diff; });
    diff->add_option("BEFORE", raw_.scheme_diff.before, Words(Phrase::kHelpSchemeDiffWhat))
        ->required();
    diff->add_option("AFTER", raw_.scheme_diff.after, Words(Phrase::kHelpSchemeDiffWhat))
        ->required();
    AddCommand(*group, "list", Phrase::kHelpSchemeList, [] { return SchemeListArguments(); });
    AddCommand(*group, "show", Phrase::kHelpSchemeShow,
               [this] { return SchemeShowArguments{.scheme = ReadScheme(language_, raw_)}; })
        ->add_option("ID", raw_.scheme, Words(Phrase::kHelpSchemeName))
        ->required();
  }

  void AddScore() {
    CLI::App* score = AddCommand(app_, "score", Phrase::kHelpScore,
                                 [this] { return ReadScore(language_, raw_); });
    score->add_option("ENTERPRISE_ID", raw_.enterprise, Words(Phrase::kHelpEnterpriseId));
    score->add_option("--scheme", raw_.scheme, Words(Phrase::kHelpSchemeName))->required();
    score->add_flag("--all", raw_.all, Words(Phrase::kHelpAll));
    score->add_option("--top", raw_.top, Words(Phrase::kHelpTop))->check(CLI::Range(1, 1'000'000));
    AddFilter(*score);
    AddAsOf(*score);
    CLI::App* explain = AddCommand(app_, "explain", Phrase::kHelpExplain,
                                   [this] { return ReadExplain(language_, raw_); });
    explain->add_option("ENTERPRISE_ID", raw_.explain_what, Words(Phrase::kHelpExplainWhat))
        ->required();
    explain->add_option("--scheme", raw_.scheme, Words(Phrase::kHelpSchemeName));
    AddAsOf(*explain);
    explain->add_flag("--published", raw_.published, Words(Phrase::kHelpPublished));
  }

  void AddSimulate() {
    CLI::App* app = AddCommand(app_, "simulate", Phrase::kHelpSimulate,
                               [this] { return ReadSimulate(language_, raw_); });
    AddEnterpriseId(*app);
    app->add_option("--scheme", raw_.scheme, Words(Phrase::kHelpSchemeName));
    app->add_option("--draft", raw_.simulate.draft, Words(Phrase::kHelpDraft));
    AddRepeated(*app, "--with", raw_.simulate.with, Phrase::kHelpWith);
    AddRepeated(*app, "--set", raw_.simulate.sets, Phrase::kHelpSet);
    AddRepeated(*app, "--drop", raw_.simulate.drops, Phrase::kHelpDrop);
    AddRepeated(*app, "--clear", raw_.simulate.clears, Phrase::kHelpClear);
    AddAsOf(*app);
  }

  void AddFilter(CLI::App& app) {
    app.add_option("--area", raw_.filter.area, Words(Phrase::kHelpArea));
    app.add_option("--industry", raw_.filter.industry, Words(Phrase::kHelpIndustry));
    app.add_option("--name", raw_.filter.name, Words(Phrase::kHelpName));
  }

  void AddEnterprise() {
    CLI::App* group = AddGroup(app_, "enterprise", Phrase::kHelpEnterprise);
    group->require_subcommand(1);
    AddFilter(*AddCommand(*group, "list", Phrase::kHelpEnterpriseList,
                          [this] { return EnterpriseListArguments{.filter = raw_.filter}; }));
    CLI::App* show = AddCommand(*group, "show", Phrase::kHelpEnterpriseShow, [this] {
      return EnterpriseShowArguments{.enterprise_id = raw_.enterprise, .known_at = raw_.known_at};
    });
    AddEnterpriseId(*show);
    AddKnownAt(*show);
  }

  void AddRecordName(CLI::App& app) {
    AddEnterpriseId(app);
    app.add_option("KIND", raw_.kind, Words(Phrase::kHelpRecordKind))->required();
    app.add_option("RECORD_ID", raw_.record_id, Words(Phrase::kHelpRecordId))->required();
  }

  void AddRecord() {
    CLI::App* group = AddGroup(app_, "record", Phrase::kHelpRecord);
    group->require_subcommand(1);
    CLI::App* put =
        AddCommand(*group, "put", Phrase::kHelpRecordPut, [this] { return raw_.record_put; });
    put->add_option("FILE", raw_.record_put.file, Words(Phrase::kHelpRecordFile))->required();
    CLI::Option* reason =
        put->add_option("--reason", raw_.record_put.reason, Words(Phrase::kHelpReason));
    put->add_option("--expected-revision", raw_.record_put.expected_revision,
                    Words(Phrase::kHelpExpectedRevision))
        ->check(CheckRevision)
        ->needs(reason);
    CLI::App* withdraw = AddCommand(*group, "withdraw", Phrase::kHelpRecordWithdraw, [this] {
      return RecordWithdrawArguments{.record = ReadRecord(language_, raw_),
                                     .reason = raw_.withdraw_reason,
                                     .expected_revision = raw_.expected_revision};
    });
    AddRecordName(*withdraw);
    withdraw->add_option("--reason", raw_.withdraw_reason, Words(Phrase::kHelpReason))->required();
    withdraw
        ->add_option("--expected-revision", raw_.expected_revision,
                     Words(Phrase::kHelpExpectedRevision))
        ->check(CheckRevision);
    CLI::App* show = AddCommand(*group, "show", Phrase::kHelpRecordShow, [this] {
      return RecordShowArguments{.record = ReadRecord(language_, raw_),
                                 .known_at = raw_.known_at,
                                 .as_file = raw_.as_file};
    });
    AddRecordName(*show);
    AddKnownAt(*show);
    show->add_flag("--as-file", raw_.as_file, Words(Phrase::kHelpAsFile));
    CLI::App* history = AddCommand(*group, "history", Phrase::kHelpRecordHistory, [this] {
      return RecordHistoryArguments{
          .enterprise_id = raw_.enterprise,
          .kind = raw_.kind.empty() ? v1::RECORD_KIND_UNSPECIFIED : ReadKind(language_, raw_),
          .record_id = raw_.record_id};
    });
    AddEnterpriseId(*history);
    history->add_option("KIND", raw_.kind, Words(Phrase::kHelpRecordKind));
    history->add_option("RECORD_ID", raw_.record_id, Words(Phrase::kHelpRecordId));
  }

  void AddRest() {
    CLI::App* dossier = AddCommand(app_, "dossier", Phrase::kHelpDossier, [this] {
      return DossierArguments{.enterprise_id = raw_.enterprise, .as_of = ReadAsOf(language_, raw_)};
    });
    AddEnterpriseId(*dossier);
    dossier->add_option("--valid-at", raw_.valid_at, Words(Phrase::kHelpValidAt));
    AddKnownAt(*dossier);
    AddCommand(app_, "digest", Phrase::kHelpDigest, [] { return DigestArguments(); });
  }
};

}  // namespace

std::variant<Arguments, Ending> ParseArguments(int argc, const char* const* argv,
                                               const Surroundings& surroundings) {
  const Early early = LookEarly(argc, argv, surroundings);
  if (const int broken = FindBrokenText(argc, argv); broken > 0) {
    return UsageEnding(early,
                       Say(early.language, Phrase::kUsageEncoding, {std::to_string(broken)}));
  }
  Parser parser(early.language);
  Arguments arguments;
  try {
    arguments.command = parser.Parse(argc, argv);
  } catch (const CLI::Success& help) {
    std::ostringstream text;
    parser.app().exit(help, text, text);
    return Ending{.exit_code = kExitFine, .text = text.str()};
  } catch (const CLI::ParseError& fault) {
    const std::string command = ParsedCommand(parser.app());
    const std::vector<std::string> extras = parser.app().remaining(/*recurse=*/true);
    if (!extras.empty()) {  // a misspelt command is told as such, not as a missing one
      const std::string& word = extras.front();
      return UsageEnding(early, UnexpectedText(early.language, word, NearestTo(parser.app(), word)),
                         command);
    }
    return UsageEnding(early, UsageText(early.language, fault.get_name(), fault.what()), command);
  } catch (const UsageFault& fault) {
    return UsageEnding(early, fault.text, ParsedCommand(parser.app()));
  }
  const Raw& raw = parser.raw();
  const ColourMode colour = raw.color == "always"  ? ColourMode::kAlways
                            : raw.color == "never" ? ColourMode::kNever
                                                   : ColourMode::kAuto;
  arguments.terminal = MakeTerminal(surroundings, early.language, colour);
  arguments.json = raw.json;
  const char* server = surroundings.variable("JIFEN_SERVER");
  if (server != nullptr && *server != '\0') arguments.connection.server = server;
  if (!raw.server.empty()) arguments.connection.server = raw.server;
  if (!IsServerAddress(arguments.connection.server)) {
    return UsageEnding(early,
                       Say(early.language, Phrase::kUsageServer, {arguments.connection.server}));
  }
  arguments.connection.timeout = absl::Seconds(raw.timeout_seconds);
  return arguments;
}

}  // namespace jifen::tools::cli
