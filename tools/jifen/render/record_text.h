// tools/jifen/render/record_text.h: records as people read them.
//
//   Shape    fields of a payload by the labels of words/labels.def, in the order of the proto file;
//            what was not reported is not there. Amounts as 万元 or yuan, days as YYYY-MM-DD.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <vector>

#include "jifen/v1/record.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

struct FieldText {
  std::string label;
  std::string value;
};

// The fields of the payload that are set.
std::vector<FieldText> PayloadFields(const Terminal& terminal, const v1::Record& record);

// "annual report 2024", the fields, and where it comes from; a change with its reason.
void AddRecord(const Terminal& terminal, const v1::RecordVersion& version, Page& page);

}  // namespace jifen::tools::cli
