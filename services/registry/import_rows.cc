#include "services/registry/import_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "proto/model/sha256.h"
#include "services/registry/validation.h"
#include "storage/tables/enterprises.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/records.h"
#include "storage/tables/stored_message.h"

namespace jifen::services::registry {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

Mark MarkOf(char subject, std::string_view bytes) {
  model::Sha256 sha256;
  sha256.Add(std::string_view(&subject, 1));
  sha256.Add(bytes);
  const std::string digest = sha256.Finish();
  Mark mark;
  std::copy_n(digest.begin(), kMarkBytes, mark.begin());
  return mark;
}

Mark MarkOfEnterprise(std::string_view id) { return MarkOf('E', id); }
Mark MarkOfEntry(const v1::Enterprise& entry) {
  return MarkOf('C', tables::SerializeStored(entry));
}
Mark MarkOfRecord(const v1::Record& record) {
  return MarkOf('R', tables::RecordPrefix(tables::NameOf(record)));
}

absl::Status Duplicate(std::string path, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_DUPLICATE_RECORD,
                          .path = std::move(path),
                          .got = std::move(got),
                          .want = std::move(want)});
}

// The rows of one batch on their way.
class Batch {
 public:
  Batch(const kv::Snapshot& snapshot, const MarkSet& seen, size_t rows, RowsOutcome& outcome)
      : snapshot_(snapshot), seen_(seen), outcome_(outcome) {
    new_.reserve(rows);
  }

  // Fills in the result. A status that is not OK is no fault of the row.
  absl::Status Take(v1::ImportRow& row, v1::ImportResult& result);

 private:
  bool Seen(const Mark& mark) const { return seen_.contains(mark) || new_.contains(mark); }
  void Remember(const Mark& mark) {
    new_.insert(mark);
    outcome_.marks.push_back(mark);
  }

  absl::Status CheckEntry(const v1::ImportRow& row) const;
  absl::Status CheckRecord(const v1::ImportRow& row);
  absl::StatusOr<bool> IsRegistered(const std::string& enterprise_id);
  absl::StatusOr<v1::Change> PutEntry(const v1::Enterprise& entry);
  // The entry with the founding day that is known, if it has none.
  absl::StatusOr<v1::Enterprise> WithFounded(const v1::Enterprise& entry);
  // Whether the snapshot has a record of this enterprise and kind.
  absl::StatusOr<bool> HasKind(const v1::Record& record);
  absl::StatusOr<v1::Change> PutRecord(v1::Record& record);
  absl::Status Put(v1::ImportRow& row, v1::ImportResult& result);

  const kv::Snapshot& snapshot_;
  const MarkSet& seen_;
  RowsOutcome& outcome_;
  MarkSet new_;
  Mark record_mark_ = {};  // of the row at hand, once it was checked
  absl::flat_hash_set<std::string>
      registered_;  // ids that were found, in the store or among the marks
  absl::flat_hash_map<std::string, bool> kinds_;  // HasKind, by KindPrefix
};

absl::Status Batch::CheckEntry(const v1::ImportRow& row) const {
  if (!row.has_enterprise() || !Seen(MarkOfEnterprise(row.enterprise().enterprise_id()))) {
    return absl::OkStatus();
  }
  const std::string& id = row.enterprise().enterprise_id();
  if (!row.has_record()) return Duplicate("enterprise", id, "one row for an enterprise");
  if (Seen(MarkOfEntry(row.enterprise()))) return absl::OkStatus();
  return Duplicate("enterprise", id, "the register entry as in the earlier row");
}

absl::Status Batch::CheckRecord(const v1::ImportRow& row) {
  if (!row.has_record()) return absl::OkStatus();
  record_mark_ = MarkOfRecord(row.record());
  if (!Seen(record_mark_)) return absl::OkStatus();
  return Duplicate("record.record_id", row.record().record_id(),
                   "an id that no earlier row has, of this enterprise and kind");
}

absl::StatusOr<bool> Batch::IsRegistered(const std::string& enterprise_id) {
  if (registered_.contains(enterprise_id)) return true;
  if (Seen(MarkOfEnterprise(enterprise_id))) {
    registered_.insert(enterprise_id);
    return true;
  }
  const absl::StatusOr<std::optional<tables::EnterpriseVersion>> found =
      tables::FindEnterprise(snapshot_, enterprise_id);
  if (!found.ok()) return found.status();
  if (found->has_value()) registered_.insert(enterprise_id);
  return found->has_value();
}

absl::StatusOr<v1::Change> Batch::PutEntry(const v1::Enterprise& entry) {
  const Mark mark = MarkOfEnterprise(entry.enterprise_id());
  if (Seen(mark)) return v1::CHANGE_UNCHANGED;
  const absl::StatusOr<v1::Enterprise> whole = WithFounded(entry);
  if (!whole.ok()) return whole.status();
  const absl::StatusOr<tables::EnterprisePut> put =
      tables::PutEnterprise(snapshot_, *whole, outcome_.commit);
  if (!put.ok()) return put.status();
  Remember(mark);
  Remember(MarkOfEntry(entry));
  return put->change;
}

absl::StatusOr<v1::Enterprise> Batch::WithFounded(const v1::Enterprise& entry) {
  if (entry.has_founded()) return entry;
  const absl::StatusOr<std::optional<tables::EnterpriseVersion>> known =
      tables::FindEnterprise(snapshot_, entry.enterprise_id());
  if (!known.ok()) return known.status();
  v1::Enterprise whole = entry;
  if (known->has_value() && (*known)->enterprise.has_founded()) {
    *whole.mutable_founded() = (*known)->enterprise.founded();
  }
  return whole;
}

absl::StatusOr<bool> Batch::HasKind(const v1::Record& record) {
  const v1::RecordKind kind = model::KindOf(record);
  const auto [known, added] =
      kinds_.try_emplace(tables::KindPrefix(record.enterprise_id(), kind), false);
  if (!added) return known->second;
  const absl::StatusOr<bool> has = tables::HasRecords(snapshot_, record.enterprise_id(), kind);
  if (has.ok()) known->second = *has;
  return has;
}

absl::StatusOr<v1::Change> Batch::PutRecord(v1::Record& record) {
  const absl::StatusOr<bool> has_kind = HasKind(record);
  if (!has_kind.ok()) return has_kind.status();
  if (!*has_kind) {
    tables::AddRecord(record, outcome_.commit);
    Remember(record_mark_);
    return v1::CHANGE_CREATED;
  }
  const absl::StatusOr<tables::RecordPut> put =
      tables::ImportRecord(snapshot_, record, outcome_.commit);
  if (!put.ok()) return put.status();
  Remember(record_mark_);
  return put->change;
}

absl::Status Batch::Put(v1::ImportRow& row, v1::ImportResult& result) {
  v1::Change change = v1::CHANGE_UNCHANGED;
  if (row.has_enterprise()) {
    const absl::StatusOr<v1::Change> entry = PutEntry(row.enterprise());
    if (!entry.ok()) return entry.status();
    change = *entry;
  }
  if (row.has_record()) {
    const absl::StatusOr<v1::Change> record = PutRecord(*row.mutable_record());
    if (!record.ok()) return record.status();
    if (*record != v1::CHANGE_UNCHANGED) change = *record;
  }
  result.set_change(change);
  return absl::OkStatus();
}

absl::Status Batch::Take(v1::ImportRow& row, v1::ImportResult& result) {
  absl::Status fault = ValidateImportRow(row);
  if (fault.ok()) fault = CheckEntry(row);
  if (fault.ok()) fault = CheckRecord(row);
  if (fault.ok() && !row.has_enterprise()) {
    const std::string& id = row.record().enterprise_id();
    const absl::StatusOr<bool> registered = IsRegistered(id);
    if (!registered.ok()) return registered.status();
    if (!*registered) fault = tables::EnterpriseUnknown(id, "record.enterprise_id");
  }
  if (fault.ok()) return Put(row, result);
  *result.mutable_error() = model::DetailOf(fault).value_or(v1::ErrorDetail());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RowsOutcome> TakeRows(const kv::Snapshot& snapshot, const MarkSet& seen,
                                     v1::ImportRows& rows) {
  RowsOutcome outcome;
  outcome.commit.checked_at = snapshot.revision();
  const auto count = static_cast<size_t>(rows.rows_size());
  outcome.commit.preconditions.reserve(count);
  outcome.commit.writes.reserve(count);
  outcome.marks.reserve(count);
  outcome.results.mutable_results()->Reserve(rows.rows_size());
  Batch batch(snapshot, seen, count, outcome);
  uint64_t number = rows.offset();
  for (v1::ImportRow& row : *rows.mutable_rows()) {
    v1::ImportResult& result = *outcome.results.add_results();
    result.set_row(number++);
    if (absl::Status status = batch.Take(row, result); !status.ok()) return status;
  }
  outcome.results.set_durable_offset(number);
  return outcome;
}

std::string FormatMarks(const std::vector<Mark>& marks) {
  std::string bytes;
  bytes.reserve(marks.size() * kMarkBytes);
  for (const Mark& mark : marks) bytes.append(mark.data(), mark.size());
  return bytes;
}

void AddMarks(std::string_view bytes, MarkSet& marks) {
  for (; bytes.size() >= kMarkBytes; bytes.remove_prefix(kMarkBytes)) {
    Mark mark;
    std::copy_n(bytes.begin(), kMarkBytes, mark.begin());
    marks.insert(mark);
  }
}

}  // namespace jifen::services::registry
