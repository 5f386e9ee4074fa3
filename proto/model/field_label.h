// proto/model/field_label.h: the names of fields and kinds of records, for people.
//
//   Shape    one table, field_label.def; a test checks that every field of a record has a row.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string_view>

namespace jifen::model {

struct Label {
  std::string_view english;
  std::string_view chinese;
};

// By kind and field, e.g. annual_report and staff. Nullopt if there is none.
std::optional<Label> FieldLabel(std::string_view kind, std::string_view field);

// By the name of a kind, e.g. annual_report. Nullopt if there is none.
std::optional<Label> KindLabel(std::string_view kind);

}  // namespace jifen::model
