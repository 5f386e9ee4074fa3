// tests/storage/kv/child_main.cc: a process to be killed.
//
//   child hold FOLDER   opens the store, prints "open" and keeps it until standard input ends
//   child write FOLDER  commits from several threads without end, and prints each acknowledged
//   revision as a line Exit status 3: the store could not be opened; the reason is on standard
//   error.
#include <unistd.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "storage/kv/rocksdb/rocksdb_store.h"
#include "storage/kv/stamp.h"
#include "storage/kv/store.h"

namespace jifen::storage::kv {
namespace {

constexpr int kThreads = 4;
constexpr int kCannotOpen = 3;

// One write of a line: whole or not at all, also when the process is killed.
bool PrintLine(const std::string& text) {
  const std::string line = text + "\n";
  return write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

// Two entries in each commit: a missing one would show a torn commit. The second is large enough for a blob file.
void WriteWithoutEnd(Store& store) {
  const std::string stamp(kStampBytes, '?');
  for (;;) {
    const absl::StatusOr<Revision> revision = CommitAndWait(
        store,
        {.writes = {{.key = "a/" + stamp, .value = "one", .stamp_offset = 2},
                    {.key = "b/" + stamp, .value = std::string(3000, 'v'), .stamp_offset = 2}}});
    if (!revision.ok() || !PrintLine(std::to_string(*revision))) return;
  }
}

int Main(std::string_view mode, const std::string& folder) {
  auto store = rocksdb::Open({.folder = folder});
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return kCannotOpen;
  }
  if (mode == "hold") {
    PrintLine("open");
    return getchar() == EOF ? 0 : 1;
  }
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int i = 0; i < kThreads; ++i) threads.emplace_back([&] { WriteWithoutEnd(**store); });
  for (std::thread& thread : threads) thread.join();
  return 0;
}

}  // namespace
}  // namespace jifen::storage::kv

int main(int argc, char** argv) {
  return argc == 3 ? jifen::storage::kv::Main(argv[1], argv[2]) : 2;
}
