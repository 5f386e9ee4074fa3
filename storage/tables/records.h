// storage/tables/records.h: records on both clocks: every version of each, by the commit that wrote it.
//
//   Shape    a put, a correction and a withdrawal each add a version; none is ever overwritten or erased.
//            Records are stored in canonical form: an unset verification state becomes DECLARED.
//            Equal records: equal but for provenance.source_reference and provenance.submitted_by.
//            To put or correct a record that was withdrawn gives it a new version: it is back.
//            An amendment is a correction or a withdrawal: a version with a reason. An import overrules it
//            only with something else than the source said before it; a put overrules it always.
//   Errors   in this order: REVISION_UNKNOWN, ENTERPRISE_UNKNOWN, RECORD_UNKNOWN, CONCURRENT_CHANGE
//            (expected_revision); the store's.
//   Threads  free functions without state.
//   Cost     Find: one seek. A write's precondition is one seek, however many versions there are.
//            An import over amendments reads them back to the version before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "jifen/v1/record.pb.h"
#include "jifen/v1/registry_service.pb.h"
#include "storage/kv/store.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/message_names.h"
#include "storage/tables/page.h"

namespace jifen::storage::tables {

// What a write makes of a record. Revision 0: of the commit that is being built.
struct RecordPut {
  v1::RecordVersion version;
  v1::Change change = v1::CHANGE_UNSPECIFIED;
};

// Why a version replaces another, and which one the caller saw.
struct Amendment {
  std::string reason;
  kv::Revision expected_revision = 0;  // 0: do not check
};

struct RecordQuery {
  std::string enterprise_id = {};
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;  // unspecified: all
  kv::Revision known_at = 0;                          // 0: newest
  bool all_versions = false;                          // older and withdrawn ones, too
};

RecordName NameOf(const v1::Record& record);
bool IsWithdrawn(const v1::Record& record);
v1::Record Canonical(v1::Record record);
bool EqualFacts(const v1::Record& a, const v1::Record& b);  // both canonical

// The version current at known_at, a withdrawn one, too; or none.
absl::StatusOr<std::optional<v1::RecordVersion>> FindRecord(const kv::Snapshot& snapshot,
                                                            const RecordName& name,
                                                            kv::Revision known_at = 0);

// Whether the enterprise ever had a record of the kind, a withdrawn one, too. The enterprise id is valid.
absl::StatusOr<bool> HasRecords(const kv::Snapshot& snapshot, std::string_view enterprise_id,
                                v1::RecordKind kind);

// RECORD_UNKNOWN if there is none or it is withdrawn.
absl::StatusOr<v1::RecordVersion> GetRecord(const kv::Snapshot& snapshot, const RecordName& name,
                                            kv::Revision known_at = 0);

// By kind and record id, newest version first. ENTERPRISE_UNKNOWN.
absl::StatusOr<Page<v1::RecordVersion>> ListRecords(const kv::Snapshot& snapshot,
                                                    const RecordQuery& query,
                                                    const PageQuery& page);

// The writes. The record must be valid and its enterprise known to the caller; not twice for one
// record in one commit. Put and Correct add nothing if the record is equal to the current version.
absl::StatusOr<RecordPut> PutRecord(const kv::Snapshot& snapshot, const v1::Record& record,
                                    kv::CommitRequest& commit);
// As Put, but adds nothing, too, if the current version is an amendment and the record is equal to the
// newest version that is none: the source says again what was amended.
absl::StatusOr<RecordPut> ImportRecord(const kv::Snapshot& snapshot, const v1::Record& record,
                                       kv::CommitRequest& commit);
// As Import, of a record of a kind of which the enterprise has none (HasRecords) in the snapshot that the
// commit builds on: reads nothing and copies nothing. The record becomes canonical.
void AddRecord(v1::Record& record, kv::CommitRequest& commit);
absl::StatusOr<RecordPut> CorrectRecord(const kv::Snapshot& snapshot, const v1::Record& record,
                                        const Amendment& amendment, kv::CommitRequest& commit);
absl::StatusOr<RecordPut> WithdrawRecord(const kv::Snapshot& snapshot, const RecordName& name,
                                         const Amendment& amendment, kv::CommitRequest& commit);

}  // namespace jifen::storage::tables
