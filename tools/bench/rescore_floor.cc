#include "tools/bench/rescore_floor.h"

#include <memory>
#include <string_view>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/tables/key_layout.h"
#include "tools/bench/machine.h"
#include "tools/bench/stopwatch.h"

namespace jifen::bench {
namespace {

namespace kv = storage::kv;
namespace tables = storage::tables;

constexpr char kFloorPrefix = '\x7e';  // of no table (storage/tables/key_layout.h)
constexpr size_t kIdAt = 1;            // behind the prefix of dossier and register keys

std::string PrefixOf(tables::Prefix prefix) { return std::string(1, static_cast<char>(prefix)); }

std::string_view IdOf(std::string_view key) {
  return key.substr(kIdAt, tables::kEnterpriseIdBytes);
}

// The keys of a prefix whose ids lie in [begin, end); empty: no bound.
kv::KeyRange RangeOf(tables::Prefix prefix, const std::string& begin, const std::string& end) {
  kv::KeyRange range = kv::PrefixRange(PrefixOf(prefix));
  if (!begin.empty()) range.begin = PrefixOf(prefix) + begin;
  if (!end.empty()) range.end = PrefixOf(prefix) + end;
  return range;
}

// The work of one thread.
class Walk {
 public:
  Walk(kv::Store& store, const std::vector<std::string>& cards, bool write)
      : store_(store), cards_(cards), write_(write) {}

  absl::Status Run(const kv::Snapshot& snapshot, kv::KeyRange range) {
    const std::unique_ptr<kv::Cursor> cursor = snapshot.Scan(std::move(range));
    std::string id;
    for (; cursor->Valid(); cursor->Next()) {
      figures_.keys_read += 1;
      figures_.bytes_read += static_cast<int64_t>(cursor->key().size() + cursor->value().size());
      if (IdOf(cursor->key()) == id) continue;
      id = IdOf(cursor->key());
      figures_.enterprises += 1;
      if (absl::Status status = AddCard(id); !status.ok()) return status;
    }
    if (!cursor->status().ok()) return cursor->status();
    return Commit();
  }

  const FloorFigures& figures() const { return figures_; }

 private:
  absl::Status AddCard(const std::string& id) {
    if (!write_) return absl::OkStatus();
    const auto number = static_cast<size_t>(figures_.enterprises);
    commit_.writes.push_back({.key = kFloorPrefix + id, .value = cards_[number % cards_.size()]});
    const kv::Write& write = commit_.writes.back();
    figures_.bytes_written += static_cast<int64_t>(write.key.size() + write.value->size());
    return commit_.writes.size() == kCardsPerCommit ? Commit() : absl::OkStatus();
  }

  absl::Status Commit() {
    if (commit_.writes.empty()) return absl::OkStatus();
    return kv::CommitAndWait(store_, std::exchange(commit_, {})).status();
  }

  kv::Store& store_;
  const std::vector<std::string>& cards_;
  const bool write_;
  kv::CommitRequest commit_;
  FloorFigures figures_;
};

void AddTo(const FloorFigures& part, FloorFigures& whole) {
  whole.enterprises += part.enterprises;
  whole.keys_read += part.keys_read;
  whole.bytes_read += part.bytes_read;
  whole.bytes_written += part.bytes_written;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> CutRegister(const kv::Snapshot& snapshot, int parts) {
  std::vector<std::string> ids;
  const std::unique_ptr<kv::Cursor> cursor =
      snapshot.Scan(RangeOf(tables::Prefix::kEnterprise, "", ""));
  for (; cursor->Valid(); cursor->Next()) ids.emplace_back(IdOf(cursor->key()));
  if (!cursor->status().ok()) return cursor->status();
  std::vector<std::string> cuts(1);
  const auto count = static_cast<size_t>(parts);
  for (size_t part = 1; part < count && ids.size() >= count; ++part) {
    cuts.push_back(ids[ids.size() * part / count]);
  }
  return cuts;
}

absl::StatusOr<FloorFigures> MeasureFloor(kv::Store& store, const std::vector<std::string>& cards,
                                          const FloorSettings& settings) {
  const auto snapshot = store.NewSnapshot();
  if (!snapshot.ok()) return snapshot.status();
  const absl::StatusOr<std::vector<std::string>> cuts = CutRegister(**snapshot, settings.threads);
  if (!cuts.ok()) return cuts.status();
  const tables::Prefix prefix =
      settings.read ? tables::Prefix::kDossier : tables::Prefix::kEnterprise;
  std::vector<Walk> walks(cuts->size(), Walk(store, cards, settings.write));
  std::vector<absl::Status> done(cuts->size());
  std::vector<std::thread> threads;
  const Stopwatch watch;
  const double cpu_before = CpuSeconds();
  for (size_t i = 0; i < cuts->size(); ++i) {
    const std::string end = i + 1 < cuts->size() ? (*cuts)[i + 1] : "";
    threads.emplace_back([&, i, range = RangeOf(prefix, (*cuts)[i], end)] {
      done[i] = walks[i].Run(**snapshot, range);
    });
  }
  for (std::thread& thread : threads) thread.join();
  FloorFigures figures{.seconds = watch.seconds(), .cpu_seconds = CpuSeconds() - cpu_before};
  for (size_t i = 0; i < walks.size(); ++i) {
    if (!done[i].ok()) return done[i];
    AddTo(walks[i].figures(), figures);
  }
  return figures;
}

}  // namespace jifen::bench
