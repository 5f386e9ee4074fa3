// tools/table_import/json_place.h: where a value stands in a text of JSON.
//
//   Shape    a path as errors give it: tables[0].columns[2].field.
//   Range    the text must be well-formed. Of a path that is not there: the innermost value of it that is.
//   Threads  free functions without state.
//   Cost     one pass up to the value.
#pragma once

#include <cstddef>
#include <string_view>

namespace jifen::tools::table_import {

// The byte at which the value begins.
size_t FindInJson(std::string_view json, std::string_view path);

}  // namespace jifen::tools::table_import
