#include "tools/jifen/json.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
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

std::string ToJsonArray(const std::vector<std::string>& objects) {
  std::string array = "[\n";
  for (size_t i = 0; i < objects.size(); ++i) {
    if (i > 0) array += ",\n";
    absl::StrAppend(&array, absl::StripTrailingAsciiWhitespace(objects[i]));
  }
  return array + "\n]\n";
}

void PrintJson(const Context& context, const google::protobuf::Message& message) {
  context.out << ToJson(message) << std::flush;
}

}  // namespace jifen::tools::cli
