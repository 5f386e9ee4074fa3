// tools/jifen/raw_arguments.h: options as they stand on the command line, and what they mean.
//
//   Errors   thrown as UsageFault (usage.h), which ParseArguments catches.
//   Threads  free functions without state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tools/jifen/arguments.h"

namespace jifen::tools::cli {

struct Raw {
  std::string server, lang, color = "auto";
  bool json = false;
  int timeout_seconds = 30;
  std::string enterprise, scheme, valid_at, kind, record_id, explain_what;
  uint64_t known_at = 0;
  uint64_t expected_revision = 0;
  int year = 0;
  int top = 0;
  bool all = false;
  EnterpriseFilter filter;
  ImportArguments import;
  ImportPreviewArguments preview;
  std::string template_folder;
  std::vector<std::string> kinds;
  bool overwrite = false;
  SchemePutArguments scheme_put;
  SchemeLintArguments scheme_lint;
  SchemeTestArguments scheme_test;
  SchemeDiffArguments scheme_diff;
  SimulateArguments simulate;
  RecordPutArguments record_put;
  std::string withdraw_reason;
  bool as_file = false;
  bool published = false;
  std::string generation, out, outcome;
  std::vector<std::string> titles;
  PageFile html;
  RunStartArguments run_start;
  GenerationRankingArguments ranking;
  GenerationStatsArguments stats;
  GenerationDiffArguments diff;
  uint64_t revision = 0;
  int movers = 10;
  ExplainChangeArguments explain_change;
  SimulateSchemeArguments simulate_scheme;
};

// ID or ID@VERSION; nullopt of anything else.
std::optional<SchemeName> ParseSchemeName(const std::string& text);
SchemeName ReadScheme(Language language, const Raw& raw);
AsOf ReadAsOf(Language language, const Raw& raw);
v1::RecordKind ReadKind(Language language, const Raw& raw);
RecordName ReadRecord(Language language, const Raw& raw);
ImportArguments ReadImport(Language language, const Raw& raw);
ImportPreviewArguments ReadPreview(Language language, const Raw& raw);
ImportTemplateArguments ReadTemplate(Language language, const Raw& raw);
// One enterprise, or all.
Command ReadScore(Language language, const Raw& raw);
// Of a stored scheme, or of a draft.
SimulateArguments ReadSimulate(Language language, const Raw& raw);
// A card by its id, or the newest of an enterprise.
Command ReadExplain(Language language, const Raw& raw);

}  // namespace jifen::tools::cli
