// tools/jifen/commands/field_value.h: a field of a record set from the words that people use.
//
//   Shape    numbers, days, yes and no, and enum values as in the tables that are imported (cell.h); an
//            enum value also by its name in the API.
//   Units    an amount has its unit: 元, 千元, 万元, 亿元, yuan, wan, or fen.
//   Errors   TEXT_INVALID for a field that is not there, or none that holds a value; then as cell.h.
//   Threads  a free function without state.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "jifen/v1/record.pb.h"

namespace jifen::tools::cli {

// `path` is below the payload, which must be set, or valid_from, valid_to or provenance....
absl::Status SetField(std::string_view path, std::string_view text, v1::Record& record);

// The path as the API has it: names may go without the _fen or _hundredths that they end with. A path that is not known
// is given back as it is.
std::string ApiPath(std::string_view path, v1::RecordKind kind);

}  // namespace jifen::tools::cli
