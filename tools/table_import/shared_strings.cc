#include "tools/table_import/shared_strings.h"

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/model/error.h"
#include "tools/table_import/fault_text.h"
#include "tools/table_import/xml_slicer.h"

namespace jifen::tools::table_import {
namespace {

constexpr size_t kSliceBytesMax = 1 << 20;  // Excel's longest cell has 32,767 characters

// The character of _xHHHH_ at the place, or nullopt.
std::optional<char> Escaped(std::string_view text, size_t at) {
  constexpr size_t kBytes = 7;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (text.size() < at + kBytes || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
  size_t number = 0;
  for (size_t i = at + 2; i < at + 6; ++i) {
    const char c =
        text[i] >= 'a' && text[i] <= 'f' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
    const size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number * 16 + digit;
  }
  // Beyond ASCII nobody needs to write it so.
  if (number == 0 || number > 0x7F) return std::nullopt;
  return static_cast<char>(number);
}

std::string Unescape(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::optional<char> escaped = text[i] == '_' ? Escaped(text, i) : std::nullopt;
    plain += escaped.value_or(text[i]);
    if (escaped.has_value()) i += 6;
  }
  return plain;
}

absl::Status TooLarge(int64_t limit, std::string_view of_what_zh, std::string_view of_what) {
  return model::ToStatus(
      {.reason = v1::REASON_ARCHIVE_TOO_LARGE,
       .want = BothLanguages(absl::StrCat("工作簿的文字不超过 ", limit, std::string(of_what_zh)),
                             absl::StrCat("at most ", limit, std::string(of_what)))});
}

}  // namespace

std::string_view LocalName(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);
}

std::string RichText(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = LocalName(child.name());
    if (name == "t") text += child.text().get();
    if (name != "r") continue;
    for (const pugi::xml_node& part : child.children()) {
      if (LocalName(part.name()) == "t") text += part.text().get();
    }
  }
  return text.find("_x") == std::string::npos ? text : Unescape(text);
}

absl::StatusOr<SharedStrings> SharedStrings::Read(std::unique_ptr<ByteStream> stream) {
  XmlSlicer slicer(std::move(stream), {"si"}, kSliceBytesMax);
  SharedStrings strings;
  std::string name;
  std::string slice;
  while (true) {
    const absl::StatusOr<bool> more = slicer.Next(name, slice);
    if (!more.ok()) return more.status();
    if (!*more) return strings;
    pugi::xml_document document;
    const auto parsed = document.load_buffer_inplace(
        slice.data(), slice.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
        pugi::encoding_utf8);
    if (!parsed) {
      return model::ToStatus(
          {.reason = v1::REASON_ARCHIVE_MALFORMED, .want = parsed.description()});
    }
    const std::string text = RichText(document.first_child());
    strings.bytes_.append(text, 0, std::min(text.size(), kSharedStringKeptMax));
    strings.ends_.push_back(static_cast<uint32_t>(strings.bytes_.size()));
    if (static_cast<int64_t>(strings.ends_.size()) > kSharedStringsMax) {
      return TooLarge(kSharedStringsMax, " 条", " texts");
    }
    if (static_cast<int64_t>(strings.bytes_.size()) > kSharedStringBytesMax) {
      return TooLarge(kSharedStringBytesMax, " 字节", " bytes of text");
    }
  }
}

std::optional<std::string_view> SharedStrings::Get(int64_t number) const {
  if (number < 0 || number >= static_cast<int64_t>(ends_.size())) return std::nullopt;
  const auto index = static_cast<size_t>(number);
  const size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

}  // namespace jifen::tools::table_import
