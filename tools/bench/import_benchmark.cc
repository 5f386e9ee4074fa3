#include "tools/bench/import_benchmark.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/registry/import_session.h"
#include "services/registry/registry_handler.h"
#include "storage/kv/rocksdb/rocksdb_store.h"
#include "tools/bench/bare_writes.h"
#include "tools/synth/population_files.h"
#include "tools/table_import/table_source.h"

namespace jifen::bench {
namespace {

namespace fs = std::filesystem;
namespace kv = storage::kv;
using services::registry::ImportSession;
using services::registry::RegistryHandler;
using tools::table_import::RowFault;
using tools::table_import::SourcedRow;
using tools::table_import::Step;
using tools::table_import::TableSource;

// As the command line sends them (tools/jifen/commands/import_run.h).
constexpr int kBatchRows = 500;
constexpr size_t kWindow = 4;

class Watch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// Its rows are kept for the next batch, as the command line does.
void EmptyRequest(v1::ImportRequest& request) {
  if (request.has_rows()) {
    request.mutable_rows()->clear_rows();
  } else {
    request.Clear();
  }
}

// The requests on their way from the reader to the session, and back: who made a message fills it again, as the
// command line does; what the server parses its own into belongs to the wire.
class Window {
 public:
  // Leaves an empty request, maybe one that was sent before.
  void Push(v1::ImportRequest& request) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return requests_.size() < kWindow || closed_; });
      requests_.emplace_back().Swap(&request);
      if (!used_.empty()) {
        request.Swap(&used_.back());
        used_.pop_back();
      }
      changed_.notify_all();
    }
    EmptyRequest(request);
  }

  std::optional<v1::ImportRequest> Pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !requests_.empty() || closed_; });
    if (requests_.empty()) return std::nullopt;
    v1::ImportRequest request = std::move(requests_.front());
    requests_.pop_front();
    changed_.notify_all();
    return request;
  }

  void GiveBack(v1::ImportRequest request) {
    const std::lock_guard lock(mutex_);
    used_.push_back(std::move(request));
  }

  // Nobody pushes any more, or nobody pops.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<v1::ImportRequest> requests_;
  std::vector<v1::ImportRequest> used_;
  bool closed_ = false;
};

// Reads the folder from end to end and hands out its batches; what takes one leaves an empty request. The number of
// rows.
template <typename Take>
absl::StatusOr<int64_t> ReadFolder(const fs::path& tables, Take take) {
  absl::StatusOr<TableSource> folder = TableSource::Open(tables, {});
  if (!folder.ok()) return folder.status();
  v1::ImportRequest request;
  request.mutable_start()->set_import_id(folder->import_id());
  request.mutable_start()->set_content_sha256(folder->import_id());
  take(request);
  int64_t rows = 0;
  SourcedRow row;
  RowFault fault;
  for (bool end = false; !end;) {
    const absl::StatusOr<Step> step = folder->Next(row, fault);
    if (!step.ok()) return step.status();
    if (*step == Step::kFault) return absl::InternalError(absl::StrCat("a fault in ", fault.file));
    end = *step == Step::kEnd;
    if (!end) {
      if (request.rows().rows().empty()) {
        request.mutable_rows()->set_offset(static_cast<uint64_t>(rows));
      }
      *request.mutable_rows()->add_rows() = std::move(row.row);
      ++rows;
    }
    const int waiting = request.rows().rows_size();
    if (waiting == kBatchRows || (end && waiting > 0)) take(request);
  }
  request.mutable_finish()->set_rows(static_cast<uint64_t>(rows));
  take(request);
  return rows;
}

// One of the two threads that step an import by turns, as the server does (import_stream.h): one takes its rows
// while those of the other are written.
absl::Status Serve(ImportSession& session, std::mutex& turn, Window& window) {
  for (;;) {
    std::unique_lock mine(turn);
    std::optional<v1::ImportRequest> request = window.Pop();
    if (!request.has_value()) return absl::OkStatus();
    const absl::StatusOr<v1::ImportResponse> answer =
        session.Step(*request, [&mine] { mine.unlock(); });
    window.GiveBack(*std::move(request));
    if (!answer.ok()) return answer.status();
    if (answer->finished().totals().refused() > 0) return absl::InternalError("rows were refused");
  }
}

absl::StatusOr<double> Import(const fs::path& tables, kv::Store& store) {
  const Watch watch;
  Window window;
  RegistryHandler registry(store, [] { return absl::UnixEpoch(); });
  ImportSession session(registry, "bench");
  std::mutex turn;
  std::array<absl::Status, 2> served;
  std::vector<std::thread> server;
  for (absl::Status& status : served) {
    server.emplace_back([&] {
      status = Serve(session, turn, window);
      if (!status.ok()) window.Close();
    });
  }
  const absl::StatusOr<int64_t> rows =
      ReadFolder(tables, [&](v1::ImportRequest& request) { window.Push(request); });
  window.Close();
  for (std::thread& thread : server) thread.join();
  if (!rows.ok()) return rows.status();
  for (const absl::Status& status : served) {
    if (!status.ok()) return status;
  }
  return watch.seconds();
}

absl::StatusOr<std::unique_ptr<kv::Store>> NewStore(const fs::path& folder) {
  fs::remove_all(folder);
  return kv::rocksdb::Open({.folder = folder});
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class Benchmark {
 public:
  explicit Benchmark(const ImportSettings& settings) : settings_(settings) {}

  absl::StatusOr<ImportFigures> Run() {
    absl::Status status = Prepare();
    if (status.ok()) status = Record();
    std::vector<double> ratios;
    std::vector<double> imports;
    std::vector<double> bare;
    for (int round = 0; status.ok() && round < settings_.rounds; ++round) {
      status = Round(imports, bare);
      if (status.ok()) ratios.push_back(imports.back() / bare.back());
    }
    if (!status.ok()) return status;
    figures_.import_seconds = Median(imports);
    figures_.bare_seconds = Median(bare);
    figures_.ratio = Median(ratios);
    return figures_;
  }

 private:
  absl::Status Prepare() {
    const auto written = tools::synth::WritePopulation({.enterprises = settings_.enterprises,
                                                        .seed = settings_.seed,
                                                        .folder = tables_,
                                                        .write = {}});
    if (!written.ok()) return written.status();
    for (const auto& file : fs::directory_iterator(tables_)) {
      figures_.file_bytes += static_cast<int64_t>(file.file_size());
    }
    const Watch watch;
    const absl::StatusOr<int64_t> rows =
        ReadFolder(tables_, [](v1::ImportRequest& request) { EmptyRequest(request); });
    if (!rows.ok()) return rows.status();
    figures_.reading_seconds = watch.seconds();
    figures_.rows = *rows;
    return absl::OkStatus();
  }

  // What an import writes; and that the bare writes of it leave the same entries.
  absl::Status Record() {
    {
      const absl::StatusOr<std::unique_ptr<kv::Store>> store = NewStore(stored_);
      if (!store.ok()) return store.status();
      Recorder recorder(**store);
      const absl::StatusOr<double> taken = Import(tables_, recorder);
      if (!taken.ok()) return taken.status();
      batches_ = recorder.batches();
    }
    figures_.batches = static_cast<int64_t>(batches_.size());
    for (const std::vector<BareWrite>& batch : batches_) {
      for (const auto& [key, value] : batch) {
        figures_.stored_bytes += static_cast<int64_t>(key.size() + value.value_or("").size());
      }
    }
    fs::remove_all(bare_);
    const absl::StatusOr<double> taken = WriteBare(batches_, bare_);
    if (!taken.ok()) return taken.status();
    const absl::StatusOr<std::string> ours = DigestOfEntries(stored_ / "rocksdb");
    const absl::StatusOr<std::string> bare = DigestOfEntries(bare_);
    if (!ours.ok()) return ours.status();
    if (!bare.ok()) return bare.status();
    return *ours == *bare ? absl::OkStatus()
                          : absl::InternalError("the two databases hold different entries");
  }

  absl::Status Round(std::vector<double>& imports, std::vector<double>& bare) {
    const absl::StatusOr<std::unique_ptr<kv::Store>> store = NewStore(stored_);
    if (!store.ok()) return store.status();
    const absl::StatusOr<double> import = Import(tables_, **store);
    if (!import.ok()) return import.status();
    fs::remove_all(bare_);
    const absl::StatusOr<double> written = WriteBare(batches_, bare_);
    if (!written.ok()) return written.status();
    imports.push_back(*import);
    bare.push_back(*written);
    return absl::OkStatus();
  }

  const ImportSettings& settings_;
  const fs::path tables_ = settings_.folder / "tables";
  const fs::path stored_ = settings_.folder / "stored";
  const fs::path bare_ = settings_.folder / "bare";
  BareBatches batches_;
  ImportFigures figures_;
};

}  // namespace

absl::StatusOr<ImportFigures> MeasureImport(const ImportSettings& settings) {
  return Benchmark(settings).Run();
}

}  // namespace jifen::bench
