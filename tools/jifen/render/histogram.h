// tools/jifen/render/histogram.h: how the totals of many cards are spread.
//
//   Shape    kBins bins of equal width from 0 to the scheme's maximum; the last holds the maximum too.
//            Counts of outcomes beside them. Cards without a total are in no bin, those whose
//            total is a range in that of its lowest.
//   Threads  one at a time.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "jifen/v1/score_card.pb.h"
#include "tools/jifen/render/page.h"
#include "tools/jifen/terminal.h"

namespace jifen::tools::cli {

inline constexpr int kBins = 10;

class Distribution {
 public:
  void Add(const v1::ScoreCard& card);

  const std::array<int64_t, kBins>& bins() const { return bins_; }
  const std::map<v1::Outcome, int64_t>& outcomes() const { return outcomes_; }
  int64_t cards() const { return cards_; }
  // Lower bound of a bin; that of bin kBins is the maximum.
  std::string BoundOf(int bin) const;

  Page Render(const Terminal& terminal) const;

 private:
  Line BinLine(const Terminal& terminal, int bin) const;

  std::array<int64_t, kBins> bins_{};
  std::map<v1::Outcome, int64_t> outcomes_;
  int64_t cards_ = 0;
  int64_t ranges_ = 0;  // totals that are open
  std::string maximum_ = "0";
  std::string pass_mark_;
};

}  // namespace jifen::tools::cli
