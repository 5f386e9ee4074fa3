// scoring/scheme/expression_fields.h: which fields of a scheme hold expressions.
//
//   Threads  free functions without state.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "jifen/v1/scheme.pb.h"

namespace jifen::scoring::scheme {

bool IsExpressionField(const google::protobuf::FieldDescriptor& field);

// All expressions of a scheme that are not empty, in the order of the fields.
std::vector<std::string> ExpressionsOf(const v1::Scheme& scheme);

}  // namespace jifen::scoring::scheme
