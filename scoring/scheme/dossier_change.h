// scoring/scheme/dossier_change.h: a dossier with records left out, merged and added, and fields cleared.
//
//   Shape    what vectors and simulations do to a dossier. Call SortRecords after the last change: a
//            dossier holds its records by kind and record id.
//   Errors   none: false or null says that there is no such record or field.
//   Threads  free functions without state.
#pragma once

#include <string_view>

#include "jifen/v1/dossier.pb.h"

namespace jifen::scoring::scheme {

// Records of a dossier; RECORD_KIND_UNSPECIFIED stands for every kind.
struct RecordKey {
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  std::string_view record_id;
};

// The first one, or null.
v1::RecordVersion* FindRecord(const RecordKey& key, v1::Dossier* dossier);

// False if there is none.
bool DropRecords(const RecordKey& key, v1::Dossier* dossier);

// Merges a record that has an id and a payload into the one of its kind and id, field by field, or adds
// it. The version that holds it now.
v1::RecordVersion* MergeRecord(const v1::Record& record, v1::Dossier* dossier);

// Clears a field of jifen.v1.Record, e.g. annual_report.staff; false if no such record has it set.
bool ClearField(const RecordKey& key, std::string_view path, v1::Dossier* dossier);

void SortRecords(v1::Dossier* dossier);

}  // namespace jifen::scoring::scheme
