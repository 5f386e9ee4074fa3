// scoring/expression/environment.h: the names that an expression may use.
//
//   Shape    variables and enums from the descriptors of the data model, functions from the table
//            of functions, and named definitions and indicators of the caller.
//   Errors   Define, DefineFaulty, AddStage and AddIndicator: EXPRESSION_NAME if the name is malformed,
//            then if it is taken.
//   Threads  immutable but for these four; copy it to extend it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "jifen/v1/record.pb.h"
#include "scoring/expression/type.h"

namespace jifen::scoring::expression {

class Program;

enum class VariableKind : uint8_t {
  kEnterprise,  // the register entry
  kProfile,     // the profile in force
  kRecords,     // the records of a kind
  kYear,        // the year of evaluation
  kValidAt,     // the day asked about
  kDefinition,  // a named expression
  kStage,       // the id of the stage, where AddStage lets it be named
};

struct Variable {
  VariableKind kind;
  Type type;
  v1::RecordKind records = v1::RECORD_KIND_UNSPECIFIED;
  std::shared_ptr<const Program> definition;  // null: one that did not compile, of unknown type
};

// What indicator("id") and points("id") may name.
struct Indicator {
  std::string id;
  Type type;  // of its value; its points are a decimal
};

class Environment {
 public:
  // The names of the data model.
  Environment();

  // Names a compiled expression. Names: lower-case letters, digits and underscores, a letter first,
  // at most 64 characters; no variable, function, macro or reserved word.
  absl::Status Define(std::string_view name, std::shared_ptr<const Program> program);

  // Names an expression that did not compile. What names it does not compile either, and has no fault by
  // that: the mistake is told once.
  absl::Status DefineFaulty(std::string_view name);

  // Lets expressions compiled later ask for `stage`, a string: what Workspace::SetStage gave.
  absl::Status AddStage();

  // Lets expressions compiled later name an indicator. The first has the index 0, the next 1: the
  // numbers of Workspace::SetIndicator. Ids are formed as the names of definitions, also with hyphens;
  // they may be equal to other names.
  absl::Status AddIndicator(std::string_view id, Type type);
  // In the order in which they were added.
  const std::vector<Indicator>& indicators() const { return indicators_; }

  // Null if unknown.
  const Variable* FindVariable(std::string_view name) const;
  const google::protobuf::EnumDescriptor* FindEnum(std::string_view name) const;

  // All names of variables and enums, sorted: for suggestions and the reference.
  std::vector<std::string> Names() const;

 private:
  absl::Status Define(std::string_view name, Variable variable);
  void AddMessage(const google::protobuf::Descriptor* message);

  absl::flat_hash_map<std::string, Variable> variables_;
  absl::flat_hash_map<std::string, const google::protobuf::EnumDescriptor*> enums_;
  std::vector<Indicator> indicators_;
};

// The names of an enum's values without the prefix of the enum, UNSPECIFIED left out:
// IntellectualPropertyKind.INVENTION is INTELLECTUAL_PROPERTY_KIND_INVENTION. Null if unknown.
const google::protobuf::EnumValueDescriptor* FindEnumValue(
    const google::protobuf::EnumDescriptor* type, std::string_view short_name);
std::string ShortName(const google::protobuf::EnumValueDescriptor* value);

}  // namespace jifen::scoring::expression
