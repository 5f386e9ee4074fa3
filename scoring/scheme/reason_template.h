// scoring/scheme/reason_template.h: a sentence with placeholders, in both languages.
//
//   Shape    text with placeholders in braces: "{title}: {value}, {points} of {maximum} points".
//            There is no way to write a brace itself; reasons need none.
//   Errors   Make: FIELD_REQUIRED (a language is empty), TEXT_INVALID (too long), SCHEME_STRUCTURE
//            (a brace without its pair, or a placeholder that this template does not have). All are
//            reported.
//   Threads  immutable after Make.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jifen/v1/text.pb.h"
#include "scoring/scheme/fault_list.h"

namespace jifen::scoring::scheme {

// A text in both languages while a sentence is put together: unlike a message a short one allocates nothing.
struct Wording {
  std::string zh;
  std::string en;
};

// What a placeholder stands for in either language. It looks at the texts, which must stay.
struct Filling {
  Filling(std::string_view of, const v1::Text& text)
      : placeholder(of), zh(text.zh()), en(text.en()) {}
  Filling(std::string_view of, const Wording& text) : placeholder(of), zh(text.zh), en(text.en) {}
  Filling(std::string_view of, const std::string& both) : placeholder(of), zh(both), en(both) {}
  Filling(std::string_view of, v1::Text&& gone) = delete;
  Filling(std::string_view of, Wording&& gone) = delete;
  Filling(std::string_view of, std::string&& gone) = delete;

  std::string_view placeholder;
  std::string_view zh;
  std::string_view en;
};

class ReasonTemplate {
 public:
  // A template of empty texts.
  ReasonTemplate() = default;

  static std::optional<ReasonTemplate> Make(const v1::Text& text,
                                            std::initializer_list<std::string_view> placeholders,
                                            const FaultPlace& place);

  // A placeholder without a filling stays empty. What was in `text` is lost.
  void Render(std::span<const Filling> fillings, v1::Text* text) const;

 private:
  // A piece of text, and the placeholder behind it; the last piece has none.
  struct Piece {
    std::string text;
    std::string placeholder;
  };
  using Pieces = std::vector<Piece>;

  static std::optional<Pieces> Split(const std::string& text,
                                     std::initializer_list<std::string_view> placeholders,
                                     const FaultPlace& place);
  static void Join(const Pieces& pieces, std::span<const Filling> fillings,
                   std::string_view Filling::*language, std::string* text);

  Pieces zh_;
  Pieces en_;
};

}  // namespace jifen::scoring::scheme
