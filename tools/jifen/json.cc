#include "tools/jifen/json.h"

#include "google/protobuf/util/json_util.h"

namespace jifen::tools::cli {

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string json;
  // Fails only for an Any of an unknown type; the API has none.
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "{}\n";
  return json;
}

void PrintJson(const Context& context, const google::protobuf::Message& message) {
  context.out << ToJson(message) << std::flush;
}

}  // namespace jifen::tools::cli
