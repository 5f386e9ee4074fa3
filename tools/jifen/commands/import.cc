#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/import_faults.h"
#include "tools/jifen/commands/import_run.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/table.h"
#include "tools/table_import/row_fault.h"

namespace jifen::tools::cli {
namespace {

std::string Count(int64_t count) { return GroupThousands(std::to_string(count)); }

// Where the report goes: as asked, or beside the caller.
std::filesystem::path ReportPath(const ImportArguments& arguments) {
  if (!arguments.report.empty()) return arguments.report;
  const std::filesystem::path path =
      std::filesystem::path(arguments.tables.path).lexically_normal();
  // Of a folder its name, of a file that without its ending.
  std::error_code error;
  const std::string name = std::filesystem::is_directory(path, error)
                               ? (path / "").parent_path().filename().string()
                               : path.stem().string();
  return (name.empty() || name == "." || name == ".." ? "import" : name) + "-report.csv";
}

void AddFiles(const Context& context, const ImportOutcome& outcome, Page& page) {
  const bool resumed = outcome.resumed_from > 0;
  Table table{.columns = {{.heading = context.Words(Phrase::kFile), .flexible = true},
                          {.heading = context.Words(Phrase::kCreated), .right = true},
                          {.heading = context.Words(Phrase::kUpdated), .right = true},
                          {.heading = context.Words(Phrase::kUnchanged), .right = true},
                          {.heading = context.Words(Phrase::kRefused), .right = true}},
              .rows = {}};
  if (resumed) table.columns.push_back({.heading = context.Words(Phrase::kEarlier), .right = true});
  for (const FileCounts& file : outcome.files) {
    const Style refused = file.refused > 0 ? Style::kBad : Style::kPlain;
    if (file.unread) {  // no counts: nobody should take them for an empty table
      table.rows.push_back({Line(file.file), Line(context.Words(Phrase::kTableUnread), Style::kBad),
                            Line(), Line(), Line()});
      if (resumed) table.rows.back().emplace_back();
      continue;
    }
    table.rows.push_back({Line(file.file), Line(Count(file.created)), Line(Count(file.updated)),
                          Line(Count(file.unchanged)), Line(Count(file.refused), refused)});
    if (resumed) table.rows.back().emplace_back(Count(file.earlier));
  }
  page.Append(MakeTable(table, context.terminal.width, GlyphsOf(context.terminal.unicode)));
}

int64_t UnreadOf(const ImportOutcome& outcome) {
  return std::count_if(outcome.files.begin(), outcome.files.end(),
                       [](const FileCounts& file) { return file.unread; });
}

// Nothing was filled in: neither a row to send nor one at fault. Of what was not read nobody knows.
bool HasNoRows(const ImportOutcome& outcome) {
  return outcome.rows_sent == 0 && outcome.report.faults() == 0 && UnreadOf(outcome) == 0 &&
         !outcome.looked_at.empty();
}

void AddNoRows(const Context& context, const ImportOutcome& outcome, Page& page) {
  constexpr size_t kNamesMax = 3;
  const bool chinese = context.terminal.language == Language::kChinese;
  const std::string between = chinese ? "、" : ", ";
  std::string names;
  for (size_t i = 0; i < outcome.looked_at.size() && i < kNamesMax; ++i) {
    names += (i == 0 ? "" : between) + outcome.looked_at[i];
  }
  if (outcome.looked_at.size() > kNamesMax) names += chinese ? "…" : ", ...";
  const std::string count = Count(static_cast<int64_t>(outcome.looked_at.size()));
  page.AddWrapped(Line(), Line(context.Words(Phrase::kNoRows, {count, names}), Style::kWarn),
                  context.terminal.width);
}

void AddTotals(const Context& context, const ImportOutcome& outcome, Page& page) {
  const v1::ImportTotals& totals = outcome.totals;
  const auto number = [](uint64_t count) { return Count(static_cast<int64_t>(count)); };
  page.AddBlank();
  page.AddWrapped(Line(),
                  Line(context.Words(Phrase::kImportTotals,
                                     {number(totals.created()), number(totals.updated()),
                                      number(totals.unchanged()), Count(outcome.report.faults())}),
                       Style::kBold),
                  context.terminal.width);
  if (const int64_t unread = UnreadOf(outcome); unread > 0) {
    page.AddWrapped(Line(),
                    Line(context.Words(Phrase::kTablesUnread, {Count(unread)}), Style::kBad),
                    context.terminal.width);
  }
  page.AddWrapped(Line(),
                  Line(context.Words(Phrase::kImportNamed, {outcome.import_id}), Style::kDim),
                  context.terminal.width);
  if (outcome.revision == 0) return;  // nothing was written
  page.Add(
      Line(context.Words(Phrase::kKnownAtOf, {std::to_string(outcome.revision)}), Style::kDim));
}

// What became of the report.
struct Filed {
  std::filesystem::path path;  // empty: there is nothing to tell
  bool lost = false;           // it could not be written
};

void AddFaults(const Context& context, const ImportOutcome& outcome, const Filed& report,
               Page& page) {
  if (report.path.empty()) return;
  page.AddBlank();
  const Line where =
      report.lost ? Line(context.Words(Phrase::kReportLost, {report.path.string()}), Style::kBad)
                  : Line(context.Words(Phrase::kReportAt,
                                       {report.path.string(), Count(outcome.report.faults()),
                                        Count(outcome.report.warnings())}));
  page.AddWrapped(Line(), where, context.terminal.width);
  for (const table_import::RowFault& fault : outcome.first_faults) {
    AddFault(context, fault, page);
  }
  const auto shown = static_cast<int64_t>(outcome.first_faults.size());
  const int64_t more = outcome.report.faults() + outcome.report.warnings() - shown;
  if (more > 0) page.Add(Line("  " + context.Words(Phrase::kMoreInReport, {Count(more)})));
}

void PrintPage(const Context& context, const ImportArguments& arguments,
               const ImportOutcome& outcome, const Filed& report) {
  Page page;
  if (outcome.resumed_from > 0) {
    page.Add(
        Line(context.Words(Phrase::kResumed, {Count(static_cast<int64_t>(outcome.resumed_from))}),
             Style::kAccent));
    page.AddBlank();
  }
  if (HasNoRows(outcome)) AddNoRows(context, outcome, page);
  if (!outcome.files.empty()) AddFiles(context, outcome, page);
  AddTotals(context, outcome, page);
  AddFaults(context, outcome, report, page);
  if (arguments.dry_run) page.Add(Line(context.Words(Phrase::kNothingWritten), Style::kWarn));
  context.Print(page);
}

void PrintAsJson(const Context& context, const ImportArguments& arguments,
                 const ImportOutcome& outcome, const Filed& report) {
  nlohmann::ordered_json json;
  json["import_id"] = outcome.import_id;
  json["dry_run"] = arguments.dry_run;
  json["resumed_from"] = outcome.resumed_from;
  json["rows_sent"] = outcome.rows_sent;
  json["created"] = outcome.totals.created();
  json["updated"] = outcome.totals.updated();
  json["unchanged"] = outcome.totals.unchanged();
  json["refused"] = outcome.report.faults();
  json["warnings"] = outcome.report.warnings();
  json["revision"] = outcome.revision;
  json["unread"] = UnreadOf(outcome);
  json["looked_at"] = outcome.looked_at;
  json["report"] = report.lost ? "" : report.path.string();
  if (report.lost) json["report_unwritable"] = report.path.string();
  json["files"] = nlohmann::ordered_json::array();
  for (const FileCounts& file : outcome.files) {
    json["files"].push_back({{"file", file.file},
                             {"created", file.created},
                             {"updated", file.updated},
                             {"unchanged", file.unchanged},
                             {"refused", file.refused},
                             {"earlier", file.earlier},
                             {"unread", file.unread}});
  }
  context.out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n"
              << std::flush;
}

// A report that is asked for is always written, if only with its headings; that of an earlier run beside the
// caller would be taken for this one's.
Filed FileReport(const ImportArguments& arguments, const ImportOutcome& outcome) {
  const std::filesystem::path path = ReportPath(arguments);
  const bool clean = outcome.report.faults() == 0 && outcome.report.warnings() == 0;
  if (clean && arguments.report.empty()) {
    std::error_code ignored;
    if (table_import::IsReport(path)) std::filesystem::remove(path, ignored);
    return {};
  }
  return {.path = path, .lost = !outcome.report.Write(path).ok()};
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const ImportArguments& arguments) {
  // Before the first row: a bureau that cannot see what was refused must not load anything.
  if (!arguments.report.empty() && !table_import::CheckReportPlace(arguments.report).ok()) {
    return absl::UnavailableError(context.Words(Phrase::kReportUnwritable, {arguments.report}));
  }
  const absl::StatusOr<ImportOutcome> outcome = RunImport(context, arguments);
  if (!outcome.ok()) return outcome.status();
  const Filed report = FileReport(arguments, *outcome);
  if (context.json) {
    PrintAsJson(context, arguments, *outcome, report);
  } else {
    PrintPage(context, arguments, *outcome, report);
  }
  const bool whole = outcome->report.faults() == 0 && UnreadOf(*outcome) == 0 && !report.lost;
  return whole ? kExitFine : kExitFailed;
}

}  // namespace jifen::tools::cli
