// tools/jifen/render/plain_words.h: what is missing, and the sentences of a card, without expressions and names of the API.
//
//   Shape    an expression (factory_grades[0]) is said by the records that it reads, which the scheme's
//            definitions name; a name (STATISTICS) by its label.
//   Errors   without the scheme (it may be null) an expression of definitions alone is "what it is computed from".
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

#include "tools/jifen/render/card.h"

namespace jifen::tools::cli {

// "staff (annual_report[2024].staff)", "annual report (annual_report[2024])", "smart factory records"; the path alone
// if it is of a kind or field without a label.
std::string MissingText(const CardView& view, std::string_view path);

// The text in the terminal's language.
std::string PlainSentence(const CardView& view, const v1::Text& text);

}  // namespace jifen::tools::cli
