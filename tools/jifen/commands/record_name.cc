#include "tools/jifen/commands/record_name.h"

#include <vector>

#include "proto/model/error.h"
#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/commands/first_known.h"
#include "tools/jifen/commands/paging.h"
#include "tools/jifen/wording.h"

namespace jifen::tools::cli {
namespace {

constexpr size_t kIdsTold = 20;

std::string Listing(const std::vector<std::string>& ids) {
  std::string listing = "one of ";
  for (size_t i = 0; i < ids.size() && i < kIdsTold; ++i) {
    listing += (i == 0 ? "" : ", ") + ids[i];
  }
  return ids.size() > kIdsTold ? listing + ", ..." : listing;
}

absl::StatusOr<std::vector<std::string>> IdsOfKind(const Connection& connection,
                                                   const v1::GetRecordRequest& request) {
  v1::ListRecordsRequest list;
  list.set_enterprise_id(request.enterprise_id());
  list.set_kind(request.kind());
  list.set_known_at(request.known_at());
  list.set_page_size(1000);
  std::vector<std::string> ids;
  const absl::Status status =
      ForEachPage(connection, list, &ListRecords, [&](const v1::ListRecordsResponse& page) {
        for (const v1::RecordVersion& version : page.versions()) {
          ids.push_back(version.record().record_id());
        }
      });
  if (!status.ok()) return status;
  return ids;
}

}  // namespace

bool IsPrefixOfRecordId(std::string_view name, std::string_view record_id) {
  return record_id.size() > name.size() && record_id.starts_with(name) &&
         record_id[name.size()] == '@';
}

absl::StatusOr<v1::GetRecordResponse> FindRecord(const Connection& connection,
                                                 v1::GetRecordRequest request) {
  absl::StatusOr<v1::GetRecordResponse> found = GetRecord(connection, request);
  const auto detail = model::DetailOf(found.status());
  const bool unknown = detail.has_value() && detail->reason() == v1::REASON_RECORD_UNKNOWN;
  if (found.ok() || !unknown) return found;
  const absl::StatusOr<std::vector<std::string>> all = IdsOfKind(connection, request);
  if (!all.ok()) {
    return WithFirstKnown(connection, all.status(), request.enterprise_id(), request.known_at());
  }
  if (all->empty()) return found;
  std::vector<std::string> fitting;
  for (const std::string& id : *all) {
    if (IsPrefixOfRecordId(request.record_id(), id)) fitting.push_back(id);
  }
  if (fitting.size() == 1) {
    request.set_record_id(fitting.front());
    return GetRecord(connection, request);
  }
  const absl::Status status =
      model::ToStatus({.reason = v1::REASON_RECORD_UNKNOWN,
                       .message = fitting.empty() ? "" : "say which record is meant",
                       .path = "record_id",
                       .got = request.record_id(),
                       .want = Listing(fitting.empty() ? *all : fitting)});
  if (fitting.empty()) return status;
  return WithWording(
      status,
      {.sentence = Phrase::kSeveralRecords, .next = Phrase::kSeveralRecordsNext, .arguments = {}});
}

}  // namespace jifen::tools::cli
