// tests/services/registry/import_steps.h: imports in short words.
#pragma once

#include <string>
#include <vector>

#include "jifen/v1/registry_service.pb.h"

namespace jifen::services::registry {

v1::ImportRequest StartStep(const std::string& import_id, bool dry_run = false,
                            const std::string& content_sha256 = "");
v1::ImportRequest RowsStep(uint64_t offset, const std::vector<v1::ImportRow>& rows);
v1::ImportRequest FinishStep(uint64_t rows);

v1::ImportRow Row(const v1::Enterprise& enterprise);
v1::ImportRow Row(const v1::Record& record);
v1::ImportRow Row(const v1::Enterprise& enterprise, const v1::Record& record);

// One word for each result: CREATED, UPDATED, UNCHANGED or the reason of the refusal with its path.
std::vector<std::string> Words(const v1::ImportResults& results);

// "created updated unchanged refused".
std::string Words(const v1::ImportTotals& totals);

}  // namespace jifen::services::registry
