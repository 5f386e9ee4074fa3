// tools/jifen/words/labels.h: the names of fields and enum values of the data model, for people.
//
//   Shape    fields and kinds from proto/model/field_label.h, enum values from labels.def; a test checks
//            that every field of a record and every enum value of the data model has a label in both
//            languages.
//   Errors   a name that is not in the table (a newer server's) is shown as it is.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

// By the full name of an enum value, e.g. LEVEL_NATIONAL; the name itself if there is no label.
std::string EnumLabel(Language language, std::string_view name);

// By kind and field, e.g. annual_report and staff; "" if there is no label.
std::string FieldLabel(Language language, std::string_view kind, std::string_view field);

// By the short name of an enum value as a scale has it, e.g. NATIONAL; of several enums that share it, the first in
// labels.def. The short name itself if it has no label.
std::string ShortNameLabel(Language language, std::string_view short_name);

}  // namespace jifen::tools::cli
