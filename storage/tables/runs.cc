#include "storage/tables/runs.h"

#include <utility>

#include "proto/model/error.h"
#include "storage/tables/key_layout.h"
#include "storage/tables/run_once.h"
#include "storage/tables/store_error.h"
#include "storage/tables/stored_message.h"

namespace jifen::storage::tables {
namespace {

std::string RunKey(std::string_view generation_id) {
  KeyWriter key(Prefix::kRun);
  key.Text(generation_id);
  return std::move(key).Take();
}

std::string PrefixOf(Prefix prefix, std::string_view generation_id) {
  KeyWriter key(prefix);
  key.Text(generation_id);
  return std::move(key).Take();
}

std::string RangeKey(std::string_view generation_id, uint32_t number) {
  KeyWriter key(Prefix::kRunRange);
  key.Text(generation_id).U32(number);
  return std::move(key).Take();
}

absl::StatusOr<RunVersion> ParseRun(std::string_view value, kv::Revision revision) {
  RunVersion run{.run = {}, .revision = revision};
  if (absl::Status status = ParseStored(value, run.run); !status.ok()) return status;
  return run;
}

}  // namespace

absl::Status CheckGenerationId(std::string_view id, std::string_view path) {
  if (id.empty()) {
    return model::ToStatus({.reason = v1::REASON_FIELD_REQUIRED,
                            .message = "name the generation, e.g. 2026-q3",
                            .path = std::string(path)});
  }
  if (CheckRequestId(id).ok()) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                          .path = std::string(path),
                          .got = std::string(id),
                          .want = "1 to 64 of A-Z a-z 0-9 . _ -"});
}

absl::Status GenerationUnknown(std::string_view id, std::string_view path) {
  return model::ToStatus({.reason = v1::REASON_GENERATION_UNKNOWN,
                          .path = std::string(path),
                          .got = std::string(id),
                          .want = "the generation of a run that was started"});
}

absl::StatusOr<std::optional<RunVersion>> FindRun(const kv::Snapshot& snapshot,
                                                  std::string_view generation_id) {
  const absl::StatusOr<std::optional<kv::Entry>> entry = snapshot.Find(RunKey(generation_id));
  if (!entry.ok()) return FromStore(entry.status());
  if (!entry->has_value()) return std::nullopt;
  absl::StatusOr<RunVersion> run = ParseRun((*entry)->value, (*entry)->version);
  if (!run.ok()) return run.status();
  return *std::move(run);
}

absl::StatusOr<RunVersion> GetRun(const kv::Snapshot& snapshot, std::string_view generation_id) {
  absl::StatusOr<std::optional<RunVersion>> run = FindRun(snapshot, generation_id);
  if (!run.ok()) return run.status();
  if (!run->has_value()) return GenerationUnknown(generation_id);
  return **std::move(run);
}

absl::StatusOr<Page<RunVersion>> ListRuns(const kv::Snapshot& snapshot, std::string_view scheme_id,
                                          const PageQuery& page) {
  const std::string prefix(1, static_cast<char>(Prefix::kRun));
  absl::StatusOr<kv::KeyRange> range =
      RangeAfter(prefix, page.after.empty() ? page.after : prefix + page.after);
  if (!range.ok()) return range.status();
  Page<RunVersion> result;
  std::string last;
  const absl::Status status =
      ForEachEntry(snapshot, *std::move(range), [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        absl::StatusOr<RunVersion> run = ParseRun(at.value(), at.version());
        if (!run.ok()) return run.status();
        if (!scheme_id.empty() && run->run.run().plan().scheme_id() != scheme_id) return true;
        if (result.items.size() == page.size) {
          result.next = last;
          return false;
        }
        last = std::string(at.key().substr(1));
        result.items.push_back(*std::move(run));
        return true;
      });
  if (!status.ok()) return status;
  return result;
}

void PutRun(const RunVersion& run, kv::CommitRequest& commit) {
  commit.preconditions.emplace_back(RunUnchanged(run));
  commit.writes.push_back(
      {.key = RunKey(run.run.run().generation_id()), .value = SerializeStored(run.run)});
}

kv::KeyAtVersion RunUnchanged(const RunVersion& run) {
  return {.key = RunKey(run.run.run().generation_id()), .version = run.revision};
}

absl::StatusOr<std::vector<RunRangeVersion>> ListRunRanges(const kv::Snapshot& snapshot,
                                                           std::string_view generation_id) {
  std::vector<RunRangeVersion> ranges;
  const absl::Status status = ForEachEntry(
      snapshot, kv::PrefixRange(PrefixOf(Prefix::kRunRange, generation_id)),
      [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
        RunRangeVersion range{
            .number = static_cast<uint32_t>(ranges.size()), .range = {}, .revision = at.version()};
        if (at.key() != RangeKey(generation_id, range.number)) {
          return Corrupt("a range of a run is not there");
        }
        if (absl::Status parsed = ParseStored(at.value(), range.range); !parsed.ok()) {
          return parsed;
        }
        ranges.push_back(std::move(range));
        return true;
      });
  if (!status.ok()) return status;
  return ranges;
}

void PutRunRange(std::string_view generation_id, const RunRangeVersion& range,
                 kv::CommitRequest& commit) {
  std::string key = RangeKey(generation_id, range.number);
  commit.preconditions.emplace_back(kv::KeyAtVersion{.key = key, .version = range.revision});
  commit.writes.push_back({.key = std::move(key), .value = SerializeStored(range.range)});
}

void PutCohortValues(std::string_view generation_id, std::string_view last_enterprise_id,
                     const stored::StoredCohortValues& values, kv::CommitRequest& commit) {
  KeyWriter key(Prefix::kCohortValues);
  key.Text(generation_id).Id18(last_enterprise_id);
  commit.writes.push_back({.key = std::move(key).Take(), .value = SerializeStored(values)});
}

absl::Status ForEachCohortValues(const kv::Snapshot& snapshot, std::string_view generation_id,
                                 const CohortValuesVisitor& visit) {
  stored::StoredCohortValues values;
  return ForEachEntry(snapshot, kv::PrefixRange(PrefixOf(Prefix::kCohortValues, generation_id)),
                      [&](const kv::Cursor& at) -> absl::StatusOr<bool> {
                        absl::Status status = ParseStored(at.value(), values);
                        if (status.ok()) status = visit(values);
                        if (!status.ok()) return status;
                        return true;
                      });
}

std::vector<kv::KeyRange> WorkingKeys(std::string_view generation_id) {
  return {kv::PrefixRange(PrefixOf(Prefix::kRunRange, generation_id)),
          kv::PrefixRange(PrefixOf(Prefix::kCohortValues, generation_id))};
}

}  // namespace jifen::storage::tables
