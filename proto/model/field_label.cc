#include "proto/model/field_label.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace jifen::model {
namespace {

struct FieldRow {
  std::string_view kind, field;
  Label label;
};

struct KindRow {
  std::string_view short_name;
  Label label;
};

#define JIFEN_FIELD(kind, field, english, chinese) {kind, field, {english, chinese}},
#define JIFEN_KIND(name, short_name, english, chinese)
constexpr FieldRow kFields[] = {
#include "proto/model/field_label.def"
};
#undef JIFEN_FIELD
#undef JIFEN_KIND

#define JIFEN_FIELD(kind, field, english, chinese)
#define JIFEN_KIND(name, short_name, english, chinese) {short_name, {english, chinese}},
constexpr KindRow kKinds[] = {
#include "proto/model/field_label.def"
};
#undef JIFEN_FIELD
#undef JIFEN_KIND

// "annual_report" is the kind ANNUAL_REPORT.
bool IsKind(std::string_view kind, std::string_view short_name) {
  return std::equal(
      kind.begin(), kind.end(), short_name.begin(), short_name.end(),
      [](char a, char b) { return absl::ascii_toupper(static_cast<unsigned char>(a)) == b; });
}

}  // namespace

std::optional<Label> FieldLabel(std::string_view kind, std::string_view field) {
  std::optional<Label> label;
  for (const FieldRow& row : kFields) {
    if (row.field != field) continue;
    if (row.kind == kind) return row.label;
    if (row.kind == "any") label = row.label;
  }
  return label;
}

std::optional<Label> KindLabel(std::string_view kind) {
  for (const KindRow& row : kKinds) {
    if (IsKind(kind, row.short_name)) return row.label;
  }
  return std::nullopt;
}

}  // namespace jifen::model
