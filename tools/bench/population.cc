#include "tools/bench/population.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <memory>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "storage/kv/store.h"
#include "tools/bench/merged_tables.h"
#include "tools/bench/population_maker.h"
#include "tools/bench/stopwatch.h"
#include "tools/synth/codes.h"

namespace jifen::bench {
namespace {

namespace fs = std::filesystem;
namespace kv = storage::kv;

// Another number when what is loaded changes: what is kept is not taken for it.
constexpr int kForm = 3;
constexpr int kThreads = 2;
constexpr int kCommitsWaitingMax = 8;
constexpr size_t kLoadingMemoryBytes = size_t{384} << 20;

// GB/T 2260: counties of Hubei.
constexpr std::string_view kCounties[] = {"420102", "420106", "420111", "420115",
                                          "420502", "420602", "421202", "421221",
                                          "421222", "421223", "421224", "421281"};

// Chunks made by some threads and committed in their order, some at a time.
class Loader {
 public:
  Loader(const PopulationMaker& maker, kv::Store& store) : maker_(maker), store_(store) {}

  absl::Status Load() {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back([this] { Work(); });
    for (std::thread& thread : threads) thread.join();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ == 0; });
    return status_;
  }

 private:
  void Work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      if (!status_.ok() || next_ == maker_.chunks()) return;
      const int64_t chunk = next_++;
      lock.unlock();
      absl::StatusOr<kv::CommitRequest> commit = maker_.MakeChunk(chunk);
      lock.lock();
      changed_.wait(
          lock, [&] { return !status_.ok() || (turn_ == chunk && waiting_ < kCommitsWaitingMax); });
      if (!status_.ok()) return;
      if (!commit.ok()) return Fail(commit.status());
      ++waiting_;
      lock.unlock();
      store_.Commit(*std::move(commit), [this](const absl::StatusOr<kv::Revision>& revision) {
        const std::lock_guard done(mutex_);
        --waiting_;
        if (!revision.ok()) Fail(revision.status());
        changed_.notify_all();
      });
      lock.lock();
      ++turn_;
      changed_.notify_all();
    }
  }

  void Fail(const absl::Status& status) {
    if (status_.ok()) status_ = status;
    changed_.notify_all();
  }

  const PopulationMaker& maker_;
  kv::Store& store_;
  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  int64_t next_ = 0;
  int64_t turn_ = 0;  // the chunk that is committed next
  int waiting_ = 0;
  absl::Status status_;
};

absl::Status Load(const PopulationSettings& settings, const fs::path& folder) {
  const absl::StatusOr<std::unique_ptr<kv::Store>> store =
      kv::rocksdb::Open({.folder = folder, .memory_bytes = kLoadingMemoryBytes});
  if (!store.ok()) return store.status();
  const auto empty = (*store)->NewSnapshot();
  if (!empty.ok()) return empty.status();
  const PopulationMaker maker(PopulationIds(settings.enterprises, settings.seed), settings.seed,
                              **empty);
  return Loader(maker, **store).Load();
}

absl::Status FilesFault(const std::error_code& code, const fs::path& path) {
  if (!code) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(path.string(), ": ", code.message()));
}

// Table and blob files: RocksDB never changes one.
bool IsTableFile(const fs::path& file) {
  return file.extension() == ".sst" || file.extension() == ".blob";
}

// The log of what RocksDB did, and the lock, are no part of the content.
bool IsContent(const fs::path& file) {
  const std::string name = file.filename().string();
  return name != "LOCK" && !name.starts_with("LOG");
}

}  // namespace

std::vector<std::string> PopulationIds(int64_t enterprises, uint64_t seed) {
  std::vector<std::string> ids;
  ids.reserve(static_cast<size_t>(enterprises));
  for (int64_t i = 0; i < enterprises; ++i) {
    const std::string_view county = kCounties[static_cast<size_t>(i) % std::size(kCounties)];
    ids.push_back(tools::synth::MakeCreditCode(county, i, seed));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

absl::StatusOr<Population> PreparePopulation(const PopulationSettings& settings) {
  const std::string name =
      absl::StrCat("population-", settings.enterprises, "-", settings.seed, "-", kForm);
  Population population{.folder = settings.folder / name,
                        .enterprises = settings.enterprises,
                        .found = fs::exists(settings.folder / name)};
  if (population.found) return population;
  // It gets its name once it is whole.
  const fs::path unfinished = settings.folder / absl::StrCat(name, ".unfinished");
  const Stopwatch watch;
  std::error_code code;
  fs::remove_all(unfinished, code);
  absl::Status status = FilesFault(code, unfinished);
  if (status.ok()) status = Load(settings, unfinished);
  if (status.ok()) status = MergeTables(unfinished);
  if (!status.ok()) return status;
  fs::rename(unfinished, population.folder, code);
  status = FilesFault(code, population.folder);
  if (!status.ok()) return status;
  population.seconds = watch.seconds();
  return population;
}

absl::Status LinkPopulation(const fs::path& from, const fs::path& to) {
  std::error_code code;
  fs::create_directories(to / "rocksdb", code);
  if (!code) fs::copy_file(from / "created", to / "created", code);
  if (code) return FilesFault(code, to);
  for (const auto& file : fs::directory_iterator(from / "rocksdb")) {
    const fs::path copy = to / "rocksdb" / file.path().filename();
    if (IsTableFile(file.path())) {
      fs::create_hard_link(file.path(), copy, code);
    } else if (IsContent(file.path())) {
      fs::copy_file(file.path(), copy, code);
    }
    if (code) return FilesFault(code, copy);
  }
  return absl::OkStatus();
}

}  // namespace jifen::bench
