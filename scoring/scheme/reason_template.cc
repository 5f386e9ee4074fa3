#include "scoring/scheme/reason_template.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/scheme/text_field.h"

namespace jifen::scoring::scheme {
namespace {

void ReportPlaceholder(const FaultPlace& place, std::string message, std::string_view got,
                       std::initializer_list<std::string_view> placeholders) {
  std::string want;
  for (std::string_view name : placeholders) {
    want += want.empty() ? "{" : ", {";
    want.append(name);
    want += '}';
  }
  place.Report({.reason = v1::REASON_SCHEME_STRUCTURE,
                .message = std::move(message),
                .got = std::string(got),
                .want = std::move(want)});
}

}  // namespace

std::optional<ReasonTemplate> ReasonTemplate::Make(
    const v1::Text& text, std::initializer_list<std::string_view> placeholders,
    const FaultPlace& place) {
  CheckText(text, place);
  std::optional<Pieces> zh = Split(text.zh(), placeholders, place.At("zh"));
  std::optional<Pieces> en = Split(text.en(), placeholders, place.At("en"));
  if (!zh.has_value() || !en.has_value()) return std::nullopt;
  ReasonTemplate result;
  result.zh_ = *std::move(zh);
  result.en_ = *std::move(en);
  return result;
}

std::optional<ReasonTemplate::Pieces> ReasonTemplate::Split(
    const std::string& text, std::initializer_list<std::string_view> placeholders,
    const FaultPlace& place) {
  Pieces pieces;
  size_t begin = 0;
  while (true) {
    const size_t open = text.find_first_of("{}", begin);
    if (open == std::string::npos) break;
    const size_t close = text.find_first_of("{}", open + 1);
    if (text[open] == '}' || close == std::string::npos || text[close] == '{') {
      ReportPlaceholder(place, "a brace without its pair", text.substr(open, 20), placeholders);
      return std::nullopt;
    }
    const std::string name = text.substr(open + 1, close - open - 1);
    if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end()) {
      ReportPlaceholder(place, "this template has no such placeholder", "{" + name + "}",
                        placeholders);
      return std::nullopt;
    }
    pieces.push_back({text.substr(begin, open - begin), name});
    begin = close + 1;
  }
  pieces.push_back({text.substr(begin), ""});
  return pieces;
}

void ReasonTemplate::Join(const Pieces& pieces, std::span<const Filling> fillings,
                          std::string_view Filling::*language, std::string* text) {
  absl::InlinedVector<std::string_view, 16> parts;
  size_t size = 0;
  for (const Piece& piece : pieces) {
    parts.push_back(piece.text);
    size += piece.text.size();
    for (const Filling& filling : fillings) {
      if (filling.placeholder != piece.placeholder) continue;
      parts.push_back(filling.*language);
      size += parts.back().size();
      break;
    }
  }
  text->clear();
  text->reserve(size);
  for (const std::string_view part : parts) text->append(part);
}

void ReasonTemplate::Render(std::span<const Filling> fillings, v1::Text* text) const {
  Join(zh_, fillings, &Filling::zh, text->mutable_zh());
  Join(en_, fillings, &Filling::en, text->mutable_en());
}

}  // namespace jifen::scoring::scheme
