// scoring/expression/field_reader.h: reads the fields of the data model without reflection.
//
//   Shape    one reader per field of every payload and of the register entry, made from the
//            descriptors when the service is built (generate/field_readers.cc), so that it is never
//            out of date.
//   Range    an enum's UNSPECIFIED, a day that is no day of the calendar, and an unset field that
//            tracks presence are not there. Any other field is always there.
//   Threads  immutable.
#pragma once

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "jifen/v1/record.pb.h"
#include "scoring/expression/type.h"
#include "scoring/expression/value.h"

namespace jifen::scoring::expression {

struct FieldReader {
  // The value without an origin; false, and nothing written, if it is not there.
  bool (*read)(const google::protobuf::Message& message, Value* value);
  // CEL's has(): whether it is there, for fields without presence whether it is not the default.
  bool (*has)(const google::protobuf::Message& message);
  const google::protobuf::FieldDescriptor* field;
  Type type;
};

// Null for a field outside the data model.
const FieldReader* FindFieldReader(const google::protobuf::FieldDescriptor* field);

// The payload of a record; null if none is set.
const google::protobuf::Message* PayloadOf(const v1::Record& record);

// Ask for the memory of the payload, and of the days in it, which must be there to be found.
void PrefetchPayload(const v1::Record& record);
void PrefetchDays(const v1::Record& record);

}  // namespace jifen::scoring::expression
