#include "storage/kv/rocksdb/database.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "rocksdb/write_batch.h"
#include "storage/kv/envelope.h"
#include "storage/kv/rocksdb/settings.h"

namespace jifen::storage::kv::rocksdb {
namespace {

constexpr std::string_view kFormatName = "format";
constexpr std::string_view kNewestName = "newest";

std::string OwnKey(std::string_view name) { return kOwnPrefix + std::string(name); }

void PutEnvelope(const std::string& key, const VersionedValue& content,
                 ::rocksdb::WriteBatch& batch, ::rocksdb::Status& status) {
  if (status.ok()) status = batch.Put(key, EncodeEnvelope(key, content));
}

// What the operator hears of a database that cannot be opened.
absl::Status OpenFault(const std::filesystem::path& folder, const ::rocksdb::Status& status) {
  const std::string where = absl::StrCat("the data folder ", folder.string());
  // Missing files count as damage: a store was there, or nothing would have been refused.
  if (status.IsCorruption() || status.IsInvalidArgument() || status.IsPathNotFound()) {
    return absl::DataLossError(absl::StrCat(where, " is damaged: ", status.ToString(),
                                            "; keep a copy of it and restore a backup"));
  }
  return absl::UnavailableError(absl::StrCat(where, " cannot be opened: ", status.ToString()));
}

absl::Status WithFolder(const std::filesystem::path& folder, const absl::Status& status) {
  const std::string message(status.message().data(), status.message().size());
  return {status.code(), absl::StrCat("the data folder ", folder.string(), ": ", message)};
}

}  // namespace

std::string EntryKey(std::string_view key) {
  std::string result;
  result.reserve(1 + key.size());
  result.push_back(kEntryPrefix);
  result.append(key);
  return result;
}

absl::StatusOr<std::shared_ptr<Database>> Database::Open(const OpenOptions& options) {
  const std::filesystem::path& folder = options.folder;
  absl::StatusOr<std::unique_ptr<FolderLock>> lock = FolderLock::Acquire(folder);
  if (!lock.ok()) return lock.status();
  const std::filesystem::path mark = folder / "created";
  std::error_code error;
  const bool created = std::filesystem::exists(mark, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot read ", mark.string(), ": ", error.message()));
  }

  std::shared_ptr<Database> database(new Database(*std::move(lock), options.fault_log));
  ::rocksdb::Options settings = DatabaseSettings(options.env, options.memory_bytes);
  settings.create_if_missing = !created;
  ::rocksdb::DB* db = nullptr;
  const ::rocksdb::Status status =
      ::rocksdb::DB::Open(settings, (folder / "rocksdb").string(), &db);
  database->db_.reset(db);
  if (!status.ok()) return OpenFault(folder, status);

  absl::Status checked = database->CheckFormat(created);
  if (checked.ok()) checked = database->ReadNewest();
  if (checked.ok()) checked = database->CheckBlobFiles();
  if (!checked.ok()) return WithFolder(folder, checked);
  if (!created) checked = MakeMark(mark);
  if (!checked.ok()) return checked;
  return database;
}

Database::~Database() {
  if (db_ == nullptr) return;
  if (const ::rocksdb::Status status = db_->Close(); !status.ok()) {
    LogFault("closing failed", status.ToString());
  }
}

absl::StatusOr<Database::OwnValue> Database::GetOwn(std::string_view name) const {
  const std::string key = OwnKey(name);
  std::string envelope;
  const ::rocksdb::Status status = db_->Get(::rocksdb::ReadOptions(), key, &envelope);
  if (status.IsNotFound()) return absl::NotFoundError("no such key");
  if (!status.ok()) return ReadFault(status);
  absl::StatusOr<VersionedValue> content = DecodeEnvelope(key, envelope);
  if (!content.ok()) return ReadFault(content.status());
  return OwnValue{.value = std::string(content->value), .version = content->version};
}

absl::Status Database::CheckFormat(bool created) {
  absl::StatusOr<OwnValue> format = GetOwn(kFormatName);
  if (format.ok()) {
    if (format->value == kFormatVersion) return absl::OkStatus();
    return absl::FailedPreconditionError(absl::StrCat("got format version ", format->value,
                                                      ", want ", std::string(kFormatVersion),
                                                      "; open it with the program that wrote it"));
  }
  if (!absl::IsNotFound(format.status())) return format.status();
  if (created) return absl::DataLossError("its format version is gone; restore a backup");
  const std::unique_ptr<::rocksdb::Iterator> first(db_->NewIterator(::rocksdb::ReadOptions()));
  first->SeekToFirst();
  if (!first->status().ok()) return ReadFault(first->status());
  if (first->Valid()) {
    return absl::FailedPreconditionError(
        "it has a database that is not of this program; name another folder");
  }
  return WriteFormat();
}

absl::Status Database::WriteFormat() {
  ::rocksdb::WriteBatch batch;
  ::rocksdb::Status status;
  PutEnvelope(OwnKey(kFormatName), {.value = kFormatVersion}, batch, status);
  PutEnvelope(OwnKey(kNewestName), {}, batch, status);
  if (status.ok()) status = db_->Write(WriteSettings(), &batch);
  if (status.ok()) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot be written: ", status.ToString()));
}

absl::Status Database::ReadNewest() {
  absl::StatusOr<OwnValue> newest = GetOwn(kNewestName);
  if (absl::IsNotFound(newest.status())) {
    return absl::DataLossError("its newest revision is gone; restore a backup");
  }
  if (!newest.ok()) return newest.status();
  newest_ = newest->version;
  return absl::OkStatus();
}

absl::Status Database::CheckBlobFiles() const {
  ::rocksdb::ColumnFamilyMetaData metadata;
  db_->GetColumnFamilyMetaData(&metadata);
  for (const ::rocksdb::BlobMetaData& blob : metadata.blob_files) {
    uint64_t bytes = 0;
    const ::rocksdb::Status status = db_->GetEnv()->GetFileSize(
        absl::StrCat(blob.blob_file_path, "/", blob.blob_file_name), &bytes);
    if (status.ok() && bytes == blob.blob_file_size) continue;
    return absl::DataLossError(absl::StrCat(
        blob.blob_file_name, ": ",
        status.ok() ? absl::StrCat("got ", bytes, " bytes") : status.ToString(), ", want ",
        blob.blob_file_size, " bytes; keep a copy of the folder and restore a backup"));
  }
  return absl::OkStatus();
}

absl::Status Database::Write(const std::deque<RevisedWrite>& writes, Revision newest) {
  ::rocksdb::WriteBatch batch;
  ::rocksdb::Status status;
  for (const RevisedWrite& write : writes) {
    const std::string key = EntryKey(write.key);
    if (write.value.has_value()) {
      PutEnvelope(key, {.value = *write.value, .version = write.version}, batch, status);
    } else if (status.ok()) {
      status = batch.Delete(key);
    }
  }
  PutEnvelope(OwnKey(kNewestName), {.version = newest}, batch, status);
  if (status.ok()) status = db_->Write(WriteSettings(), &batch);
  if (status.ok()) {
    newest_ = newest;
    return absl::OkStatus();
  }
  LogFault("writing failed", status.ToString());
  if (status.IsNoSpace()) {
    return absl::ResourceExhaustedError("the disk is full; try again later");
  }
  return absl::UnavailableError("writing failed");
}

absl::Status Database::ReadFault(const ::rocksdb::Status& status) const {
  LogFault("reading failed", status.ToString());
  if (status.IsCorruption()) return absl::DataLossError("a stored entry is damaged");
  return absl::UnavailableError("the store cannot be read");
}

absl::Status Database::ReadFault(const absl::Status& status) const {
  LogFault("reading failed", status.ToString());
  return status;
}

void Database::LogFault(std::string_view action, std::string_view detail) const {
  if (fault_log_) fault_log_(absl::StrCat(std::string(action), ": ", std::string(detail)));
}

}  // namespace jifen::storage::kv::rocksdb
