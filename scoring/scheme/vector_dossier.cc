#include "scoring/scheme/vector_dossier.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "scoring/scheme/dossier_change.h"

namespace jifen::scoring::scheme {
namespace {

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
  for (int i = 0; i < vector.drops_size(); ++i) {
    if (!DropRecords({.record_id = vector.drops(i)}, dossier)) {
      return NotThere(Indexed("drops", i), vector.drops(i), "the id of a record of the base");
    }
  }
  return absl::OkStatus();
}

absl::Status Patch(const v1::Vector& vector, v1::Dossier* dossier) {
  for (int i = 0; i < vector.patches_size(); ++i) {
    const v1::Record& patch = vector.patches(i);
    if (patch.record_id().empty() || patch.payload_case() == v1::Record::PAYLOAD_NOT_SET) {
      return Malformed(Indexed("patches", i), "a patch has a record id and a payload",
                       patch.record_id(), "record_id and payload");
    }
    MergeRecord(patch, dossier);
  }
  return absl::OkStatus();
}

absl::Status Clear(const v1::Vector& vector, v1::Dossier* dossier) {
  for (int i = 0; i < vector.clears_size(); ++i) {
    const std::string& clear = vector.clears(i);
    const size_t colon = clear.find(':');
    const std::string id = clear.substr(0, colon);
    const std::string path = colon == std::string::npos ? "" : clear.substr(colon + 1);
    if (!ClearField({.record_id = id}, path, dossier)) {
      return Malformed(Indexed("clears", i), "no record of this id has this field set", clear,
                       "record id, colon and path, e.g. 2024:annual_report.staff");
    }
  }
  return absl::OkStatus();
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
  SortRecords(&dossier);
  return dossier;
}

}  // namespace jifen::scoring::scheme
