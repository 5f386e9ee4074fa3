// scoring/expression/lexer.h: the tokens of an expression.
//
//   Shape    one token after the other; a token borrows its text.
//   Errors   a token of kind kFault; fault() says why. Nothing follows it.
//   Source   the CEL language definition, "Syntax": all tokens of CEL are read; unsigned integers
//            and bytes are refused as not supported.
//   Threads  one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scoring/decimal/decimal.h"
#include "scoring/expression/fault.h"

namespace jifen::scoring::expression {

enum class TokenKind : uint8_t {
  kEnd,
  kFault,
  kName,      // identifier that is no keyword
  kKeyword,   // true false null in
  kReserved,  // a word that CEL keeps for later
  kInt,
  kDecimal,
  kString,
  kQuotedName,  // `in backquotes`: the name of a field or a key after a point
  kSymbol,      // operator or punctuation; `text` tells which
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  size_t offset = 0;
  std::string_view text;     // as written
  std::string string;        // kString, kQuotedName: what it stands for
  uint64_t magnitude = 0;    // kInt: up to 2^63, which only a minus before it makes valid
  decimal::Decimal decimal;  // kDecimal

  size_t end() const { return offset + text.size(); }
  bool IsSymbol(std::string_view symbol) const {
    return kind == TokenKind::kSymbol && text == symbol;
  }
  bool IsKeyword(std::string_view word) const {
    return kind == TokenKind::kKeyword && text == word;
  }
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token Next();
  const Fault& fault() const { return fault_; }

 private:
  Token MakeToken(TokenKind kind, size_t begin) const;
  Token MakeFault(size_t offset, std::string message, std::string got, std::string want,
                  v1::Reason reason = v1::REASON_EXPRESSION_SYNTAX);
  void SkipBlanks();
  Token Name();
  Token Number();
  Token Integer(size_t begin, std::string_view digits, unsigned base);
  Token Fractional(size_t begin);
  Token QuotedString(size_t begin, bool raw);
  bool Escape(std::string* decoded);
  bool EscapedCode(size_t begin, size_t digits, unsigned base, std::string* decoded);
  Token QuotedName();
  Token Symbol();
  Token Unexpected();
  std::string LetterHere() const;

  bool LooksAt(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }
  char Peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : 0; }

  std::string_view text_;
  size_t at_ = 0;
  Fault fault_;
};

// Whether CEL or this language keeps the word: it names no variable, definition or loop variable.
bool IsReservedWord(std::string_view word);

}  // namespace jifen::scoring::expression
