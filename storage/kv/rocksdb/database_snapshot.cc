#include "storage/kv/rocksdb/database_snapshot.h"

#include <string>
#include <utility>

#include "rocksdb/db.h"
#include "rocksdb/iterator.h"
#include "rocksdb/slice.h"

namespace jifen::storage::kv::rocksdb {
namespace {

class DatabaseCursor final : public Cursor {
 public:
  DatabaseCursor(std::shared_ptr<const DatabaseSnapshot> snapshot, const KeyRange& range)
      : snapshot_(std::move(snapshot)),
        bounded_(snapshot_->TakeIterator(range.end.empty() ? std::string(1, kEntryPrefix + 1)
                                                           : EntryKey(range.end))),
        iterator_(*bounded_->iterator) {
    iterator_.Seek(EntryKey(range.begin));
    Load();
  }
  ~DatabaseCursor() override { snapshot_->GiveBack(std::move(bounded_)); }

  bool Valid() const override { return valid_; }
  void Next() override {
    iterator_.Next();
    Load();
  }
  std::string_view key() const override { return iterator_.key().ToStringView().substr(1); }
  std::string_view value() const override { return content_.value; }
  Revision version() const override { return content_.version; }
  absl::Status status() const override { return status_; }

 private:
  // Takes the entry at the iterator, or what is wrong with it.
  void Load() {
    valid_ = false;
    if (!iterator_.Valid()) {
      if (!iterator_.status().ok()) {
        status_ = snapshot_->database().ReadFault(iterator_.status());
      }
      return;
    }
    // RocksDB looks at the end as well, but may still hold a block for clear of it that lay before another end.
    if (iterator_.key().compare(bounded_->end_slice) >= 0) return;
    absl::StatusOr<VersionedValue> content =
        snapshot_->Decode(iterator_.key().ToStringView(), iterator_.value().ToStringView());
    valid_ = content.ok();
    if (valid_) {
      content_ = *content;
    } else {
      status_ = content.status();
    }
  }

  const std::shared_ptr<const DatabaseSnapshot> snapshot_;
  std::unique_ptr<BoundedIterator> bounded_;
  ::rocksdb::Iterator& iterator_;
  VersionedValue content_;
  bool valid_ = false;
  absl::Status status_;
};

}  // namespace

DatabaseSnapshot::DatabaseSnapshot(std::shared_ptr<Database> database)
    : database_(std::move(database)),
      snapshot_(database_->db().GetSnapshot()),
      revision_(database_->newest()) {}

DatabaseSnapshot::~DatabaseSnapshot() {
  delete spare_.load();
  database_->db().ReleaseSnapshot(snapshot_);
}

std::unique_ptr<BoundedIterator> DatabaseSnapshot::TakeIterator(std::string end) const {
  std::unique_ptr<BoundedIterator> bounded(spare_.exchange(nullptr));
  const bool fresh = bounded == nullptr;
  if (fresh) bounded = std::make_unique<BoundedIterator>();
  bounded->end = std::move(end);
  bounded->end_slice = bounded->end;
  if (!fresh) return bounded;
  ::rocksdb::ReadOptions options = ReadSettings();
  options.iterate_upper_bound = &bounded->end_slice;
  bounded->iterator.reset(database_->db().NewIterator(options));
  return bounded;
}

void DatabaseSnapshot::GiveBack(std::unique_ptr<BoundedIterator> iterator) const {
  // One that met a fault is not used again.
  if (iterator->iterator->status().ok()) iterator.reset(spare_.exchange(iterator.release()));
}

::rocksdb::ReadOptions DatabaseSnapshot::ReadSettings() const {
  ::rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  options.verify_checksums = true;
  return options;
}

absl::StatusOr<VersionedValue> DatabaseSnapshot::Decode(std::string_view entry_key,
                                                        std::string_view envelope) const {
  absl::StatusOr<VersionedValue> content = DecodeEnvelope(entry_key, envelope);
  if (content.ok() && content->version > revision_) {
    content = absl::DataLossError("a stored entry is damaged: it is newer than the store");
  }
  if (!content.ok()) return database_->ReadFault(content.status());
  return content;
}

absl::StatusOr<std::optional<Entry>> DatabaseSnapshot::Find(std::string_view key) const {
  const std::string entry_key = EntryKey(key);
  ::rocksdb::PinnableSlice envelope;
  const ::rocksdb::Status status = database_->db().Get(
      ReadSettings(), database_->db().DefaultColumnFamily(), entry_key, &envelope);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return database_->ReadFault(status);
  absl::StatusOr<VersionedValue> content = Decode(entry_key, envelope.ToStringView());
  if (!content.ok()) return content.status();
  return Entry{
      .key = std::string(key), .value = std::string(content->value), .version = content->version};
}

std::unique_ptr<Cursor> DatabaseSnapshot::Scan(KeyRange range) const {
  return std::make_unique<DatabaseCursor>(shared_from_this(), range);
}

}  // namespace jifen::storage::kv::rocksdb
