// tools/table_import/csv_part.h: a CSV file, or an entry of an archive that is one, as a table.
//
//   Errors   Scan: those of the bytes; ENCODING_MIXED and ENCODING_UNKNOWN are the part's fault.
//   Threads  free function without state.
//   Cost     Scan reads the bytes once.
#pragma once

#include "absl/status/status.h"
#include "proto/model/sha256.h"
#include "tools/table_import/byte_stream.h"
#include "tools/table_import/table_part.h"

namespace jifen::tools::table_import {

// Fills the part but its name and table; adds the content to the digest.
absl::Status ScanCsv(const OpenBytes& open, model::Sha256& content, TablePart& part);

}  // namespace jifen::tools::table_import
