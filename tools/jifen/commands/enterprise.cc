#include "proto/model/calendar.h"
#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/enterprise_pages.h"
#include "tools/jifen/commands/first_known.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/table.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

std::vector<Line> RowOf(const v1::Enterprise& enterprise) {
  return {Line(enterprise.enterprise_id()), Line(enterprise.name()), Line(enterprise.area_code()),
          Line(enterprise.industry_code()),
          Line(enterprise.has_founded() ? model::FormatDate(enterprise.founded()) : "")};
}

Page RenderList(const Context& context, const v1::ListEnterprisesResponse& list) {
  const Language language = context.terminal.language;
  const auto heading = [&](std::string_view field) {
    return FieldLabel(language, "enterprise", field);
  };
  Table table{.columns = {{.heading = heading("enterprise_id")},
                          {.heading = heading("name"), .flexible = true},
                          {.heading = heading("area_code")},
                          {.heading = heading("industry_code")},
                          {.heading = heading("founded")}},
              .rows = {}};
  for (const v1::Enterprise& enterprise : list.enterprises()) {
    table.rows.push_back(RowOf(enterprise));
  }
  Page page = MakeTable(table, context.terminal.width, GlyphsOf(context.terminal.unicode));
  page.Add(Line(context.Words(Phrase::kEnterpriseCount,
                              {GroupThousands(std::to_string(list.enterprises_size()))}),
                Style::kDim));
  return page;
}

}  // namespace

absl::StatusOr<v1::ListEnterprisesResponse> ListAllEnterprises(const Connection& connection,
                                                               const EnterpriseFilter& filter) {
  v1::ListEnterprisesRequest request;
  request.set_page_size(1000);
  request.set_area_prefix(filter.area);
  request.set_industry_prefix(filter.industry);
  request.set_name_part(filter.name);
  v1::ListEnterprisesResponse all;
  const absl::Status status =
      ForEachPage(connection, request, &ListEnterprises,
                  [&](const v1::ListEnterprisesResponse& page) { all.MergeFrom(page); });
  if (!status.ok()) return status;
  return all;
}

absl::StatusOr<int> Run(const Context& context, const EnterpriseListArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const auto list = ListAllEnterprises(*connection, arguments.filter);
  if (!list.ok()) return list.status();
  if (context.json) {
    PrintJson(context, *list);
  } else {
    context.Print(RenderList(context, *list));
  }
  return kExitFine;
}

absl::StatusOr<int> Run(const Context& context, const EnterpriseShowArguments& arguments) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  v1::GetEnterpriseRequest request;
  request.set_enterprise_id(arguments.enterprise_id);
  request.set_known_at(arguments.known_at);
  const auto found = GetEnterprise(*connection, request);
  if (!found.ok()) {
    return WithFirstKnown(*connection, found.status(), arguments.enterprise_id, arguments.known_at);
  }
  if (context.json) {
    PrintJson(context, *found);
    return kExitFine;
  }
  const v1::Enterprise& enterprise = found->enterprise();
  const std::vector<Line> cells = RowOf(enterprise);
  const std::string_view fields[] = {"enterprise_id", "name", "area_code", "industry_code",
                                     "founded"};
  Page page;
  for (size_t i = 0; i < cells.size(); ++i) {
    Line label("", Style::kDim);
    label.Add(FieldLabel(context.terminal.language, "enterprise", fields[i]), Style::kDim);
    page.AddWrapped(label.PadTo(18), cells[i], context.terminal.width);
  }
  page.Add(
      Line(context.Words(Phrase::kKnownAtOf, {std::to_string(found->revision())}), Style::kDim));
  context.Print(page);
  return kExitFine;
}

}  // namespace jifen::tools::cli
