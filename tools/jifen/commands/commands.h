// tools/jifen/commands/commands.h: one function for each command.
//
//   Errors   the status of the first call that failed; the caller tells it and exits with 1. An exit
//            code where a command may fail in part: rows that were refused, enterprises without a card.
//   Threads  one at a time.
#pragma once

#include "absl/status/statusor.h"
#include "tools/jifen/arguments.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

absl::StatusOr<int> Run(const Context& context, const ImportArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const ImportPreviewArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const ImportTemplateArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const SchemePutArguments& arguments);
// Defined in tools/jifen/offline: they need no server.
absl::StatusOr<int> Run(const Context& context, const SchemeLintArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const SchemeTestArguments& arguments);
// Exit code 1 if the two differ.
absl::StatusOr<int> Run(const Context& context, const SchemeDiffArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const SchemeListArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const SchemeShowArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const ScoreArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const ScoreAllArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const SimulateArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const ExplainArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const EnterpriseListArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const EnterpriseShowArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RecordPutArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RecordWithdrawArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RecordShowArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RecordHistoryArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const DossierArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const DigestArguments& arguments);
// Watching ends with 0 when the run completed, 1 when it failed, was cancelled or paused, 130 on Ctrl-C.
absl::StatusOr<int> Run(const Context& context, const RunStartArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RunWatchArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RunListArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const RunOrderArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationListArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationShowArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationPublishArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationRollBackArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationDropArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationRankingArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationStatsArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationDiffArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const GenerationExportArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const HistoryArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const ExplainChangeArguments& arguments);
absl::StatusOr<int> Run(const Context& context, const SimulateSchemeArguments& arguments);

}  // namespace jifen::tools::cli
