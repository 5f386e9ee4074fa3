// scoring/scheme/text_field.h: checks of the ids and texts of a scheme.
//
//   Errors   CheckText: FIELD_REQUIRED per language that is empty, TEXT_INVALID if one is too long,
//            has control characters or broken UTF-8. CheckRequired: the same for one text.
//            IdSet::Add: SCHEME_ID if malformed or taken. They are reported at the place.
//   Threads  free functions without state; an IdSet one at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "jifen/v1/text.pb.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

bool IsUtf8(std::string_view text);

void CheckText(const v1::Text& text, const FaultPlace& place);
void CheckRequired(const std::string& text, const FaultPlace& place);
// As CheckRequired, but may be empty.
void CheckOptional(const std::string& text, const FaultPlace& place);

// A list must not be longer than its limit: TOO_LARGE.
void CheckCount(int count, size_t limit, const FaultPlace& place);

// The ids of one kind of thing: 1..64 lower-case letters, digits, underscores and hyphens, a letter
// first, each once.
class IdSet {
 public:
  void Add(const std::string& id, const FaultPlace& place);
  bool Contains(const std::string& id) const { return paths_.contains(id); }

 private:
  absl::flat_hash_map<std::string, std::string> paths_;
};

}  // namespace jifen::scoring::scheme
