// scoring/scheme/compiled_scheme.h: a scheme that was checked and compiled.
//
//   Shape    the message, its identity, and its parts with compiled expressions.
//   Errors   Make: the first fault that CheckScheme reports. CheckScheme: all faults, at most
//            kFaultsMax: of the fields of the message in their order, then what is there in vain
//            (scheme_use.h, reachability.h); TOO_LARGE of the whole scheme, or of its patterns, comes
//            alone. Whether the vectors give their cards is asked of evaluate/vectors.h.
//   Threads  immutable after Make; share it between any number of threads.
//   Cost     Make: about a millisecond for a scheme of one page.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "jifen/v1/scheme.pb.h"
#include "proto/model/error.h"
#include "scoring/scheme/fault_list.h"
#include "scoring/scheme/scheme_parts.h"

namespace jifen::scoring::scheme {

class CompiledScheme {
 public:
  static absl::StatusOr<std::shared_ptr<const CompiledScheme>> Make(const v1::Scheme& scheme);
  // Of one that Make accepted when it was stored, maybe of an earlier version of this program: only what keeps it
  // from being evaluated is a fault, and nothing is proved again.
  static absl::StatusOr<std::shared_ptr<const CompiledScheme>> MakeStored(const v1::Scheme& scheme);

  CompiledScheme(const CompiledScheme&) = delete;
  CompiledScheme& operator=(const CompiledScheme&) = delete;

  const v1::Scheme& message() const { return message_; }
  // SHA-256 of the canonical form, 64 lower-case hexadecimal digits.
  const std::string& sha256() const { return sha256_; }
  const SchemeParts& parts() const { return parts_; }

 private:
  static absl::StatusOr<std::shared_ptr<const CompiledScheme>> MakeUnlessFaulty(
      const v1::Scheme& scheme, SchemeParts parts, const FaultList& faults);

  CompiledScheme(v1::Scheme message, std::string sha256, SchemeParts parts)
      : message_(std::move(message)), sha256_(std::move(sha256)), parts_(std::move(parts)) {}

  const v1::Scheme message_;
  const std::string sha256_;
  const SchemeParts parts_;
};

std::vector<model::Fault> CheckScheme(const v1::Scheme& scheme);

}  // namespace jifen::scoring::scheme
