// tools/jifen/commands/paging.h: all pages of a list, one after another.
//
//   Errors   those of the call.
//   Threads  one at a time.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tools/jifen/client/connection.h"

namespace jifen::tools::cli {

// Calls `each` with every page. `call` is one of the client's functions.
template <typename Request, typename Response, typename Each>
absl::Status ForEachPage(const Connection& connection, Request request,
                         absl::StatusOr<Response> (*call)(const Connection&, const Request&),
                         const Each& each) {
  do {
    absl::StatusOr<Response> page = call(connection, request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    page->clear_next_page_token();
    each(std::move(*page));
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace jifen::tools::cli
