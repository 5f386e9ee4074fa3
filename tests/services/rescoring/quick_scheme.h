// tests/services/rescoring/quick_scheme.h: shipped schemes with one vector: to run them all takes longest.
#pragma once

#include <string>

#include "tests/scoring/scheme/shipped_scheme.h"

namespace jifen::services::rescoring {

inline constexpr char kScheme[] = "sme-tech-2017";
inline constexpr char kPeerScheme[] = "peer-demo";

inline v1::Scheme QuickScheme(const std::string& id) {
  v1::Scheme scheme = scoring::ReadShippedScheme(id);
  scheme.mutable_vectors()->DeleteSubrange(1, scheme.vectors_size() - 1);
  for (int i = scheme.base_dossiers_size(); i-- > 0;) {
    if (scheme.base_dossiers(i).id() == scheme.vectors(0).base()) continue;
    scheme.mutable_base_dossiers()->DeleteSubrange(i, 1);
  }
  // Regions of tests are small, and yet have groups that are large enough.
  if (scheme.has_cohorts()) scheme.mutable_cohorts()->set_smallest(4);
  return scheme;
}

}  // namespace jifen::services::rescoring
