#include "tools/table_import/duplicate_index.h"

#include <cstring>
#include <limits>

#include "absl/strings/str_cat.h"
#include "proto/model/sha256.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::table_import {
namespace {

DuplicateIndex::Hash HashOf(const std::string& key) {
  const std::string bytes = model::Sha256Of(key);
  DuplicateIndex::Hash hash = 0;
  std::memcpy(&hash, bytes.data(), sizeof(hash));
  return hash;
}

}  // namespace

DuplicateIndex::Keys DuplicateIndex::KeysOf(const v1::ImportRow& row) {
  Keys keys;
  if (row.has_enterprise()) keys.enterprise = HashOf(row.enterprise().enterprise_id());
  if (row.has_record()) {
    const v1::Record& record = row.record();
    keys.record =
        HashOf(absl::StrCat(record.enterprise_id(), "\n", static_cast<int>(record.payload_case()),
                            "\n", record.record_id()));
  }
  return keys;
}

void DuplicateIndex::NoteAt(Hash key, const SourceRow& where) {
  const bool fits = where.row <= std::numeric_limits<uint32_t>::max();
  if (places_.size() == kPlacesMax || !fits) return;
  if (files_.empty() || files_.back() != where.file()) files_.push_back(where.file());
  places_.emplace(key, Place{.file = static_cast<uint32_t>(files_.size() - 1),
                             .row = static_cast<uint32_t>(where.row)});
}

void DuplicateIndex::Note(const Keys& keys, const SourceRow& where) {
  if (keys.enterprise.has_value()) NoteAt(*keys.enterprise, where);
  if (keys.record.has_value()) NoteAt(*keys.record, where);
}

v1::ErrorDetail DuplicateIndex::Explain(const Keys& keys, v1::ErrorDetail detail) const {
  if (detail.reason() != v1::REASON_DUPLICATE_RECORD) return detail;
  const std::optional<Hash>& key = detail.path() == "enterprise" ? keys.enterprise : keys.record;
  const auto found = key.has_value() ? places_.find(*key) : places_.end();
  if (found == places_.end()) return detail;
  const std::string place = absl::StrCat(files_[found->second.file], ":", found->second.row);
  detail.set_want(BothLanguages(absl::StrCat("只出现一次，首次在 ", place),
                                absl::StrCat("once; it is first at ", place)));
  return detail;
}

}  // namespace jifen::tools::table_import
