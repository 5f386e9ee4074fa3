// services/rescoring/run_chunk.h: the next enterprises of a range, worked through into one commit.
//
//   Range    ends after chunk_enterprises of the population, kChunkSeenMax of the register, or kChunkBytesMax of cards or
//            kCohortValuesBytesMax of values.
//   Errors   of the data of an enterprise: none. CARD_NOT_EXACT, DATA_CORRUPT, the store's.
//   Threads  a maker for each thread.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/rescoring/run_context.h"
#include "services/rescoring/run_tally.h"

namespace jifen::services::rescoring {

struct RunChunk {
  storage::kv::CommitRequest commit;
  std::string last;   // the last enterprise that was looked at; empty: none was left
  uint64_t seen = 0;  // enterprises of the register that were looked at
  RunTally tally;     // of the points
  bool finished = false;
};

// The part of a range that is still to do.
struct RunRest {
  const std::string& after;
  const std::string& upto;
};

class ChunkMaker {
 public:
  virtual ~ChunkMaker() = default;
  virtual absl::StatusOr<RunChunk> Make(const RunRest& rest) = 0;
};

// Takes the values that cohorts consist of.
class ValuesMaker final : public ChunkMaker {
 public:
  explicit ValuesMaker(const RunContext& context) : context_(context) {}
  absl::StatusOr<RunChunk> Make(const RunRest& rest) override;

 private:
  // The bytes that it adds.
  size_t Take(const v1::Dossier& dossier, storage::v1::StoredCohortValues* values);

  const RunContext& context_;
  scoring::evaluate::Evaluator evaluator_;
};

// Scores, and writes cards, lines and places in the ranking.
class PointsMaker final : public ChunkMaker {
 public:
  explicit PointsMaker(const RunContext& context) : context_(context), scorer_(context.frame) {}
  absl::StatusOr<RunChunk> Make(const RunRest& rest) override;

 private:
  absl::Status Score(const v1::Dossier& dossier, RunChunk* chunk, size_t* bytes);

  const RunContext& context_;
  EnterpriseScorer scorer_;
  ScoredEnterprise scored_;
};

}  // namespace jifen::services::rescoring
