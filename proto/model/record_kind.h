// proto/model/record_kind.h: the kind of a record and its payload, generically.
//
//   Shape    RecordKind's numbers are the field numbers of Record.payload, so one table serves
//            both.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jifen/v1/record.pb.h"

namespace jifen::model {

// RECORD_KIND_UNSPECIFIED if no payload is set.
inline v1::RecordKind KindOf(const v1::Record& record) {
  return static_cast<v1::RecordKind>(record.payload_case());
}

// The payload, or null if none is set. Reflection: not for hot paths.
const google::protobuf::Message* PayloadOf(const v1::Record& record);

// The field of Record.payload, e.g. annual_report; "" for RECORD_KIND_UNSPECIFIED.
std::string KindName(v1::RecordKind kind);

// By the name of the field.
std::optional<v1::RecordKind> FindKind(std::string_view name);

}  // namespace jifen::model
