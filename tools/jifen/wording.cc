#include "tools/jifen/wording.h"

#include <nlohmann/json.hpp>

namespace jifen::tools::cli {
namespace {

constexpr char kPayloadUrl[] = "type.jifen.dev/cli.Wording";

}  // namespace

absl::Status WithWording(absl::Status status, const Wording& wording) {
  const nlohmann::json payload = {static_cast<int>(wording.sentence),
                                  static_cast<int>(wording.next), wording.arguments};
  using Handler = nlohmann::json::error_handler_t;
  status.SetPayload(kPayloadUrl, absl::Cord(payload.dump(-1, ' ', false, Handler::replace)));
  return status;
}

std::optional<Wording> WordingOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayloadUrl);
  if (!payload.has_value()) return std::nullopt;
  const nlohmann::json parts = nlohmann::json::parse(std::string(*payload));
  return Wording{.sentence = static_cast<Phrase>(parts[0].get<int>()),
                 .next = static_cast<Phrase>(parts[1].get<int>()),
                 .arguments = parts[2].get<std::vector<std::string>>()};
}

}  // namespace jifen::tools::cli
