#include "scoring/scheme/vector_dossier.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/message.h"
#include "proto/model/error.h"

namespace jifen::scoring::scheme {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

absl::Status NotThere(std::string path, const std::string& got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_SCHEME_ID,
                          .message = "there is no such thing",
                          .path = std::move(path),
                          .got = got,
                          .want = std::move(want)});
}

absl::Status Malformed(std::string path, std::string message, const std::string& got,
                       std::string want) {
  return model::ToStatus({.reason = v1::REASON_SCHEME_STRUCTURE,
                          .message = std::move(message),
                          .path = std::move(path),
                          .got = got,
                          .want = std::move(want)});
}

std::string Indexed(std::string_view field, int index) {
  return absl::StrCat(std::string(field), "[", index, "]");
}

absl::Status Drop(const v1::Vector& vector, v1::Dossier* dossier) {
  auto* records = dossier->mutable_records();
  for (int i = 0; i < vector.drops_size(); ++i) {
    const auto kept = std::remove_if(records->begin(), records->end(), [&](const auto& version) {
      return version.record().record_id() == vector.drops(i);
    });
    if (kept == records->end()) {
      return NotThere(Indexed("drops", i), vector.drops(i), "the id of a record of the base");
    }
    records->erase(kept, records->end());
  }
  return absl::OkStatus();
}

v1::Record* FindRecord(const v1::Record& like, v1::Dossier* dossier) {
  for (v1::RecordVersion& version : *dossier->mutable_records()) {
    if (version.record().record_id() == like.record_id() &&
        version.record().payload_case() == like.payload_case()) {
      return version.mutable_record();
    }
  }
  return nullptr;
}

absl::Status Patch(const v1::Vector& vector, v1::Dossier* dossier) {
  for (int i = 0; i < vector.patches_size(); ++i) {
    const v1::Record& patch = vector.patches(i);
    if (patch.record_id().empty() || patch.payload_case() == v1::Record::PAYLOAD_NOT_SET) {
      return Malformed(Indexed("patches", i), "a patch has a record id and a payload",
                       patch.record_id(), "record_id and payload");
    }
    v1::Record* record = FindRecord(patch, dossier);
    if (record == nullptr) record = dossier->add_records()->mutable_record();
    record->MergeFrom(patch);
  }
  return absl::OkStatus();
}

// Clears the field that a path such as annual_report.staff names; false if it is not set.
bool ClearField(std::string_view path, Message* message) {
  const size_t point = path.find('.');
  const std::string name(path.substr(0, point));
  const FieldDescriptor* field = message->GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated()) return false;
  const Reflection* reflection = message->GetReflection();
  if (!reflection->HasField(*message, field)) return false;
  if (point == std::string_view::npos) {
    reflection->ClearField(message, field);
    return true;
  }
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return false;
  return ClearField(path.substr(point + 1), reflection->MutableMessage(message, field));
}

absl::Status Clear(const v1::Vector& vector, v1::Dossier* dossier) {
  for (int i = 0; i < vector.clears_size(); ++i) {
    const std::string& clear = vector.clears(i);
    const size_t colon = clear.find(':');
    const std::string id = clear.substr(0, colon);
    const std::string path = colon == std::string::npos ? "" : clear.substr(colon + 1);
    bool cleared = false;
    for (v1::RecordVersion& version : *dossier->mutable_records()) {
      if (version.record().record_id() != id) continue;
      cleared = ClearField(path, version.mutable_record()) || cleared;
    }
    if (!cleared) {
      return Malformed(Indexed("clears", i), "no record of this id has this field set", clear,
                       "record id, colon and path, e.g. 2024:annual_report.staff");
    }
  }
  return absl::OkStatus();
}

void Sort(v1::Dossier* dossier) {
  auto* records = dossier->mutable_records();
  std::sort(records->begin(), records->end(), [](const auto& a, const auto& b) {
    return std::make_tuple(a.record().payload_case(), std::cref(a.record().record_id())) <
           std::make_tuple(b.record().payload_case(), std::cref(b.record().record_id()));
  });
}

}  // namespace

const v1::Dossier* FindBase(const v1::Scheme& scheme, const std::string& id) {
  for (const v1::BaseDossier& base : scheme.base_dossiers()) {
    if (base.id() == id) return &base.dossier();
  }
  return nullptr;
}

absl::StatusOr<v1::Dossier> MakeVectorDossier(const v1::Scheme& scheme, const v1::Vector& vector) {
  const v1::Dossier* base = FindBase(scheme, vector.base());
  if (base == nullptr) return NotThere("base", vector.base(), "the id of a base dossier");
  v1::Dossier dossier = *base;
  for (const auto step : {Drop, Patch, Clear}) {
    if (const absl::Status status = step(vector, &dossier); !status.ok()) return status;
  }
  Sort(&dossier);
  return dossier;
}

}  // namespace jifen::scoring::scheme
