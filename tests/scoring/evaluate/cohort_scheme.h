// tests/scoring/evaluate/cohort_scheme.h: the small scheme with two indicators that are placed among peers.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "scoring/evaluate/cohort_tables.h"
#include "scoring/evaluate/evaluator.h"
#include "tests/scoring/evaluate/construct_scheme.h"

namespace jifen::scoring::evaluate {

// `share` by percentile in bands, `count` by min_max on a line; peers are those of the industry section, else all.
inline v1::Scheme CohortScheme(uint32_t smallest) {
  v1::Scheme scheme = SmallScheme();
  ScaleOf(Share(&scheme))->clear_bands();
  Merge(R"pb(percentile {
               bands {
                 bands { points: "0" }
                 bands { from: "0.5" points: "10" }
                 bands { from: "0.9" points: "20" }
               }
             }
             monotone: MONOTONE_RISING)pb",
        ScaleOf(Share(&scheme)));
  ScaleOf(Count(&scheme))->clear_bands();
  Merge(R"pb(min_max {
               linear {
                 knots { at: "0" points: "0" }
                 knots { at: "1" points: "10" }
               }
             })pb",
        ScaleOf(Count(&scheme)));
  Merge(R"pb(cohorts {
               levels {
                 id: "section"
                 title { zh: "同行业门类" en: "the same section" }
                 group: "enterprise.industry_code.substring(0, 1)"
               }
               levels {
                 id: "all"
                 title { zh: "全部" en: "all" }
                 group: "'all'"
               }
             })pb",
        &scheme);
  scheme.mutable_cohorts()->set_smallest(smallest);
  scheme.mutable_total()->set_points_places(6);
  return scheme;
}

inline std::shared_ptr<const scheme::CompiledScheme> MustCompile(const v1::Scheme& scheme) {
  auto compiled = scheme::CompiledScheme::Make(scheme);
  EXPECT_TRUE(compiled.ok()) << compiled.status();
  return compiled.ok() ? *std::move(compiled) : nullptr;
}

// An enterprise of a section with this spending of sales of 10,000 (-1: not reported) and so many awards.
struct Peer {
  std::string industry;
  int spending = 0;
  int awards = 0;
};

inline v1::Dossier DossierOfPeer(const Peer& peer) {
  std::vector<std::string> records = {
      peer.spending < 0 ? "record_id: \"2024\" annual_report { year: 2024 sales_fen: 10000 }"
                        : Report(peer.spending)};
  for (int i = 0; i < peer.awards; ++i) records.push_back(Award(std::to_string(i)));
  v1::Dossier dossier = DossierOf(records);
  dossier.mutable_enterprise()->set_industry_code(peer.industry);
  return dossier;
}

// The first pass of a run.
inline std::shared_ptr<const CohortTables> TablesOf(const scheme::CompiledScheme& scheme,
                                                    const std::vector<Peer>& peers) {
  CohortTablesBuilder builder(scheme.parts());
  Evaluator evaluator;
  for (const Peer& peer : peers) {
    const auto taken = evaluator.TakeCohortValues(scheme, DossierOfPeer(peer), 0);
    EXPECT_TRUE(taken.ok()) << taken.status();
    if (taken.ok()) builder.Add(**taken);
  }
  return std::move(builder).Build();
}

inline v1::ScoreCard CardAmong(const scheme::CompiledScheme& scheme, const CohortTables* tables,
                               const Peer& peer) {
  Evaluator evaluator;
  const auto card =
      Score(scheme, DossierOfPeer(peer), {.evaluation = {.cohorts = tables}}, &evaluator);
  EXPECT_TRUE(card.ok()) << card.status();
  return card.ok() ? *card : v1::ScoreCard();
}

}  // namespace jifen::scoring::evaluate
