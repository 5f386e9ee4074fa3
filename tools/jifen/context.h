// tools/jifen/context.h: what every command needs besides its own arguments.
//
//   Shape    answers go to `out`, errors and progress to `err`.
//   Threads  one at a time.
#pragma once

#include <ostream>

#include "tools/jifen/client/connection.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

struct Context {
  Terminal terminal;
  bool json = false;
  ConnectionOptions connection;
  std::ostream& out;
  std::ostream& err;

  std::string Words(Phrase phrase, const std::vector<std::string>& arguments = {}) const {
    return Say(terminal.language, phrase, arguments);
  }
  void Print(const Page& page) const { out << page.ToText(terminal.colour) << std::flush; }
};

}  // namespace jifen::tools::cli
