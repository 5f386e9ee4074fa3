// tools/jifen/wording.h: what a fault is called and what to do next, where the words of its reason would mislead.
//
//   Shape    a payload of the status beside its detail; RenderFailure tells it in the language of the terminal. One
//            reason serves several places: COLUMN_UNKNOWN is of a table's heading, and of a mapping that names one.
//   Threads  free functions without state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

struct Wording {
  Phrase sentence;
  Phrase next;
  std::vector<std::string> arguments;  // of both phrases
};

// An OK status stays as it is.
absl::Status WithWording(absl::Status status, const Wording& wording);

// Unset if the words of the reason are to be told.
std::optional<Wording> WordingOf(const absl::Status& status);

}  // namespace jifen::tools::cli
