#include "scoring/scheme/compiled_scheme.h"

#include <algorithm>
#include <variant>

#include "absl/strings/str_cat.h"
#include "scoring/expression/parser.h"
#include "scoring/scheme/canonical_form.h"
#include "scoring/scheme/cohort_identity.h"
#include "scoring/scheme/expression_fields.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/limits.h"
#include "scoring/scheme/reachability.h"
#include "scoring/scheme/scheme_compiler.h"
#include "scoring/scheme/scheme_use.h"
#include "scoring/scheme/vector_check.h"

namespace jifen::scoring::scheme {
namespace {

// A text that cannot be read has none that is compiled.
size_t CountPatterns(const v1::Scheme& scheme) {
  size_t count = 0;
  for (const std::string& text : ExpressionsOf(scheme)) {
    const auto parsed = expression::Parse(text);
    const auto* tree = std::get_if<expression::SyntaxTree>(&parsed);
    if (tree == nullptr) continue;
    for (const expression::Node& node : tree->nodes) {
      const bool call =
          node.kind == expression::NodeKind::kCall || node.kind == expression::NodeKind::kMethod;
      count += call && node.name == "matches" ? 1 : 0;
    }
  }
  return count;
}

// A definition whose name is misspelt where it is used is not there in vain.
bool KnowsAllNames(const FaultList& faults) {
  return std::none_of(
      faults.faults().begin(), faults.faults().end(),
      [](const model::Fault& fault) { return fault.reason == v1::REASON_EXPRESSION_NAME; });
}

// The faults of a scheme, and its parts, which are whole only if there are none.
SchemeParts CompileAndCheck(const v1::Scheme& scheme, FaultList* faults) {
  const FaultPlace place(faults);
  if (const size_t size = scheme.ByteSizeLong(); size > kSchemeBytesMax) {
    place.Report({.reason = v1::REASON_TOO_LARGE,
                  .message = "the scheme is too large",
                  .got = absl::StrCat(size, " bytes"),
                  .want = absl::StrCat("at most ", kSchemeBytesMax, " bytes")});
    return {};
  }
  if (const size_t patterns = CountPatterns(scheme); patterns > kPatternsMax) {
    place.Report({.reason = v1::REASON_TOO_LARGE,
                  .message = "the expressions of the scheme have too many patterns",
                  .got = absl::StrCat(patterns, " calls of matches()"),
                  .want = absl::StrCat("at most ", kPatternsMax)});
    return {};
  }
  SchemeParts parts = CompileParts(scheme, place);
  CheckVectors(scheme, place);
  if (KnowsAllNames(*faults)) CheckDefinitionUse(scheme, place);
  CheckReachability(scheme, parts, place);
  CheckBaseUse(scheme, place);
  return parts;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const CompiledScheme>> CompiledScheme::Make(
    const v1::Scheme& scheme) {
  FaultList faults;
  SchemeParts parts = CompileAndCheck(scheme, &faults);
  return MakeUnlessFaulty(scheme, std::move(parts), faults);
}

absl::StatusOr<std::shared_ptr<const CompiledScheme>> CompiledScheme::MakeStored(
    const v1::Scheme& scheme) {
  FaultList faults(Taking::kHard);
  SchemeParts parts = CompileParts(scheme, FaultPlace(&faults));
  return MakeUnlessFaulty(scheme, std::move(parts), faults);
}

absl::StatusOr<std::shared_ptr<const CompiledScheme>> CompiledScheme::MakeUnlessFaulty(
    const v1::Scheme& scheme, SchemeParts parts, const FaultList& faults) {
  if (faults.count() > 0) return model::ToStatus(faults.faults().front());
  parts.cohorts.identity = CohortIdentity(scheme, parts);
  return std::shared_ptr<const CompiledScheme>(
      new CompiledScheme(scheme, Identity(scheme), std::move(parts)));
}

std::vector<model::Fault> CheckScheme(const v1::Scheme& scheme) {
  FaultList faults;
  const SchemeParts parts = CompileAndCheck(scheme, &faults);
  return faults.faults();
}

}  // namespace jifen::scoring::scheme
