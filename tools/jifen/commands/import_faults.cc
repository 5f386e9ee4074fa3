#include "tools/jifen/commands/import_faults.h"

#include "proto/model/error.h"
#include "tools/jifen/words/reasons.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::cli {

void AddFault(const Context& context, const table_import::RowFault& fault, Page& page) {
  // A fault of a whole file has no row.
  Line place(fault.row == 0 ? fault.file : fault.file + ":" + std::to_string(fault.row),
             fault.warning ? Style::kWarn : Style::kBad);
  if (!fault.column.empty()) place.Add("  " + fault.column);
  if (!fault.value.empty()) place.Add("  ").Add(fault.value, Style::kBold);
  page.AddWrapped(Line("  "), place, context.terminal.width);
  Line text(fault.warning ? context.Words(Phrase::kNote) : "", Style::kWarn);
  // The reason is that of headings too.
  const bool whole = fault.reason == v1::REASON_COLUMN_UNKNOWN && fault.row == 0;
  text.Add(whole ? context.Words(Phrase::kTableUnreadFault)
                 : std::string(ReasonTextOf(context.terminal.language, fault.reason).sentence));
  text.Add("  " + model::ReasonName(fault.reason), Style::kDim);
  if (!fault.expected.empty()) {
    const bool chinese = context.terminal.language == Language::kChinese;
    text.Add("  " +
             context.Words(Phrase::kExpected, {table_import::InLanguage(fault.expected, chinese)}));
  }
  page.AddWrapped(Line("    "), text, context.terminal.width);
}

}  // namespace jifen::tools::cli
