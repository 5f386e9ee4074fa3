// storage/tables/page.h: pages of long lists, and the tokens by which clients go on.
//
//   Shape    a position is what a table needs to go on after an item. A token carries a position and is
//            bound to its list: the type of the request and all its fields but page_size and page_token.
//   Range    a page ends early once its items have kPageBytesMax bytes; it has at least one item, unless
//            a filter left none of the entries looked at.
//   Errors   ParsePage: OUT_OF_RANGE (page_size), then PAGE_TOKEN_INVALID (page_token). RangeAfter:
//            PAGE_TOKEN_INVALID.
//   Threads  free functions without state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "storage/kv/store.h"

namespace jifen::storage::tables {

inline constexpr size_t kPageBytesMax = size_t{2} << 20;

// Which page: what follows `after` (empty: the first page), at most `size` items.
struct PageQuery {
  std::string after = {};
  size_t size = 100;
};

template <typename Item>
struct Page {
  std::vector<Item> items = {};
  std::string next = {};  // position to go on after; empty: the last page
};

// What a list request says of its page, and what its API allows.
struct PageFields {
  int32_t page_size = 0;  // 0: the default
  std::string_view page_token;
  int32_t size_default = 100;
  int32_t size_max = 1000;
};

// Names the list that a request asks for, whatever its page.
std::string ListScope(const google::protobuf::Message& request);

// The keys of a list that follow `last`, the key where a page ended (empty: all of them). PAGE_TOKEN_INVALID
// unless it is one of the list: a token is bound to its list, but not so that nobody could make one.
absl::StatusOr<kv::KeyRange> RangeAfter(std::string_view prefix, std::string_view last);

absl::Status PositionInvalid();  // PAGE_TOKEN_INVALID

absl::StatusOr<PageQuery> ParsePage(const PageFields& fields, std::string_view scope);

// The token for `position`; empty for the empty position (the last page).
std::string FormatPageToken(std::string_view scope, std::string_view position);

}  // namespace jifen::storage::tables
