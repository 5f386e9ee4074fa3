#include "tools/table_import/mapping.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "proto/model/record_kind.h"
#include "proto/model/text_proto.h"
#include "tools/table_import/file_layout.h"
#include "tools/table_import/heading_likeness.h"
#include "tools/table_import/json_place.h"
#include "tools/table_import/text_form.h"

namespace jifen::tools::table_import {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kNote = "note";

absl::Status Wrong(const std::string& place, std::string got, std::string want) {
  return model::ToStatus({.reason = v1::REASON_COLUMN_UNKNOWN,
                          .path = place,
                          .got = std::move(got),
                          .want = std::move(want)});
}

// The fault with the line and column of the byte.
absl::Status At(std::string_view mapping, size_t byte, const v1::ErrorDetail& detail) {
  const model::TextPlace place = model::PlaceOf(mapping, byte);
  return model::ToStatus({.reason = detail.reason(),
                          .path = detail.path(),
                          .got = detail.got(),
                          .want = detail.want(),
                          .line = place.line,
                          .column = place.column});
}

// The path within the file: without the file's name and what stands behind that.
std::string_view WithoutName(std::string_view path, std::string_view name) {
  path.remove_prefix(std::min(name.size(), path.size()));
  return path.substr(std::min(path.find_first_not_of(": ."), path.size()));
}

bool Heads(const Column& column, std::string_view form) {
  for (const std::vector<std::string>* headings : {&column.zh, &column.en}) {
    for (const std::string& heading : *headings) {
      if (HeadingForm(heading) == form) return true;
    }
  }
  return false;
}

const Column* FindField(const Table& table, const std::string& field) {
  if (!field.empty() && table.Find(field) != nullptr) return table.Find(field);
  const std::string form = HeadingForm(field);
  for (const Column& column : table.columns) {
    if (column.type != CellType::kIgnored && Heads(column, form)) return &column;
  }
  return nullptr;
}

const MoneyUnit* FindUnit(const TableFormats& formats, const std::string& text) {
  const std::string form = HeadingForm(text);
  for (const MoneyUnit& unit : formats.units()) {
    if (HeadingForm(unit.name) == form || unit.zh == text) return &unit;
  }
  return nullptr;
}

std::string UnitNames(const TableFormats& formats) {
  std::string names;
  for (const MoneyUnit& unit : formats.units()) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", unit.zh, " (", unit.name, ")");
  }
  return names;
}

// Reads a mapping into the JSON of the formats.
class Reading {
 public:
  Reading(const TableFormats& formats, std::string name)
      : formats_(formats),
        name_(std::move(name)),
        root_(ordered_json::parse(formats.json_text())) {}

  absl::Status Add(const ordered_json& mapping) {
    absl::Status status = CheckKeys(mapping, name_, {"tables"});
    if (!status.ok()) return status;
    const auto tables = mapping.find("tables");
    if (tables == mapping.end() || !tables->is_array()) {
      return Wrong(absl::StrCat(name_, ": tables"), "", "a list of tables");
    }
    for (size_t i = 0; i < tables->size(); ++i) {
      status = AddTable((*tables)[i], absl::StrCat(name_, ": tables[", i, "]"));
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  std::string Text() const { return root_.dump(); }

 private:
  static absl::Status CheckKeys(const ordered_json& object, const std::string& place,
                                const std::set<std::string>& known) {
    if (!object.is_object()) return Wrong(place, object.dump(), "an object, {...}");
    for (const auto& [key, value] : object.items()) {
      if (known.count(key) > 0 || key.starts_with(kNote)) continue;
      return Wrong(absl::StrCat(place, ".", key), key, "one of the keys that docs/import.md names");
    }
    return absl::OkStatus();
  }

  // The text at the key; empty if it is not there.
  static absl::StatusOr<std::string> TextAt(const ordered_json& object, const char* key,
                                            const std::string& place) {
    const auto found = object.find(key);
    if (found == object.end()) return std::string();
    if (!found->is_string()) return Wrong(absl::StrCat(place, ".", key), found->dump(), "a text");
    return found->get<std::string>();
  }

  absl::Status AddTable(const ordered_json& object, const std::string& place) {
    absl::Status status = CheckKeys(object, place, {"kind", "names", "columns"});
    if (!status.ok()) return status;
    const absl::StatusOr<std::string> kind = TextAt(object, "kind", place);
    if (!kind.ok()) return kind.status();
    const auto table =
        std::find_if(formats_.tables().begin(), formats_.tables().end(), [&](const Table& row) {
          return model::KindName(row.kind) == *kind || row.zh == *kind || row.en == *kind;
        });
    if (table == formats_.tables().end()) {
      return Wrong(absl::StrCat(place, ".kind"), *kind, KindNames());
    }
    ordered_json& into = root_["tables"][static_cast<size_t>(table - formats_.tables().begin())];
    status = AddNames(object, *table, place, into);
    return status.ok() ? AddColumns(object, *table, place, into) : status;
  }

  std::string KindNames() const {
    std::string names;
    for (const Table& table : formats_.tables()) {
      absl::StrAppend(&names, names.empty() ? "one of " : ", ", model::KindName(table.kind));
    }
    return names;
  }

  absl::Status AddNames(const ordered_json& object, const Table& table, const std::string& place,
                        ordered_json& into) {
    const auto names = object.find("names");
    if (names == object.end()) return absl::OkStatus();
    if (!names->is_array()) return Wrong(absl::StrCat(place, ".names"), names->dump(), "a list");
    for (size_t i = 0; i < names->size(); ++i) {
      const std::string at = absl::StrCat(place, ".names[", i, "]");
      if (!(*names)[i].is_string()) return Wrong(at, (*names)[i].dump(), "a text");
      const auto text = (*names)[i].get<std::string>();
      const std::string form = HeadingForm(text);
      if (form.empty()) return Wrong(at, text, "the name of a file or sheet");
      for (const Table& other : formats_.tables()) {
        const bool taken = std::count(other.stems.begin(), other.stems.end(), form) > 0;
        if (taken && &other != &table) {
          return Wrong(at, text, absl::StrCat("a name that is not that of ", other.zh));
        }
      }
      into["zh_synonyms"].push_back(text);
    }
    return absl::OkStatus();
  }

  absl::Status AddColumns(const ordered_json& object, const Table& table, const std::string& place,
                          ordered_json& into) {
    const auto columns = object.find("columns");
    if (columns == object.end()) return absl::OkStatus();
    if (!columns->is_array() || columns->size() > kMappingColumnsMax) {
      return Wrong(absl::StrCat(place, ".columns"), "",
                   absl::StrCat("a list of at most ", kMappingColumnsMax));
    }
    for (size_t i = 0; i < columns->size(); ++i) {
      const absl::Status status =
          AddColumn((*columns)[i], table, absl::StrCat(place, ".columns[", i, "]"), into);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status AddColumn(const ordered_json& object, const Table& table, const std::string& place,
                         ordered_json& into) {
    absl::Status status = CheckKeys(object, place, {"heading", "field", "unit"});
    if (!status.ok()) return status;
    const absl::StatusOr<std::string> heading = TextAt(object, "heading", place);
    const absl::StatusOr<std::string> field = TextAt(object, "field", place);
    const absl::StatusOr<std::string> unit = TextAt(object, "unit", place);
    for (const auto* text : {&heading, &field, &unit}) {
      if (!text->ok()) return text->status();
    }
    const std::string form = HeadingForm(*heading);
    ordered_json& mapped = into["mapped"];
    if (form.empty()) return Wrong(place + ".heading", *heading, "the heading of a column");
    if (mapped.contains(form)) return Wrong(place + ".heading", *heading, "each heading once");
    if (*field == kIgnoreField) {
      mapped[form] = {{"path", ""}};
      return absl::OkStatus();
    }
    const Column* column = FindField(table, *field);
    if (column == nullptr) {
      const Column* like = MostLike(table, field->empty() ? *heading : *field);
      return Wrong(place + ".field", *field,
                   absl::StrCat("a field of ", table.zh, ", or ignore",
                                like == nullptr ? "" : "; perhaps " + like->zh.front()));
    }
    mapped[form] = {{"path", column->path}};
    return AddUnit(*column, *heading, *unit, place, mapped[form]);
  }

  absl::Status AddUnit(const Column& column, const std::string& heading, const std::string& text,
                       const std::string& place, ordered_json& mapped) {
    if (column.type != CellType::kMoney) {
      return text.empty() ? absl::OkStatus()
                          : Wrong(place + ".unit", text, "a unit of amounts only");
    }
    const MoneyUnit* unit = FindUnit(formats_, text);
    if (text.empty()) {
      std::string form = HeadingForm(heading);
      unit = SplitUnit(formats_, form);  // the heading may say it
    }
    if (unit == nullptr) return Wrong(place + ".unit", text, UnitNames(formats_));
    mapped["unit"] = unit->name;
    return absl::OkStatus();
  }

  const TableFormats& formats_;
  const std::string name_;
  ordered_json root_;
};

std::string WithoutEnding(std::string name) {
  for (std::string_view ending : {".csv", ".xlsx", ".xlsm"}) {
    if (name.size() > ending.size() && name.ends_with(ending))
      name.resize(name.size() - ending.size());
  }
  return name;
}

// A name that spreadsheets give: it says nothing, and the next workbook has it too.
bool IsDefaultSheetName(std::string_view name) {
  const std::string form = HeadingForm(name);
  for (std::string_view word : {"sheet", "工作表", "table"}) {
    if (!form.starts_with(word)) continue;
    if (form.find_first_not_of("0123456789", word.size()) == std::string::npos) return true;
  }
  return false;
}

// What a file or sheet is called among names: the last part, without the file's ending. Of a sheet that was
// never given a name that of its workbook.
std::string NameOf(const TableGlance& glance) {
  std::string_view file = glance.file;
  const size_t slash = file.rfind('/');
  if (slash == std::string_view::npos) return WithoutEnding(std::string(file));
  const std::string_view last = file.substr(slash + 1);
  if (!glance.form.starts_with("Excel") || !IsDefaultSheetName(last)) {
    return WithoutEnding(std::string(last));
  }
  const std::string_view book = file.substr(0, slash);
  const size_t above = book.rfind('/');
  return WithoutEnding(
      std::string(above == std::string_view::npos ? book : book.substr(above + 1)));
}

ordered_json DraftColumn(const Table* table, const FileColumn& column, bool chinese) {
  ordered_json draft = {{"heading", column.heading}, {"field", ""}};
  if (column.column == nullptr) {
    const Column* like = table == nullptr ? nullptr : MostLike(*table, column.heading);
    if (like != nullptr) {
      draft["note"] = absl::StrCat(chinese ? "可能是：" : "perhaps: ",
                                   chinese ? like->zh.front() : like->en.front());
    }
    return draft;
  }
  const Column& known = *column.column;
  draft["field"] = known.type == CellType::kIgnored ? std::string(kIgnoreField)
                   : chinese                        ? known.zh.front()
                                                    : known.en.front();
  if (known.type != CellType::kMoney) return draft;
  draft["unit"] = column.unit == nullptr ? "" : chinese ? column.unit->zh : column.unit->name;
  return draft;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const TableFormats>> WithMapping(const TableFormats& formats,
                                                                const std::string& name,
                                                                std::string_view mapping) {
  if (mapping.starts_with("\xEF\xBB\xBF")) mapping.remove_prefix(3);
  ordered_json parsed;
  try {
    parsed = ordered_json::parse(mapping);
  } catch (const ordered_json::parse_error& fault) {
    v1::ErrorDetail detail;
    detail.set_reason(v1::REASON_COLUMN_UNKNOWN);
    detail.set_path(name);
    detail.set_want("well-formed JSON");
    return At(mapping, fault.byte == 0 ? 0 : fault.byte - 1, detail);
  }
  Reading reading(formats, name);
  if (absl::Status status = reading.Add(parsed); !status.ok()) {
    const v1::ErrorDetail detail = model::DetailOf(status).value_or(v1::ErrorDetail());
    return At(mapping, FindInJson(mapping, WithoutName(detail.path(), name)), detail);
  }
  absl::StatusOr<TableFormats> with = TableFormats::Parse(reading.Text());
  if (!with.ok()) return with.status();
  return std::make_shared<const TableFormats>(*std::move(with));
}

std::string DraftMapping(const std::vector<TableGlance>& glances, bool chinese) {
  ordered_json draft;
  draft["note"] =
      chinese
          ? "每个列名对应一个字段（docs/import.md 中的列名），或 ignore 表示不读取；空的必须填写。"
          : "Each heading gets a field (a heading of docs/import.md), or ignore; fill in what is "
            "empty.";
  ordered_json& tables = draft["tables"] = ordered_json::array();
  std::set<std::pair<const Table*, std::string>> taken;  // a heading counts once for a kind
  for (const TableGlance& glance : glances) {
    const Table* kind = glance.table == nullptr ? glance.guess : glance.table;
    // Nothing is to be said of notes, and of what cannot be opened.
    if (kind == nullptr && glance.layout == nullptr) continue;
    ordered_json table = {{"kind", kind == nullptr ? "" : model::KindName(kind->kind)},
                          {"names", {NameOf(glance)}}};
    ordered_json columns = ordered_json::array();
    if (glance.layout != nullptr) {
      for (const FileColumn& column : glance.layout->columns) {
        const std::string form = HeadingForm(column.heading);
        const bool fresh = !form.empty() && (kind == nullptr || taken.emplace(kind, form).second);
        if (fresh) columns.push_back(DraftColumn(kind, column, chinese));
      }
    }
    table["columns"] = std::move(columns);
    tables.push_back(std::move(table));
  }
  return draft.dump(2) + "\n";
}

}  // namespace jifen::tools::table_import
