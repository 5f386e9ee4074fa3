#include "storage/tables/page.h"

#include <gtest/gtest.h>

#include "jifen/v1/registry_service.pb.h"
#include "storage/tables/message_names.h"
#include "tests/storage/tables/written.h"

namespace jifen::storage::tables {
namespace {

const std::string kPosition("a\0\xff", 3);

v1::ListEnterprisesRequest Request() {
  v1::ListEnterprisesRequest request;
  request.set_area_prefix("4212");
  return request;
}

TEST(ParsePage, TakesTheTokenOfItsList) {
  const std::string scope = ListScope(Request());
  const std::string token = FormatPageToken(scope, kPosition);
  const auto query = ParsePage({.page_size = 7, .page_token = token}, scope);
  ASSERT_TRUE(query.ok()) << query.status();
  EXPECT_EQ(query->after, kPosition);
  EXPECT_EQ(query->size, 7U);
}

TEST(ParsePage, PageSizeAndTokenAreNoPartOfTheList) {
  v1::ListEnterprisesRequest next = Request();
  next.set_page_size(3);
  next.set_page_token("x");
  EXPECT_EQ(ListScope(next), ListScope(Request()));
}

TEST(ParsePage, RefusesTheTokenOfAnotherList) {
  const std::string token = FormatPageToken(ListScope(Request()), kPosition);
  v1::ListEnterprisesRequest other_filter = Request();
  other_filter.set_area_prefix("4213");
  v1::ListRecordsRequest other_type;
  for (const std::string& scope : {ListScope(other_filter), ListScope(other_type)}) {
    const absl::Status status = ParsePage({.page_token = token}, scope).status();
    EXPECT_EQ(ReasonOf(status), v1::REASON_PAGE_TOKEN_INVALID);
    EXPECT_EQ(PathOf(status), "page_token");
  }
}

TEST(ParsePage, RefusesEveryChangedOrShortenedToken) {
  const std::string scope = ListScope(Request());
  const std::string token = FormatPageToken(scope, kPosition);
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(ParsePage({.page_token = changed}, scope).ok()) << i;
    if (i == 0) continue;
    EXPECT_FALSE(ParsePage({.page_token = token.substr(0, i)}, scope).ok()) << i;
  }
  EXPECT_FALSE(ParsePage({.page_token = "!"}, scope).ok());
}

TEST(ParsePage, SizeIsZeroForTheDefaultOrUpToTheMaximum) {
  const auto size = [](int32_t page_size) {
    const auto query =
        ParsePage({.page_size = page_size, .size_default = 50, .size_max = 200}, "list");
    return query.ok() ? std::to_string(query->size) : PathOf(query.status());
  };
  EXPECT_EQ(size(0), "50");
  EXPECT_EQ(size(1), "1");
  EXPECT_EQ(size(200), "200");
  EXPECT_EQ(size(201), "page_size");
  EXPECT_EQ(size(-1), "page_size");
  EXPECT_EQ(ReasonOf(ParsePage({.page_size = -1, .page_token = "!"}, "list").status()),
            v1::REASON_OUT_OF_RANGE)
      << "the size is looked at first";
}

TEST(FormatPageToken, LastPageHasNone) { EXPECT_EQ(FormatPageToken("list", ""), ""); }

}  // namespace
}  // namespace jifen::storage::tables
