#include "scoring/scheme/scheme_use.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_set.h"
#include "scoring/expression/parser.h"
#include "scoring/scheme/expression_fields.h"

namespace jifen::scoring::scheme {
namespace {

using Names = absl::flat_hash_set<std::string>;

void Report(const FaultPlace& place, std::string message, const std::string& got,
            std::string want) {
  place.Report({.reason = v1::REASON_SCHEME_UNREACHABLE,
                .message = std::move(message),
                .got = got,
                .want = std::move(want)});
}

// False if the text cannot be read.
bool AddNames(const std::string& text, Names* names) {
  const auto parsed = expression::Parse(text);
  const auto* tree = std::get_if<expression::SyntaxTree>(&parsed);
  if (tree == nullptr) return false;
  for (const expression::Node& node : tree->nodes) {
    if (node.kind == expression::NodeKind::kName) names->insert(node.name);
  }
  return true;
}

}  // namespace

void CheckDefinitionUse(const v1::Scheme& scheme, const FaultPlace& place) {
  Names names;
  for (const std::string& text : ExpressionsOf(scheme)) {
    if (!AddNames(text, &names)) return;
  }
  for (int i = 0; i < scheme.definitions_size(); ++i) {
    const std::string& id = scheme.definitions(i).id();
    if (names.contains(id)) continue;
    Report(place.At("definitions", i).At("id"), "nothing uses the definition", id,
           "a use, or no definition");
  }
}

void CheckBaseUse(const v1::Scheme& scheme, const FaultPlace& place) {
  Names known;
  for (const v1::BaseDossier& base : scheme.base_dossiers()) known.insert(base.id());
  Names used;
  for (const v1::Vector& vector : scheme.vectors()) {
    if (!known.contains(vector.base())) return;
    used.insert(vector.base());
  }
  for (int i = 0; i < scheme.base_dossiers_size(); ++i) {
    const std::string& id = scheme.base_dossiers(i).id();
    if (used.contains(id)) continue;
    Report(place.At("base_dossiers", i).At("id"), "no vector starts from the dossier", id,
           "a vector, or no base dossier");
  }
}

}  // namespace jifen::scoring::scheme
