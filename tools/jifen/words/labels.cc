#include "tools/jifen/words/labels.h"

#include <optional>

#include "proto/model/field_label.h"

namespace jifen::tools::cli {
namespace {

struct EnumRow {
  std::string_view name, short_name, english, chinese;
};

#define JIFEN_FIELD(kind, field, english, chinese)
#define JIFEN_KIND(name, short_name, english, chinese) {name, short_name, english, chinese},
#define JIFEN_ENUM(name, short_name, english, chinese) {name, short_name, english, chinese},
constexpr EnumRow kEnums[] = {
#include "proto/model/field_label.def"
#include "tools/jifen/words/labels.def"
};
#undef JIFEN_FIELD
#undef JIFEN_KIND
#undef JIFEN_ENUM

template <typename Row>
std::string In(Language language, const Row& row) {
  return std::string(language == Language::kChinese ? row.chinese : row.english);
}

}  // namespace

std::string EnumLabel(Language language, std::string_view name) {
  for (const EnumRow& row : kEnums) {
    if (row.name == name) return In(language, row);
  }
  return std::string(name);
}

std::string FieldLabel(Language language, std::string_view kind, std::string_view field) {
  const std::optional<model::Label> label = model::FieldLabel(kind, field);
  return label.has_value() ? In(language, *label) : "";
}

std::string ShortNameLabel(Language language, std::string_view short_name) {
  for (const EnumRow& row : kEnums) {
    if (row.short_name == short_name) return In(language, row);
  }
  return std::string(short_name);
}

}  // namespace jifen::tools::cli
