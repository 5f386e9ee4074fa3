#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "tools/jifen/client/scheme_calls.h"
#include "tools/jifen/client/score_many.h"
#include "tools/jifen/commands/cards.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/enterprise_pages.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/progress.h"
#include "tools/jifen/render/bar.h"
#include "tools/jifen/render/card.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/histogram.h"
#include "tools/jifen/render/points_text.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

constexpr size_t kFaultsShown = 5;

// What is kept of a card.
struct Row {
  std::string enterprise_id, name, card_id, total, highest, maximum;
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
};

struct EnterpriseFault {
  std::string enterprise_id;
  absl::Status status;
};

struct Results {
  Distribution distribution;
  std::vector<Row> rows;
  std::vector<EnterpriseFault> faults;
  std::string scheme;
  std::string title;
};

Row RowOf(const v1::ScoreCard& card) {
  return {.enterprise_id = card.enterprise_id(),
          .name = card.enterprise_name(),
          .card_id = card.card_id(),
          .total = card.total(),
          .highest = card.total_highest(),
          .maximum = card.total_maximum(),
          .outcome = card.outcome()};
}

void Take(const v1::ScoreCard& card, Results& results) {
  results.distribution.Add(card);
  results.rows.push_back(RowOf(card));
}

// Finds the scheme before any enterprise is scored, and holds on to its version: all cards are of one.
absl::Status ResolveScheme(const Context& context, const Connection& connection,
                           v1::ScoreRequest& request, Results& results) {
  v1::GetSchemeRequest get;
  get.set_scheme_id(request.scheme_id());
  get.set_version(request.scheme_version());
  const absl::StatusOr<v1::GetSchemeResponse> found = GetScheme(connection, get);
  if (!found.ok()) return found.status();
  request.set_scheme_version(found->summary().version());
  results.scheme = found->summary().scheme_id() + "@" + std::to_string(found->summary().version());
  results.title = TextOf(context.terminal, found->scheme().title());
  return absl::OkStatus();
}

// By falling total, then by code, so that the same cards give the same list.
void KeepTop(size_t count, std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) {
    const int order = CompareDecimals(left.total, right.total);
    return order != 0 ? order > 0 : left.enterprise_id < right.enterprise_id;
  });
  if (rows.size() > count) rows.resize(count);
}

absl::Status ScoreList(const Context& context, const Connection& connection,
                       const ScoreAllArguments& arguments, Results& results) {
  v1::ScoreRequest request = MakeScoreRequest(arguments.scheme, arguments.as_of);
  if (absl::Status status = ResolveScheme(context, connection, request, results); !status.ok()) {
    return status;
  }
  const auto list = ListAllEnterprises(connection, arguments.filter);
  if (!list.ok()) return list.status();
  std::vector<std::string> ids;
  for (const v1::Enterprise& enterprise : list->enterprises()) {
    ids.push_back(enterprise.enterprise_id());
  }
  if (!request.has_valid_at()) {  // one day for all, even over midnight
    *request.mutable_valid_at() = model::DayInChina(absl::Now());
  }
  Progress progress(context, context.Words(Phrase::kScoring));
  int64_t done = 0;
  const auto total = static_cast<int64_t>(ids.size());
  return ScoreMany(connection, request, ids,
                   [&](size_t index, const absl::StatusOr<v1::ScoreResponse>& response) {
                     if (response.ok()) {
                       Take(response->card(), results);
                     } else {
                       results.faults.push_back({ids[index], response.status()});
                     }
                     ++done;
                     const std::string note = GroupThousands(std::to_string(done)) + " / " +
                                              GroupThousands(std::to_string(total));
                     progress.Update({.done = done, .total = total, .note = note}, absl::Now());
                   });
}

void AddTop(const Context& context, const std::vector<Row>& rows, Page& page) {
  constexpr int kBarWidth = 20;
  const Glyphs& glyphs = GlyphsOf(context.terminal.unicode);
  Table table{
      .columns = {{.heading = "#", .right = true},
                  {.heading = FieldLabel(context.terminal.language, "enterprise", "name"),
                   .flexible = true},
                  {.heading = FieldLabel(context.terminal.language, "enterprise", "enterprise_id")},
                  {.heading = context.Words(Phrase::kTotal), .right = true},
                  {.heading = ""},
                  {.heading = context.Words(Phrase::kOutcome)}},
      .rows = {}};
  for (const Row& row : rows) {
    table.rows.push_back(
        {Line(std::to_string(table.rows.size() + 1), Style::kDim), Line(row.name),
         Line(row.enterprise_id),
         Line(PointsRangeText(context.terminal, row.total, row.highest, {row.maximum}),
              Style::kBold),
         MakeBar({.value = row.total,
                  .maximum = row.maximum,
                  .mark = std::nullopt,
                  .highest = row.highest.empty() ? std::nullopt : std::optional(row.highest)},
                 kBarWidth, glyphs, Style::kAccent),
         OutcomeLine(context.terminal, row.outcome)});
  }
  page.AddBlank();
  page.Append(MakeTable(table, context.terminal.width, glyphs));
}

void AddFaults(const Context& context, const std::vector<EnterpriseFault>& faults, Page& page) {
  if (faults.empty()) return;
  page.AddBlank();
  page.Add(Line(context.Words(Phrase::kScoreFaults, {std::to_string(faults.size())}), Style::kBad));
  for (size_t i = 0; i < std::min(faults.size(), kFaultsShown); ++i) {
    const std::optional<v1::ErrorDetail> detail = model::DetailOf(faults[i].status);
    std::string text = faults[i].enterprise_id + "  ";
    if (detail.has_value()) text += v1::Reason_Name(detail->reason()) + "  ";
    page.AddWrapped(Line("  "), Line(text + std::string(faults[i].status.message())),
                    context.terminal.width);
  }
}

void PrintPage(const Context& context, const ScoreAllArguments& arguments, const Results& results) {
  Page page;
  Line title(results.title, Style::kBold);
  title.Add("  " + results.scheme, Style::kAccent);
  title.Add("  " + context.Words(Phrase::kCardCount,
                                 {GroupThousands(std::to_string(results.distribution.cards()))}),
            Style::kDim);
  page.AddWrapped(Line("  "), title, context.terminal.width);
  page.AddBlank();
  if (results.distribution.cards() > 0) page.Append(results.distribution.Render(context.terminal));
  if (arguments.top > 0 && !results.rows.empty()) AddTop(context, results.rows, page);
  AddFaults(context, results.faults, page);
  context.Print(page);
}

nlohmann::ordered_json DistributionJson(const Distribution& distribution) {
  nlohmann::ordered_json bins = nlohmann::ordered_json::array();
  for (int bin = 0; bin < kBins && distribution.cards() > 0; ++bin) {
    bins.push_back({{"from", distribution.BoundOf(bin)},
                    {"to", distribution.BoundOf(bin + 1)},
                    {"cards", distribution.bins()[static_cast<size_t>(bin)]}});
  }
  return bins;
}

void PrintAsJson(const Context& context, const ScoreAllArguments& arguments,
                 const Results& results) {
  nlohmann::ordered_json json;
  json["scheme"] = results.scheme;
  json["cards"] = results.distribution.cards();
  json["outcomes"] = nlohmann::ordered_json::object();
  for (const auto& [outcome, count] : results.distribution.outcomes()) {
    json["outcomes"][v1::Outcome_Name(outcome)] = count;
  }
  json["totals"] = DistributionJson(results.distribution);
  if (arguments.top > 0) json["top"] = nlohmann::ordered_json::array();
  for (const Row& row : results.rows) {
    nlohmann::ordered_json top = {
        {"enterprise_id", row.enterprise_id}, {"enterprise_name", row.name}, {"total", row.total}};
    if (!row.highest.empty()) top["total_highest"] = row.highest;
    top["outcome"] = v1::Outcome_Name(row.outcome);
    top["card_id"] = row.card_id;
    json["top"].push_back(std::move(top));
  }
  json["failed"] = nlohmann::ordered_json::array();
  for (const EnterpriseFault& fault : results.faults) {
    nlohmann::ordered_json item = nlohmann::ordered_json::parse(FailureJson(fault.status));
    item["enterprise_id"] = fault.enterprise_id;
    json["failed"].push_back(std::move(item));
  }
  context.out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n"
              << std::flush;
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const ScoreAllArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  Results results;
  const absl::Status status = ScoreList(context, *connection, arguments, results);
  if (!status.ok()) return status;
  std::sort(results.faults.begin(), results.faults.end(),
            [](const EnterpriseFault& left, const EnterpriseFault& right) {
              return left.enterprise_id < right.enterprise_id;
            });
  KeepTop(static_cast<size_t>(arguments.top), results.rows);
  if (context.json) {
    PrintAsJson(context, arguments, results);
  } else {
    PrintPage(context, arguments, results);
  }
  return results.faults.empty() ? kExitFine : kExitFailed;
}

}  // namespace jifen::tools::cli
