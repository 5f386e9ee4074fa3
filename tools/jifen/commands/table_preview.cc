#include "tools/jifen/commands/table_preview.h"

#include <algorithm>
#include <map>

#include "proto/model/calendar.h"
#include "tools/jifen/commands/import_run.h"
#include "tools/jifen/commands/import_source.h"
#include "tools/jifen/render/decimal_text.h"
#include "tools/jifen/render/value_text.h"
#include "tools/jifen/words/labels.h"

namespace jifen::tools::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using table_import::CellType;
using table_import::FileLayout;
using table_import::RowFault;
using table_import::SourcedRow;
using table_import::Step;
using table_import::TableSource;

// The message that holds the column's field, or null if the row has none.
const Message* OwnerOf(const table_import::Column& column, const v1::ImportRow& row) {
  const Message* owner = &row;
  for (size_t i = 0; i + 1 < column.fields.size(); ++i) {
    const google::protobuf::Reflection& reflection = *owner->GetReflection();
    if (!reflection.HasField(*owner, column.fields[i])) return nullptr;
    owner = &reflection.GetMessage(*owner, column.fields[i]);
  }
  return owner;
}

// The value that a cell became.
std::string Understood(const Context& context, const table_import::Column& column,
                       const v1::ImportRow& row) {
  const Message* owner = OwnerOf(column, row);
  if (owner == nullptr) return "";
  const FieldDescriptor* field = column.fields.back();
  const google::protobuf::Reflection& reflection = *owner->GetReflection();
  switch (column.type) {
    case CellType::kIgnored:
      return "";
    case CellType::kText:
    case CellType::kPatentNumber:
      return reflection.GetString(*owner, field);
    case CellType::kInteger:
    case CellType::kYear:
      return std::to_string(reflection.GetInt32(*owner, field));
    case CellType::kHundredths:
      return ShiftPoint(std::to_string(reflection.GetInt32(*owner, field)), -2);
    case CellType::kMoney:
      return MoneyText(context.terminal, std::to_string(reflection.GetInt64(*owner, field)));
    case CellType::kDate: {
      v1::Date date;
      date.CopyFrom(reflection.GetMessage(*owner, field));
      return model::FormatDate(date);
    }
    case CellType::kYesNo:
      return context.Words(reflection.GetBool(*owner, field) ? Phrase::kYes : Phrase::kNo);
    case CellType::kEnum:
      return EnumLabel(context.terminal.language, reflection.GetEnum(*owner, field)->name());
  }
  return "";
}

class Previewing {
 public:
  Previewing(const Context& context, std::vector<table_import::TableGlance> glances)
      : context_(context) {
    for (table_import::TableGlance& glance : glances) {
      index_[glance.file] = preview_.tables.size();
      const size_t columns = glance.layout == nullptr ? 0 : glance.layout->columns.size();
      TablePreview& table = preview_.tables.emplace_back();
      table.samples.resize(columns);
      table.glance = std::move(glance);
    }
  }

  absl::Status Read(TableSource& source) {
    SourcedRow row;
    RowFault fault;
    while (true) {
      const absl::StatusOr<Step> step = source.Next(row, fault);
      if (!step.ok()) return step.status();
      if (*step == Step::kEnd) return absl::OkStatus();
      if (*step == Step::kRow) AddRow(row);
      if (*step == Step::kFault) AddFault(fault);
    }
  }

  SourcePreview Take() && {
    for (TablePreview& table : preview_.tables) AddRawSamples(table);
    return std::move(preview_);
  }

 private:
  TablePreview* Find(const std::string& file) {
    const auto found = index_.find(file);
    return found == index_.end() ? nullptr : &preview_.tables[found->second];
  }

  void AddRow(const SourcedRow& row) {
    TablePreview* table = Find(row.where.file());
    if (table == nullptr || ++table->rows > kPreviewRows) return;
    const FileLayout& layout = *row.where.layout;
    const size_t count = std::min(row.where.cells.size(), table->samples.size());
    for (size_t i = 0; i < count; ++i) {
      ColumnSample& sample = table->samples[i];
      if (!layout.Reads(i) || row.where.cells[i].empty() || !sample.value.empty()) continue;
      sample = {.cell = row.where.cells[i],
                .value = Understood(context_, *layout.columns[i].column, row.row)};
    }
  }

  // Faults of a table and its headings are in its glance already.
  void AddFault(const RowFault& fault) {
    TablePreview* table = Find(fault.file);
    if (table == nullptr || fault.warning) return;
    const auto same = [&](const RowFault& known) {
      return known.row == fault.row && known.column == fault.column && known.reason == fault.reason;
    };
    const std::vector<RowFault>& known = table->glance.faults;
    if (std::any_of(known.begin(), known.end(), same)) return;
    ++table->refused;
    if (preview_.faults.size() < kFaultsShown) preview_.faults.push_back(fault);
  }

  // Of columns that no good row filled, and of those that are not read.
  static void AddRawSamples(TablePreview& table) {
    for (const std::vector<std::string>& row : table.glance.rows) {
      for (size_t i = 0; i < std::min(row.size(), table.samples.size()); ++i) {
        if (table.samples[i].cell.empty()) table.samples[i].cell = row[i];
      }
    }
  }

  const Context& context_;
  SourcePreview preview_;
  std::map<std::string, size_t> index_;
};

}  // namespace

absl::StatusOr<SourcePreview> PreviewTables(const Context& context, const ImportSource& source) {
  absl::StatusOr<TableSource> tables = OpenTables(context, source, /*look_only=*/true);
  if (!tables.ok()) return tables.status();
  const absl::StatusOr<table_import::ReadOptions> options = ReadOptionsOf(context, source);
  if (!options.ok()) return options.status();
  absl::StatusOr<std::vector<table_import::TableGlance>> glances =
      table_import::Glance(source.path, *options, kPreviewRows);
  if (!glances.ok()) return glances.status();
  Previewing previewing(context, *std::move(glances));
  const absl::Status read = previewing.Read(*tables);
  if (!read.ok()) return read;
  return std::move(previewing).Take();
}

bool IsLeftOut(const TablePreview& table) {
  const std::vector<RowFault>& faults = table.glance.faults;
  // A sheet of notes is not read either, but nothing is missed.
  return !table.glance.readable &&
         std::any_of(faults.begin(), faults.end(),
                     [](const RowFault& fault) { return !fault.warning || fault.unread; });
}

}  // namespace jifen::tools::cli
