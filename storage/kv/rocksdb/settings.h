// storage/kv/rocksdb/settings.h: how RocksDB 7.8 is used; each setting that matters, with its
// reason.
//
//   Not used for known bugs of 7.8: DeleteRange, SyncWAL, SetOptions, user-defined timestamps,
//   recycled logs, compression of the log.
#pragma once

#include "rocksdb/options.h"

namespace jifen::storage::kv::rocksdb {

// `env` null: that of the operating system. `create_if_missing` is left false.
::rocksdb::Options DatabaseSettings(::rocksdb::Env* env);

::rocksdb::WriteOptions WriteSettings();

}  // namespace jifen::storage::kv::rocksdb
