// tools/table_import/record_key.h: what a row says by which its record is known again.
//
//   Shape    the values of the table's key columns, those that are set, with | between them; % and |
//            within a value as %25 and %7C; the kind's name if none is set. Of a table whose facts come
//            from several sources the source's columns follow, each after an @ (%40 within one): 2025@咸宁市税务局.
//            A patent's number stands without prefix and point. Longer than kKeyBytesMax: its beginning, ~ and 32 hexadecimal
//            digits of its SHA-256.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>

#include "jifen/v1/registry_service.pb.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::table_import {

inline constexpr size_t kKeyBytesMax = 120;

std::string RecordKey(const Table& table, const v1::ImportRow& row);

// The day that a column gave; a year's is its last. nullopt if it is not set.
std::optional<v1::Date> DayOf(const Column& column, const v1::ImportRow& row);

}  // namespace jifen::tools::table_import
