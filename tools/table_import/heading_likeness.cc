#include "tools/table_import/heading_likeness.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

// Characters that two texts share as neighbours, by which a misspelt or shortened heading is known again.
std::set<std::string> Pairs(std::string_view form) {
  std::vector<std::string> characters;
  for (char c : form) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) characters.emplace_back();
    if (!characters.empty()) characters.back() += c;
  }
  std::set<std::string> pairs;
  for (size_t i = 0; i + 1 < characters.size(); ++i)
    pairs.insert(characters[i] + characters[i + 1]);
  return pairs;
}

constexpr size_t kLikenessMin = 450;  // of 1000

// Twice the shared pairs in a thousand of all.
size_t Likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  const auto shared = static_cast<size_t>(std::count_if(
      a.begin(), a.end(), [&](const std::string& pair) { return b.count(pair) > 0; }));
  return 2000 * shared / (a.size() + b.size());
}

}  // namespace

const Column* MostLike(const Table& table, std::string_view heading) {
  const std::set<std::string> wanted = Pairs(HeadingForm(heading));
  const Column* best = nullptr;
  size_t most = kLikenessMin - 1;
  for (const Column& column : table.columns) {
    if (column.type == CellType::kIgnored) continue;
    for (const std::vector<std::string>* headings : {&column.zh, &column.en}) {
      for (const std::string& known : *headings) {
        const size_t likeness = Likeness(wanted, Pairs(HeadingForm(known)));
        if (likeness <= most) continue;
        most = likeness;
        best = &column;
      }
    }
  }
  return best;
}

const Table* MostLikeTable(const TableFormats& formats, std::string_view name) {
  const std::set<std::string> wanted = Pairs(HeadingForm(name));
  const Table* best = nullptr;
  size_t most = kLikenessMin - 1;
  for (const Table& table : formats.tables()) {
    for (const std::string& stem : table.stems) {
      const size_t likeness = Likeness(wanted, Pairs(stem));
      if (likeness <= most) continue;
      most = likeness;
      best = &table;
    }
  }
  return best;
}

}  // namespace jifen::tools::table_import
