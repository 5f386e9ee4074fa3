// tools/jifen/arguments.h: what was asked on the command line.
//
//   Shape    the global options, and one struct for the command.
//   Errors   a fault of usage is an Ending with exit code 2; so are --help and --version with code 0.
//   Threads  plain values; ParseArguments reads the environment that it is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "jifen/v1/date.pb.h"
#include "jifen/v1/record.pb.h"
#include "tools/jifen/client/connection.h"
#include "tools/jifen/region_arguments.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

struct RecordName {
  std::string enterprise_id;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  std::string record_id;
};

struct EnterpriseFilter {
  std::string area;
  std::string industry;
  std::string name;
};

// A folder, zip file, workbook or CSV file, and how to read it.
struct ImportSource {
  std::string path;
  std::string source;
  std::string submitted_by;
  std::string mapping;  // file; empty: none
  bool ignore_unknown_columns = false;
};
struct ImportArguments {
  ImportSource tables;
  bool dry_run = false;
  std::string report;
  std::string import_id;
};
struct ImportPreviewArguments {
  ImportSource tables;
  std::string write_mapping;  // file; empty: none
  bool overwrite = false;
};
struct ImportTemplateArguments {
  std::string folder;
  std::vector<v1::RecordKind> kinds;  // empty: all
  bool overwrite = false;
};
struct SchemePutArguments {
  std::vector<std::string> files_or_folders;
};
struct SchemeLintArguments {
  std::vector<std::string> files_or_folders;
};
struct SchemeTestArguments {
  std::vector<std::string> files_or_folders;
};
// Each a file, a folder, or the name of a version that the server has.
struct SchemeDiffArguments {
  std::string before;
  std::string after;
};
struct SchemeListArguments {};
struct SchemeShowArguments {
  SchemeName scheme;
};
struct ScoreArguments {
  std::string enterprise_id;
  SchemeName scheme;
  AsOf as_of;
};
struct ScoreAllArguments {
  SchemeName scheme;
  AsOf as_of;
  EnterpriseFilter filter;
  int top = 0;
};
struct ExplainArguments {
  std::string card_id;  // or:
  std::string enterprise_id;
  SchemeName scheme;
  AsOf as_of;
  bool published = false;  // the card of the published generation
};
struct EnterpriseListArguments {
  EnterpriseFilter filter;
};
struct EnterpriseShowArguments {
  std::string enterprise_id;
  uint64_t known_at = 0;
};
struct RecordPutArguments {
  std::string file;
  std::string reason;  // empty: added, not corrected
  uint64_t expected_revision = 0;
};
struct RecordWithdrawArguments {
  RecordName record;
  std::string reason;
  uint64_t expected_revision = 0;
};
struct RecordShowArguments {
  RecordName record;
  uint64_t known_at = 0;
  bool as_file = false;
};
struct RecordHistoryArguments {
  std::string enterprise_id;
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  std::string record_id;
};
struct DossierArguments {
  std::string enterprise_id;
  AsOf as_of;
};
struct SimulateArguments {
  std::string enterprise_id;
  SchemeName scheme;  // or:
  std::string draft;  // a file or folder
  std::vector<std::string> with;
  std::vector<std::string> sets;
  std::vector<std::string> drops;
  std::vector<std::string> clears;
  AsOf as_of;
};
struct DigestArguments {};

using Command =
    std::variant<ImportArguments, ImportPreviewArguments, ImportTemplateArguments,
                 SchemePutArguments, SchemeLintArguments, SchemeTestArguments, SchemeDiffArguments,
                 SchemeListArguments, SchemeShowArguments, ScoreArguments, ScoreAllArguments,
                 ExplainArguments, EnterpriseListArguments, EnterpriseShowArguments,
                 RecordPutArguments, RecordWithdrawArguments, RecordShowArguments,
                 RecordHistoryArguments, DossierArguments, SimulateArguments, DigestArguments,
                 RunStartArguments, RunWatchArguments, RunListArguments, RunOrderArguments,
                 GenerationListArguments, GenerationShowArguments, GenerationPublishArguments,
                 GenerationRollBackArguments, GenerationDropArguments, GenerationRankingArguments,
                 GenerationStatsArguments, GenerationDiffArguments, GenerationExportArguments,
                 HistoryArguments, ExplainChangeArguments, SimulateSchemeArguments>;

struct Arguments {
  Terminal terminal;
  bool json = false;
  ConnectionOptions connection;
  Command command;
};

// Nothing is to be run: a text for the standard output (code 0) or the error output (code 2).
struct Ending {
  int exit_code = 0;
  std::string text;
};

std::variant<Arguments, Ending> ParseArguments(int argc, const char* const* argv,
                                               const Surroundings& surroundings);

}  // namespace jifen::tools::cli
