#include "storage/tables/records.h"

#include <utility>

#include "jifen/storage/v1/stored.pb.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "storage/tables/commits.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/stored_message.h"
#include "storage/tables/version_walk.h"

namespace jifen::storage::tables {
namespace {

absl::Status RecordUnknown(const RecordName& name) {
  return model::ToStatus({.reason = v1::REASON_RECORD_UNKNOWN,
                          .path = "record_id",
                          .got = name.record_id,
                          .want = "a record of this enterprise and kind that is not withdrawn"});
}

absl::Status Overtaken(kv::Revision expected, kv::Revision current) {
  return model::ToStatus({.reason = v1::REASON_CONCURRENT_CHANGE,
                          .message = "read the record again and retry",
                          .path = "expected_revision",
                          .got = std::to_string(expected),
                          .want = std::to_string(current) + ", the current version"});
}

void MakeCanonical(v1::Record& record) {
  if (record.provenance().verification() == v1::VERIFICATION_STATE_UNSPECIFIED) {
    record.mutable_provenance()->set_verification(v1::VERIFICATION_STATE_DECLARED);
  }
}

// What does not make two records differ.
v1::Record WithoutReference(v1::Record record) {
  record.mutable_provenance()->clear_source_reference();
  record.mutable_provenance()->clear_submitted_by();
  return record;
}

// Any newer version of the record would sort into the range between its first possible key and the key
// of the version that was seen: one seek tells that there is none.
kv::Precondition NoNewerThan(const std::string& prefix, kv::Revision seen) {
  kv::KeyRange newer = kv::PrefixRange(prefix);
  if (seen != 0) newer.end = VersionKey(prefix, seen);
  return kv::RangeUnchanged{.range = std::move(newer), .since = seen};
}

bool IsAmendment(const v1::RecordVersion& version) { return !version.change_reason().empty(); }

// The newest version that is no amendment: what was said of the record last without giving a reason.
absl::StatusOr<std::optional<v1::Record>> FindUnamended(const kv::Snapshot& snapshot,
                                                        const RecordName& name) {
  std::optional<v1::Record> found;
  const absl::Status status = ForEachEntry(snapshot, kv::PrefixRange(RecordPrefix(name)),
                                           [&found](const kv::Cursor& at) -> absl::StatusOr<bool> {
                                             absl::StatusOr<v1::RecordVersion> version =
                                                 ParseRecordVersion(at);
                                             if (!version.ok()) return version.status();
                                             if (IsAmendment(*version)) return true;
                                             found = std::move(*version->mutable_record());
                                             return false;
                                           });
  if (!status.ok()) return status;
  return found;
}

// What becomes of a record: the reason of its change, if it is an amendment, and the version that it replaces.
struct Successor {
  std::string reason = {};
  kv::Revision seen = 0;
};

// The record is as before when it returns: lending it is cheaper than copying it.
void AddVersion(v1::Record& record, Successor successor, kv::CommitRequest& commit) {
  const std::string prefix = RecordPrefix(NameOf(record));
  stored::StoredRecord message;
  message.mutable_record()->Swap(&record);
  message.set_change_reason(std::move(successor.reason));
  commit.preconditions.push_back(NoNewerThan(prefix, successor.seen));
  commit.writes.push_back({.key = VersionKey(prefix, 0),
                           .value = SerializeStored(message),
                           .stamp_offset = prefix.size()});
  message.mutable_record()->Swap(&record);
}

void AddVersion(v1::RecordVersion& version, kv::Revision seen, kv::CommitRequest& commit) {
  AddVersion(*version.mutable_record(), {.reason = version.change_reason(), .seen = seen}, commit);
}

// The current version, for a caller who wants to replace it.
absl::Status CheckExpected(const Amendment& amendment, kv::Revision current) {
  const kv::Revision expected = amendment.expected_revision;
  return expected == 0 || expected == current ? absl::OkStatus() : Overtaken(expected, current);
}

// Puts `record`, which is canonical, in the place of the current version.
RecordPut PutOver(std::optional<v1::RecordVersion> current, v1::Record record,
                  kv::CommitRequest& commit) {
  if (current.has_value() && EqualFacts(current->record(), record)) {
    return RecordPut{.version = *std::move(current), .change = v1::CHANGE_UNCHANGED};
  }
  RecordPut put{.change = current.has_value() ? v1::CHANGE_UPDATED : v1::CHANGE_CREATED};
  *put.version.mutable_record() = std::move(record);
  AddVersion(put.version, current.has_value() ? current->revision() : 0, commit);
  return put;
}

}  // namespace

RecordName NameOf(const v1::Record& record) {
  return {.enterprise_id = record.enterprise_id(),
          .kind = model::KindOf(record),
          .record_id = record.record_id()};
}

bool IsWithdrawn(const v1::Record& record) {
  return record.provenance().verification() == v1::VERIFICATION_STATE_WITHDRAWN;
}

v1::Record Canonical(v1::Record record) {
  MakeCanonical(record);
  return record;
}

bool EqualFacts(const v1::Record& a, const v1::Record& b) {
  return SerializeStored(WithoutReference(a)) == SerializeStored(WithoutReference(b));
}

absl::StatusOr<std::optional<v1::RecordVersion>> FindRecord(const kv::Snapshot& snapshot,
                                                            const RecordName& name,
                                                            kv::Revision known_at) {
  const absl::StatusOr<kv::Revision> revision = ResolveKnownAt(snapshot, known_at);
  if (!revision.ok()) return revision.status();
  if (name.enterprise_id.size() != kEnterpriseIdBytes) return std::nullopt;
  const std::string prefix = RecordPrefix(name);
  kv::KeyRange range = kv::PrefixRange(prefix);
  range.begin = VersionKey(prefix, *revision);
  std::optional<v1::RecordVersion> found;
  const absl::Status status =
      ForEachEntry(snapshot, std::move(range), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        absl::StatusOr<v1::RecordVersion> version = ParseRecordVersion(at);
        if (!version.ok()) return version.status();
        found = *std::move(version);
        return false;
      });
  if (!status.ok()) return status;
  return found;
}

absl::StatusOr<bool> HasRecords(const kv::Snapshot& snapshot, std::string_view enterprise_id,
                                v1::RecordKind kind) {
  bool found = false;
  const absl::Status status =
      ForEachEntry(snapshot, kv::PrefixRange(KindPrefix(enterprise_id, kind)),
                   [&found](const kv::Cursor&) -> absl::StatusOr<bool> {
                     found = true;
                     return false;
                   });
  if (!status.ok()) return status;
  return found;
}

absl::StatusOr<v1::RecordVersion> GetRecord(const kv::Snapshot& snapshot, const RecordName& name,
                                            kv::Revision known_at) {
  absl::StatusOr<std::optional<v1::RecordVersion>> found = FindRecord(snapshot, name, known_at);
  if (!found.ok()) return found.status();
  if (!found->has_value() || IsWithdrawn((*found)->record())) return RecordUnknown(name);
  return **std::move(found);
}

absl::StatusOr<RecordPut> PutRecord(const kv::Snapshot& snapshot, const v1::Record& record,
                                    kv::CommitRequest& commit) {
  v1::Record canonical = Canonical(record);
  absl::StatusOr<std::optional<v1::RecordVersion>> current =
      FindRecord(snapshot, NameOf(canonical));
  if (!current.ok()) return current.status();
  return PutOver(*std::move(current), std::move(canonical), commit);
}

absl::StatusOr<RecordPut> ImportRecord(const kv::Snapshot& snapshot, const v1::Record& record,
                                       kv::CommitRequest& commit) {
  v1::Record canonical = Canonical(record);
  const RecordName name = NameOf(canonical);
  absl::StatusOr<std::optional<v1::RecordVersion>> current = FindRecord(snapshot, name);
  if (!current.ok()) return current.status();
  if (current->has_value() && IsAmendment(**current)) {
    const absl::StatusOr<std::optional<v1::Record>> said = FindUnamended(snapshot, name);
    if (!said.ok()) return said.status();
    if (said->has_value() && EqualFacts(**said, canonical)) {
      return RecordPut{.version = **std::move(current), .change = v1::CHANGE_UNCHANGED};
    }
  }
  return PutOver(*std::move(current), std::move(canonical), commit);
}

void AddRecord(v1::Record& record, kv::CommitRequest& commit) {
  MakeCanonical(record);
  AddVersion(record, {}, commit);
}

absl::StatusOr<RecordPut> CorrectRecord(const kv::Snapshot& snapshot, const v1::Record& record,
                                        const Amendment& amendment, kv::CommitRequest& commit) {
  const v1::Record canonical = Canonical(record);
  absl::StatusOr<std::optional<v1::RecordVersion>> found = FindRecord(snapshot, NameOf(canonical));
  if (!found.ok()) return found.status();
  if (!found->has_value()) return RecordUnknown(NameOf(canonical));
  v1::RecordVersion& current = **found;
  if (absl::Status status = CheckExpected(amendment, current.revision()); !status.ok()) {
    return status;
  }
  if (EqualFacts(current.record(), canonical)) {
    return RecordPut{.version = std::move(current), .change = v1::CHANGE_UNCHANGED};
  }
  RecordPut put{.change = v1::CHANGE_UPDATED};
  *put.version.mutable_record() = canonical;
  put.version.set_change_reason(amendment.reason);
  AddVersion(put.version, current.revision(), commit);
  return put;
}

absl::StatusOr<RecordPut> WithdrawRecord(const kv::Snapshot& snapshot, const RecordName& name,
                                         const Amendment& amendment, kv::CommitRequest& commit) {
  absl::StatusOr<v1::RecordVersion> current = GetRecord(snapshot, name);
  if (!current.ok()) return current.status();
  if (absl::Status status = CheckExpected(amendment, current->revision()); !status.ok()) {
    return status;
  }
  RecordPut put{.change = v1::CHANGE_UPDATED};
  *put.version.mutable_record() = current->record();
  put.version.mutable_record()->mutable_provenance()->set_verification(
      v1::VERIFICATION_STATE_WITHDRAWN);
  put.version.set_change_reason(amendment.reason);
  AddVersion(put.version, current->revision(), commit);
  return put;
}

}  // namespace jifen::storage::tables
