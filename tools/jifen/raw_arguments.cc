#include "tools/jifen/raw_arguments.h"

#include <charconv>

#include "proto/model/calendar.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/usage.h"
#include "tools/jifen/words/phrases.h"

namespace jifen::tools::cli {

SchemeName ReadScheme(Language language, const Raw& raw) {
  const size_t at = raw.scheme.find('@');
  SchemeName name{.id = raw.scheme.substr(0, at)};
  if (at != std::string::npos) {
    const char* begin = raw.scheme.data() + at + 1;
    const char* end = raw.scheme.data() + raw.scheme.size();
    const auto [rest, error] = std::from_chars(begin, end, name.version);
    if (error != std::errc() || rest != end || name.version == 0) name.id.clear();
  }
  if (name.id.empty()) throw UsageFault{Say(language, Phrase::kUsageScheme, {raw.scheme})};
  return name;
}

AsOf ReadAsOf(Language language, const Raw& raw) {
  AsOf as_of{.valid_at = std::nullopt, .known_at = raw.known_at, .year = raw.year};
  if (raw.valid_at.empty()) return as_of;
  const absl::StatusOr<v1::Date> date = model::ParseDate(raw.valid_at);
  if (!date.ok()) throw UsageFault{Say(language, Phrase::kUsageDate, {raw.valid_at})};
  as_of.valid_at = *date;
  return as_of;
}

v1::RecordKind ReadKind(Language language, const Raw& raw) {
  const std::optional<v1::RecordKind> kind = model::FindKind(raw.kind);
  if (kind.has_value()) return *kind;
  std::string names;
  for (int number = v1::RecordKind_MIN + 1; number <= v1::RecordKind_MAX; ++number) {
    if (!v1::RecordKind_IsValid(number)) continue;
    names += (names.empty() ? "" : ", ") + model::KindName(static_cast<v1::RecordKind>(number));
  }
  throw UsageFault{Say(language, Phrase::kUsageKind, {raw.kind, names})};
}

RecordName ReadRecord(Language language, const Raw& raw) {
  return {
      .enterprise_id = raw.enterprise, .kind = ReadKind(language, raw), .record_id = raw.record_id};
}

Command ReadScore(Language language, const Raw& raw) {
  if (raw.all == !raw.enterprise.empty()) {
    throw UsageFault{Say(language, Phrase::kUsageOneOf, {"ENTERPRISE_ID", "--all"})};
  }
  if (raw.all) {
    return ScoreAllArguments{.scheme = ReadScheme(language, raw),
                             .as_of = ReadAsOf(language, raw),
                             .filter = raw.filter,
                             .top = raw.top};
  }
  if (raw.top > 0) throw UsageFault{Say(language, Phrase::kUsageTop)};
  return ScoreArguments{.enterprise_id = raw.enterprise,
                        .scheme = ReadScheme(language, raw),
                        .as_of = ReadAsOf(language, raw)};
}

Command ReadExplain(Language language, const Raw& raw) {
  const bool card = raw.explain_what.find('/') != std::string::npos;
  const AsOf as_of = ReadAsOf(language, raw);
  const bool asks = as_of.valid_at.has_value() || as_of.known_at != 0 || as_of.year != 0;
  if (card && (asks || !raw.scheme.empty())) {
    throw UsageFault{Say(language, Phrase::kUsageOneOf, {"CARD_ID", "ENTERPRISE_ID --scheme ID"})};
  }
  if (card) return ExplainArguments{.card_id = raw.explain_what};
  if (raw.scheme.empty()) throw UsageFault{Say(language, Phrase::kUsageRequired, {"--scheme"})};
  return ExplainArguments{.card_id = "",
                          .enterprise_id = raw.explain_what,
                          .scheme = ReadScheme(language, raw),
                          .as_of = as_of};
}

}  // namespace jifen::tools::cli
