#include "tools/bench/bare_writes.h"

#include <chrono>
#include <memory>

#include "absl/strings/str_cat.h"
#include "proto/model/sha256.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "storage/kv/envelope.h"
#include "storage/kv/rocksdb/database.h"
#include "storage/kv/rocksdb/settings.h"
#include "storage/kv/stamp.h"

namespace jifen::bench {
namespace {

namespace kv = storage::kv;

absl::Status FromRocks(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("RocksDB: ", status.ToString()));
}

absl::StatusOr<std::unique_ptr<rocksdb::DB>> OpenBare(const std::filesystem::path& folder) {
  rocksdb::Options options = kv::rocksdb::DatabaseSettings(nullptr);
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  absl::Status status = FromRocks(rocksdb::DB::Open(options, folder.string(), &db));
  if (!status.ok()) return status;
  return std::unique_ptr<rocksdb::DB>(db);
}

rocksdb::Status Fill(const std::vector<BareWrite>& writes, rocksdb::WriteBatch& batch) {
  rocksdb::Status status;
  for (const auto& [key, value] : writes) {
    status = value.has_value() ? batch.Put(key, *value) : batch.Delete(key);
    if (!status.ok()) return status;
  }
  return status;
}

BareWrite BareOf(kv::Revision revision, const kv::Write& write) {
  std::string key = kv::rocksdb::EntryKey(write.key);
  if (write.stamp_offset.has_value()) kv::StampKey(revision, 1 + *write.stamp_offset, key);
  if (!write.value.has_value()) return {std::move(key), std::nullopt};
  std::string value = kv::EncodeEnvelope(key, {.value = *write.value, .version = revision});
  return {std::move(key), std::move(value)};
}

}  // namespace

void Recorder::Commit(kv::CommitRequest request, kv::CommitDone done) {
  std::vector<kv::Write> writes = request.writes;
  store_.Commit(std::move(request), [this, writes = std::move(writes), done = std::move(done)](
                                        absl::StatusOr<kv::Revision> revision) {
    if (revision.ok()) {
      const std::lock_guard lock(mutex_);
      commits_.emplace_back(*revision, writes);
    }
    done(std::move(revision));
  });
}

BareBatches Recorder::batches() const {
  const std::lock_guard lock(mutex_);
  BareBatches batches;
  for (const auto& [revision, writes] : commits_) {
    std::vector<BareWrite>& batch = batches.emplace_back();
    for (const kv::Write& write : writes) batch.push_back(BareOf(revision, write));
  }
  return batches;
}

absl::StatusOr<double> WriteBare(const BareBatches& batches, const std::filesystem::path& folder) {
  const absl::StatusOr<std::unique_ptr<rocksdb::DB>> db = OpenBare(folder);
  if (!db.ok()) return db.status();
  const auto begin = std::chrono::steady_clock::now();
  for (const std::vector<BareWrite>& writes : batches) {
    rocksdb::WriteBatch batch;
    rocksdb::Status status = Fill(writes, batch);
    if (status.ok()) status = (*db)->Write(kv::rocksdb::WriteSettings(), &batch);
    if (!status.ok()) return FromRocks(status);
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  if (absl::Status status = FromRocks((*db)->Close()); !status.ok()) return status;
  return taken.count();
}

absl::StatusOr<std::string> DigestOfEntries(const std::filesystem::path& folder) {
  const absl::StatusOr<std::unique_ptr<rocksdb::DB>> db = OpenBare(folder);
  if (!db.ok()) return db.status();
  model::Sha256 digest;
  const std::unique_ptr<rocksdb::Iterator> entry((*db)->NewIterator(rocksdb::ReadOptions()));
  for (entry->Seek(kv::rocksdb::EntryKey("")); entry->Valid(); entry->Next()) {
    digest.Add(absl::StrCat(entry->key().size(), " ", entry->value().size(), " "));
    digest.Add(std::string_view(entry->key().data(), entry->key().size()));
    digest.Add(std::string_view(entry->value().data(), entry->value().size()));
  }
  if (absl::Status status = FromRocks(entry->status()); !status.ok()) return status;
  return model::HexOf(digest.Finish());
}

}  // namespace jifen::bench
