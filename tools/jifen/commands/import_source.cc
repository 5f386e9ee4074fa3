#include "tools/jifen/commands/import_source.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "proto/model/error.h"
#include "tools/jifen/wording.h"
#include "tools/table_import/mapping.h"
#include "tools/table_import/table_format.h"

namespace jifen::tools::cli {
namespace {

// Bytes of a mapping; a thousand columns take less than a tenth.
constexpr size_t kMappingBytesMax = size_t{1} << 20;

absl::StatusOr<std::string> ReadMapping(const Context& context, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(context.Words(Phrase::kFileMissing, {path}));
  std::string text(kMappingBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  const bool whole = file.eof() && !file.bad() && text.size() <= kMappingBytesMax;
  if (!whole) return absl::UnavailableError(context.Words(Phrase::kFileUnreadable, {path}));
  return text;
}

// That no file or sheet has a table's name, with the names there are and what to do about it.
absl::Status WithWayOut(const Context& context, const ImportSource& source,
                        const table_import::TableFormats& formats, const v1::ErrorDetail& detail) {
  const std::string names =
      table_import::TableNames(formats, context.terminal.language == Language::kChinese);
  const absl::Status status =
      model::ToStatus({.reason = detail.reason(),
                       .path = detail.path(),
                       .got = detail.got(),
                       .want = context.Words(Phrase::kNamesUnknownWant, {names})});
  return WithWording(status, {.sentence = Phrase::kNamesUnknown,
                              .next = Phrase::kNamesUnknownNext,
                              .arguments = {source.path}});
}

}  // namespace

absl::StatusOr<table_import::ReadOptions> ReadOptionsOf(const Context& context,
                                                        const ImportSource& source) {
  table_import::ReadOptions options{.source_department = source.source,
                                    .submitted_by = source.submitted_by,
                                    .ignore_unknown_columns = source.ignore_unknown_columns,
                                    .formats = nullptr};
  if (source.mapping.empty()) return options;
  const absl::StatusOr<table_import::TableFormats>& formats = table_import::BuiltinFormats();
  if (!formats.ok()) return formats.status();
  const absl::StatusOr<std::string> text = ReadMapping(context, source.mapping);
  if (!text.ok()) return text.status();
  absl::StatusOr<std::shared_ptr<const table_import::TableFormats>> mapped =
      table_import::WithMapping(*formats, source.mapping, *text);
  if (!mapped.ok()) {
    return WithWording(mapped.status(), {.sentence = Phrase::kMappingFault,
                                         .next = Phrase::kMappingFaultNext,
                                         .arguments = {source.path, source.mapping}});
  }
  options.formats = *std::move(mapped);
  return options;
}

absl::StatusOr<table_import::TableSource> OpenTables(const Context& context,
                                                     const ImportSource& source, bool look_only) {
  // What cannot be read is told before a server is looked for.
  std::error_code error;
  if (!std::filesystem::exists(source.path, error)) {
    return absl::NotFoundError(context.Words(Phrase::kTablesMissing, {source.path}));
  }
  absl::StatusOr<table_import::ReadOptions> options = ReadOptionsOf(context, source);
  if (!options.ok()) return options.status();
  options->look_only = look_only;
  absl::StatusOr<table_import::TableSource> tables =
      table_import::TableSource::Open(source.path, *options);
  if (tables.ok()) return tables;
  const std::optional<v1::ErrorDetail> detail = model::DetailOf(tables.status());
  const bool unnamed = detail.has_value() && detail->reason() == v1::REASON_COLUMN_UNKNOWN;
  const absl::StatusOr<table_import::TableFormats>& formats = table_import::BuiltinFormats();
  if (!unnamed || !formats.ok()) return tables.status();
  return WithWayOut(context, source, *formats, *detail);
}

}  // namespace jifen::tools::cli
