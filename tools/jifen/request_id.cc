#include "tools/jifen/request_id.h"

#include <random>

#include "absl/strings/str_format.h"

namespace jifen::tools::cli {

std::string NewRequestId() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) absl::StrAppendFormat(&id, "%08x", static_cast<uint32_t>(random()));
  return id;
}

}  // namespace jifen::tools::cli
