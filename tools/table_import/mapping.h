// tools/table_import/mapping.h: what a user says about names and headings that tables.json does not know.
//
//   Shape    JSON like tables.json:
//              {"tables": [{"kind": "annual_report",
//                           "names": ["2025年研发统计"],
//                           "columns": [{"heading": "研发费", "field": "研发费用", "unit": "万元"},
//                                       {"heading": "备注", "field": "ignore"}]}]}
//            `names` are names of files or sheets that hold this kind. `field` is one of the field's headings in
//            docs/import.md or its path; `unit` is for amounts whose heading has none. What is said here comes before
//            what tables.json says. Keys that begin with "note" are passed over.
//   Range    kMappingColumnsMax columns of a kind.
//   Errors   WithMapping: COLUMN_UNKNOWN with line and column: a fault of JSON; else with the place within the file too,
//            the first of: kind, names, then each column in turn: heading, field, unit.
//   Threads  free functions without state.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/table_import/table_format.h"
#include "tools/table_import/table_glance.h"

namespace jifen::tools::table_import {

inline constexpr size_t kMappingColumnsMax = 1000;
inline constexpr std::string_view kIgnoreField = "ignore";

// The formats with the mapping. `name` is that of the file, for errors.
absl::StatusOr<std::shared_ptr<const TableFormats>> WithMapping(const TableFormats& formats,
                                                                const std::string& name,
                                                                std::string_view mapping);

// A mapping that says what was understood of the tables, to be edited: fields and units that are not known are empty,
// which WithMapping refuses.
std::string DraftMapping(const std::vector<TableGlance>& glances, bool chinese);

}  // namespace jifen::tools::table_import
