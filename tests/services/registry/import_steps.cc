#include "tests/services/registry/import_steps.h"

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"

namespace jifen::services::registry {

v1::ImportRequest StartStep(const std::string& import_id, bool dry_run,
                            const std::string& content_sha256) {
  v1::ImportRequest request;
  request.mutable_start()->set_import_id(import_id);
  request.mutable_start()->set_dry_run(dry_run);
  request.mutable_start()->set_content_sha256(content_sha256);
  return request;
}

v1::ImportRequest RowsStep(uint64_t offset, const std::vector<v1::ImportRow>& rows) {
  v1::ImportRequest request;
  request.mutable_rows()->set_offset(offset);
  for (const v1::ImportRow& row : rows) *request.mutable_rows()->add_rows() = row;
  return request;
}

v1::ImportRequest FinishStep(uint64_t rows) {
  v1::ImportRequest request;
  request.mutable_finish()->set_rows(rows);
  return request;
}

v1::ImportRow Row(const v1::Enterprise& enterprise) {
  v1::ImportRow row;
  *row.mutable_enterprise() = enterprise;
  return row;
}

v1::ImportRow Row(const v1::Record& record) {
  v1::ImportRow row;
  *row.mutable_record() = record;
  return row;
}

v1::ImportRow Row(const v1::Enterprise& enterprise, const v1::Record& record) {
  v1::ImportRow row = Row(record);
  *row.mutable_enterprise() = enterprise;
  return row;
}

std::vector<std::string> Words(const v1::ImportResults& results) {
  std::vector<std::string> words;
  for (const v1::ImportResult& result : results.results()) {
    words.push_back(result.has_error() ? absl::StrCat(model::ReasonName(result.error().reason()),
                                                      " ", result.error().path())
                                       : v1::Change_Name(result.change()).substr(7));
  }
  return words;
}

std::string Words(const v1::ImportTotals& totals) {
  return absl::StrCat(totals.created(), " ", totals.updated(), " ", totals.unchanged(), " ",
                      totals.refused());
}

}  // namespace jifen::services::registry
