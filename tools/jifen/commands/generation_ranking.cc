#include <algorithm>
#include <limits>

#include "tools/jifen/client/generation_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/generation_pick.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/ranking_view.h"

namespace jifen::tools::cli {
namespace {

constexpr int kPageSizeMax = 1000;

v1::ListRankingRequest MakeRequest(const GenerationRankingArguments& arguments,
                                   const std::string& generation_id) {
  v1::ListRankingRequest request;
  request.mutable_name()->set_generation_id(generation_id);
  request.set_area_prefix(arguments.area);
  request.set_industry_prefix(arguments.industry);
  request.set_stage_id(arguments.stage);
  request.set_grade_id(arguments.grade);
  request.set_outcome(arguments.outcome);
  return request;
}

// Page by page until there are enough lines; a page may be empty and not the last.
absl::StatusOr<v1::ListRankingResponse> ReadLines(const Connection& connection,
                                                  v1::ListRankingRequest request, int most) {
  v1::ListRankingResponse all;
  do {
    const int wanted = most - all.scores_size();
    request.set_page_size(std::min(wanted, kPageSizeMax));
    absl::StatusOr<v1::ListRankingResponse> page = ListRanking(connection, request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    page->clear_next_page_token();
    all.MergeFrom(*page);
  } while (!request.page_token().empty() && all.scores_size() < most);
  return all;
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const GenerationRankingArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<v1::Generation> generation = PickGeneration(*connection, arguments.pick);
  if (!generation.ok()) return generation.status();
  const int most = arguments.all ? std::numeric_limits<int>::max() : arguments.top;
  const auto ranking =
      ReadLines(*connection, MakeRequest(arguments, generation->generation_id()), most);
  if (!ranking.ok()) return ranking.status();
  if (context.json) {
    PrintJson(context, *ranking);
    return kExitFine;
  }
  const auto scheme = SchemeOfPlan(*connection, generation->plan());
  if (!scheme.ok()) return scheme.status();
  context.Print(RenderRanking(context.terminal, *ranking, *scheme));
  return kExitFine;
}

}  // namespace jifen::tools::cli
