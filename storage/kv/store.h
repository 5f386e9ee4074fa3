// storage/kv/store.h: an ordered map of bytes with snapshots and conditional commits.
//
// Every backend promises these clauses; each number stands in the name of a test.
//
//   K1  Atomic       all writes of a commit are seen, or none
//   K2  Durable      once `done` got a revision, a reopened store has that commit and all before
//   K3  Dense        revisions are 1, 2, 3, ... in commit order; a refused commit takes none
//   K4  Conditional  preconditions are checked in their order against the state just before the
//                    commit; the first that fails writes nothing and is ABORTED with its index
//   K5  Snapshot     a Snapshot answers from its revision, whatever is committed later
//   K6  Ordered      a scan gives each key of [begin, end) once, ascending by unsigned bytes
//   K7  Versioned    an entry has the revision of the commit that last put it; an erased key has
//                    no entry
//   K8  Stamped      a stamped key carries its commit's revision, so that newer keys sort first
//   K9  Current      a snapshot taken in `done` or after it has that commit
//   K10 Exclusive    one data folder is open once; the second opener is told so
//   K11 Verified     a damaged entry is DATA_LOSS: never served, never repaired in silence
//   K12 Limited      everything that a caller can make large has a limit below
//   K13 Fail-stop    after a write whose fate is unknown, commits and new snapshots are
//                    UNAVAILABLE until the store is opened again
//   K14 Disk full    commits are RESOURCE_EXHAUSTED, reads go on, commits resume by themselves
//   K15 Answered     `done` is called exactly once for each commit, also when the store closes
//
//   Errors   of a commit, in the order of checking; each but the two marked * wrote nothing:
//              INVALID_ARGUMENT    form or limit of the request; to try again cannot help
//              UNAVAILABLE         the store has stopped (K13)
//              RESOURCE_EXHAUSTED  too many commits wait; try again later (IsQueueFull)
//              ABORTED             a precondition failed (K4); read and try again
//              DATA_LOSS           a precondition met a damaged entry (K11); UNAVAILABLE if it
//                                  could not be read at all
//              INVALID_ARGUMENT    a range precondition that is too wide; then two writes of one
//                                  key (after stamping)
//              RESOURCE_EXHAUSTED* the disk is full (K14); a restart before there is space again
//                                  may still find the commit
//              UNAVAILABLE*        writing failed (K13); only a restart tells if it was written
//            Messages name no key and no path, for they may reach a client.
//   Threads  Store and Snapshot may be shared between threads. A Cursor belongs to one thread.
//   Cost     one writer takes all waiting commits as a group: they share one sync of the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace jifen::storage::kv {

// The number of a commit; 0 is the empty store before the first one.
using Revision = uint64_t;

// A key has at least 1 byte. One byte more than a limit is INVALID_ARGUMENT.
inline constexpr size_t kKeyBytesMax = 1024;
inline constexpr size_t kValueBytesMax = size_t{4} << 20;
inline constexpr size_t kCommitBytesMax = size_t{16} << 20;  // all its keys and values
inline constexpr size_t kCommitWritesMax = 10'000;
inline constexpr size_t kCommitPreconditionsMax = 10'000;
inline constexpr size_t kPreconditionEntriesMax = 100'000;  // in one RangeUnchanged

// Commits that wait for the writer. One that comes on top of these is RESOURCE_EXHAUSTED.
inline constexpr size_t kPendingCommitsMax = 10'000;
inline constexpr size_t kPendingBytesMax = size_t{64} << 20;

// The keys of [begin, end). An empty `end` means no upper bound; `end` at or before `begin` is the
// empty range.
struct KeyRange {
  std::string begin = {};
  std::string end = {};
};

// All keys that start with `prefix`. The empty prefix gives all keys.
KeyRange PrefixRange(std::string_view prefix);

struct Entry {
  std::string key;
  std::string value;
  Revision version = 0;  // of the commit that last put the key
};

// Walks over a range, first key first. It keeps its snapshot alive.
class Cursor {
 public:
  virtual ~Cursor() = default;

  // False at the end and after a fault. Whoever sees false must read status() to tell the two
  // apart.
  virtual bool Valid() const = 0;
  virtual void Next() = 0;  // Valid() is required

  // Valid() is required. The views hold until Next() or the end of the cursor.
  virtual std::string_view key() const = 0;
  virtual std::string_view value() const = 0;
  virtual Revision version() const = 0;

  virtual absl::Status status() const = 0;  // DATA_LOSS (K11), UNAVAILABLE (reading failed)
};

// The store as it was at one revision. Holding one keeps what it sees from being cleaned up, and
// keeps the data folder open even after its store is gone: hold it for a request, not for a day.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  virtual Revision revision() const = 0;

  // The entry of `key`, or none. DATA_LOSS (K11), UNAVAILABLE (reading failed).
  virtual absl::StatusOr<std::optional<Entry>> Find(std::string_view key) const = 0;

  // A cursor at the first key of `range`. Faults are in its status().
  virtual std::unique_ptr<Cursor> Scan(KeyRange range) const = 0;
};

// True if the entry of `key` has this version; version 0: if there is no entry.
struct KeyAtVersion {
  std::string key;
  Revision version = 0;
};

// True if every entry of `range` has a version of at most `since`. Puts are noticed, erasures are
// not. It reads the whole range on the writer's thread, at most kPreconditionEntriesMax entries.
struct RangeUnchanged {
  KeyRange range;
  Revision since = 0;
};

using Precondition = std::variant<KeyAtVersion, RangeUnchanged>;

// Puts `value`, or erases the key if there is none (erasing an absent key is no fault).
// With `stamp_offset` (puts only) the 8 bytes of the key from there become the stamp of the
// commit's revision (K8; storage/kv/stamp.h): the bitwise complement, big-endian.
struct Write {
  std::string key;
  std::optional<std::string> value = std::nullopt;
  std::optional<size_t> stamp_offset = std::nullopt;
};

// At least one write, no two of one key. A commit reads its preconditions before it writes.
// With `checked_at` the caller says that it found all of them to hold in a snapshot of that revision.
// If no commit came in between, they still do, and are not read a second time.
struct CommitRequest {
  std::vector<Precondition> preconditions = {};
  std::vector<Write> writes = {};
  std::optional<Revision> checked_at = std::nullopt;
};

// Gets the commit's revision. Called on the writer's thread or, for a commit that is refused before
// it waits, on the caller's before Commit returns. It must not block and not throw; it may call
// Commit and NewSnapshot, but not destroy the store.
using CommitDone = std::function<void(absl::StatusOr<Revision>)>;

// Destroying a store writes the commits that wait, and then releases the data folder.
class Store {
 public:
  virtual ~Store() = default;

  // The store as of its newest commit; O(1). UNAVAILABLE once the store has stopped (K13).
  virtual absl::StatusOr<std::shared_ptr<const Snapshot>> NewSnapshot() = 0;

  // Commits in the order of calls, durably, and then calls `done`.
  virtual void Commit(CommitRequest request, CommitDone done) = 0;
};

// What a commit gets on top of too many that wait, and whether a status is it: RESOURCE_EXHAUSTED has two
// causes, and only one of them goes away by waiting.
absl::Status QueueFull();
bool IsQueueFull(const absl::Status& status);

// Commits and waits for the answer. Not to be called in a CommitDone: it would wait for itself.
absl::StatusOr<Revision> CommitAndWait(Store& store, CommitRequest request);

}  // namespace jifen::storage::kv
