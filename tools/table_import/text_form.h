// tools/table_import/text_form.h: the forms in which cells and headings are compared.
//
//   Shape    UTF-8 in, UTF-8 out; the input must be valid.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <string_view>

namespace jifen::tools::table_import {

// Without leading and trailing white space, ideographic and no-break spaces too.
std::string Trim(std::string_view text);

// Full-width digits, letters and signs (U+FF01..FF5E) as their ASCII twins, ideographic spaces as
// spaces, ￥ as ¥. All else stays: the mark of a footnote (①, ²) must not become a digit.
std::string Narrow(std::string_view text);

// What headings, file names and enum names are compared by: in Unicode's NFKC, ASCII letters small,
// without white space, underscores, hyphens and asterisks.
std::string HeadingForm(std::string_view text);

// Line breaks within a cell, and the white space around them, as one space.
std::string OneLine(std::string_view text);

// At most bytes_max bytes, cut at a character's border; what is cut off is shown as "...".
std::string Shorten(std::string_view text, size_t bytes_max);

bool HasControlCharacter(std::string_view text);

}  // namespace jifen::tools::table_import
