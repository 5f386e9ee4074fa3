// tools/table_import/fault_text.h: what a fault says was expected, in Chinese and in English.
//
//   Shape    texts of this folder have both halves, Chinese first: "整数 / a whole number". Those of the
//            server are English; fault_text.def has the Chinese of those that clerks meet.
//   Errors   none fails: a text that is not in the table, or has no halves, is given as it is.
//   Threads  free functions without state.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jifen::tools::table_import {

std::string BothLanguages(std::string_view chinese, std::string_view english);

// The half of a text of BothLanguages. What stands in both halves (a file's name) may hold the mark between them.
std::string InLanguage(std::string_view text, bool chinese);

// How names and numbers within a text are said to those who have the columns, not the messages, before them.
struct FaultWords {
  // Of a field or an enum value, e.g. valid_from, LEVEL_NATIONAL.
  std::function<std::string(std::string_view name, bool chinese)> name;
  // Of an amount or a count of hundredths in the column's unit.
  std::function<std::string(std::string_view digits)> number;
  std::string unit_chinese;  // with the space before it; empty if there is none
  std::string unit_english;
};

// Both halves of a text of the server, or of a command that speaks English.
std::string Translate(std::string_view text, const FaultWords& words);

// Rows of fault_text.def: the text as it comes, and both halves of what is said.
struct FaultTextRow {
  std::string_view text, english, chinese;
};
const std::vector<FaultTextRow>& AllFaultTexts();

}  // namespace jifen::tools::table_import
