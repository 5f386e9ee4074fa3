// storage/kv/rocksdb/database_snapshot.h: a Snapshot of a Database.
//
//   Errors   as store.h says. An entry that is newer than the snapshot is damage, too.
//   Cost     making an iterator of RocksDB takes several times as long as a seek with it, so a snapshot keeps
//            the one that its last cursor is done with for the next.
//   Threads  as store.h says.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "rocksdb/iterator.h"
#include "rocksdb/slice.h"
#include "rocksdb/snapshot.h"
#include "storage/kv/envelope.h"
#include "storage/kv/rocksdb/database.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv::rocksdb {

// An iterator and the end of the range that it walks, to which RocksDB keeps a pointer.
struct BoundedIterator {
  std::string end;  // in RocksDB
  ::rocksdb::Slice end_slice;
  std::unique_ptr<::rocksdb::Iterator> iterator;
};

// Made by std::make_shared, for its cursors keep it alive.
class DatabaseSnapshot final : public Snapshot,
                               public std::enable_shared_from_this<DatabaseSnapshot> {
 public:
  // The newest state; called by who writes, so that revision and state fit.
  explicit DatabaseSnapshot(std::shared_ptr<Database> database);
  ~DatabaseSnapshot() override;

  Revision revision() const override { return revision_; }
  absl::StatusOr<std::optional<Entry>> Find(std::string_view key) const override;
  std::unique_ptr<Cursor> Scan(KeyRange range) const override;

  // For its cursors: an iterator that ends before `end`, at no key yet; and back.
  std::unique_ptr<BoundedIterator> TakeIterator(std::string end) const;
  void GiveBack(std::unique_ptr<BoundedIterator> iterator) const;
  ::rocksdb::ReadOptions ReadSettings() const;
  absl::StatusOr<VersionedValue> Decode(std::string_view entry_key,
                                        std::string_view envelope) const;
  const Database& database() const { return *database_; }

 private:
  const std::shared_ptr<Database> database_;
  const ::rocksdb::Snapshot* const snapshot_;
  const Revision revision_;
  mutable std::atomic<BoundedIterator*> spare_ = nullptr;  // owned
};

}  // namespace jifen::storage::kv::rocksdb
