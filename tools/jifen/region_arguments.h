// tools/jifen/region_arguments.h: what was asked about a whole region: runs, generations, comparisons.
//
//   Shape    one struct a command; part of the Command of arguments.h.
//   Threads  plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jifen/v1/date.pb.h"
#include "jifen/v1/generation_service.pb.h"
#include "jifen/v1/qualification.pb.h"

namespace jifen::tools::cli {

// ID or ID@VERSION.
struct SchemeName {
  std::string id;
  uint32_t version = 0;  // 0: the newest
};

struct AsOf {
  std::optional<v1::Date> valid_at;
  uint64_t known_at = 0;
  int year = 0;
};

struct PopulationFilter {
  std::string area;
  std::string industry;
  std::vector<v1::QualificationKind> titles;  // any of them; empty: not asked
};

struct RunStartArguments {
  SchemeName scheme;
  std::string generation_id;
  AsOf as_of;
  PopulationFilter population;
  std::string cohorts_of;      // empty: its own
  std::string not_scored_max;  // empty: the server's
  bool watch = false;
};
struct RunWatchArguments {
  std::string generation_id;
};
struct RunListArguments {
  std::string scheme_id;  // empty: all
};
enum class RunOrder { kPause, kResume, kCancel };
struct RunOrderArguments {
  RunOrder order = RunOrder::kPause;
  std::string generation_id;
};

// By its id, or the published one of a scheme.
struct GenerationPick {
  std::string generation_id;
  std::string scheme_id;
};
struct GenerationListArguments {
  std::string scheme_id;  // empty: all
};
struct GenerationShowArguments {
  GenerationPick pick;
};
struct GenerationPublishArguments {
  std::string generation_id;
};
struct GenerationRollBackArguments {
  std::string scheme_id;
};
struct GenerationDropArguments {
  std::string generation_id;
};
struct GenerationRankingArguments {
  GenerationPick pick;
  std::string area, industry, stage, grade;
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
  int top = 20;
  bool all = false;
};
// A page of charts.
struct PageFile {
  std::string path;  // empty: none is written
  bool overwrite = false;
};
struct GenerationStatsArguments {
  GenerationPick pick;
  std::string compare;  // id of an earlier generation; empty: none
  PageFile html;
};
struct GenerationDiffArguments {
  std::string from;
  std::string to;
  int movers = 10;
  PageFile html;
};
struct GenerationExportArguments {
  GenerationPick pick;
  std::string out;
  uint64_t revision = 0;  // 0: the newest
  bool overwrite = false;
};

struct HistoryArguments {
  std::string enterprise_id;
  std::string scheme_id;
};
struct ExplainChangeArguments {
  std::string from_card_id;
  std::string to_card_id;
};
struct SimulateSchemeArguments {
  std::string draft;   // a file or folder
  SchemeName against;  // id empty: that of the draft
  AsOf as_of;
  PopulationFilter population;
  int movers = 10;
};

}  // namespace jifen::tools::cli
