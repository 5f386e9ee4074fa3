// tests/scoring/scheme/shipped_scheme.h: reads the schemes that ship, for tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "jifen/v1/scheme.pb.h"
#include "scoring/scheme/compiled_scheme.h"

namespace jifen::scoring {

// The folders under scoring/schemes, sorted.
std::vector<std::string> ShippedSchemeIds();

// The text of all files of a scheme's folder, joined in the order of their names.
std::string ShippedSchemeText(const std::string& id);

// Fails the test if the scheme cannot be read.
v1::Scheme ReadShippedScheme(const std::string& id);
std::shared_ptr<const scheme::CompiledScheme> CompileShippedScheme(const std::string& id);

}  // namespace jifen::scoring
