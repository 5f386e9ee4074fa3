// services/comparison/enterprise_ledger.h: the causes of a change of an enterprise, from what the store knows of it.
//
//   Errors   those of GetDossier and of LedgerKeeper::Follow.
//   Threads  one for each thread; sides and snapshot are shared.
//   Cost     a scan for each dossier that differs, and the evaluations.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "jifen/v1/dossier.pb.h"
#include "scoring/evaluate/change_ledger.h"
#include "services/rescoring/cohort_store.h"
#include "services/scheme/scheme_catalog.h"
#include "storage/kv/store.h"

namespace jifen::services::comparison {

// What the cards of one side have in common.
struct ComparedSide {
  scheme::SharedScheme scheme;
  rescoring::SharedCohorts cohorts;  // null: none
  int year = 0;
  v1::Date valid_at;
};

bool IsSameDay(const v1::Date& a, const v1::Date& b);

// An enterprise, and how much is known of it on each side.
struct ComparedEnterprise {
  std::string enterprise_id;
  storage::kv::Revision from_known_at = 0;
  storage::kv::Revision to_known_at = 0;
  scoring::evaluate::FailedStep failed_step = scoring::evaluate::FailedStep::kRefuse;
};

class EnterpriseLedger {
 public:
  EnterpriseLedger(const storage::kv::Snapshot& snapshot, const ComparedSide& from,
                   const ComparedSide& to)
      : snapshot_(snapshot), from_(from), to_(to) {}

  absl::StatusOr<scoring::evaluate::ChangeLedger> Follow(const ComparedEnterprise& enterprise);

 private:
  const storage::kv::Snapshot& snapshot_;
  const ComparedSide& from_;
  const ComparedSide& to_;
  scoring::evaluate::LedgerKeeper keeper_;
};

}  // namespace jifen::services::comparison
