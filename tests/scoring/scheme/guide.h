// tests/scoring/scheme/guide.h: reads docs/scheme_guide.md, for tests of what it shows.
#pragma once

#include <string>
#include <vector>

namespace jifen::scoring {

// The text from the heading "## <title>" to the next one. Fails the test if there is no such heading.
std::string GuideSection(const std::string& title);

// The blocks of text protos in a section, in order.
std::vector<std::string> GuideBlocks(const std::string& title);

}  // namespace jifen::scoring
