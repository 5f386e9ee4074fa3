// tools/jifen/json.h: messages as JSON, the form of --json.
//
//   Shape    the JSON of protobuf with field names as in the proto files; 64-bit numbers and decimals
//            are strings; counts and texts that are 0 or empty are there, optional fields that are
//            unset are not: missing is not zero.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "tools/jifen/context.h"

namespace jifen::tools::cli {

// One object, indented, with a line end.
std::string ToJson(const google::protobuf::Message& message);

// The objects as one array, with a line end.
std::string ToJsonArray(const std::vector<std::string>& objects);

// To context.out.
void PrintJson(const Context& context, const google::protobuf::Message& message);

}  // namespace jifen::tools::cli
