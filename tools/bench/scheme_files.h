// tools/bench/scheme_files.h: reads a scheme from files.
//
//   Errors   NOT_FOUND with the name of a file that cannot be read; those of ParseSchemeText and
//            CompiledScheme::Make.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::bench {

// The files' texts are joined in the order given.
absl::StatusOr<std::shared_ptr<const scoring::scheme::CompiledScheme>> ReadScheme(
    const std::vector<std::string>& files);

}  // namespace jifen::bench
