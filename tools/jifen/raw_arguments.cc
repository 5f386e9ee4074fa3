#include "tools/jifen/raw_arguments.h"

#include <algorithm>
#include <charconv>

#include "proto/model/calendar.h"
#include "proto/model/record_kind.h"
#include "tools/jifen/usage.h"
#include "tools/jifen/words/phrases.h"
#include "tools/table_import/table_format.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::cli {

std::optional<SchemeName> ParseSchemeName(const std::string& text) {
  const size_t at = text.find('@');
  SchemeName name{.id = text.substr(0, at)};
  if (at != std::string::npos) {
    const char* begin = text.data() + at + 1;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(begin, end, name.version);
    if (error != std::errc() || rest != end || name.version == 0) return std::nullopt;
  }
  if (name.id.empty()) return std::nullopt;
  return name;
}

SchemeName ReadScheme(Language language, const Raw& raw) {
  const std::optional<SchemeName> name = ParseSchemeName(raw.scheme);
  if (!name.has_value()) throw UsageFault{Say(language, Phrase::kUsageScheme, {raw.scheme})};
  return *name;
}

AsOf ReadAsOf(Language language, const Raw& raw) {
  AsOf as_of{.valid_at = std::nullopt, .known_at = raw.known_at, .year = raw.year};
  if (raw.valid_at.empty()) return as_of;
  const absl::StatusOr<v1::Date> date = model::ParseDate(raw.valid_at);
  if (!date.ok()) throw UsageFault{Say(language, Phrase::kUsageDate, {raw.valid_at})};
  as_of.valid_at = *date;
  return as_of;
}

namespace {

// By the name of the table that holds it, e.g. 年度报表 or annual_reports.
std::optional<v1::RecordKind> KindOfTable(const std::string& name) {
  const absl::StatusOr<table_import::TableFormats>& formats = table_import::BuiltinFormats();
  if (!formats.ok()) return std::nullopt;
  const std::string form = table_import::HeadingForm(name);
  for (const table_import::Table& table : formats->tables()) {
    if (std::count(table.stems.begin(), table.stems.end(), form) > 0) return table.kind;
  }
  return std::nullopt;
}

v1::RecordKind KindOf(Language language, const std::string& name) {
  const std::optional<v1::RecordKind> kind = model::FindKind(name);
  if (kind.has_value()) return *kind;
  if (const auto of_table = KindOfTable(name); of_table.has_value()) return *of_table;
  std::string names;
  for (int number = v1::RecordKind_MIN + 1; number <= v1::RecordKind_MAX; ++number) {
    if (!v1::RecordKind_IsValid(number)) continue;
    names += (names.empty() ? "" : ", ") + model::KindName(static_cast<v1::RecordKind>(number));
  }
  throw UsageFault{Say(language, Phrase::kUsageKind, {name, names})};
}

// What only an import that loads something understands.
void RefuseLoading(Language language, const ImportArguments& import) {
  const std::pair<const char*, bool> given[] = {
      {"--dry-run", import.dry_run},
      {"--report", !import.report.empty()},
      {"--import-id", !import.import_id.empty()},
      {"--submitted-by", !import.tables.submitted_by.empty()}};
  for (const auto& [option, is_given] : given) {
    if (is_given) throw UsageFault{Say(language, Phrase::kUsageUnexpected, {option})};
  }
}

}  // namespace

v1::RecordKind ReadKind(Language language, const Raw& raw) { return KindOf(language, raw.kind); }

ImportArguments ReadImport(Language language, const Raw& raw) {
  if (raw.import.tables.path.empty()) {
    throw UsageFault{Say(language, Phrase::kUsageRequired, {"PATH"})};
  }
  return raw.import;
}

ImportPreviewArguments ReadPreview(Language language, const Raw& raw) {
  RefuseLoading(language, raw.import);
  // The options of reading are those of the import; its path would be a second one.
  ImportPreviewArguments preview = raw.preview;
  if (!raw.import.tables.path.empty()) {
    throw UsageFault{Say(language, Phrase::kUsageUnexpected, {raw.import.tables.path})};
  }
  const std::string path = preview.tables.path;
  preview.tables = raw.import.tables;
  preview.tables.path = path;
  preview.overwrite = raw.overwrite;
  return preview;
}

ImportTemplateArguments ReadTemplate(Language language, const Raw& raw) {
  RefuseLoading(language, raw.import);
  const ImportSource& tables = raw.import.tables;
  const std::pair<const char*, bool> given[] = {
      {tables.path.c_str(), !tables.path.empty()},
      {"--source", !tables.source.empty()},
      {"--mapping", !tables.mapping.empty()},
      {"--ignore-unknown-columns", tables.ignore_unknown_columns}};
  for (const auto& [option, is_given] : given) {
    if (is_given) throw UsageFault{Say(language, Phrase::kUsageUnexpected, {option})};
  }
  ImportTemplateArguments arguments{
      .folder = raw.template_folder, .kinds = {}, .overwrite = raw.overwrite};
  for (const std::string& name : raw.kinds) {
    const v1::RecordKind kind = KindOf(language, name);
    const bool again = std::count(arguments.kinds.begin(), arguments.kinds.end(), kind) > 0;
    if (!again) arguments.kinds.push_back(kind);
  }
  return arguments;
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

SimulateArguments ReadSimulate(Language language, const Raw& raw) {
  SimulateArguments arguments = raw.simulate;
  if (raw.scheme.empty() == arguments.draft.empty()) {
    throw UsageFault{Say(language, Phrase::kUsageOneOf, {"--scheme", "--draft"})};
  }
  if (arguments.draft.empty()) arguments.scheme = ReadScheme(language, raw);
  arguments.enterprise_id = raw.enterprise;
  arguments.as_of = ReadAsOf(language, raw);
  return arguments;
}

Command ReadExplain(Language language, const Raw& raw) {
  const bool card = raw.explain_what.find('/') != std::string::npos;
  const AsOf as_of = ReadAsOf(language, raw);
  const bool asks = as_of.valid_at.has_value() || as_of.known_at != 0 || as_of.year != 0;
  if (card && (asks || raw.published || !raw.scheme.empty())) {
    throw UsageFault{Say(language, Phrase::kUsageOneOf, {"CARD_ID", "ENTERPRISE_ID --scheme ID"})};
  }
  if (card) return ExplainArguments{.card_id = raw.explain_what};
  if (raw.scheme.empty()) throw UsageFault{Say(language, Phrase::kUsageRequired, {"--scheme"})};
  // The publication says of which version, day and revision the card is.
  if (raw.published && (asks || ReadScheme(language, raw).version != 0)) {
    throw UsageFault{Say(language, Phrase::kUsagePublished)};
  }
  return ExplainArguments{.card_id = "",
                          .enterprise_id = raw.explain_what,
                          .scheme = ReadScheme(language, raw),
                          .as_of = as_of,
                          .published = raw.published};
}

}  // namespace jifen::tools::cli
