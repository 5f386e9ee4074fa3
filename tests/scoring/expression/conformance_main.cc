// Evaluates expressions for the conformance tests: a JSON object per line of the input,
// {"expr": ..., "definitions": {name: expression, ...}}, is answered by one per line of the output:
// {"value": ...} as cel.expr.Value has it (a decimal is a decimalValue), {"missing": path},
// {"error": reason, "message": ...} of the evaluation or {"fault": reason, "message": ...} of the text.
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <iostream>
#include <string>

#include "absl/strings/str_join.h"
#include "proto/model/error.h"
#include "scoring/expression/environment.h"
#include "scoring/expression/program.h"
#include "scoring/expression/timestamp.h"
#include "scoring/expression/workspace.h"

namespace {

using google::protobuf::Struct;
using jifen::scoring::expression::Environment;
using jifen::scoring::expression::Kind;
using jifen::scoring::expression::Value;
using Json = google::protobuf::Value;

void Set(Struct* object, const std::string& name, const std::string& text) {
  (*object->mutable_fields())[name].set_string_value(text);
}

Struct* SetObject(Struct* object, const std::string& name) {
  return (*object->mutable_fields())[name].mutable_struct_value();
}

void SetWellKnown(Struct* object, const std::string& type, const std::string& text) {
  Struct* message = SetObject(object, "objectValue");
  Set(message, "@type", "type.googleapis.com/google.protobuf." + type);
  Set(message, "value", text);
}

void Write(const Value& value, Struct* object);

void WriteMap(const Value& map, Struct* object) {
  auto* entries =
      (*SetObject(object, "mapValue")->mutable_fields())["entries"].mutable_list_value();
  for (size_t i = 0; i < map.AsMapKeys().size(); ++i) {
    Struct* entry = entries->add_values()->mutable_struct_value();
    Write(map.AsMapKeys()[i], SetObject(entry, "key"));
    Write(map.AsMapValues()[i], SetObject(entry, "value"));
  }
}

void WriteList(const Value& list, Struct* object) {
  auto* values = (*SetObject(object, "listValue")->mutable_fields())["values"].mutable_list_value();
  for (const Value& item : list.AsList()) Write(item, values->add_values()->mutable_struct_value());
}

void Write(const Value& value, Struct* object) {
  namespace expression = jifen::scoring::expression;
  switch (value.kind()) {
    case Kind::kNull:
      return (*object->mutable_fields())["nullValue"].set_null_value(google::protobuf::NULL_VALUE);
    case Kind::kBool:
      return (*object->mutable_fields())["boolValue"].set_bool_value(value.AsBool());
    case Kind::kInt:
      return Set(object, "int64Value", std::to_string(value.AsInt()));
    case Kind::kDecimal:
      return Set(object, "decimalValue", value.AsDecimal().Format());
    case Kind::kString:
      return Set(object, "stringValue", std::string(value.AsString()));
    case Kind::kType:
      return Set(object, "typeValue", std::string(value.AsTypeName()));
    case Kind::kTimestamp:
      return SetWellKnown(object, "Timestamp", expression::FormatTimestamp(value.AsTimestamp()));
    case Kind::kDuration:
      return SetWellKnown(object, "Duration", expression::FormatDuration(value.AsDuration()));
    case Kind::kMap:
      return WriteMap(value, object);
    case Kind::kList:
      return WriteList(value, object);
    default:
      return Set(object, "unknownValue", "a kind that no conformance test has");
  }
}

void WriteStatus(const char* name, const absl::Status& status, Struct* answer) {
  const auto detail = jifen::model::DetailOf(status);
  Set(answer, name,
      detail.has_value() ? std::string(jifen::model::ReasonName(detail->reason())) : "?");
  Set(answer, "message", std::string(status.message()));
}

absl::Status Define(const Struct& definitions, Environment* environment) {
  for (const auto& [name, text] : definitions.fields()) {
    const auto program = Compile(text.string_value(), *environment);
    if (!program.ok()) return program.status();
    const absl::Status defined = environment->Define(name, *program);
    if (!defined.ok()) return defined;
  }
  return absl::OkStatus();
}

Struct Answer(const Struct& question) {
  Struct answer;
  Environment environment;
  const absl::Status defined =
      Define(question.fields().at("definitions").struct_value(), &environment);
  if (!defined.ok()) {
    WriteStatus("fault", defined, &answer);
    return answer;
  }
  const auto program = Compile(question.fields().at("expr").string_value(), environment);
  if (!program.ok()) {
    WriteStatus("fault", program.status(), &answer);
    return answer;
  }
  jifen::scoring::expression::DossierView nothing;
  nothing.Reset(nullptr, jifen::v1::Date(), {});
  jifen::scoring::expression::Workspace workspace;
  workspace.Begin(nothing, 2024);
  const Value value = workspace.Evaluate(**program);
  if (value.IsMissing()) {
    Set(&answer, "missing", absl::StrJoin(workspace.MissingPaths(value), "; "));
  } else if (value.IsError()) {
    WriteStatus("error", ToStatus(value.failure()), &answer);
  } else {
    Write(value, SetObject(&answer, "value"));
  }
  return answer;
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    Struct question;
    std::string answer;
    if (!google::protobuf::util::JsonStringToMessage(line, &question).ok()) {
      std::cerr << "no JSON object: " << line << '\n';
      return 1;
    }
    if (!google::protobuf::util::MessageToJsonString(Answer(question), &answer).ok()) {
      std::cerr << "no answer to " << line << '\n';
      return 1;
    }
    std::cout << answer << '\n';
  }
  return 0;
}
