#include "scoring/scheme/expression_fields.h"

#include <algorithm>
#include <string_view>

namespace jifen::scoring::scheme {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::string_view kExpressionFields[] = {
    "jifen.v1.Definition.expression", "jifen.v1.Stage.when",
    "jifen.v1.Measure.value",         "jifen.v1.Measure.mark",
    "jifen.v1.Gate.passes",           "jifen.v1.DirectPass.when",
    "jifen.v1.Alternatives.chosen",   "jifen.v1.PointsExpression.points",
    "jifen.v1.CohortLevel.group",
};

void Collect(const Message& message, std::vector<std::string>* expressions) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (IsExpressionField(*field)) {
      expressions->push_back(reflection.GetString(message, field));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_map()) {
      if (!field->is_repeated()) {
        Collect(reflection.GetMessage(message, field), expressions);
        continue;
      }
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        Collect(reflection.GetRepeatedMessage(message, field, i), expressions);
      }
    }
  }
}

}  // namespace

bool IsExpressionField(const FieldDescriptor& field) {
  return std::find(std::begin(kExpressionFields), std::end(kExpressionFields), field.full_name()) !=
         std::end(kExpressionFields);
}

std::vector<std::string> ExpressionsOf(const v1::Scheme& scheme) {
  std::vector<std::string> expressions;
  Collect(scheme, &expressions);
  return expressions;
}

}  // namespace jifen::scoring::scheme
