#include <algorithm>

#include "tools/jifen/client/comparison_calls.h"
#include "tools/jifen/client/score_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/diff_view.h"
#include "tools/jifen/render/figures.h"
#include "tools/jifen/render/history_view.h"

namespace jifen::tools::cli {
namespace {

constexpr int kPageSize = 200;

// The command that explains the newest change, if there is one.
void AddHint(const Context& context, const v1::GetScoreHistoryResponse& history, Page& page) {
  const auto& events = history.events();
  const auto event = std::find_if(events.begin(), events.end(), [](const v1::ScoreEvent& one) {
    return !one.card_id().empty() && !one.previous_card_id().empty();
  });
  if (event == events.end()) return;
  AddNote(context.terminal, context.Words(Phrase::kExplainChangeHint), Style::kPlain, page);
  // Not wrapped: it is to be copied.
  page.Add(
      Line("  ").Add("jifen explain-change " + event->previous_card_id() + " " + event->card_id(),
                     Style::kAccent));
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const HistoryArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetScoreHistoryRequest request;
  request.set_enterprise_id(arguments.enterprise_id);
  request.set_scheme_id(arguments.scheme_id);
  request.set_page_size(kPageSize);
  v1::GetScoreHistoryResponse all;
  const absl::Status status =
      ForEachPage(*connection, request, &GetScoreHistory,
                  [&](const v1::GetScoreHistoryResponse& page) { all.MergeFrom(page); });
  if (!status.ok()) return status;
  if (context.json) {
    PrintJson(context, all);
    return kExitFine;
  }
  Page page = RenderHistory(context.terminal, all);
  AddHint(context, all, page);
  context.Print(page);
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const ExplainChangeArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::ExplainChangeRequest request;
  request.set_from_card_id(arguments.from_card_id);
  request.set_to_card_id(arguments.to_card_id);
  const auto change = ExplainChange(*connection, request);
  if (!change.ok()) return change.status();
  if (context.json) {
    PrintJson(context, *change);
  } else {
    context.Print(RenderChange(context.terminal, *change));
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
