#include "services/scheme/scheme_check.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/evaluate/vectors.h"

namespace jifen::services::scheme {
namespace {

using scoring::scheme::CompiledScheme;

constexpr size_t kFaultsTold = 10;

// The first fault as the error's detail, and the first ones as its text: a client mends them in one go.
absl::Status ToOneStatus(const std::vector<model::Fault>& faults) {
  if (faults.size() == 1) return model::ToStatus(faults[0]);
  model::Fault all = faults[0];
  all.message = absl::StrCat(all.message, " (", faults.size(), " faults in all)");
  for (size_t i = 1; i < faults.size() && i < kFaultsTold; ++i) {
    absl::StrAppend(&all.message, "\n", std::string(model::ToStatus(faults[i]).message()));
  }
  return model::ToStatus(all);
}

}  // namespace

absl::StatusOr<std::shared_ptr<const CompiledScheme>> CheckDraft(const v1::Scheme& scheme) {
  const std::vector<model::Fault> faults = scoring::scheme::CheckScheme(scheme);
  if (!faults.empty()) return ToOneStatus(faults);
  return CompiledScheme::Make(scheme);
}

absl::StatusOr<std::shared_ptr<const CompiledScheme>> CheckWhole(const v1::Scheme& scheme) {
  auto compiled = CheckDraft(scheme);
  if (!compiled.ok()) return compiled.status();
  const std::vector<model::Fault> faults = scoring::evaluate::RunVectors(**compiled);
  if (!faults.empty()) return ToOneStatus(faults);
  return compiled;
}

}  // namespace jifen::services::scheme
