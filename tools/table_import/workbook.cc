#include "tools/table_import/workbook.h"

#include <algorithm>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "proto/model/error.h"
#include "tools/table_import/encoding.h"
#include "tools/table_import/fault_text.h"

namespace jifen::tools::table_import {
namespace {

constexpr char kNoWorkbook[] =
    ".xlsx 工作簿，请用 Excel 或 WPS 另存 / a workbook .xlsx; save it as one";

absl::Status Malformed(std::string want) {
  return model::ToStatus({.reason = v1::REASON_ARCHIVE_MALFORMED, .want = std::move(want)});
}

absl::Status Load(ByteStream& stream, const std::string& path, pugi::xml_document& document) {
  const absl::StatusOr<std::string> bytes =
      ReadAllBytes(stream, static_cast<size_t>(kWorkbookPartBytesMax));
  if (absl::IsResourceExhausted(bytes.status())) {
    return model::ToStatus(
        {.reason = v1::REASON_ARCHIVE_TOO_LARGE,
         .want = BothLanguages(absl::StrCat(path, ": 不超过 ", kWorkbookPartBytesMax, " 字节"),
                               absl::StrCat(path, ": at most ", kWorkbookPartBytesMax, " bytes"))});
  }
  if (!bytes.ok()) return bytes.status();
  const auto parsed =
      document.load_buffer(bytes->data(), bytes->size(), pugi::parse_default | pugi::parse_doctype);
  if (!parsed) return Malformed(absl::StrCat(kNoWorkbook, ": ", path, ": ", parsed.description()));
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      return Malformed(BothLanguages(absl::StrCat(path, ": 不含 DOCTYPE"),
                                     absl::StrCat(path, ": no document type, as no workbook has")));
    }
  }
  return absl::OkStatus();
}

pugi::xml_node Child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (LocalName(child.name()) == name) return child;
  }
  return {};
}

std::string_view Attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (LocalName(attribute.name()) == name) return attribute.value();
  }
  return {};
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// As valid UTF-8 without control characters: it is shown.
std::string CleanName(std::string_view name) {
  std::string clean = Decoder(Encoding::kUtf8).DecodeLossy(name);
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return clean;
}

// A target of a relation of a part in the folder, as a path of the archive.
std::string Resolve(const std::string& folder, std::string_view target) {
  const bool absolute = target.starts_with('/');
  std::vector<std::string> parts;
  const std::string whole =
      absolute ? std::string(target) : absl::StrCat(folder, "/", std::string(target));
  for (const absl::string_view part : absl::StrSplit(whole, '/', absl::SkipEmpty())) {
    if (part == ".") continue;
    if (part != "..") {
      parts.emplace_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  return CleanName(absl::StrJoin(parts, "/"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<ByteStream>> Workbook::OpenPart(std::string_view path) const {
  const ArchiveEntry* entry = archive_->Find(path);
  if (entry == nullptr) {
    return Malformed(absl::StrCat(kNoWorkbook, ": ", std::string(path), " is not in it"));
  }
  return archive_->OpenEntry(*entry);
}

absl::StatusOr<std::vector<Workbook::Relation>> Workbook::ReadRelations(
    const std::string& of) const {
  const std::string folder = FolderOf(of);
  const std::string path = absl::StrCat(folder, folder.empty() ? "" : "/", "_rels/",
                                        of.substr(folder.empty() ? 0 : folder.size() + 1), ".rels");
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = OpenPart(path);
  if (!stream.ok()) return stream.status();
  pugi::xml_document document;
  if (absl::Status status = Load(**stream, path, document); !status.ok()) return status;
  std::vector<Relation> relations;
  for (const pugi::xml_node& node : document.document_element().children()) {
    const std::string_view type = Attribute(node, "Type");
    if (Attribute(node, "TargetMode") == "External") continue;
    relations.push_back({.id = std::string(Attribute(node, "Id")),
                         .type = std::string(type.substr(type.rfind('/') + 1)),
                         .path = Resolve(folder, Attribute(node, "Target"))});
  }
  return relations;
}

absl::Status Workbook::ReadSheets(const std::string& path) {
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = OpenPart(path);
  if (!stream.ok()) return stream.status();
  pugi::xml_document document;
  if (absl::Status status = Load(**stream, path, document); !status.ok()) return status;
  const absl::StatusOr<std::vector<Relation>> relations = ReadRelations(path);
  if (!relations.ok()) return relations.status();
  std::map<std::string, const Relation*, std::less<>> by_id;
  for (const Relation& relation : *relations) {
    by_id[relation.id] = &relation;
    if (relation.type == "sharedStrings") strings_path_ = relation.path;
    if (relation.type == "styles") styles_path_ = relation.path;
  }
  const pugi::xml_node root = document.document_element();
  const std::string_view date1904 = Attribute(Child(root, "workbookPr"), "date1904");
  date1904_ = date1904 == "1" || date1904 == "true";
  for (const pugi::xml_node& node : Child(root, "sheets").children()) {
    const auto relation = by_id.find(Attribute(node, "id"));
    const std::string_view state = Attribute(node, "state");
    if (relation == by_id.end())
      return Malformed(absl::StrCat(kNoWorkbook, ": a sheet without its part"));
    sheets_.push_back(
        {.name = CleanName(Attribute(node, "name")),
         .hidden = !state.empty() && state != "visible",
         .path = relation->second->type == "worksheet" ? relation->second->path : ""});
  }
  if (sheets_.size() <= kWorkbookSheetsMax) return absl::OkStatus();
  return model::ToStatus(
      {.reason = v1::REASON_ARCHIVE_TOO_LARGE,
       .want = absl::StrCat("不超过 ", kWorkbookSheetsMax, " 个工作表 / at most ",
                            kWorkbookSheetsMax, " sheets")});
}

absl::Status Workbook::ReadStyles() {
  if (styles_path_.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = OpenPart(styles_path_);
  if (!stream.ok()) return stream.status();
  pugi::xml_document document;
  if (absl::Status status = Load(**stream, styles_path_, document); !status.ok()) return status;
  const pugi::xml_node root = document.document_element();
  std::map<int, NumberFormat> own;
  for (const pugi::xml_node& node : Child(root, "numFmts").children()) {
    own[node.attribute("numFmtId").as_int(-1)] = FormatOfCode(node.attribute("formatCode").value());
  }
  for (const pugi::xml_node& node : Child(root, "cellXfs").children()) {
    const int id = node.attribute("numFmtId").as_int();
    const auto found = own.find(id);
    formats_.push_back(found == own.end() ? FormatOfId(id) : found->second);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Workbook>> Workbook::Open(std::shared_ptr<Archive> archive) {
  std::shared_ptr<Workbook> workbook(new Workbook());
  workbook->archive_ = std::move(archive);
  const absl::StatusOr<std::vector<Relation>> relations = workbook->ReadRelations("");
  if (!relations.ok()) return relations.status();
  const auto main =
      std::find_if(relations->begin(), relations->end(),
                   [](const Relation& relation) { return relation.type == "officeDocument"; });
  if (main == relations->end() || main->path.ends_with(".bin")) return Malformed(kNoWorkbook);
  if (absl::Status status = workbook->ReadSheets(main->path); !status.ok()) return status;
  if (workbook->sheets_.empty()) return Malformed(kNoWorkbook);
  if (absl::Status status = workbook->ReadStyles(); !status.ok()) return status;
  return workbook;
}

NumberFormat Workbook::FormatOf(int style) const {
  const auto index = static_cast<size_t>(style);
  return style < 0 || index >= formats_.size() ? NumberFormat() : formats_[index];
}

absl::StatusOr<std::unique_ptr<ByteStream>> Workbook::OpenSheet(const Sheet& sheet) const {
  return OpenPart(sheet.path);
}

absl::StatusOr<SharedStrings> Workbook::ReadStrings() const {
  if (strings_path_.empty()) return SharedStrings();
  absl::StatusOr<std::unique_ptr<ByteStream>> stream = OpenPart(strings_path_);
  if (!stream.ok()) return stream.status();
  return SharedStrings::Read(*std::move(stream));
}

}  // namespace jifen::tools::table_import
