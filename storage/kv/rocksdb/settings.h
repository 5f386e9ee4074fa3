// storage/kv/rocksdb/settings.h: how RocksDB 7.8 is used; each setting that matters, with its
// reason.
//
//   Not used for known bugs of 7.8: DeleteRange, SyncWAL, SetOptions, user-defined timestamps,
//   recycled logs, compression of the log.
//   Memory    what RocksDB holds is bounded by one number: a third of it for what is not yet in table files (two
//             write buffers), the rest for a cache of blocks, with the indices and filters of the table files among
//             them: outside of it they would grow with the store.
#pragma once

#include <cstddef>

#include "rocksdb/options.h"
#include "storage/kv/rocksdb/rocksdb_store.h"

namespace jifen::storage::kv::rocksdb {

// `env` null: that of the operating system. `create_if_missing` is left false.
::rocksdb::Options DatabaseSettings(::rocksdb::Env* env, size_t memory_bytes = kMemoryBytes);

::rocksdb::WriteOptions WriteSettings();

}  // namespace jifen::storage::kv::rocksdb
