#include "services/score/simulated_dossier.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "scoring/scheme/dossier_change.h"
#include "services/registry/field_check.h"
#include "services/registry/validation.h"
#include "storage/tables/records.h"

namespace jifen::services::score {
namespace {

using scoring::scheme::ClearField;
using scoring::scheme::DropRecords;
using scoring::scheme::FindRecord;
using scoring::scheme::MergeRecord;
using scoring::scheme::RecordKey;
using scoring::scheme::SortRecords;

constexpr char kSimulation[] = "simulation";
constexpr char kClearForm[] = "kind[record id].field, e.g. annual_report[2024].staff";

std::string Indexed(const char* list, int index) { return absl::StrCat(list, "[", index, "]"); }

absl::Status CheckCount(const char* list, int count) {
  if (count <= kChangesMax) return absl::OkStatus();
  return model::ToStatus({.reason = v1::REASON_OUT_OF_RANGE,
                          .path = list,
                          .got = absl::StrCat(count, " ", list),
                          .want = absl::StrCat("at most ", kChangesMax)});
}

absl::Status CheckDrop(const v1::RecordName& drop) {
  const absl::Status kind =
      registry::CheckEnum(drop.kind(), *v1::RecordKind_descriptor(), registry::EnumUse::kNeeded);
  if (!kind.ok()) return model::WithPathPrefix(kind, "kind");
  if (drop.record_id().empty()) return registry::Required("record_id", "the id of a record");
  return absl::OkStatus();
}

std::string NameText(const RecordKey& key) {
  return absl::StrCat(model::KindName(key.kind), "[", std::string(key.record_id), "]");
}

absl::Status RecordUnknown(std::string path, const RecordKey& key) {
  return model::ToStatus({.reason = v1::REASON_RECORD_UNKNOWN,
                          .path = std::move(path),
                          .got = NameText(key),
                          .want = "a record of the dossier"});
}

// A field of a record, as a clear names it.
struct FieldName {
  RecordKey record;
  std::string_view path;
};

std::optional<FieldName> ParseClear(std::string_view clear) {
  const size_t open = clear.find('[');
  const size_t close = clear.rfind("].");  // a path has none; a record id may
  if (open == std::string_view::npos || close == std::string_view::npos || close <= open + 1) {
    return std::nullopt;
  }
  const std::optional<v1::RecordKind> kind = model::FindKind(clear.substr(0, open));
  if (!kind.has_value() || close + 2 == clear.size()) return std::nullopt;
  return FieldName{.record = {.kind = *kind, .record_id = clear.substr(open + 1, close - open - 1)},
                   .path = clear.substr(close + 2)};
}

// The dossier while it is changed, and what changed each record first.
class Simulated {
 public:
  explicit Simulated(const v1::Dossier& dossier) : dossier_(dossier) {}

  absl::Status Drop(const v1::RecordName& drop, const std::string& path) {
    const RecordKey key{.kind = drop.kind(), .record_id = drop.record_id()};
    return DropRecords(key, &dossier_) ? absl::OkStatus() : RecordUnknown(path, key);
  }

  absl::Status Merge(const v1::Record& record, const std::string& path);
  absl::Status Clear(const std::string& clear, const std::string& path);

  // The changed records, by kind and id.
  absl::Status Validate();

  v1::Dossier Take() && {
    SortRecords(&dossier_);
    return std::move(dossier_);
  }

 private:
  void Mark(v1::RecordVersion* version, const std::string& path) {
    version->set_revision(dossier_.known_at() + 1);
    version->clear_change_reason();
    changed_by_.emplace(
        std::make_pair(model::KindOf(version->record()), version->record().record_id()), path);
  }

  v1::Dossier dossier_;
  std::map<std::pair<v1::RecordKind, std::string>, std::string> changed_by_;
};

absl::Status Simulated::Merge(const v1::Record& record, const std::string& path) {
  if (record.record_id().empty()) {
    return model::WithPathPrefix(registry::Required("record_id", "the id of the record"), path);
  }
  if (record.payload_case() == v1::Record::PAYLOAD_NOT_SET) {
    return model::WithPathPrefix(registry::Required("payload", "what the record says"), path);
  }
  const std::string& own = dossier_.enterprise().enterprise_id();
  if (!record.enterprise_id().empty() && record.enterprise_id() != own) {
    return model::ToStatus(
        {.reason = v1::REASON_CREDIT_CODE_INVALID,
         .message = "a hypothetical record is of the enterprise that is asked for",
         .path = path + ".enterprise_id",
         .got = record.enterprise_id(),
         .want = own});
  }
  v1::Record whole = record;
  whole.set_enterprise_id(own);
  v1::Provenance& provenance = *whole.mutable_provenance();
  if (provenance.source_department().empty()) provenance.set_source_department(kSimulation);
  if (provenance.source_reference().empty()) provenance.set_source_reference(path);
  v1::RecordVersion* version = MergeRecord(whole, &dossier_);
  *version->mutable_record() = storage::tables::Canonical(std::move(*version->mutable_record()));
  Mark(version, path);
  return absl::OkStatus();
}

absl::Status Simulated::Clear(const std::string& clear, const std::string& path) {
  const auto fault = [&](const char* message, std::string want) {
    return model::ToStatus({.reason = v1::REASON_TEXT_INVALID,
                            .message = message,
                            .path = path,
                            .got = clear,
                            .want = std::move(want)});
  };
  const std::optional<FieldName> field = ParseClear(clear);
  if (!field.has_value()) return fault("this names no field of a record", kClearForm);
  v1::RecordVersion* version = FindRecord(field->record, &dossier_);
  if (version == nullptr) return RecordUnknown(path, field->record);
  const bool of_source = field->path == "valid_to" || field->path.starts_with("provenance.");
  const std::string path_in_record =
      of_source ? std::string(field->path)
                : absl::StrCat(model::KindName(field->record.kind), ".", std::string(field->path));
  if (!ClearField(field->record, path_in_record, &dossier_)) {
    return fault("the record has no such field, or it is not set", "a field that is set");
  }
  Mark(version, path);
  return absl::OkStatus();
}

absl::Status Simulated::Validate() {
  for (const auto& [name, path] : changed_by_) {
    const v1::RecordVersion* version =
        FindRecord({.kind = name.first, .record_id = name.second}, &dossier_);
    const absl::Status status = registry::ValidateRecord(version->record());
    if (!status.ok()) return model::WithPathPrefix(status, path);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckChanges(const v1::SimulateRequest& request) {
  absl::Status status = CheckCount("records", request.records_size());
  if (status.ok()) status = CheckCount("drops", request.drops_size());
  if (status.ok()) status = CheckCount("clears", request.clears_size());
  for (int i = 0; status.ok() && i < request.drops_size(); ++i) {
    status = model::WithPathPrefix(CheckDrop(request.drops(i)), Indexed("drops", i));
  }
  return status;
}

absl::StatusOr<v1::Dossier> MakeSimulatedDossier(const v1::Dossier& dossier,
                                                 const v1::SimulateRequest& request) {
  Simulated simulated(dossier);
  absl::Status status;
  for (int i = 0; status.ok() && i < request.drops_size(); ++i) {
    status = simulated.Drop(request.drops(i), Indexed("drops", i));
  }
  for (int i = 0; status.ok() && i < request.records_size(); ++i) {
    status = simulated.Merge(request.records(i), Indexed("records", i));
  }
  for (int i = 0; status.ok() && i < request.clears_size(); ++i) {
    status = simulated.Clear(request.clears(i), Indexed("clears", i));
  }
  if (status.ok()) status = simulated.Validate();
  if (!status.ok()) return status;
  return std::move(simulated).Take();
}

}  // namespace jifen::services::score
