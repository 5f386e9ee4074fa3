#include "tools/jifen/commands/simulate_changes.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "proto/model/calendar.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/commands/field_value.h"
#include "tools/jifen/commands/record_name.h"
#include "tools/jifen/wording.h"

namespace jifen::tools::cli {
namespace {

// kind[record].path; record is unset without brackets.
struct FieldName {
  v1::RecordKind kind = v1::RECORD_KIND_UNSPECIFIED;
  std::optional<std::string> record;
  std::string path;
};

absl::Status Malformed(const std::string& got, const char* want) {
  return model::ToStatus({.reason = v1::REASON_TEXT_INVALID, .got = got, .want = want});
}

constexpr char kFieldForm[] = "KIND[RECORD].FIELD, e.g. annual_report[2024].staff";

std::optional<int> YearOf(std::string_view text) {
  int year = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = error == std::errc() && rest == text.data() + text.size();
  return whole && text.size() == 4 ? std::optional(year) : std::nullopt;
}

bool IsFieldPath(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
}

// Where the name of a field ends: at the first = that follows one. An id in brackets may hold others.
size_t EndOfField(std::string_view words) {
  for (size_t equals = words.find('='); equals != std::string_view::npos;
       equals = words.find('=', equals + 1)) {
    const std::string_view name = words.substr(0, equals);
    const size_t close = name.rfind("].");
    if (name.find('[') == std::string_view::npos) return equals;
    if (close != std::string_view::npos && IsFieldPath(name.substr(close + 2))) return equals;
  }
  return std::string_view::npos;
}

absl::StatusOr<FieldName> ParseFieldName(const std::string& words) {
  FieldName name;
  const size_t open = words.find('[');
  const size_t close = words.rfind("].");
  const size_t end_of_kind = std::min(open, words.find('.'));
  const auto kind = model::FindKind(std::string_view(words).substr(0, end_of_kind));
  if (!kind.has_value() || end_of_kind == std::string::npos) return Malformed(words, kFieldForm);
  name.kind = *kind;
  if (end_of_kind != open) {
    name.path = words.substr(end_of_kind + 1);
  } else {
    if (close == std::string::npos || close <= open + 1) return Malformed(words, kFieldForm);
    name.record = words.substr(open + 1, close - open - 1);
    name.path = words.substr(close + 2);
  }
  if (name.path.empty()) return Malformed(words, kFieldForm);
  return name;
}

// The ids of the records that a name in brackets, or none, may mean.
std::vector<std::string> FindIds(const v1::Dossier& dossier, v1::RecordKind kind,
                                 const std::optional<std::string>& name) {
  std::vector<std::string> ids;
  std::vector<std::string> of_prefix;
  std::vector<std::string> of_year;
  const std::optional<int> year = name.has_value() ? YearOf(*name) : std::nullopt;
  for (const v1::RecordVersion& version : dossier.records()) {
    const v1::Record& record = version.record();
    if (model::KindOf(record) != kind) continue;
    if (!name.has_value() || record.record_id() == *name) ids.push_back(record.record_id());
    if (name.has_value() && IsPrefixOfRecordId(*name, record.record_id())) {
      of_prefix.push_back(record.record_id());
    }
    if (year.has_value() && record.has_annual_report() && record.annual_report().year() == *year) {
      of_year.push_back(record.record_id());
    }
  }
  if (!ids.empty()) return ids;
  return of_year.empty() ? of_prefix : of_year;
}

std::string Join(const std::vector<std::string>& ids) {
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : ", ") + id;
  return joined;
}

// The one record that is meant; nullopt if there is none.
absl::StatusOr<std::optional<std::string>> FindId(const v1::Dossier& dossier, v1::RecordKind kind,
                                                  const std::optional<std::string>& name) {
  const std::vector<std::string> ids = FindIds(dossier, kind, name);
  if (ids.size() > 1) {
    return WithWording(model::ToStatus({.reason = v1::REASON_RECORD_UNKNOWN,
                                        .message = "say which record is meant",
                                        .got = model::KindName(kind),
                                        .want = "one of " + Join(ids)}),
                       {.sentence = Phrase::kSeveralRecords,
                        .next = Phrase::kSeveralRecordsNext,
                        .arguments = {}});
  }
  if (ids.empty()) return std::optional<std::string>();
  return std::optional(ids.front());
}

absl::StatusOr<std::string> GetId(const v1::Dossier& dossier, v1::RecordKind kind,
                                  const std::optional<std::string>& name) {
  const auto id = FindId(dossier, kind, name);
  if (!id.ok()) return id.status();
  if (id->has_value()) return **id;
  const std::vector<std::string> all = FindIds(dossier, kind, std::nullopt);
  return model::ToStatus(
      {.reason = v1::REASON_RECORD_UNKNOWN,
       .got = model::KindName(kind) + ":" + name.value_or(""),
       .want = all.empty() ? "a kind that the dossier has records of" : "one of " + Join(all)});
}

// The record of the request to change; a new one if it is the first change.
v1::Record& RecordOf(v1::RecordKind kind, const std::string& id, v1::SimulateRequest& request) {
  for (v1::Record& record : *request.mutable_records()) {
    if (model::KindOf(record) == kind && record.record_id() == id) return record;
  }
  v1::Record& record = *request.add_records();
  record.set_record_id(id);
  record.GetReflection()->MutableMessage(&record, record.GetDescriptor()->FindFieldByNumber(kind));
  return record;
}

// What a record that is not there yet must say besides what is set.
void FillNew(const v1::Dossier& dossier, v1::Record& record) {
  if (record.has_valid_from()) return;
  *record.mutable_valid_from() = dossier.valid_at();
  if (!record.has_annual_report()) return;
  v1::AnnualReport& report = *record.mutable_annual_report();
  if (report.year() == 0) report.set_year(YearOf(record.record_id()).value_or(0));
  if (report.year() != 0) *record.mutable_valid_from() = model::MakeDate(report.year(), 12, 31);
}

absl::Status AddSet(const std::string& words, const v1::Dossier& dossier,
                    v1::SimulateRequest& request) {
  const size_t equals = EndOfField(words);
  if (equals == std::string::npos) {
    return Malformed(words, "FIELD=VALUE, e.g. annual_report[2024].staff=120");
  }
  const absl::StatusOr<FieldName> name = ParseFieldName(words.substr(0, equals));
  if (!name.ok()) return name.status();
  const auto id = FindId(dossier, name->kind, name->record);
  if (!id.ok()) return id.status();
  if (!id->has_value() && !name->record.has_value()) {
    return GetId(dossier, name->kind, name->record).status();
  }
  v1::Record& record = RecordOf(name->kind, id->value_or(name->record.value_or("")), request);
  const absl::Status status = SetField(name->path, words.substr(equals + 1), record);
  if (status.ok() && !id->has_value()) FillNew(dossier, record);
  return status;
}

absl::Status AddDrop(const std::string& words, const v1::Dossier& dossier,
                     v1::SimulateRequest& request) {
  const size_t colon = words.find(':');
  const auto kind = model::FindKind(std::string_view(words).substr(0, colon));
  if (!kind.has_value() || colon == std::string::npos || colon + 1 == words.size()) {
    return Malformed(words, "KIND:RECORD, e.g. annual_report:2024");
  }
  const auto id = GetId(dossier, *kind, words.substr(colon + 1));
  if (!id.ok()) return id.status();
  v1::RecordName& drop = *request.add_drops();
  drop.set_kind(*kind);
  drop.set_record_id(*id);
  return absl::OkStatus();
}

absl::Status AddClear(const std::string& words, const v1::Dossier& dossier,
                      v1::SimulateRequest& request) {
  const absl::StatusOr<FieldName> name = ParseFieldName(words);
  if (!name.ok()) return name.status();
  const auto id = GetId(dossier, name->kind, name->record);
  if (!id.ok()) return id.status();
  request.add_clears(model::KindName(name->kind) + "[" + *id + "]." +
                     ApiPath(name->path, name->kind));
  return absl::OkStatus();
}

// Of an option, not of a table's cell.
absl::Status OfOption(const absl::Status& status, const std::string& option,
                      const std::string& enterprise_id) {
  const absl::Status prefixed = model::WithPathPrefix(status, option);
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(status);
  const v1::Reason reason = detail.has_value() ? detail->reason() : v1::REASON_UNSPECIFIED;
  Wording wording{.sentence = Phrase::kOptionValueFault,
                  .next = Phrase::kOptionValueNext,
                  .arguments = {enterprise_id}};
  if (reason == v1::REASON_TEXT_INVALID) wording.sentence = Phrase::kOptionFault;
  if (reason == v1::REASON_RECORD_UNKNOWN) wording.sentence = Phrase::kOptionRecordFault;
  if (wording.sentence != Phrase::kOptionValueFault) wording.next = Phrase::kOptionFaultNext;
  return WithWording(prefixed, WordingOf(status).value_or(wording));
}

}  // namespace

absl::Status AddChanges(const ChangeWords& words, const v1::Dossier& dossier,
                        v1::SimulateRequest& request) {
  using Add = absl::Status (*)(const std::string&, const v1::Dossier&, v1::SimulateRequest&);
  const std::tuple<const char*, const std::vector<std::string>&, Add> lists[] = {
      {"--set ", words.sets, &AddSet},
      {"--drop ", words.drops, &AddDrop},
      {"--clear ", words.clears, &AddClear}};
  for (const auto& [option, items, add] : lists) {
    for (const std::string& item : items) {
      const absl::Status status = add(item, dossier, request);
      if (!status.ok()) {
        return OfOption(status, option + item, dossier.enterprise().enterprise_id());
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace jifen::tools::cli
