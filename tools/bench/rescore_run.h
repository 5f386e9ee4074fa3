// tools/bench/rescore_run.h: a run over all that a store holds, from its start to its checked generation, without gRPC.
//
//   Shape    the scheme is put first, with its vectors proved; that is in no time. Then a run is started and worked for
//            as in the server. Which phase it is in is asked 40 times a second.
//   Units    seconds.
//   Errors   those of the handlers; INTERNAL with what the run says if it does not complete.
//   Threads  as many as asked for work for the run; the caller waits.
#pragma once

#include "absl/status/statusor.h"
#include "jifen/v1/run.pb.h"
#include "jifen/v1/scheme.pb.h"
#include "storage/kv/store.h"

namespace jifen::bench {

struct RunFigures {
  double seconds = 0;
  double cpu_seconds = 0;  // of all threads, those of the store too
  // Of `seconds`: in each phase.
  double values_seconds = 0;
  double points_seconds = 0;
  double check_seconds = 0;
  v1::Run run;
};

absl::StatusOr<RunFigures> RunRescoring(storage::kv::Store& store, const v1::Scheme& scheme,
                                        int threads);

}  // namespace jifen::bench
