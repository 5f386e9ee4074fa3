// tools/jifen/offline/scheme_difference.h: what differs between two schemes.
//
//   Shape    one entry per field that differs, in the order of the message. Stages, categories,
//            indicators, options, gates and the like are matched by their ids; bands, levels and knots by
//            their places. What moved among its neighbours is an entry of its own. Vectors and base
//            dossiers are counted, not listed; that they stand in another order is in neither. Only
//            schemes of one identity are the same.
//   Threads  free functions without state.
#pragma once

#include <string>
#include <vector>

#include "jifen/v1/scheme.pb.h"

namespace jifen::tools::cli {

enum class Difference { kAdded, kRemoved, kChanged, kMoved };

struct SchemeDifference {
  Difference kind = Difference::kChanged;
  std::string path;    // categories[growth].indicators[rd_share].maximum
  std::string before;  // empty if added
  std::string after;   // empty if removed
};

struct CountOfDifferences {
  int added = 0;
  int removed = 0;
  int changed = 0;

  bool IsNone() const { return added == 0 && removed == 0 && changed == 0; }
};

struct SchemeComparison {
  std::vector<SchemeDifference> differences;
  CountOfDifferences vectors;
  CountOfDifferences base_dossiers;
  bool same = false;  // by their canonical forms

  // Nothing to list or to count, but another order.
  bool IsOrderAlone() const {
    return !same && differences.empty() && vectors.IsNone() && base_dossiers.IsNone();
  }
};

SchemeComparison CompareSchemes(const v1::Scheme& before, const v1::Scheme& after);

}  // namespace jifen::tools::cli
