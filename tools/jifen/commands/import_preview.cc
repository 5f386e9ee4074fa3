#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/commands/import_faults.h"
#include "tools/jifen/commands/table_preview.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/table.h"
#include "tools/table_import/heading_likeness.h"
#include "tools/table_import/mapping.h"

namespace jifen::tools::cli {
namespace {

using table_import::CellType;
using table_import::FileColumn;
using table_import::RowFault;

bool Chinese(const Context& context) { return context.terminal.language == Language::kChinese; }

// What a column fills, by the heading that docs/import.md has for it.
Line FieldOf(const Context& context, const TablePreview& table, const FileColumn& column) {
  const table_import::Table* kind =
      table.glance.table == nullptr ? table.glance.guess : table.glance.table;
  const auto name = [&](const table_import::Column& known) {
    return Chinese(context) ? known.zh.front() : known.en.front();
  };
  if (column.column == nullptr) {
    Line unknown(context.Words(Phrase::kColumnUnknown), Style::kBad);
    const table_import::Column* like =
        kind == nullptr ? nullptr : table_import::MostLike(*kind, column.heading);
    if (like != nullptr) unknown.Add(context.Words(Phrase::kPerhaps, {name(*like)}), Style::kWarn);
    return unknown;
  }
  if (column.column->type == CellType::kIgnored) {
    return Line(context.Words(Phrase::kColumnNotRead), Style::kDim);
  }
  return Line(name(*column.column), Style::kGood);
}

Line UnitOf(const Context& context, const FileColumn& column) {
  if (column.column == nullptr || column.column->type != CellType::kMoney) return Line();
  if (column.unit == nullptr) return Line(context.Words(Phrase::kUnitMissing), Style::kBad);
  return Line(Chinese(context) ? column.unit->zh : column.unit->name);
}

void AddColumns(const Context& context, const TablePreview& table, Page& page) {
  Table shown{.columns = {{.heading = context.Words(Phrase::kHeading), .flexible = true},
                          {.heading = context.Words(Phrase::kField), .flexible = true},
                          {.heading = context.Words(Phrase::kMoneyUnit)},
                          {.heading = context.Words(Phrase::kSample), .flexible = true},
                          {.heading = context.Words(Phrase::kUnderstoodAs), .flexible = true}},
              .rows = {}};
  const std::vector<FileColumn>& columns = table.glance.layout->columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].heading.empty()) continue;
    const ColumnSample& sample = table.samples[i];
    shown.rows.push_back({Line(columns[i].heading), FieldOf(context, table, columns[i]),
                          UnitOf(context, columns[i]), Line(sample.cell), Line(sample.value)});
  }
  page.Append(MakeTable(shown, context.terminal.width, GlyphsOf(context.terminal.unicode)));
}

void AddTable(const Context& context, const TablePreview& table, Page& page) {
  Line head(table.glance.file, Style::kBold);
  if (table.glance.table != nullptr) {
    const table_import::Table& kind = *table.glance.table;
    head.Add("  ").Add(Chinese(context) ? kind.zh : kind.en, Style::kAccent);
  }
  if (table.glance.guess != nullptr) {
    const table_import::Table& like = *table.glance.guess;
    head.Add("  " + context.Words(Phrase::kLooksLike, {Chinese(context) ? like.zh : like.en}),
             Style::kWarn);
  }
  if (!table.glance.form.empty()) head.Add("  " + table.glance.form, Style::kDim);
  head.Add("  " + context.Words(Phrase::kRows, {GroupThousands(std::to_string(table.rows))}));
  if (table.refused > 0) {
    head.Add(
        "  " + context.Words(Phrase::kRowsAtFault, {GroupThousands(std::to_string(table.refused))}),
        Style::kBad);
  }
  if (IsLeftOut(table)) head.Add("  " + context.Words(Phrase::kLeftOut), Style::kBad);
  page.AddWrapped(Line(), head, context.terminal.width);
  if (table.glance.layout != nullptr) AddColumns(context, table, page);
  for (const RowFault& fault : table.glance.faults) AddFault(context, fault, page);
  page.AddBlank();
}

void PrintPage(const Context& context, const ImportPreviewArguments& arguments,
               const SourcePreview& preview) {
  Page page;
  for (const TablePreview& table : preview.tables) AddTable(context, table, page);
  if (!preview.faults.empty()) {
    page.Add(Line(context.Words(Phrase::kFirstRowsAtFault), Style::kBold));
    for (const RowFault& fault : preview.faults) AddFault(context, fault, page);
    page.AddBlank();
  }
  if (!arguments.write_mapping.empty()) {
    page.AddWrapped(Line(), Line(context.Words(Phrase::kMappingWritten, {arguments.write_mapping})),
                    context.terminal.width);
    page.AddWrapped(
        Line(),
        Line(context.Words(Phrase::kMappingNext, {arguments.tables.path, arguments.write_mapping}),
             Style::kDim),
        context.terminal.width);
  }
  page.Add(Line(context.Words(Phrase::kNothingLoaded), Style::kDim));
  context.Print(page);
}

nlohmann::ordered_json FaultJson(const RowFault& fault) {
  return {{"file", fault.file},
          {"row", fault.row},
          {"column", fault.column},
          {"value", fault.value},
          {"reason", model::ReasonName(fault.reason)},
          {"expected", fault.expected},
          {"warning", fault.warning}};
}

nlohmann::ordered_json ColumnJson(const FileColumn& column, const ColumnSample& sample) {
  nlohmann::ordered_json json = {{"heading", column.heading}};
  const bool read = column.column != nullptr && column.column->type != CellType::kIgnored;
  json["known"] = column.column != nullptr;
  json["field"] = read ? column.column->en.front() : "";
  json["path"] = read ? column.column->path : "";
  json["unit"] = column.unit == nullptr ? "" : column.unit->name;
  json["sample"] = sample.cell;
  json["value"] = sample.value;
  return json;
}

void PrintAsJson(const Context& context, const ImportPreviewArguments& arguments,
                 const SourcePreview& preview) {
  nlohmann::ordered_json json = {{"path", arguments.tables.path}};
  json["mapping_written"] = arguments.write_mapping;
  json["tables"] = nlohmann::ordered_json::array();
  for (const TablePreview& table : preview.tables) {
    nlohmann::ordered_json one = {{"file", table.glance.file}};
    one["kind"] = table.glance.table == nullptr ? "" : model::KindName(table.glance.table->kind);
    one["looks_like"] =
        table.glance.guess == nullptr ? "" : model::KindName(table.glance.guess->kind);
    one["form"] = table.glance.form;
    one["readable"] = table.glance.readable;
    one["rows"] = table.rows;
    one["refused"] = table.refused;
    one["columns"] = nlohmann::ordered_json::array();
    if (table.glance.layout != nullptr) {
      const std::vector<FileColumn>& columns = table.glance.layout->columns;
      for (size_t i = 0; i < columns.size(); ++i) {
        if (!columns[i].heading.empty()) {
          one["columns"].push_back(ColumnJson(columns[i], table.samples[i]));
        }
      }
    }
    one["faults"] = nlohmann::ordered_json::array();
    for (const RowFault& fault : table.glance.faults) one["faults"].push_back(FaultJson(fault));
    json["tables"].push_back(std::move(one));
  }
  json["rows_at_fault"] = nlohmann::ordered_json::array();
  for (const RowFault& fault : preview.faults) json["rows_at_fault"].push_back(FaultJson(fault));
  context.out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n"
              << std::flush;
}

absl::Status WriteMapping(const Context& context, const ImportPreviewArguments& arguments,
                          const SourcePreview& preview) {
  const std::filesystem::path path = arguments.write_mapping;
  std::error_code error;
  if (!arguments.overwrite && std::filesystem::exists(path, error)) {
    return absl::AlreadyExistsError(context.Words(Phrase::kFileThere, {path.string()}));
  }
  std::vector<table_import::TableGlance> glances;
  for (const TablePreview& table : preview.tables) glances.push_back(table.glance);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << table_import::DraftMapping(glances, Chinese(context));
  file.close();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(context.Words(Phrase::kFileUnwritable, {path.string()}));
}

}  // namespace

absl::StatusOr<int> Run(const Context& context, const ImportPreviewArguments& arguments) {
  const absl::StatusOr<SourcePreview> preview = PreviewTables(context, arguments.tables);
  if (!preview.ok()) return preview.status();
  if (!arguments.write_mapping.empty()) {
    const absl::Status written = WriteMapping(context, arguments, *preview);
    if (!written.ok()) return written;
  }
  if (context.json) {
    PrintAsJson(context, arguments, *preview);
  } else {
    PrintPage(context, arguments, *preview);
  }
  for (const TablePreview& table : preview->tables) {
    if (IsLeftOut(table) || table.refused > 0) return kExitFailed;
  }
  return kExitFine;
}

}  // namespace jifen::tools::cli
