#include "tools/jifen/commands/import_faults.h"

#include "proto/model/error.h"
#include "tools/jifen/words/reasons.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::cli {

namespace {

std::string SentenceOf(const Context& context, const table_import::RowFault& fault) {
  if (table_import::IsOfNotes(fault)) return context.Words(Phrase::kNotesFault);
  if (table_import::IsOfWholeTable(fault)) return context.Words(Phrase::kTableUnreadFault);
  return std::string(ReasonTextOf(context.terminal.language, fault.reason).sentence);
}

}  // namespace

void AddFault(const Context& context, const table_import::RowFault& fault, Page& page) {
  // A fault of a whole file has no row.
  Line place(fault.row == 0 ? fault.file : fault.file + ":" + std::to_string(fault.row),
             fault.warning ? Style::kWarn : Style::kBad);
  if (!fault.column.empty()) place.Add("  " + fault.column);
  if (!fault.value.empty()) place.Add("  ").Add(fault.value, Style::kBold);
  page.AddWrapped(Line("  "), place, context.terminal.width);
  Line text(fault.warning ? context.Words(Phrase::kNote) : "", Style::kWarn);
  text.Add(SentenceOf(context, fault));
  text.Add("  " + model::ReasonName(fault.reason), Style::kDim);
  if (!fault.expected.empty()) {
    const bool chinese = context.terminal.language == Language::kChinese;
    text.Add("  " +
             context.Words(Phrase::kExpected, {table_import::InLanguage(fault.expected, chinese)}));
  }
  page.AddWrapped(Line("    "), text, context.terminal.width);
}

}  // namespace jifen::tools::cli
