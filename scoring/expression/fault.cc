#include "scoring/expression/fault.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/model/error.h"
#include "scoring/expression/source_text.h"

namespace jifen::scoring::expression {
namespace {

constexpr size_t kNamesMax = 3;

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Letters to insert, delete or replace, without regard to case.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (Lower(a[i - 1]) == Lower(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string WellFormed(std::string_view text) {
  size_t size = 0;
  for (size_t step = 1; step > 0 && size < text.size(); size += step) {
    step = DecodeUtf8(text.substr(size)).size;
  }
  return std::string(text.substr(0, size));
}

std::string Render(const Fault& fault, std::string_view text) {
  const Place place = Locate(text, fault.offset);
  return absl::StrCat("line ", place.line, ", column ", place.column, ": ", fault.message, "\n",
                      ShowWithCaret(text, fault.offset));
}

absl::Status ToStatus(std::span<const Fault> faults, std::string_view text) {
  const Fault& first = faults.front();
  const Place place = Locate(text, first.offset);
  std::string message;
  for (const Fault& fault : faults.first(std::min(faults.size(), kFaultsShownMax))) {
    absl::StrAppend(&message, message.empty() ? "" : "\n", Render(fault, text));
  }
  if (faults.size() > kFaultsShownMax) {
    absl::StrAppend(&message, "\nand ", faults.size() - kFaultsShownMax, " more");
  }
  return model::ToStatus({.reason = first.reason,
                          .message = message,
                          .got = WellFormed(first.got),
                          .want = first.want,
                          .line = place.line,
                          .column = place.column});
}

std::vector<std::string> NearNames(std::string_view name, std::span<const std::string> known) {
  constexpr size_t kLongestMeant = 64;
  std::vector<std::pair<size_t, std::string>> near;
  if (name.size() > kLongestMeant) return {};
  for (const std::string& candidate : known) {
    const size_t distance = Distance(name, candidate);
    const bool part = name.size() >= 3 && candidate.find(name) != std::string::npos;
    if (distance <= std::max<size_t>(2, name.size() / 3) || part) {
      near.emplace_back(distance, candidate);
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(near.size(), kNamesMax); ++i) names.push_back(near[i].second);
  return names;
}

std::string DidYouMean(std::string_view name, std::span<const std::string> known) {
  std::vector<std::string> near = NearNames(name, known);
  if (near.empty()) return "";
  const std::string last = std::move(near.back());
  near.pop_back();
  return absl::StrCat(", did you mean ", absl::StrJoin(near, ", "), near.empty() ? "" : " or ",
                      last, "?");
}

}  // namespace jifen::scoring::expression
