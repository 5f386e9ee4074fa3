#include "scoring/scheme/dossier_change.h"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>

#include "google/protobuf/message.h"
#include "proto/model/record_kind.h"

namespace jifen::scoring::scheme {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsOf(const v1::RecordVersion& version, const RecordKey& key) {
  const bool kind_fits =
      key.kind == v1::RECORD_KIND_UNSPECIFIED || key.kind == model::KindOf(version.record());
  return kind_fits && version.record().record_id() == key.record_id;
}

bool ClearFieldOf(Message* message, std::string_view path) {
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
  return ClearFieldOf(reflection->MutableMessage(message, field), path.substr(point + 1));
}

}  // namespace

v1::RecordVersion* FindRecord(const RecordKey& key, v1::Dossier* dossier) {
  for (v1::RecordVersion& version : *dossier->mutable_records()) {
    if (IsOf(version, key)) return &version;
  }
  return nullptr;
}

bool DropRecords(const RecordKey& key, v1::Dossier* dossier) {
  auto* records = dossier->mutable_records();
  const auto kept = std::remove_if(records->begin(), records->end(),
                                   [&key](const auto& version) { return IsOf(version, key); });
  if (kept == records->end()) return false;
  records->erase(kept, records->end());
  return true;
}

v1::RecordVersion* MergeRecord(const v1::Record& record, v1::Dossier* dossier) {
  const RecordKey key{.kind = model::KindOf(record), .record_id = record.record_id()};
  v1::RecordVersion* version = FindRecord(key, dossier);
  if (version == nullptr) version = dossier->add_records();
  version->mutable_record()->MergeFrom(record);
  return version;
}

bool ClearField(const RecordKey& key, std::string_view path, v1::Dossier* dossier) {
  bool cleared = false;
  for (v1::RecordVersion& version : *dossier->mutable_records()) {
    if (IsOf(version, key)) cleared = ClearFieldOf(version.mutable_record(), path) || cleared;
  }
  return cleared;
}

void SortRecords(v1::Dossier* dossier) {
  auto* records = dossier->mutable_records();
  std::sort(records->begin(), records->end(), [](const auto& a, const auto& b) {
    return std::make_tuple(a.record().payload_case(), std::cref(a.record().record_id())) <
           std::make_tuple(b.record().payload_case(), std::cref(b.record().record_id()));
  });
}

}  // namespace jifen::scoring::scheme
