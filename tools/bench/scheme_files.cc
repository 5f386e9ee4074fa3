#include "tools/bench/scheme_files.h"

#include <fstream>
#include <sstream>

#include "scoring/scheme/scheme_text.h"

namespace jifen::bench {

absl::StatusOr<std::shared_ptr<const scoring::scheme::CompiledScheme>> ReadScheme(
    const std::vector<std::string>& files) {
  std::ostringstream text;
  for (const std::string& file : files) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream.is_open()) return absl::NotFoundError(file + ": cannot be read");
    text << stream.rdbuf() << '\n';
  }
  const auto scheme = scoring::scheme::ParseSchemeText(text.str());
  if (!scheme.ok()) return scheme.status();
  return scoring::scheme::CompiledScheme::Make(*scheme);
}

}  // namespace jifen::bench
