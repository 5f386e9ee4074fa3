#include "tools/jifen/client/registry_calls.h"
#include "tools/jifen/commands/commands.h"
#include "tools/jifen/failure.h"
#include "tools/jifen/json.h"
#include "tools/jifen/render/decimal_text.h"

namespace jifen::tools::cli {

absl::StatusOr<int> Run(const Context& context, const DigestArguments&) {
  const absl::StatusOr<Connection> connection = Connection::Open(context.connection);
  if (!connection.ok()) return connection.status();
  const auto digest = GetDigest(*connection, v1::GetDigestRequest());
  if (!digest.ok()) return digest.status();
  if (context.json) {
    PrintJson(context, *digest);
    return kExitFine;
  }
  Page page;
  page.Add(Line("SHA-256 ").Add(digest->sha256(), Style::kBold));
  page.Add(Line(context.Words(Phrase::kDigestCounts,
                              {GroupThousands(std::to_string(digest->enterprises())),
                               GroupThousands(std::to_string(digest->record_versions())),
                               std::to_string(digest->revision())})));
  context.Print(page);
  return kExitFine;
}

}  // namespace jifen::tools::cli
